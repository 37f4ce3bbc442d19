//! Plain text tables: columns as wide as their widest cell, words to the left, numbers to the right.
//! What stands in them is decided elsewhere.

use super::width;

/// Which side a column's cells go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Words,
    Numbers,
}

/// Lines of cells, with two spaces between columns.
pub fn table(indent: usize, columns: &[Column], rows: &[Vec<String>]) -> String {
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max();
    let widths: Vec<usize> = (0..columns.len()).map(|column| widest(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (index, ((cell, side), wide)) in row.iter().zip(columns).zip(&widths).enumerate() {
            let room = " ".repeat(wide - width(cell));
            let gap = if index == 0 { "" } else { "  " };
            match side {
                Column::Words => line.extend([gap, cell, &room]),
                Column::Numbers => line.extend([gap, &room, cell]),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["".into(), "A".into(), "B".into()], vec!["impaired".into(), "11".into(), "2".into()]];
        let columns = [Column::Words, Column::Numbers, Column::Numbers];
        assert_eq!(table(2, &columns, &rows), "             A  B\n  impaired  11  2\n");
    }

    #[test]
    fn a_japanese_letter_takes_two_columns() {
        let rows = [vec!["停止".into(), "1".into()], vec!["calm".into(), "12".into()]];
        assert_eq!(table(0, &[Column::Words, Column::Numbers], &rows), "停止   1\ncalm  12\n");
    }
}
