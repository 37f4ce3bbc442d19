//! The desk: holds the recording that is asked about, plays it to the moment asked for, and hands it to the sheets.
//! Nothing is fetched here: what is missing is named, and supplied by whoever can fetch.

use std::sync::Arc;

use sts_atlas_facts::RuleTexts;
use sts_atlas_intake::scenario::read_file;
use sts_atlas_intake::{LinkError, Route, decode, encode, pack, packed_from, packed_text, unpack};
use sts_atlas_player::{Command, Player, Recording, Rolls, Scenario, WorldId};
use sts_atlas_sim::SimTime;
use sts_atlas_stage::Outline;
use sts_atlas_words as words;
use sts_atlas_words::Lang;

use crate::forms::{self, Filled, Wrong};
use crate::html::Html;
use crate::labels::Measure;
use crate::sheets::{self, Sitting};
use crate::{Ask, Sheet, rules};

/// What comes of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The sheet, as HTML.
    Sheet(String),
    /// What a filled form leads to: an address, with its `#`.
    Go(String),
    /// A file is missing that lies beside the page. Once [`Desk::supply`] has it, or knows that it cannot be had, the
    /// question can be asked again.
    Needs(String),
}

/// A file that was asked for.
#[derive(Clone, Debug)]
enum Supply<T> {
    Here(T),
    CannotBeHad,
}

/// The desk.
pub struct Desk {
    measure: Measure,
    player: Option<Player>,
    scenes: Vec<(String, Supply<Arc<Scenario>>)>,
    texts: [Option<Supply<Arc<RuleTexts>>>; 2],
    land: Option<Supply<Arc<Outline>>>,
    rolls: Option<(SimTime, Rolls)>,
}

impl Desk {
    /// An empty desk, with what knows how wide a text is.
    pub fn new(measure: Measure) -> Self {
        Self { measure, player: None, scenes: Vec::new(), texts: [None, None], land: None, rolls: None }
    }

    /// Answers a question.
    pub fn answer(&mut self, ask: &Ask) -> Answer {
        match self.try_answer(ask) {
            Ok(answer) => answer,
            Err(Obstacle::Needs(file)) => Answer::Needs(file),
            Err(Obstacle::SceneCannotBeHad) => Answer::Sheet(notice(ask.lang, &words::scene_failed(ask.lang))),
            Err(Obstacle::WrongLink(error)) => Answer::Sheet(notice(ask.lang, &words::link_error(ask.lang, &error))),
        }
    }

    /// Takes a file that was named as missing; nothing where it cannot be had now. That is asked for again with the next
    /// question but one, so that a question is never without an answer.
    pub fn supply(&mut self, name: &str, bytes: Option<Vec<u8>>) {
        if name == Outline::FILE {
            self.land = Some(supply(bytes.and_then(|bytes| Outline::read(&bytes)).map(Arc::new)));
        } else if let Some(place) = RULE_FILES.iter().position(|file| *file == name) {
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            self.texts[place] = Some(supply(text.and_then(RuleTexts::read).map(Arc::new)));
        } else {
            let id = name.strip_suffix(".scene").unwrap_or(name);
            let scene = bytes.and_then(|bytes| sts_atlas_lessons::unpack_fetched(id, &bytes));
            self.scenes.push((id.to_owned(), supply(scene)));
        }
    }

    /// Keeps a packed scenario that is built in nowhere. Of several with one id the last is meant.
    pub fn keep(&mut self, packed: &str) {
        if let Some(scenario) = packed_from(packed).and_then(|packed| unpack(&packed).ok()) {
            self.keep_scenario(scenario);
        }
    }

    fn keep_scenario(&mut self, scenario: Scenario) {
        self.scenes.retain(|(known, _)| *known != scenario.id);
        if self.player.as_ref().is_some_and(|player| player.recording().scenario.id == scenario.id) {
            self.player = None;
        }
        self.scenes.push((scenario.id.clone(), Supply::Here(Arc::new(scenario))));
    }

    /// Reads a scenario file: the scenario, packed, which is kept here, too, and notes on it, a line each; or everything
    /// that is wrong with the file, likewise. One with the id of a scene that is built in gets another: the two must not be taken for each other.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read_scenario(&mut self, lang: Lang, name: &str, text: &str) -> Result<String, String> {
        let reading = read_file(name, text);
        let lines: String = reading.issues.iter().map(|issue| format!("\n{}", words::issue(lang, issue))).collect();
        let Some(mut scenario) = reading.scenario else { return Err(lines.trim_start().to_owned()) };
        if sts_atlas_lessons::SCENE_IDS.contains(&scenario.id.as_str()) {
            scenario.id.push_str("-own");
        }
        let packed = packed_text(&pack(&scenario));
        self.keep_scenario(scenario);
        Ok(packed + &lines)
    }

    fn try_answer(&mut self, ask: &Ask) -> Result<Answer, Obstacle> {
        self.open(&ask.route)?;
        let texts = if rules::are_read_by(ask.sheet) { self.rule_texts(ask.lang)? } else { None };
        let land = if matches!(ask.sheet, Sheet::Difference | Sheet::Planes | Sheet::Storyboard) {
            self.land()?
        } else {
            None
        };
        let Self { measure, player: Some(player), rolls, .. } = self else { return Ok(Answer::Sheet(String::new())) };
        let world = ask.route.world.unwrap_or(WorldId::A);
        let mut sitting = Sitting {
            lang: ask.lang,
            width: ask.width.clamp(240, 4_000) as f32,
            world,
            subject: ask.subject,
            snapshot: player.snapshot(),
            player,
            measure,
            texts: texts.as_deref(),
            land: land.as_deref(),
            wrong: None,
        };
        let Some(filled) = ask.filled.as_deref().map(Filled::read) else {
            return Ok(Answer::Sheet(sheets::draw(ask.sheet, &sitting, rolls)));
        };
        let there = forms::commands(ask.sheet, &sitting, &filled);
        match there.and_then(|commands| go(ask.lang, player, commands, &ask.route)) {
            Ok(answer) => Ok(answer),
            Err(says) => {
                sitting.wrong = Some(Wrong { filled, says });
                Ok(Answer::Sheet(sheets::draw(ask.sheet, &sitting, rolls)))
            }
        }
    }

    /// Plays what an address names to the moment it names. What is known already is not played again.
    fn open(&mut self, route: &Route) -> Result<(), Obstacle> {
        let recording = match (&route.recording, &route.scene) {
            (Some(payload), _) => {
                decode(payload, &|id| self.scene_at_hand(id)).map_err(|error| self.obstacle(error))?
            }
            (None, id) => {
                let id = id.as_deref().unwrap_or(sts_atlas_lessons::FIRST_SCENE);
                let found = self.scene_at_hand(id).ok_or_else(|| LinkError::UnknownScene { id: id.to_owned() });
                Recording::new(found.map_err(|error| self.obstacle(error))?)
            }
        };
        let known = self.player.as_ref().map(Player::recording);
        if known.is_none_or(|known| known.scenario.id != recording.scenario.id) {
            self.player = Some(Player::new(recording));
            self.rolls = None;
        } else if known.is_some_and(|known| known.edits != recording.edits) {
            let edits = Box::new(recording.edits);
            self.player.iter_mut().for_each(|player| player.apply(Command::Adopt(edits.clone())));
            self.rolls = None;
        }
        if let Some(player) = &mut self.player {
            player.apply(Command::Seek(SimTime(route.at.unwrap_or(0))));
            player.settle();
        }
        Ok(())
    }

    fn scene_at_hand(&self, id: &str) -> Option<Arc<Scenario>> {
        let fetched = || {
            self.scenes.iter().rev().find_map(|(known, scene)| match scene {
                Supply::Here(scene) if known == id => Some(Arc::clone(scene)),
                _ => None,
            })
        };
        sts_atlas_lessons::find(id).or_else(fetched)
    }

    /// A scene that is known but not here must be fetched; whatever else is wrong stays wrong.
    fn obstacle(&mut self, error: LinkError) -> Obstacle {
        let LinkError::UnknownScene { id } = &error else { return Obstacle::WrongLink(error) };
        let tried = self.scenes.iter().position(|(known, _)| known == id);
        match (tried, sts_atlas_lessons::file_name(id)) {
            (Some(index), _) => {
                self.scenes.remove(index);
                Obstacle::SceneCannotBeHad
            }
            (None, Some(file)) => Obstacle::Needs(file),
            (None, None) => Obstacle::WrongLink(error),
        }
    }

    fn rule_texts(&mut self, lang: Lang) -> Result<Option<Arc<RuleTexts>>, Obstacle> {
        let place = usize::from(lang == Lang::Ja);
        taken(&mut self.texts[place], RULE_FILES[place])
    }

    fn land(&mut self) -> Result<Option<Arc<Outline>>, Obstacle> {
        taken(&mut self.land, Outline::FILE)
    }
}

/// Where commands lead from an address. The desk itself stays where it is: whoever asked may not follow. What no link can
/// hold is refused here, not where it would lose what was there.
fn go(lang: Lang, player: &Player, commands: Vec<Command>, from: &Route) -> Result<Answer, String> {
    let mut there = player.clone();
    commands.into_iter().for_each(|command| there.apply(command));
    let recording = there.recording();
    let payload = encode(recording);
    let is_same = |id: &str| (recording.scenario.id == id).then(|| Arc::clone(&recording.scenario));
    decode(&payload, &is_same).map_err(|error| words::link_error(lang, &error))?;
    Ok(Answer::Go(Route { scene: None, recording: Some(payload), ..from.clone() }.hash()))
}

/// What the rules say, in each language.
const RULE_FILES: [&str; 2] = ["rules-en.txt", "rules-ja.txt"];

/// What stands between a question and its sheet.
enum Obstacle {
    Needs(String),
    SceneCannotBeHad,
    WrongLink(LinkError),
}

fn supply<T>(found: Option<T>) -> Supply<T> {
    found.map_or(Supply::CannotBeHad, Supply::Here)
}

/// What is here; nothing where it could not be had, which is then forgotten, so that it is asked for once more.
fn taken<T: Clone>(supply: &mut Option<Supply<T>>, file: &str) -> Result<Option<T>, Obstacle> {
    match supply {
        Some(Supply::Here(found)) => Ok(Some(found.clone())),
        Some(Supply::CannotBeHad) => {
            *supply = None;
            Ok(None)
        }
        None => Err(Obstacle::Needs(file.to_owned())),
    }
}

/// What stands instead of a sheet, with a way to ask once more.
fn notice(lang: Lang, text: &str) -> String {
    let mut html = Html::default();
    html.element("p", &[("class", "hint"), ("role", "status")], |html| {
        html.text(text);
        html.text(" ");
        html.said("button", &[("type", "button"), ("data-again", "")], &words::try_again(lang));
    });
    html.into_text()
}
