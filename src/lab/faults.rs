//! What can break: the scenario's faults and the reader's own, each a switch from the moment shown on, with its times to
//! type, and a form for everything else that can be broken anywhere.
//! Whom a fault hurts is the simulator's business.

use leptos::prelude::*;
use sts_atlas_player::{Approximate, Command, Snapshot, WorldSnapshot};
use sts_atlas_sim::{FaultWindow, SimTime};
use sts_atlas_words as words;
use web_sys::Event;

use crate::bench::{Bench, bench};
use crate::lab::break_anything::break_anything;
use crate::lab::clock::minute;
use crate::lab::pieces::{changes_of, hint, section, shown_at};
use crate::parts::button;
use crate::preferences::{Message, lang, part, say, text, unbroken};
use crate::tag::{Tag, tag};

const MINUTE: u64 = 60_000_000;

/// All faults.
pub fn faults() -> AnyView {
    let count = |_: &WorldSnapshot, snapshot: &Snapshot| snapshot.faults.len();
    let changes = changes_of(count);
    let list = part(move || {
        let faults = (0..shown_at(changes, count)).filter_map(|index| u16::try_from(index).ok());
        faults.map(fault_entry).collect::<Vec<_>>().into_any()
    });
    let list = tag("ul").class("faults").part(list);
    section("break", words::break_something, vec![list.view(), hint(text(say(words::break_hint))), break_anything()])
}

fn clock(bench: Bench, at: SimTime) -> String {
    bench.scenario().map(|scenario| minute(&scenario, at)).unwrap_or_default()
}

/// From when to when, in words.
pub fn window_text(bench: Bench, window: FaultWindow, approximate: Approximate) -> String {
    let edge = |at, roughly| if roughly { words::about_time(lang(), clock(bench, at)) } else { clock(bench, at) };
    let start = edge(window.start, approximate.start);
    if window.end == SimTime::NEVER {
        words::window_open(lang(), start)
    } else {
        words::window(lang(), start, edge(window.end, approximate.end))
    }
}

/// When it holds.
fn windows_of(bench: Bench, fault: u16) -> Vec<FaultWindow> {
    let windows =
        bench.snapshot.with(|snapshot| snapshot.faults.get(usize::from(fault)).map(|fault| fault.windows.clone()));
    windows.unwrap_or_default()
}

fn fault_entry(fault: u16) -> AnyView {
    let bench = bench();
    let offered = bench.scenario().and_then(|scenario| scenario.faults.get(usize::from(fault)).cloned());
    let approximate = offered.as_ref().map_or_else(Approximate::default, |offered| offered.approximate);
    let assumed = offered.as_ref().is_some_and(|offered| offered.assumed);
    let holds = move || {
        bench.snapshot.with(|snapshot| snapshot.faults.get(usize::from(fault)).is_some_and(|fault| fault.holds))
    };
    let windows = move || {
        let windows = windows_of(bench, fault).into_iter();
        words::list(lang(), &windows.map(|window| window_text(bench, window, approximate)).collect::<Vec<_>>())
    };
    let title = move || {
        let title = bench.with_player(|player| words::fault_title(lang(), player.recording(), fault));
        unbroken(&title.unwrap_or_default())
    };
    let mut name = tag("span").class("fault-title").says(text(title));
    if assumed {
        name = name.child(tag("small").class("assumed").word(words::assumed));
    }
    let switch = button(move || bench.switch(fault))
        .class("fault")
        .live("aria-pressed", text(move || holds().to_string()))
        .child(tag("span").class("fault-box").set("aria-hidden", "true"))
        .child(name)
        .child(tag("span").class("fault-window").says(text(windows)));
    let note = offered.and_then(|offered| offered.note);
    let note = note.map(|note| hint(text(move || unbroken(&lang().text(&note)))));
    tag("li").child(switch).holds_all(note.into_iter().collect()).holds(times(fault)).view()
}

/// From when to when it holds, to type; its first window, which is nearly always its only one.
fn times(fault: u16) -> AnyView {
    let bench = bench();
    let length = bench.scenario().map_or(1, |scenario| scenario.length.0) / MINUTE;
    let field = move |message: Message, shown: fn(FaultWindow) -> SimTime, moved: Moved| -> Tag {
        let value = move || {
            let at = windows_of(bench, fault).first().map(|&window| shown(window)).filter(|&at| at != SimTime::NEVER);
            at.map_or_else(String::new, |at| (at.0 / MINUTE).to_string())
        };
        let changed = move |event: Event| {
            let minute =
                event_target_value(&event).parse::<u64>().ok().map(|minute| SimTime(minute.min(length) * MINUTE));
            // As the recording has them now: what is shown may still be on its way.
            let mut windows = bench.windows_now(fault);
            let first = windows.first().copied().unwrap_or(FaultWindow { start: SimTime::START, end: SimTime::NEVER });
            let first = moved(first, minute);
            windows.splice(..windows.len().min(1), [first]);
            bench.dispatch(Command::SetFaultWindows { fault, windows });
        };
        let input = tag("input")
            .set("type", "number")
            .set("min", "0")
            .set("step", "1")
            .set_to("max", length.to_string())
            .property("value", Box::new(move || value().into()))
            .on("change", changed);
        tag("label").child(tag("span").word(message)).child(input)
    };
    let never = move || bench.dispatch(Command::SetFaultWindows { fault, windows: Vec::new() });
    let fields = tag("div")
        .class("row")
        .child(field(words::fault_from, |window| window.start, start_moved))
        .child(field(words::fault_until, |window| window.end, end_moved))
        .child(button(never).word(words::fault_never));
    tag("details").class("fault-times").child(tag("summary").word(words::fault_times)).child(fields).view()
}

/// What a typed minute makes of a window; nothing typed is no minute.
type Moved = fn(FaultWindow, Option<SimTime>) -> FaultWindow;

/// A start behind the end takes the end along, so that the window keeps its length.
fn start_moved(window: FaultWindow, minute: Option<SimTime>) -> FaultWindow {
    let Some(start) = minute else { return window };
    if start < window.end {
        return FaultWindow { start, end: window.end };
    }
    FaultWindow { start, end: start.plus(window.end.since(window.start)) }
}

/// No end is for ever; an end before the start is none.
fn end_moved(window: FaultWindow, minute: Option<SimTime>) -> FaultWindow {
    FaultWindow { end: minute.filter(|&end| end > window.start).unwrap_or(SimTime::NEVER), ..window }
}
