//! The page for programs: `window.stsAtlas`, the same verbs a reader has, and one plain object that says what is true.
//! Described in docs/host-protocol.md; every verb becomes the same command or preference as a reader's act.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use sts_atlas_facts::Micros;
use sts_atlas_intake::{Page, Route};
use sts_atlas_player::{Command, RequestTotals, Tempo, TokenSource, WorldSnapshot};
use sts_atlas_sim::{ServiceKind, SimTime, State, TokenVerdict};
use sts_atlas_words as words;
use sts_atlas_words::Lang;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::bench::{Bench, bench};
use crate::later::Progress;
use crate::opened::open_scenario;
use crate::platform::{address, document};
use crate::preferences::{Preferences, Theme, follow, preferences};
use crate::site::{Site, site};

/// What a host may listen to.
const EVENTS: [&str; 3] = ["ready", "state", "error"];

/// Puts the object on the page.
pub fn offer() {
    let host = Host {
        bench: bench(),
        preferences: preferences(),
        object: Object::new(),
        listeners: StoredValue::new_local(Vec::new()),
    };
    host.offer_player();
    host.offer_page();
    host.offer_events();
    document::offer("stsAtlas", &host.object);
}

/// Those who listen, each to one event.
type Listeners = StoredValue<Vec<(String, Function)>, LocalStorage>;

/// The object being put together.
struct Host {
    bench: Bench,
    preferences: Preferences,
    object: Object,
    listeners: Listeners,
}

impl Host {
    /// A verb; what it gives is whether it made sense of what it was given, else those who listen hear what it expected.
    fn verb(&self, name: &'static str, expected: &'static str, run: impl Fn(JsValue, JsValue) -> Option<()> + 'static) {
        let listeners = self.listeners;
        self.function(
            name,
            Box::new(move |first, second| {
                let understood = run(first, second).is_some();
                if !understood {
                    tell(listeners, "error", &JsValue::from_str(&format!("{name}: expected {expected}")));
                }
                JsValue::from_bool(understood)
            }),
        );
    }

    fn function(&self, name: &str, run: Verb) {
        // Verbs live as long as the page.
        let _ = Reflect::set(&self.object, &name.into(), &Closure::wrap(run).into_js_value());
    }

    fn offer_player(&self) {
        let bench = self.bench;
        let dispatch = move |command| -> Option<()> {
            bench.dispatch(command);
            Some(())
        };
        self.verb("play", "nothing", move |_, _| dispatch(Command::Play));
        self.verb("pause", "nothing", move |_, _| dispatch(Command::Pause));
        self.verb("seek", "milliseconds since the start, a number of at least 0", move |at, _| {
            dispatch(Command::Seek(SimTime(micros(&at)?.0)))
        });
        self.verb("step", "nothing, or a number", move |steps, _| {
            if steps.as_f64().is_some_and(|steps| steps < 0.0) {
                bench.step_back()
            } else {
                bench.step_forward()
            }
            Some(())
        });
        self.verb("setTempo", "simulated milliseconds per second, more than 0, at most a day", move |tempo, _| {
            dispatch(Command::SetTempo(Tempo::per_second(micros(&tempo)?)?))
        });
        self.verb("fault", "the number of a fault of this scenario, and whether it holds", move |fault, holds| {
            dispatch(Command::SwitchFault { fault: known_fault(bench, &fault)?, holds: holds.as_bool()? })
        });
    }

    fn offer_page(&self) {
        let (bench, preferences) = (self.bench, self.preferences);
        let (site, listeners) = (site(), self.listeners);
        let told = move |says: String, is_played: bool| {
            if !is_played {
                tell(listeners, "error", &JsValue::from_str(&format!("load: {says}")));
            }
        };
        let expected = "a scene, the part of a link after its #, or a scenario file’s text";
        self.verb("load", expected, move |text, _| {
            let text = text.as_string()?;
            if text.contains('\n') || text.trim_start().starts_with('{') {
                let name = if text.trim_start().starts_with('{') { "scenario.json" } else { "scenario.toml" };
                open_scenario(site, Lang::En, name.to_owned(), text, Box::new(told));
                return Some(());
            }
            let route = route_to(&text)?;
            // Who is there already hears of no change of the address.
            if address::hash() == route.hash() {
                bench.follow(&route)
            } else {
                address::go(&route.hash())
            }
            Some(())
        });
        self.verb("setLang", "`en` or `ja`", move |lang, _| {
            preferences.set_lang(Lang::from_tag(&lang.as_string()?)?);
            Some(())
        });
        self.verb("setTheme", "`light` or `dark`", move |theme, _| {
            preferences.set_theme(Theme::from_name(&theme.as_string()?)?);
            Some(())
        });
        self.function("snapshot", Box::new(move |_, _| state(bench, preferences)));
    }

    fn offer_events(&self) {
        let (bench, preferences, listeners) = (self.bench, self.preferences, self.listeners);
        self.verb("on", "`ready`, `state` or `error`, and a function", move |event, run| {
            let event = event.as_string().filter(|event| EVENTS.contains(&event.as_str()))?;
            let run = run.dyn_into::<Function>().ok()?;
            // Whoever comes after the page stands need not wait for it.
            if event == "ready" {
                let _ = run.call1(&JsValue::NULL, &state(bench, preferences));
            }
            listeners.try_update_value(|known| known.push((event, run)))
        });
        self.verb("off", "a function that listens", move |run, _| {
            let run = run.dyn_into::<Function>().ok()?;
            listeners.try_update_value(|known| known.retain(|(_, listens)| *listens != run))
        });
        follow(Box::new(move || {
            let wrong_link = bench.link_error.get().map(|error| words::link_error(Lang::En, &error));
            let failed = (bench.coming.get() == Progress::Failed).then(|| words::scene_failed(Lang::En));
            for what in wrong_link.into_iter().chain(failed) {
                tell(listeners, "error", &JsValue::from_str(&what));
            }
        }));
        follow(Box::new(move || {
            bench.snapshot.track();
            if listeners.with_value(|known| known.iter().any(|(event, _)| event == "state")) {
                tell(listeners, "state", &untrack(|| state(bench, preferences)));
            }
        }));
    }
}

/// A function of two values, of which a host may leave out some.
type Verb = Box<dyn Fn(JsValue, JsValue) -> JsValue>;

fn tell(listeners: Listeners, event: &str, detail: &JsValue) {
    let known = listeners.try_with_value(Clone::clone).unwrap_or_default();
    for (_, run) in known.iter().filter(|(known, _)| known == event) {
        // What a host's function throws is the host's business.
        let _ = run.call1(&JsValue::NULL, detail);
    }
}

/// Milliseconds, as a host counts, of at least zero.
fn micros(value: &JsValue) -> Option<Micros> {
    let millis = value.as_f64().filter(|millis| (0.0..=1e12).contains(millis))?;
    Some(Micros((millis * 1_000.0) as u64))
}

fn known_fault(bench: Bench, value: &JsValue) -> Option<u16> {
    let count = bench.told().faults.len();
    let index = value.as_f64().filter(|index| index.fract() == 0.0 && *index >= 0.0)?;
    ((index as usize) < count).then_some(index as u16)
}

/// A scene's id or an address of the page. Whether what it carries can be opened is seen when it is followed.
fn route_to(text: &str) -> Option<Route> {
    if sts_atlas_lessons::SCENE_IDS.contains(&text) {
        return Some(Route { scene: Some(text.to_owned()), ..Route::to(Page::Lab) });
    }
    text.starts_with(['#', '/']).then(|| Route::parse(text).ok()).flatten()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn millis(span: Micros) -> JsValue {
    JsValue::from_f64(span.0 as f64 / 1_000.0)
}

/// What is true now, as JSON.
pub fn state_text(site: Site) -> String {
    js_sys::JSON::stringify(&state(site.bench, site.preferences)).map(String::from).unwrap_or_default()
}

/// What is true now, as a plain object.
fn state(bench: Bench, preferences: Preferences) -> JsValue {
    let snapshot = bench.told();
    let faults = snapshot.faults.iter().map(|fault| JsValue::from_bool(fault.holds)).collect::<Array>();
    let worlds = snapshot.worlds.iter().map(|world| self::world(bench, world)).collect::<Array>();
    object(&[
        ("route", address::hash().into()),
        ("scene", bench.scene.get_untracked().into()),
        ("lang", preferences.lang_now().tag().into()),
        ("theme", preferences.theme_now().name().into()),
        ("as_of", snapshot.as_of.to_string().into()),
        ("loading", (bench.coming.get_untracked() == Progress::OnTheWay).into()),
        ("playing", snapshot.playing.into()),
        ("pending", snapshot.pending.into()),
        ("now_ms", millis(Micros(snapshot.now.0))),
        ("length_ms", millis(snapshot.length)),
        ("utc", snapshot.utc.to_string().into()),
        ("tempo_ms_per_second", millis(snapshot.tempo.span_per_second())),
        ("seed", JsValue::from_f64(snapshot.seed.get() as f64)),
        ("faults", faults.into()),
        ("worlds", worlds.into()),
    ])
}

fn world(bench: Bench, world: &WorldSnapshot) -> JsValue {
    let label = bench.scenario().map(|scenario| scenario.worlds[world.id.index()].label.en.clone());
    let total =
        |read: fn(&RequestTotals) -> u64| JsValue::from_f64(world.requests.iter().map(read).sum::<u64>() as f64);
    object(&[
        ("label", label.unwrap_or_default().into()),
        ("digest", format!("{:016x}", world.digest).into()),
        ("principals", JsValue::from(world.blast.states.total())),
        ("impaired", world.blast.impaired().into()),
        ("draining", world.blast.harm.of(State::Draining).into()),
        ("exposed", world.blast.harm.of(State::Exposed).into()),
        ("unknown", world.blast.harm.of(State::Unknown).into()),
        ("requests_succeeded", total(|totals| totals.succeeded)),
        ("requests_failed", total(|totals| totals.failed)),
        ("latency", latency(bench, world)),
        ("matrix", matrix(world)),
    ])
}

/// Quantiles over all routes, by kind of endpoint.
fn latency(bench: Bench, world: &WorldSnapshot) -> JsValue {
    let of = |service: ServiceKind| {
        let quantile = |permille| {
            let value = bench.with_player(|player| {
                player.world(world.id).metrics().sum(|kind, _| kind == service).latency.quantile(permille)
            });
            value.flatten().map_or(JsValue::NULL, millis)
        };
        object(&[("p50_ms", quantile(500)), ("p95_ms", quantile(950))])
    };
    object(&[("global", of(ServiceKind::StsGlobal)), ("regional", of(ServiceKind::StsRegional))])
}

fn matrix(world: &WorldSnapshot) -> JsValue {
    let rows = world.matrix.rows.iter().map(|row| {
        let source = match row.source {
            TokenSource::GlobalV1 => "global-v1",
            TokenSource::GlobalV2 => "global-v2",
            TokenSource::Regional => "regional",
        };
        let regions = std::iter::once("default").chain(world.matrix.opt_in.iter().map(|region| region.code()));
        let verdicts = regions.zip(&row.verdicts).map(|(region, verdict)| {
            let verdict = match verdict {
                TokenVerdict::Valid => "valid",
                TokenVerdict::Refused => "refused",
                TokenVerdict::RegionNotEnabled => "region-not-enabled",
            };
            (region, JsValue::from_str(verdict))
        });
        (source, object(&verdicts.collect::<Vec<_>>()))
    });
    object(&rows.collect::<Vec<_>>())
}
