//! One sheet per file: what it shows, and the table behind it. All are functions of one sitting.
//! Nothing is counted here that player or simulator have not counted.

mod difference;
mod differs;
mod in_words;
mod lanes;
mod latency;
mod life;
mod picture;
mod planes;
mod rolls;
mod states;
mod storyboard;
mod why;

use sts_atlas_facts::RuleTexts;
use sts_atlas_intake::{history_csv, requests_csv};
use sts_atlas_player::{Player, Rolls, Snapshot, WorldId, WorldSnapshot};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::{Chart, ChartSize, LabelSizes, LabelText, Outline, svg};
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::forms::{self, Wrong};
use crate::html::Html;
use crate::labels::{Labels, Measure};
use crate::{Sheet, Subject};

/// Font size of labels, in pixels.
const LABEL_SIZE: f32 = 12.0;

/// What every sheet is drawn from.
pub(crate) struct Sitting<'a> {
    pub(crate) lang: Lang,
    /// In CSS pixels.
    pub(crate) width: f32,
    /// The world whose numbers the reader looks at.
    pub(crate) world: WorldId,
    pub(crate) subject: Option<Subject>,
    pub(crate) player: &'a Player,
    pub(crate) snapshot: Snapshot,
    pub(crate) measure: &'a Measure,
    /// What the rules say; nothing where it could not be had, or no sheet of this kind says it.
    pub(crate) texts: Option<&'a RuleTexts>,
    /// The land's outline, under the same conditions.
    pub(crate) land: Option<&'a Outline>,
    /// A form that the reader has just filled in wrong.
    pub(crate) wrong: Option<Wrong>,
}

/// Draws a sheet. Rolls of this recording that were worked off before are kept for the next time.
pub(crate) fn draw(sheet: Sheet, sitting: &Sitting, kept: &mut Option<(SimTime, Rolls)>) -> String {
    let mut html = Html::default();
    match sheet {
        Sheet::Difference => difference::draw(&mut html, sitting),
        Sheet::Differs => differs::draw(&mut html, sitting),
        Sheet::States => states::draw(&mut html, sitting),
        Sheet::Latency => latency::draw(&mut html, sitting),
        Sheet::Life => life::draw(&mut html, sitting),
        Sheet::Lanes => lanes::draw(&mut html, sitting),
        Sheet::Planes => planes::draw(&mut html, sitting),
        Sheet::Rolls => rolls::draw(&mut html, sitting, kept),
        Sheet::Why => why::draw(&mut html, sitting),
        Sheet::Words => in_words::draw(&mut html, sitting),
        Sheet::Assumptions => forms::assumptions(&mut html, sitting),
        Sheet::Clients => forms::clients(&mut html, sitting),
        Sheet::Accounts => forms::accounts(&mut html, sitting),
        Sheet::Storyboard => storyboard::draw(&mut html, sitting),
        Sheet::HistoryCsv => return history_csv(sitting.player),
        Sheet::RequestsCsv => return requests_csv(sitting.player),
    }
    html.into_text()
}

impl Sitting<'_> {
    pub(crate) fn world(&self, world: WorldId) -> &WorldSnapshot {
        &self.snapshot.worlds[world.index()]
    }

    pub(crate) fn labels(&self, world: WorldId) -> Labels<'_> {
        Labels { lang: self.lang, player: self.player, world }
    }

    /// A chart of one world's data, under a title.
    pub(crate) fn chart(&self, html: &mut Html, world: WorldId, title: &str, draw: impl FnOnce(&ChartSize) -> Chart) {
        let labels = self.labels(world);
        let measure = |text: &LabelText, size: f32| (self.measure)(&labels.say(text), size);
        let chart = draw(&ChartSize { width: self.width, labels: LabelSizes { size: LABEL_SIZE, measure: &measure } });
        html.said("h3", &[], title);
        let named = (title, &self.heading(title));
        let picture = svg::chart_picture(self.width, &chart, named, &|text| labels.say(text));
        self.picture(html, title, &picture);
    }

    /// What the marks mean, and the numbers behind them.
    pub(crate) fn behind(&self, html: &mut Html, marks: &str, table: (&str, &[String], &[Vec<String>])) {
        html.fold(&words::sheet_marks(self.lang), |html| html.said("p", &[("class", "hint")], marks));
        let (label, columns, rows) = table;
        html.fold(&words::sheet_table(self.lang), |html| html.table(label, columns, rows));
    }

    /// That what the rules say could not be had, with a way to ask once more.
    pub(crate) fn cannot_be_had(&self, html: &mut Html) {
        html.element("p", &[("class", "hint"), ("role", "status")], |html| {
            html.text(&words::rules_failed(self.lang));
            html.text(" ");
            html.said("button", &[("type", "button"), ("data-again", "")], &words::try_again(self.lang));
        });
    }

    pub(crate) fn said(&self, html: &mut Html, text: &str) {
        html.said("p", &[], text);
    }
}
