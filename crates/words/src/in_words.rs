//! The scene in words, in four parts: what is here, what one can do, what is happening now, what comes next.
//! From the same snapshot as the picture; nothing is counted here that it has not counted.

use sts_atlas_player::{Recording, Snapshot, WorldId};
use sts_atlas_sim::SimTime;

use crate::messages::messages;
use crate::{Lang, clock_minutes, date, fault_title, live_summary, utc};

messages! {
    /// Heading of the four parts.
    in_words() { en: "This scene in words", ja: "このシーンを文字で読む" }
    /// Heading.
    in_words_here() { en: "What is here", ja: "ここにあるもの" }
    /// Heading.
    in_words_can() { en: "What you can do", ja: "できること" }
    /// Heading.
    in_words_now() { en: "What is happening now", ja: "いま起きていること" }
    /// Heading.
    in_words_next() { en: "What comes next", ja: "次に起きること" }
    /// What is here.
    in_words_cast(principals, count, time) {
        en: "The same {principals} principals at {count} places in two worlds on one clock, {time}.",
        ja: "同じ {principals} 個のプリンシパルが {count} か所にあり、2 つの世界が同じ時計で進みます。期間は {time} です。",
    }
    /// How long.
    in_words_span(from, to, day) { en: "from {from} to {to} UTC on {day}", ja: "{day} {from}〜{to} UTC" }
    /// What makes each world special.
    in_words_worlds(a, b) { en: "World A: {a}. World B: {b}.", ja: "世界 A: {a}。世界 B: {b}。" }
    /// What can break.
    in_words_faults(offered, scheduled) {
        en: "Faults that can be broken and mended by hand: {offered}, of which {scheduled} in the scenario itself.",
        ja: "手動で起こせる障害は {offered} 個で、そのうち {scheduled} 個はシナリオの中でも起きます。",
    }
    /// What one can do.
    in_words_acts() {
        en: "Play, step or scrub through time. Break and mend faults. Change the day whose rules apply, the clients, the account and the luck. Open a place on the map for what can be broken there and who stands there. Ask Why beside any principal or request.",
        ja: "再生したり、1 ステップずつ進めたり、好きな時刻に移ったりできます。障害を起こすことも、復旧させることもできます。仕様の時点、クライアント、アカウント、乱数も変えられます。地図上の場所を開くと、そこで壊せるものと、そこにあるプリンシパルが表示されます。プリンシパルやリクエストの横の「なぜ？」から、原因をたどれます。",
    }
    /// The next thing the scenario brings.
    in_words_next_fault(time, title) { en: "At {time} this fault begins: {title}.", ja: "{time} に障害が発生: {title}。" }
    /// The next thing the scenario brings.
    in_words_next_end(time, title) { en: "At {time} this fault ends: {title}.", ja: "{time} に障害が終了: {title}。" }
    /// Nothing more is scheduled.
    in_words_next_nothing() {
        en: "No fault begins or ends from here on. Break one, or play the same hours under another day’s rules.",
        ja: "このあと発生または終了する障害はありません。障害を起こすか、仕様の時点を変えて同じ時間帯をもう一度再生してみましょう。",
    }
}

/// What is here.
pub fn what_is_here(lang: Lang, snapshot: &Snapshot, recording: &Recording) -> String {
    let scenario = &recording.scenario;
    let blast = &snapshot.worlds[WorldId::A.index()].blast;
    let places = blast.by_place.iter().filter(|place| !place.principals.is_empty()).count();
    let end = scenario.start.plus_micros(scenario.length.0);
    let label = |world: WorldId| lang.text(&scenario.worlds[world.index()].label);
    let span =
        in_words_span(lang, clock_minutes(scenario.start), clock_minutes(end), date(lang, scenario.start.date()));
    let cast = in_words_cast(lang, blast.states.total(), places, span);
    let worlds = in_words_worlds(lang, label(WorldId::A), label(WorldId::B));
    let scheduled = scenario.faults.iter().filter(|fault| !fault.windows.is_empty()).count();
    let space = if lang == Lang::Ja { "" } else { " " };
    [cast, worlds, in_words_faults(lang, snapshot.faults.len(), scheduled)].join(space)
}

/// What is happening now.
pub fn what_is_happening(lang: Lang, snapshot: &Snapshot, recording: &Recording) -> String {
    let space = if lang == Lang::Ja { "" } else { " " };
    format!("{}:{space}{}", utc(lang, clock_minutes(snapshot.utc)), live_summary(lang, snapshot, recording))
}

/// What comes next.
pub fn what_comes_next(lang: Lang, snapshot: &Snapshot, recording: &Recording) -> String {
    let edges = snapshot.faults.iter().flat_map(|fault| {
        let edges = fault.windows.iter().flat_map(|window| [(window.start, true), (window.end, false)]);
        edges.map(move |(at, begins)| (at, begins, fault.index))
    });
    let coming = edges.filter(|&(at, _, _)| at > snapshot.now && at < SimTime::START.plus(snapshot.length));
    let Some((at, begins, index)) = coming.min() else { return in_words_next_nothing(lang) };
    let title = fault_title(lang, recording, index);
    let time = clock_minutes(recording.scenario.start.plus_micros(at.0));
    if begins { in_words_next_fault(lang, time, title) } else { in_words_next_end(lang, time, title) }
}
