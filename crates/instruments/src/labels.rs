//! What labels of charts and maps say, and how wide that is.
//! Where a label stands is stage's business; the words are words'.

use sts_atlas_facts::Micros;
use sts_atlas_player::{Player, WorldId};
use sts_atlas_sim::{SegmentKind, SimTime};
use sts_atlas_stage::{ChartText, LabelText, Lane, LanePart};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

/// The width in pixels of a text at a font size in pixels.
pub type Measure = Box<dyn Fn(&str, f32) -> f32>;

/// The width of a text where no font is at hand: a little more than it takes.
pub fn estimate(text: &str, size: f32) -> f32 {
    text.chars().map(|letter| if letter < '\u{2e80}' { 0.58 } else { 1.0 }).sum::<f32>() * size
}

/// What the labels of one world's pictures need to know.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'a> {
    pub(crate) lang: Lang,
    pub(crate) player: &'a Player,
    pub(crate) world: WorldId,
}

impl Labels<'_> {
    /// What a label says.
    pub(crate) fn say(&self, text: &LabelText) -> String {
        let lang = self.lang;
        match *text {
            LabelText::Place(place) => words::place(lang, place),
            LabelText::EdgeTo(region) => words::edge_to(lang, words::region(lang, region)),
            LabelText::EdgeFrom(place) => words::edge_from(lang, words::place(lang, place)),
            LabelText::Chart(text) => self.chart(text),
        }
    }

    fn chart(&self, text: ChartText) -> String {
        let lang = self.lang;
        match text {
            ChartText::At(at) => self.at(at),
            ChartText::Span(span) => words::span(lang, span),
            ChartText::Count(count) => words::grouped(count),
            ChartText::State(state) => words::state(lang, state),
            ChartText::CannotWork => words::cannot_work(lang),
            ChartText::ShownSeed => words::shown_seed(lang),
            ChartText::CannotRenew => words::cannot_renew(lang),
            ChartText::World(world) => words::world(lang, world.letter()),
            ChartText::Route { from, to, .. } => words::route(lang, words::place(lang, from), words::region(lang, to)),
            ChartText::NoAnswer(count) => words::grouped(count),
            ChartText::NoAnswerHead => words::column_no_answer(lang),
            ChartText::Principal(index) => self.principal(index),
            ChartText::More(count) => words::and_more(lang, words::grouped(count)),
            ChartText::Change(index) => self.change(index as usize),
            ChartText::OnTheWay(count) => words::planes_on_the_way(lang, count),
            ChartText::Waits(count) => words::planes_waiting(lang, count),
            ChartText::Lane(lane) => self.lane(lane),
            ChartText::Part(part, took) => self.part(part, took),
        }
    }

    /// A moment of the scenario's day.
    pub(crate) fn at(&self, at: SimTime) -> String {
        let start = self.player.recording().scenario.start;
        // Minutes are enough on an axis; a request's ends are told apart by their seconds.
        let instant = start.plus_micros(at.0);
        if at.0.is_multiple_of(60_000_000) { words::clock_minutes(instant) } else { words::clock(instant) }
    }

    pub(crate) fn principal(&self, index: u32) -> String {
        self.player.principal_name(self.world, index).unwrap_or_default()
    }

    fn change(&self, index: usize) -> String {
        let changes = &self.player.recording().scenario.worlds[self.world.index()].spec.changes;
        changes.get(index).map(|change| change.name.clone()).unwrap_or_default()
    }

    /// Who takes part in a request.
    pub(crate) fn lane(&self, lane: Lane) -> String {
        let lang = self.lang;
        match lane {
            Lane::Client(place) => words::lane_client(lang, words::place(lang, place)),
            Lane::NameServer => words::lane_name_server(lang),
            Lane::Endpoint(service, region) => {
                words::lane_server(lang, words::service(lang, service), words::region(lang, region))
            }
            Lane::Target(region) => words::lane_target(lang, words::region(lang, region)),
        }
    }

    fn part(&self, part: LanePart, took: Micros) -> String {
        words::lane_part(self.lang, lane_part(self.lang, part), words::span(self.lang, took))
    }
}

/// What a part of a request went to.
pub(crate) fn lane_part(lang: Lang, part: LanePart) -> String {
    match part {
        LanePart::Between => words::part_between(lang),
        LanePart::Segment(kind) => match kind {
            SegmentKind::LookUp => words::part_look_up(lang),
            SegmentKind::Connect => words::part_connect(lang),
            SegmentKind::Tls => words::part_tls(lang),
            SegmentKind::Request => words::part_request(lang),
            SegmentKind::Server => words::part_server(lang),
            SegmentKind::Reply => words::part_reply(lang),
            SegmentKind::NoName => words::part_no_name(lang),
            SegmentKind::NoConnection => words::part_no_connection(lang),
            SegmentKind::NoReply => words::part_no_reply(lang),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::estimate;

    #[test]
    fn japanese_letters_are_square() {
        assert_eq!(estimate("東京", 10.0), 20.0);
        assert!(estimate("Tokyo", 10.0) < 30.0);
    }
}
