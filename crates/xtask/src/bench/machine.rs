//! Whether the machine has other things to do while it measures.
//! Linux only; elsewhere nothing is known and nothing said.

use std::{fs, thread, time::Duration};

/// Below this, figures are as on an idle machine.
pub const IDLE_PERCENT: u64 = 15;

const WATCHED_FOR: Duration = Duration::from_secs(2);

/// The share of all processors' time that others took while this program slept.
pub fn busy_percent() -> Option<u64> {
    let read = || ticks(&fs::read_to_string("/proc/stat").ok()?);
    let before = read()?;
    thread::sleep(WATCHED_FOR);
    let after = read()?;
    let (idle, total) = (after.0.checked_sub(before.0)?, after.1.checked_sub(before.1)?);
    total.checked_sub(idle).and_then(|busy| (busy * 100).checked_div(total))
}

/// Idle and all ticks since the start, from the line of all processors together.
fn ticks(stat: &str) -> Option<(u64, u64)> {
    let line = stat.lines().find_map(|line| line.strip_prefix("cpu "))?;
    let fields: Vec<u64> = line.split_whitespace().map_while(|field| field.parse().ok()).collect();
    // user, nice, system, idle, iowait, irq, softirq, steal; guests are in user already.
    let (idle, waiting) = (fields.get(3)?, fields.get(4)?);
    Some((idle + waiting, fields.iter().take(8).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_ticks_are_told_from_all() {
        let rows = [
            ("cpu  10 0 5 80 5 0 0 0 7 0\ncpu0 1 0 0 8 0 0 0 0 0 0\n", Some((85, 100))),
            ("cpu  10 0\n", None),
            ("", None),
        ];
        for (given, expected) in rows {
            assert_eq!(ticks(given), expected, "given `{given}`");
        }
    }
}
