//! What is shown at which tempo: single requests where they live long enough to be seen, rates where they do not,
//! lives of sessions at hours per second. Pure arithmetic; what is drawn is decided where it is drawn.

use sts_atlas_facts::Micros;
use sts_atlas_player::Tempo;

/// What lives shorter on the screen is not shown, in milliseconds; what lives twice as long is shown whole.
const SEEN_FROM_MS: f32 = 300.0;
/// Lives of sessions begin to show above the first tempo and are whole at the second.
const LIVES_FROM: Micros = Micros::from_minutes(10);
const LIVES_AT: Micros = Micros::from_minutes(15);

/// How much of what lives so long is shown, from 0 to 1.
pub(crate) fn seen(life: Micros, tempo: Tempo) -> f32 {
    let on_screen_ms = life.0 as f32 * 1_000.0 / tempo.span_per_second().0 as f32;
    rising(on_screen_ms / SEEN_FROM_MS, 2.0)
}

/// How much of the lives of sessions is shown, from 0 to 1.
pub(crate) fn lives_seen(tempo: Tempo) -> f32 {
    rising(tempo.span_per_second().0 as f32 / LIVES_FROM.0 as f32, LIVES_AT.0 as f32 / LIVES_FROM.0 as f32)
}

/// 0 at 1, 1 at `most`, and in between by the logarithm.
fn rising(times: f32, most: f32) -> f32 {
    (libm::logf(times.max(1.0)) / libm::logf(most)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_shown_where_it_lives_300_ms_on_the_screen_and_whole_at_twice_that() {
        let cases = [(100, 0.0), (300, 0.0), (424, 0.5), (600, 1.0), (60_000, 1.0)];
        for (life_ms, shown) in cases {
            let real_time = Tempo::per_second(Micros::from_secs(1)).unwrap_or(Tempo::DEFAULT);
            assert!((seen(Micros::from_millis(life_ms), real_time) - shown).abs() < 0.01, "{life_ms}");
        }
        assert!(seen(Micros::from_millis(600), Tempo::DEFAULT) == 0.0);
        assert!(seen(Micros::from_secs(60), Tempo::DEFAULT) == 1.0, "a long wait is seen even then");
    }

    #[test]
    fn lives_of_sessions_are_shown_at_a_quarter_of_an_hour_per_second_and_above_only() {
        let shown = Tempo::STOPS.map(lives_seen);
        assert!(shown[..6].iter().all(|shown| *shown == 0.0) && shown[6..].iter().all(|shown| *shown == 1.0));
    }
}
