//! Draws the storm of the tests at every size the pages show it in, to look at:
//! `cargo run --example picture -- FOLDER [SECOND [DAY [FAULT…]]]`. One HTML file each; no test depends on it.

#[path = "../tests/sitting/storm.rs"]
mod storm;

use std::fmt::Write;
use std::process::ExitCode;

use sts_atlas_facts::{Date, Place};
use sts_atlas_player::{Command, Player, Recording, Snapshot, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::{
    LabelSizes, LabelText, Meridian, Projection, SceneOptions, View, Viewport, affected, base, svg, world_scene,
};

/// Width, height, and how the view is chosen.
const SIZES: [(f32, f32, Shown); 8] = [
    (790.0, 330.0, Shown::World(Meridian::Pacific)),
    (628.0, 310.0, Shown::World(Meridian::Pacific)),
    (358.0, 200.0, Shown::Affected),
    (358.0, 200.0, Shown::World(Meridian::Pacific)),
    (1100.0, 520.0, Shown::World(Meridian::Pacific)),
    (790.0, 330.0, Shown::World(Meridian::Atlantic)),
    (790.0, 330.0, Shown::Near("eu-central-1", 500)),
    (790.0, 330.0, Shown::Near("ap-northeast-1", 1_200)),
];

#[derive(Clone, Copy)]
enum Shown {
    World(Meridian),
    Affected,
    Near(&'static str, u16),
}

fn view(viewport: Viewport, places: &[Place], shown: Shown) -> View {
    match shown {
        Shown::World(meridian) => View::world(meridian),
        Shown::Affected => View::framing(viewport, Meridian::Pacific, places),
        Shown::Near(code, zoom) => {
            let near = View { zoom, ..View::world(Meridian::Atlantic) };
            Place::from_code(code).map_or(near, |place| near.centered_on(viewport, place))
        }
    }
}

const LIGHT: &str = "--background:#f4f1ea;--surface:#fffdf9;--ink:#1a2230;--muted:#565f6c;--line:#ddd5c6;--land:#e2dbcb;\
    --land-line:#cabfa9;--graticule:#e9e3d7;--global:#7a3ea1;--regional:#1560b0;--harm:#b3202d";
const DARK: &str = "--background:#0e131d;--surface:#151c29;--ink:#e8ecf4;--muted:#94a0b3;--line:#273246;--land:#202b3d;\
    --land-line:#31405a;--graticule:#172031;--global:#cf9bf2;--regional:#79b8ff;--harm:#ff7b7f";

fn words(text: &LabelText, japanese: bool) -> String {
    let name = |place: Place| match (place, japanese) {
        (Place::Region(region), false) => region.fact().label_en,
        (Place::Region(region), true) => region.fact().label_ja,
        (Place::City(city), false) => city.fact().name_en,
        (Place::City(city), true) => city.fact().name_ja,
    };
    match *text {
        LabelText::Place(place @ Place::City(_)) => format!("{} (office)", name(place)),
        LabelText::Place(place) => name(place).to_owned(),
        LabelText::EdgeTo(region) => format!("to {}", name(Place::Region(region))),
        LabelText::EdgeFrom(place) => format!("from {}", name(place)),
    }
}

fn text_width(text: &LabelText, size: f32, japanese: bool) -> f32 {
    words(text, japanese).chars().map(|letter| if letter < '\u{3000}' { 0.58 * size } else { size }).sum()
}

struct Look {
    coarse: bool,
    dark: bool,
    japanese: bool,
}

fn page(snapshot: &Snapshot, places: &[Place], (width, height, shown): (f32, f32, Shown), look: Look) -> String {
    let Look { coarse, dark, japanese } = look;
    let mut html = String::new();
    let theme = if dark { DARK } else { LIGHT };
    let _ = write!(
        html,
        "<!doctype html><meta charset=utf-8><style>body{{{theme};margin:0;background:var(--background);\
         font-family:Inter,'Noto Sans CJK JP',sans-serif}}svg{{display:block;border:1px solid \
         var(--line);margin:4px}}svg{{flex:none}}.pair{{display:flex}}{}</style>",
        svg::style_sheet()
    );
    let label = |text: &LabelText| words(text, japanese);
    let measure = |text: &LabelText, size: f32| text_width(text, size, japanese);
    html.push_str("<div class=pair>");
    let viewport = Viewport { width, height };
    let projection = Projection::new(viewport, view(viewport, places, shown));
    let base = base(&projection);
    for world in WorldId::BOTH {
        let world = &snapshot.worlds[world.index()];
        let labels = LabelSizes { size: if width < 400.0 { 11.0 } else { 11.5 }, measure: &measure };
        let options = SceneOptions { coarse, as_of: snapshot.as_of, labels, now: snapshot.now };
        let scene = world_scene(world, &projection, &options);
        let picture = svg::static_picture(viewport, &base, &scene, "Map", &label);
        html.push_str(&picture.replacen("<svg ", &format!("<svg width={width} height={height} "), 1));
    }
    html.push_str("</div>");
    html
}

/// The moment of the next two minutes at which most requests travel.
fn busiest(player: &mut Player, seconds: u64) -> Snapshot {
    let mut best = player.snapshot();
    let travelling = |snapshot: &Snapshot| {
        let world = &snapshot.worlds[0];
        world.in_flight.iter().filter(|request| request.blocked_by.is_none()).count()
    };
    for step in 0..3_000 {
        player.apply(Command::Seek(SimTime(seconds * 1_000_000 + step * 40_000)));
        player.settle();
        let snapshot = player.snapshot();
        if travelling(&snapshot) > travelling(&best) {
            best = snapshot;
        }
    }
    best
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let seconds: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(2_822);
    let scenario = storm::storm();
    let places = affected(&scenario);
    let mut player = Player::new(Recording::new(scenario.into()));
    // Further arguments: a day, and faults to break.
    if let Some(date) = arguments.next().and_then(|text| Date::parse(&text).ok()) {
        player.apply(Command::SetAsOf(date));
    }
    for fault in arguments.filter_map(|text| text.parse().ok()) {
        player.apply(Command::SwitchFault { fault, holds: true });
    }
    player.apply(Command::Seek(SimTime::from_secs(seconds)));
    player.settle();
    let snapshot = player.snapshot();
    let busy = busiest(&mut player, seconds);
    for (name, coarse, dark, japanese) in [
        ("light-en", true, false, false),
        ("dark-ja", true, true, true),
        ("light-ja", true, false, true),
        ("fine-en", false, false, false),
    ] {
        for (index, size) in SIZES.into_iter().enumerate() {
            let shown = if coarse { &snapshot } else { &busy };
            let html = page(shown, &places, size, Look { coarse, dark, japanese });
            if std::fs::write(format!("{folder}/{name}-{index}.html"), html).is_err() {
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
