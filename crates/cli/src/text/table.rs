//! Plain text tables: columns as wide as their widest cell, words to the left, numbers to the right.
//! Where room is short, headings and then words take several lines; what stands in them is decided elsewhere.

use super::width;
use super::wrap::{Breaks, longest_piece, wrap_cell};

/// Which side a column's cells go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Words,
    Numbers,
}

/// Spaces between two columns; one where two leave no room.
const GAPS: [usize; 2] = [2, 1];

/// A heading and lines of cells, in no more columns than there is room for, unless single words are wider. First the gaps
/// give way, then words break where they would rather not.
pub fn table(indent: usize, room: usize, columns: &[Column], rows: &[Vec<String>]) -> String {
    let left = |gap: usize| room.saturating_sub(indent + gap * columns.len().saturating_sub(1));
    let tried = Breaks::ALL.into_iter().flat_map(|breaks| GAPS.map(|gap| (gap, breaks)));
    let tried: Vec<_> = tried.map(|(gap, breaks)| (gap, fitted(left(gap), columns, rows, breaks))).collect();
    let fits = |(gap, widths): &&(usize, Vec<usize>)| widths.iter().sum::<usize>() <= left(*gap);
    let Some((gap, widths)) = tried.iter().find(fits).or(tried.last()) else { return String::new() };
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, &wide)| lines_of(cell, wide)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            // A heading of one line stands right above the numbers.
            let at = |cell: &Vec<String>| match number {
                0 => (line + cell.len()).checked_sub(height).and_then(|line| cell.get(line).cloned()),
                _ => cell.get(line).cloned(),
            };
            let cells: Vec<String> = cells.iter().map(|cell| at(cell).unwrap_or_default()).collect();
            text.push_str(&set(indent, *gap, columns, widths, &cells));
        }
    }
    text
}

/// A line of cells that fit their columns.
fn set(indent: usize, gap: usize, columns: &[Column], widths: &[usize], cells: &[String]) -> String {
    let mut line = " ".repeat(indent);
    for (index, ((cell, side), wide)) in cells.iter().zip(columns).zip(widths).enumerate() {
        let room = " ".repeat(wide.saturating_sub(width(cell)));
        let gap = " ".repeat(if index == 0 { 0 } else { gap });
        match side {
            Column::Words => line.extend([gap.as_str(), cell, &room]),
            Column::Numbers => line.extend([gap.as_str(), &room, cell]),
        }
    }
    format!("{}\n", line.trim_end())
}

fn lines_of(cell: &str, wide: usize) -> Vec<String> {
    wrap_cell(cell, wide).lines().map(str::to_owned).collect()
}

/// How wide the columns are: as wide as their cells where that fits; else what is widest gives way, headings of numbers
/// before words, and numbers never.
fn fitted(room: usize, columns: &[Column], rows: &[Vec<String>], breaks: Breaks) -> Vec<usize> {
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let widest = |column: usize| cells(column).map(|cell| width(cell)).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    // Headings are no names: they break between phrases first of all.
    let at = |row: usize| if row == 0 { breaks.max(Breaks::Phrases) } else { breaks };
    let longest =
        |column: usize| cells(column).enumerate().map(|(row, cell)| unbroken(cell, at(row))).max().unwrap_or(0);
    let least = |column: usize, side: Column| {
        let numbers = cells(column).skip(1).map(|cell| width(cell)).max().filter(|_| side == Column::Numbers);
        longest(column).max(numbers.unwrap_or(0))
    };
    let least: Vec<usize> = columns.iter().enumerate().map(|(column, &side)| least(column, side)).collect();
    for side in [Column::Numbers, Column::Words] {
        while widths.iter().sum::<usize>() > room {
            let can_give =
                (0..columns.len()).filter(|&column| columns[column] == side && widths[column] > least[column]);
            let Some(column) = can_give.max_by_key(|&column| widths[column] - least[column]) else { break };
            widths[column] -= 1;
        }
    }
    widths
}

/// What of a cell stays on one line, and Japanese that is short.
fn unbroken(cell: &str, breaks: Breaks) -> usize {
    const SHORT: usize = 8;
    let piece = longest_piece(cell, breaks);
    if cell.is_ascii() { piece } else { piece.max(width(cell).min(SHORT)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMPLE: usize = 80;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [row(&["", "A", "B"]), row(&["impaired", "11", "2"])];
        let columns = [Column::Words, Column::Numbers, Column::Numbers];
        assert_eq!(table(2, AMPLE, &columns, &rows), "             A  B\n  impaired  11  2\n");
    }

    #[test]
    fn a_japanese_letter_takes_two_columns() {
        let rows = [row(&["停止", "1"]), row(&["calm", "12"])];
        assert_eq!(table(0, AMPLE, &[Column::Words, Column::Numbers], &rows), "停止   1\ncalm  12\n");
    }

    #[test]
    fn where_room_is_short_headings_give_way_first_and_then_words() {
        let rows = [row(&["Route", "No answer", "p50"]), row(&["Tokyo office", "0", "466 ms"])];
        let columns = [Column::Words, Column::Numbers, Column::Numbers];
        let expected = "                  No\nRoute         answer     p50\nTokyo office       0  466 ms\n";
        assert_eq!(table(0, 28, &columns, &rows), expected);
        let expected = "            No\nRoute   answer     p50\nTokyo        0  466 ms\noffice\n";
        assert_eq!(table(0, 22, &columns, &rows), expected);
        let japanese = [row(&["経路", "応答なし"]), row(&["東京の拠点", "0"])];
        assert_eq!(table(0, 17, &columns[..2], &japanese), "経路     応答なし\n東京の          0\n拠点\n");
        let unbreakable = table(0, 3, &columns, &rows);
        let expected = "           No\nRoute  answer    p50\nTokyo       0 466 ms\noffice\n";
        assert_eq!(unbreakable, expected, "numbers and single words stay whole");
    }
}
