//! Requests since the start, by what was called.
//! Counting is the simulator's business.

use leptos::prelude::*;
use sts_atlas_sim::ServiceKind;
use sts_atlas_words as words;

use crate::lab::shown;
use crate::preferences::{lang, part, say, text};

/// The readout.
#[component]
pub fn Requests() -> impl IntoView {
    let rows = move || {
        shown(|world, _| world.requests).map(|totals| {
        let (kind, key) = match totals.service {
            ServiceKind::StsGlobal => ("kind global", "sts_global"),
            ServiceKind::StsRegional => ("kind regional", "sts_regional"),
            ServiceKind::Service => ("kind", "service"),
        };
        view! {
            <tr data-row=format!("requests.{key}")>
                <th scope="row"><span class=kind aria-hidden="true"></span>{words::service(lang(), totals.service)}</th>
                <td class="number" data-cell="issued">{words::grouped(totals.issued)}</td>
                <td class="number" data-cell="succeeded">{words::grouped(totals.succeeded)}</td>
                <td class="number" data-cell="failed" class:harm={totals.failed > 0}>{words::grouped(totals.failed)}</td>
                <td class="number" data-cell="in_flight">{words::grouped(totals.in_flight)}</td>
            </tr>
        }
    }).into_iter().collect_view()
    };
    view! {
        <section class="requests">
            <h2>{say(words::requests)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=say(words::requests)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{say(words::column_endpoint)}</th>
                        <th scope="col">{say(words::column_sent)}</th>
                        <th scope="col">{say(words::column_succeeded)}</th>
                        <th scope="col">{say(words::column_failed)}</th>
                        <th scope="col">{say(words::column_in_flight)}</th>
                    </tr>
                </thead>
                <tbody>{part(rows)}</tbody>
            </table>
            </div>
            <p class="hint">
                <span class="number" data-metric="events">{text(move || words::grouped(shown(|world, _| world.events)))}</span>" "
                {text(move || words::both(lang(), words::events(lang()), words::fingerprint(lang())))}" "
                <code data-metric="digest">{text(move || shown(|world, _| format!("{:016x}", world.digest)))}</code>
            </p>
        </section>
    }
}
