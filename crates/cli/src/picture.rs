//! `picture`: both worlds side by side as one SVG document, drawn by `stage`, named by `words`.
//! Nothing is placed or phrased here; colors are those of the page.

use sts_atlas_facts::Micros;
use sts_atlas_player::{Player, Tempo, WorldSnapshot};
use sts_atlas_stage::svg::Heading;
use sts_atlas_stage::{
    Ink, LabelSizes, LabelText, Lens, Mark, Outline, Point, Projection, SceneOptions, View, Viewport, base, svg,
    world_scene,
};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::command::{Command, Group, LANG, Opt, Values};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::help::OPTIONS;
use crate::playing::{AS_OF, SEED, SOURCE, UNTIL, play};

pub const COMMAND: Command = Command {
    name: "picture",
    about: "Draw both worlds side by side at a time as one SVG document, for places where scripts are banned",
    usage: &["[options] <FILE>", "[options] --scene <ID>", "[options] --link <TEXT>"],
    groups: &[SOURCE, Group { title: OPTIONS, operands: &[], options: &[&UNTIL, &SEED, &AS_OF, &LANG, &THEME] }],
    notes: "",
    examples: &["sts-atlas picture --scene 2024-08-29 --until 47m --lang ja --theme dark > storm.svg"],
    run,
};

const THEME: Opt = Opt {
    long: "theme",
    short: None,
    value: Some(("light|dark", Values::OneOf(&["light", "dark"]))),
    about: "Colors; default: light",
};

/// One world's size in pixels, and the room for its caption.
const WIDTH: f32 = 628.0;
const HEIGHT: f32 = 306.0;
const CAPTION: f32 = 40.0;
const LABEL_SIZE: f32 = 11.5;
/// Of outlines, in pixels: the page's first picture is fetched before everything else.
const LEAST_STEP: i32 = 16;

/// So much passes in a second: too much for a wait to be seen, too little for lives of sessions.
const PER_SECOND: Micros = Micros::from_minutes(10);

/// The page's own tokens, so that a picture has the page's colors.
const TOKENS: &str = include_str!("../../../style/tokens.css");

fn run(given: &Given) -> Result<(), Failure> {
    let player = play(given, &UNTIL)?;
    print(&picture(&player, given.lang(), given.text(&THEME).unwrap_or("light")))
}

/// The document's text.
fn picture(player: &Player, lang: Lang, theme: &str) -> String {
    let snapshot = player.snapshot();
    let worlds: String = snapshot.worlds.iter().map(|world| world_picture(player, world, lang)).collect();
    let (width, height) = (2.0 * WIDTH, HEIGHT + CAPTION);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" lang=\"{}\" data-theme=\"{theme}\"><style>{}{}text{{font-family:var(--sans)}}</style>\
         <rect class=\"fill-background\" width=\"{width}\" height=\"{height}\"/>{worlds}\
         <path class=\"stroke-line\" d=\"M{WIDTH} 0V{height}\" opacity=\".4\"/></svg>\n",
        lang.tag(),
        tokens(theme, &worlds),
        rules(&worlds),
    )
}

/// What the picture adds around the worlds is drawn in these.
const AROUND: [&str; 3] = ["fill-background", "fill-ink", "stroke-line"];

/// Whether anything in the picture has a class.
fn is_used(class: &str, worlds: &str) -> bool {
    AROUND.contains(&class) || ["\"", " "].iter().any(|end| worlds.contains(&format!("{class}{end}")))
}

/// The rules of classes that the picture has.
fn rules(worlds: &str) -> String {
    let rules = svg::style_sheet();
    let of_use = |rule: &&str| {
        let class = rule.strip_prefix('.').and_then(|rule| rule.split('{').next()).unwrap_or_default();
        is_used(class, worlds)
    };
    rules.split_inclusive('}').filter(of_use).collect()
}

/// The page's colors in a theme, and its font; nothing that only a page needs.
fn tokens(theme: &str, worlds: &str) -> String {
    let of_theme = TOKENS.split(":root").skip(1).take(if theme == "dark" { 2 } else { 1 });
    let has_ink = |name: &&str| ["fill", "stroke"].iter().any(|kind| is_used(&format!("{kind}-{name}"), worlds));
    let inks = Ink::ALL.map(Ink::name).into_iter().filter(has_ink);
    let tokens = inks.chain(["sans"]).filter_map(|name| {
        let key = format!("--{name}:");
        let value = of_theme.clone().filter_map(|block| block.split_once(key.as_str())).last()?.1.split(';').next()?;
        Some(format!("{key}{};", value.trim()))
    });
    format!(":root{{{}}}", tokens.collect::<String>())
}

fn world_picture(player: &Player, world: &WorldSnapshot, lang: Lang) -> String {
    let scenario = &player.recording().scenario;
    let viewport = Viewport { width: WIDTH, height: HEIGHT };
    let projection = Projection::new(viewport, View::default());
    let measure = |text: &LabelText, size: f32| {
        label(lang, text).chars().map(|letter| if letter.is_ascii() { 0.6 } else { 1.0 }).sum::<f32>() * size
    };
    let options = SceneOptions {
        lens: Lens::Sts,
        // A moment that lasts: rates and states, nothing that moves.
        tempo: Tempo::per_second(PER_SECOND).unwrap_or(Tempo::DEFAULT),
        as_of: player.recording().as_of(),
        labels: LabelSizes { size: LABEL_SIZE, measure: &measure },
        now: player.playhead(),
    };
    let mut scene = world_scene(world, &projection, &options);
    scene.ground.iter_mut().for_each(stand_on_whole_pixels);
    let title = words::world_sentence(lang, world);
    let map = svg::static_picture(
        viewport,
        (&base(&projection, &Outline::built_in()), LEAST_STEP),
        &scene,
        (&title, &Heading::default()),
        &|text| label(lang, text),
    );
    let left = if world.id == sts_atlas_player::WorldId::A { 0.0 } else { WIDTH };
    let letter = if left == 0.0 { "A" } else { "B" };
    let caption = format!("{letter}  {}", lang.text(&scenario.worlds[world.id.index()].label));
    let placed = format!("<svg x=\"{left}\" y=\"{CAPTION}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" ");
    let map = map.replacen("<svg ", &placed, 1);
    format!(
        "<text class=\"fill-ink\" x=\"{}\" y=\"26\" font-size=\"14\" font-weight=\"650\" xml:space=\"preserve\">{}</text>{map}",
        left + 16.0,
        escaped(&caption),
    )
}

/// What stands in a place and what ends there, for size: tenths of pixels would be a fortieth of the page's first picture.
fn stand_on_whole_pixels(mark: &mut Mark) {
    let whole = |point: Point| Point::new(point.x.round(), point.y.round());
    match mark {
        Mark::Line { points, .. } => *points = points.map(whole),
        Mark::Circle { center, .. }
        | Mark::Dot { center, .. }
        | Mark::Diamond { center, .. }
        | Mark::Hexagon { center, .. }
        | Mark::Cross { center, .. } => *center = whole(*center),
        _ => {}
    }
}

fn label(lang: Lang, text: &LabelText) -> String {
    match *text {
        LabelText::Place(place) => words::place(lang, place),
        LabelText::EdgeTo(region) => words::edge_to(lang, words::region(lang, region)),
        LabelText::EdgeFrom(place) => words::edge_from(lang, words::place(lang, place)),
        // No map has one.
        LabelText::Chart(_) => String::new(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
