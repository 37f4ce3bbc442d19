//! Telling the reader what goes on and for how long.
//! Words on a terminal or in a log; nothing is decided here.

use std::{
    io::{IsTerminal, Write},
    process::{Child, ExitStatus},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// Waits for `child` and says from time to time that `label` is still going on.
pub fn while_waiting(label: &str, mut child: Child) -> std::io::Result<ExitStatus> {
    let (done, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || tell(label, &ended));
        let status = child.wait();
        drop(done);
        status
    })
}

fn tell(label: &str, ended: &mpsc::Receiver<()>) {
    let begin = Instant::now();
    let on_terminal = std::io::stdout().is_terminal();
    let pause = Duration::from_secs(if on_terminal { 1 } else { 30 });
    while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
        let elapsed = duration(begin.elapsed());
        if on_terminal {
            print!("\r  {label}: {elapsed} ");
        } else {
            println!("  {label}: {elapsed}");
        }
        let _ = std::io::stdout().flush();
    }
    if on_terminal {
        print!("\r\u{1b}[K");
    }
}

/// A duration for people: `0.4 s`, `12 s`, `2 min 05 s`.
pub fn duration(span: Duration) -> String {
    let seconds = span.as_secs();
    match seconds {
        0..10 => format!("{}.{} s", seconds, span.subsec_millis() / 100),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        let rows = [(0, "0.0 s"), (430, "0.4 s"), (9_990, "9.9 s"), (12_700, "12 s"), (125_000, "2 min 05 s")];
        for (milliseconds, expected) in rows {
            assert_eq!(duration(Duration::from_millis(milliseconds)), expected);
        }
    }
}
