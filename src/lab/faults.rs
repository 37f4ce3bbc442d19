//! What can break: each fault of the scenario as a button that breaks or mends it from the moment shown.
//! Whom it hurts is the simulator's business.

use leptos::prelude::*;
use sts_atlas_player::{Approximate, Command};
use sts_atlas_sim::{FaultWindow, SimTime};
use sts_atlas_words as words;

use crate::bench::{Bench, bench};
use crate::lab::pieces::{hint, section};
use crate::preferences::{lang, say, text, unbroken};

/// All faults.
pub fn faults() -> AnyView {
    let count = bench().scenario().map_or(0, |scenario| scenario.faults.len());
    let faults: Vec<_> = (0..count).filter_map(|index| u16::try_from(index).ok()).map(fault_button).collect();
    let list = view! { <ul class="faults">{faults}</ul> };
    section("break", words::break_something, vec![list.into_any(), hint(text(say(words::break_hint)))])
}

fn clock(bench: Bench, at: SimTime) -> String {
    let start = bench.scenario().map(|scenario| scenario.start);
    start.map(|start| words::clock_minutes(start.plus_micros(at.0))).unwrap_or_default()
}

fn window_text(bench: Bench, window: FaultWindow, approximate: Approximate) -> String {
    let edge = |at, roughly| if roughly { words::about_time(lang(), clock(bench, at)) } else { clock(bench, at) };
    let start = edge(window.start, approximate.start);
    if window.end == SimTime::NEVER {
        words::window_open(lang(), start)
    } else {
        words::window(lang(), start, edge(window.end, approximate.end))
    }
}

fn fault_button(fault: u16) -> AnyView {
    let bench = bench();
    let Some(scenario) = bench.scenario() else { return ().into_any() };
    let Some(offered) = scenario.faults.get(usize::from(fault)).cloned() else { return ().into_any() };
    let holds = move || {
        bench.snapshot.with(|snapshot| snapshot.faults.get(usize::from(fault)).is_some_and(|fault| fault.holds))
    };
    let windows = move || {
        let windows =
            bench.snapshot.with(|snapshot| snapshot.faults.get(usize::from(fault)).map(|fault| fault.windows.clone()));
        let windows = windows.unwrap_or_default().into_iter();
        words::list(lang(), &windows.map(|window| window_text(bench, window, offered.approximate)).collect::<Vec<_>>())
    };
    let (title, note, assumed) = (offered.title, offered.note, offered.assumed);
    view! {
        <li>
            <button
                type="button"
                class="fault"
                aria-pressed=text(move || holds().to_string())
                on:click=move |_| bench.dispatch(Command::SwitchFault { fault, holds: !holds() })
            >
                <span class="fault-box" aria-hidden="true"></span>
                <span class="fault-title">
                    {text(move || unbroken(&lang().text(&title)))}
                    {assumed.then(|| view! { <small class="assumed">{say(words::assumed)}</small> })}
                </span>
                <span class="fault-window">{text(windows)}</span>
            </button>
            {note.map(|note| hint(text(move || unbroken(&lang().text(&note)))))}
        </li>
    }
    .into_any()
}
