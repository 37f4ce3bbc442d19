//! Draws the storm of the tests at every size the pages show it in, to look at:
//! `cargo run --example picture -- FOLDER [SECOND [DAY [FAULT…]]]`. One HTML file each; no test depends on it.

#[path = "../tests/sitting/storm.rs"]
mod storm;

use std::fmt::Write;
use std::process::ExitCode;

use sts_atlas_facts::{Date, Place, RegionId};
use sts_atlas_player::{ChangeSnapshot, Command, Player, Recording, Snapshot, Tempo, WorldId};
use sts_atlas_sim::{ChangeView, Outcome, SimTime};
use sts_atlas_stage::{
    ChartSize, ChartText, LabelSizes, LabelText, Lane, LaneRequest, Lens, Meridian, Outline, Projection, SceneOptions,
    StatesOverTime, View, Viewport, affected, base, latency_chart, life_chart, propagation_chart, states_chart, svg,
    swim_lanes, world_scene,
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
        LabelText::Chart(text) => chart_words(text),
    }
}

/// Words for the eye; the product's own are not known here.
fn chart_words(text: ChartText) -> String {
    match text {
        ChartText::At(at) => format!("{}:{:02}", 8 + at.0 / 3_600_000_000, at.0 / 60_000_000 % 60),
        ChartText::Span(span) | ChartText::Part(_, span) => match span.0 {
            0..10_000_000 => format!("{} ms", span.0 / 1_000),
            10_000_000..600_000_000 => format!("{} s", span.0 / 1_000_000),
            _ => format!("{} min", span.0 / 60_000_000),
        },
        ChartText::Count(count) | ChartText::NoAnswer(count) => count.to_string(),
        ChartText::NoAnswerHead => "no answer".to_owned(),
        ChartText::State(state) => format!("{state:?}"),
        ChartText::CannotWork => "cannot work".to_owned(),
        ChartText::ShownSeed => "the seed shown".to_owned(),
        ChartText::CannotRenew => "cannot renew".to_owned(),
        ChartText::World(world) => world.letter().to_string(),
        ChartText::Route { service, from, to } => format!("{service:?} {} to {}", from.code(), to.code()),
        ChartText::Principal(index) => format!("principal {index}"),
        ChartText::More(count) => format!("and {count} more"),
        ChartText::Change(index) => format!("change {index}"),
        ChartText::OnTheWay(count) => format!("{count} on the way"),
        ChartText::Waits(count) => format!("{count} cut off"),
        ChartText::Lane(Lane::Client(place)) => place.code().to_owned(),
        ChartText::Lane(Lane::NameServer) => "DNS".to_owned(),
        ChartText::Lane(Lane::Endpoint(service, region)) => format!("{service:?} {}", region.code()),
        ChartText::Lane(Lane::Target(region)) => region.code().to_owned(),
    }
}

fn text_width(text: &LabelText, size: f32, japanese: bool) -> f32 {
    words(text, japanese).chars().map(|letter| if letter < '\u{3000}' { 0.58 * size } else { size }).sum()
}

struct Look {
    lens: Lens,
    tempo: Tempo,
    dark: bool,
    japanese: bool,
}

fn page(snapshot: &Snapshot, places: &[Place], (width, height, shown): (f32, f32, Shown), look: &Look) -> String {
    let &Look { lens, tempo, dark, japanese } = look;
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
    let base = base(&projection, &Outline::built_in());
    for world in WorldId::BOTH {
        let world = &snapshot.worlds[world.index()];
        let labels = LabelSizes { size: if width < 400.0 { 11.0 } else { 11.5 }, measure: &measure };
        let options = SceneOptions { lens, tempo, as_of: snapshot.as_of, labels, now: snapshot.now };
        let scene = world_scene(world, &projection, &options);
        let picture = svg::static_picture(viewport, (&base, 4), &scene, ("Map", &svg::Heading::default()), &label);
        html.push_str(&picture.replacen("<svg ", &format!("<svg width={width} height={height} "), 1));
    }
    html.push_str("</div>");
    html
}

/// A change that has come a part of the way, as none is in the storm.
fn a_change(now: SimTime) -> ChangeSnapshot {
    let regions = |codes: &[&str]| codes.iter().filter_map(|code| RegionId::from_code(code)).collect::<Vec<_>>();
    let written = SimTime(now.0.saturating_sub(9_000_000));
    let arrived = ["eu-west-1", "us-east-1", "us-east-2", "eu-central-1", "sa-east-1", "ca-central-1"];
    let arrived = regions(&arrived).into_iter().zip(1..).map(|(at, step)| (at, SimTime(written.0 + step * 1_300_000)));
    let view = ChangeView {
        spec: 0,
        acknowledged: Some(written),
        reaching: regions(&["eu-west-2", "eu-west-3", "ap-south-1", "eu-north-1"]).into_iter().collect(),
        arrived: arrived.collect(),
        waiting: regions(&["ap-northeast-1", "us-west-2", "ap-southeast-1", "ap-east-1"]).into_iter().collect(),
    };
    ChangeSnapshot { name: "role".to_owned(), at: written, view }
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
    let mut snapshot = player.snapshot();
    snapshot.worlds[0].changes.push(a_change(snapshot.now));
    let busy = busiest(&mut player, seconds);
    player.apply(Command::Seek(SimTime::from_secs(seconds)));
    player.settle();
    let (coarse, fine, hours) = (Tempo::STOPS[5], Tempo::STOPS[0], Tempo::STOPS[7]);
    for (name, look) in [
        ("light-en", Look { lens: Lens::Sts, tempo: coarse, dark: false, japanese: false }),
        ("dark-ja", Look { lens: Lens::Sts, tempo: coarse, dark: true, japanese: true }),
        ("light-ja", Look { lens: Lens::Sts, tempo: coarse, dark: false, japanese: true }),
        ("fine-en", Look { lens: Lens::Sts, tempo: fine, dark: false, japanese: false }),
        ("hours-en", Look { lens: Lens::Sts, tempo: hours, dark: false, japanese: false }),
        ("iam-en", Look { lens: Lens::Iam, tempo: coarse, dark: false, japanese: false }),
    ] {
        for (index, size) in SIZES.into_iter().enumerate() {
            let shown = if name == "fine-en" { &busy } else { &snapshot };
            let html = page(shown, &places, size, &look);
            if std::fs::write(format!("{folder}/{name}-{index}.html"), html).is_err() {
                return ExitCode::FAILURE;
            }
        }
    }
    if std::fs::write(format!("{folder}/charts.html"), charts(&player, &snapshot)).is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Every chart of the moment, one under the other, in both themes.
fn charts(player: &Player, snapshot: &Snapshot) -> String {
    let measure = |text: &LabelText, size: f32| text_width(text, size, false);
    let size = ChartSize { width: 560.0, labels: LabelSizes { size: 11.0, measure: &measure } };
    let [shown, other] = [WorldId::A, WorldId::B].map(|world| player.history(world).buckets_until(snapshot.now));
    let faults: Vec<_> = snapshot.faults.iter().flat_map(|fault| fault.windows.clone()).collect();
    let bucket = player.history(WorldId::A).width();
    let (length, now, world) = (snapshot.length, snapshot.now, &snapshot.worlds[0]);
    let states = StatesOverTime { world: WorldId::A, shown, other, bucket, length, now, faults: &faults };
    let lanes = lanes(player, snapshot);
    let charts = [
        states_chart(&states, &size),
        latency_chart(&snapshot.worlds, &size),
        life_chart(world, now, 12, &size),
        propagation_chart(world, now, &size),
        swim_lanes(&lanes, &size),
    ];
    let mut html = format!(
        "<!doctype html><meta charset=utf-8><style>{}body{{display:flex;margin:0}}</style>",
        svg::style_sheet()
    );
    for theme in [LIGHT, DARK] {
        let _ = write!(
            html,
            "<div style=\"{theme};background:var(--background);padding:16px;font-family:Inter,sans-serif\">"
        );
        for chart in &charts {
            let picture =
                svg::chart_picture(560.0, chart, ("Chart", &svg::Heading::default()), &|text| words(text, false));
            let sized = format!("<svg width=560 height={} style=\"display:block;margin-bottom:18px\" ", chart.height);
            html.push_str(&picture.replacen("<svg ", &sized, 1));
        }
        html.push_str("</div>");
    }
    html
}

/// The last requests of the principal whose request failed last.
fn lanes(player: &Player, snapshot: &Snapshot) -> Vec<LaneRequest> {
    let world = player.world(WorldId::A);
    let records = &snapshot.worlds[0].recent;
    let failed = records.iter().find(|record| matches!(record.outcome, Outcome::Failed(_)));
    let who = failed.or_else(|| records.first()).map(|record| record.principal);
    let mut lanes: Vec<LaneRequest> = records
        .iter()
        .filter(|record| Some(record.principal) == who)
        .filter_map(|record| {
            let (from, to, _) = world.route(record.route)?;
            Some(LaneRequest { record: *record, segments: world.segments(record), from, to })
        })
        .take(4)
        .collect();
    lanes.reverse();
    lanes
}
