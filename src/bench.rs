//! The one player of the page: every intent goes through `dispatch`, every view reads the snapshot it publishes.
//! What is drawn from a snapshot, and what it says, is decided elsewhere.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_intake::{LinkError, Page, Route, decode, encode};
use sts_atlas_lessons::{FIRST_SCENE, SCENE_IDS};
use sts_atlas_player::{Command, Player, Recording, Scenario, Snapshot, WorldId};
use sts_atlas_sim::{RequestRecord, SimTime};

use crate::acts::StepBy;
use crate::later::{Progress, fetch_scene};
use crate::picked::Picked;
use crate::platform::address;
use crate::platform::frame::FrameLoop;
use crate::site::site;

/// Events worked off per frame: about 4 ms of script.
const EVENTS_PER_FRAME: u64 = 20_000;
/// Numbers change at most so often while time passes; the picture moves with every frame.
const READOUT_INTERVAL_MS: f64 = 125.0;

/// What a Why panel is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Explained {
    /// A finished request.
    Request(WorldId, RequestRecord),
    /// A principal instance.
    Principal(WorldId, u32),
    /// Everyone at a place.
    Place(WorldId, Place),
}

type Painter = Rc<dyn Fn(&Snapshot)>;

struct Inner {
    player: Player,
    /// What the Lab plays, while the door shows its own scene.
    aside: Option<Player>,
    /// Whether the door shows its scene now.
    at_door: bool,
    /// Scenes that were fetched.
    fetched: Vec<Arc<Scenario>>,
    /// What the reader followed to a scene that is not here.
    awaited: Option<Route>,
    painters: Vec<(u32, Painter)>,
    next_painter: u32,
    since_readout_ms: f64,
}

/// Handle to the bench; cheap to copy.
#[derive(Clone, Copy)]
pub struct Bench {
    inner: StoredValue<Inner, LocalStorage>,
    frames: StoredValue<Option<FrameLoop>, LocalStorage>,
    /// What is true now; follows playback at a readable pace, everything else at once.
    pub snapshot: RwSignal<Arc<Snapshot>>,
    /// The moment shown; follows every frame.
    pub moment: RwSignal<SimTime>,
    /// Changed by [`Bench::show_world`] only.
    shown_world: Picked<WorldId>,
    /// What is being explained.
    pub explained: RwSignal<Option<Explained>>,
    /// The id of the scene being played.
    pub scene: RwSignal<String>,
    /// What went wrong with the address, if anything.
    pub link_error: RwSignal<Option<LinkError>>,
    /// How far a step goes.
    pub step_by: Picked<StepBy>,
    /// How far the scene is that the address asks for, where it must be fetched.
    pub coming: Picked<Progress>,
}

impl Bench {
    /// A bench with the first scene at its start.
    ///
    /// # Errors
    /// Where the packed scene cannot be read: a mistake of the build, shown as such.
    pub fn open() -> Result<Self, String> {
        let scenario = sts_atlas_lessons::find(FIRST_SCENE).ok_or_else(|| FIRST_SCENE.to_owned())?;
        let player = Player::new(Recording::new(scenario));
        let snapshot = RwSignal::new(Arc::new(player.snapshot()));
        let bench = Self {
            inner: StoredValue::new_local(Inner {
                player,
                aside: None,
                at_door: true,
                fetched: Vec::new(),
                awaited: None,
                painters: Vec::new(),
                next_painter: 0,
                since_readout_ms: 0.0,
            }),
            frames: StoredValue::new_local(None),
            snapshot,
            moment: RwSignal::new(SimTime::START),
            shown_world: Picked::new(WorldId::A),
            explained: RwSignal::new(None),
            scene: RwSignal::new(FIRST_SCENE.to_owned()),
            link_error: RwSignal::new(None),
            step_by: Picked::new(StepBy(None)),
            coming: Picked::new(Progress::NotAsked),
        };
        bench.frames.set_value(Some(FrameLoop::new(move |elapsed_ms| bench.frame(elapsed_ms))));
        Ok(bench)
    }

    /// Applies an intent and shows what it leads to, at once where the work is small.
    pub fn dispatch(self, command: Command) {
        let more = self.inner.try_update_value(|inner| {
            inner.player.apply(command);
            inner.player.work(EVENTS_PER_FRAME) || inner.player.is_playing()
        });
        self.publish(true);
        if more == Some(true) {
            self.wake();
        }
        self.remember();
    }

    /// Has the address of the Lab follow, unless time passes.
    fn remember(self) {
        // What asks for a scene stays as long as that is on its way.
        if !self.in_lab() || self.coming.get_untracked() == Progress::OnTheWay {
            return;
        }
        if self.with_player(|player| !player.is_playing()) == Some(true) {
            address::replace_soon(self.route().hash());
        }
    }

    /// Whether the page is the Lab.
    pub fn in_lab(self) -> bool {
        Route::parse(&address::hash()).is_ok_and(|route| route.page == Page::Lab)
    }

    /// Where the Lab is, exactly: scene, edits, moment, and whose numbers are shown.
    pub fn route(self) -> Route {
        let route = self.with_player(|player| {
            let edited = !player.recording().edits.is_empty();
            // Always named: the bare page is the way back to what was there.
            let scene = (!edited).then(|| player.recording().scenario.id.clone());
            let recording = edited.then(|| encode(player.recording()));
            let at = (player.goal() > SimTime::START).then_some(player.goal().0);
            let world = Some(self.shown_world()).filter(|&world| world != WorldId::A);
            Route { page: Page::Lab, scene, recording, at, world }
        });
        route.unwrap_or_default()
    }

    /// Takes over what an address carries.
    pub fn follow(self, route: &Route) {
        self.link_error.set(None);
        self.await_nothing();
        let scene = |id: &str| self.scene_at_hand(id);
        let opened = match (&route.recording, &route.scene) {
            (Some(payload), _) => Some(decode(payload, &scene)),
            (None, Some(id)) => {
                let found = scene(id).map(Recording::new);
                Some(found.ok_or_else(|| LinkError::UnknownScene { id: id.clone() }))
            }
            (None, None) => {
                self.change_page(route.page);
                None
            }
        };
        match opened {
            Some(Ok(recording)) => self.load(recording),
            Some(Err(LinkError::UnknownScene { id })) if SCENE_IDS.contains(&id.as_str()) => {
                return self.fetch_and_follow(route.clone(), id);
            }
            Some(Err(error)) => {
                // The notice says that the scenario is shown as written: so it is.
                let written = self.scenario().map(Recording::new);
                written.into_iter().for_each(|recording| self.load(recording));
                self.link_error.set(Some(error));
                return;
            }
            None => {}
        }
        let is_named = route.scene.is_some() || route.recording.is_some();
        if is_named || route.at.is_some() {
            self.dispatch(Command::Seek(SimTime(route.at.unwrap_or_default())));
        }
        if is_named {
            self.show_world(route.world.unwrap_or(WorldId::A));
        }
    }

    /// Once more what could not be followed for want of its scene.
    pub fn follow_again(self) {
        let awaited = self.inner.try_with_value(|inner| inner.awaited.clone()).flatten();
        awaited.iter().for_each(|route| self.follow(route));
    }

    pub fn await_nothing(self) {
        let _ = self.inner.try_update_value(|inner| inner.awaited = None);
        self.coming.set(Progress::NotAsked);
    }

    fn fetch_and_follow(self, route: Route, id: String) {
        let _ = self.inner.try_update_value(|inner| inner.awaited = Some(route.clone()));
        self.coming.set(Progress::OnTheWay);
        spawn_local(async move {
            let fetched = fetch_scene(&id).await;
            let is_here = fetched.is_some();
            let awaited = self.inner.try_update_value(|inner| {
                inner.fetched.extend(fetched);
                inner.awaited.as_ref() == Some(&route)
            });
            // Who has gone elsewhere in the meantime stays there.
            if awaited == Some(true) {
                if is_here { self.follow(&route) } else { self.coming.set(Progress::Failed) }
            }
        });
    }

    /// Keeps a scene that was fetched.
    pub fn keep_scene(self, scene: Arc<Scenario>) {
        let _ = self.inner.try_update_value(|inner| inner.fetched.push(scene));
    }

    /// A scene that is here: built in, or fetched before.
    pub fn scene_at_hand(self, id: &str) -> Option<Arc<Scenario>> {
        let fetched = || self.inner.try_with_value(|inner| inner.fetched.iter().find(|scene| scene.id == id).cloned());
        sts_atlas_lessons::find(id).or_else(|| fetched().flatten())
    }

    /// Plays a recording. One of the scene that the Lab plays anyway is an edit like any other: it can be undone.
    pub fn load(self, recording: Recording) {
        let (scene, edits) = (recording.scenario.id.clone(), recording.edits.clone());
        self.replace_player(|inner| {
            let is_scene = |player: &Player| player.recording().scenario.id == scene;
            // What the door plays is not the Lab's; what was put aside is.
            let at_door = std::mem::take(&mut inner.at_door);
            let aside = inner.aside.take().filter(|aside| is_scene(aside));
            aside.or_else(|| (at_door || !is_scene(&inner.player)).then(|| Player::new(recording)))
        });
        if self.with_player(|player| player.recording().edits != edits) == Some(true) {
            self.dispatch(Command::Adopt(Box::new(edits)));
        }
    }

    /// The door shows its scene as written, under the day the reader chose, whatever the Lab plays; that is put aside
    /// and comes back with the Lab.
    fn change_page(self, page: Page) {
        self.replace_player(|inner| match page {
            Page::Lab => {
                inner.at_door = false;
                inner.aside.take()
            }
            Page::Door => {
                inner.at_door = true;
                let mut written = Recording::new(sts_atlas_lessons::find(FIRST_SCENE)?);
                written.edits.as_of = inner.player.recording().edits.as_of;
                if is_same(inner.player.recording(), &written) {
                    return None;
                }
                let mut aside = inner.player.clone();
                aside.apply(Command::Pause);
                inner.aside = Some(aside);
                Some(Player::new(written))
            }
        });
        self.remember();
    }

    fn replace_player(self, choose: impl FnOnce(&mut Inner) -> Option<Player>) {
        let id = self.inner.try_update_value(|inner| {
            inner.player = choose(inner)?;
            Some(inner.player.recording().scenario.id.clone())
        });
        let Some(Some(id)) = id else { return };
        self.publish(true);
        if self.scene.with_untracked(|known| *known != id) {
            self.explained.set(None);
            self.scene.set(id);
        }
    }

    /// Draws with every published snapshot; gives back what takes the painter off again.
    pub fn add_painter(self, painter: impl Fn(&Snapshot) + 'static) -> u32 {
        let id = self.inner.try_update_value(|inner| {
            inner.next_painter += 1;
            inner.painters.push((inner.next_painter, Rc::new(painter)));
            inner.next_painter
        });
        id.unwrap_or_default()
    }

    /// Takes a painter off.
    pub fn remove_painter(self, id: u32) {
        // After disposal of the whole app there is nothing left to take it off from.
        let _ = self.inner.try_update_value(|inner| inner.painters.retain(|(known, _)| *known != id));
    }

    /// The world whose numbers are shown, for what reads the snapshot with it: that is announced anew when it changes.
    pub fn shown_world(self) -> WorldId {
        self.shown_world.get_untracked()
    }

    /// Whether a world's numbers are shown; reading it follows its changes.
    pub fn is_shown(self, world: WorldId) -> bool {
        self.shown_world.get() == world
    }

    /// Shows another world's numbers.
    pub fn show_world(self, world: WorldId) {
        self.shown_world.set(world);
        self.snapshot.notify();
        self.remember();
    }

    /// Draws what is shown once more, for example after a change of size or theme.
    pub fn repaint(self) {
        let painters = self.inner.try_with_value(painters).unwrap_or_default();
        if let Some(snapshot) = self.snapshot.try_get_untracked() {
            painters.iter().for_each(|painter| painter(&snapshot));
        }
    }

    /// Reads the player.
    pub fn with_player<T>(self, read: impl FnOnce(&Player) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| read(&inner.player))
    }

    /// The scenario being played.
    pub fn scenario(self) -> Option<Arc<Scenario>> {
        self.with_player(|player| Arc::clone(&player.recording().scenario))
    }

    fn wake(self) {
        let _ = self.frames.try_with_value(|frames| frames.as_ref().map(FrameLoop::wake));
    }

    fn frame(self, elapsed_ms: f64) -> bool {
        let more = self.inner.try_update_value(|inner| {
            let elapsed = Micros((elapsed_ms * 1_000.0) as u64);
            inner.since_readout_ms += elapsed_ms;
            inner.player.tick(elapsed, EVENTS_PER_FRAME)
        });
        let Some(more) = more else { return false };
        self.publish(!more);
        if !more {
            self.remember();
        }
        more
    }

    /// One snapshot for everyone: painters now, numbers if they are due.
    fn publish(self, all: bool) {
        if self.with_player(Player::is_pending) == Some(true) {
            return self.announce_pending();
        }
        let taken = self.inner.try_update_value(|inner| {
            let due = all || inner.since_readout_ms >= READOUT_INTERVAL_MS;
            if due {
                inner.since_readout_ms = 0.0;
            }
            (Arc::new(inner.player.snapshot()), painters(inner), due)
        });
        let Some((snapshot, painters, due)) = taken else { return };
        for painter in painters {
            painter(&snapshot);
        }
        let _ = self.moment.try_set(snapshot.now);
        if due {
            let _ = self.snapshot.try_set(snapshot);
        }
    }

    /// On the way to a moment the worlds stand at different times: what was shown stays, marked as not yet there.
    fn announce_pending(self) {
        let playing = self.with_player(Player::is_playing).unwrap_or_default();
        let shown = self.snapshot.try_with_untracked(|shown| (shown.pending, shown.playing));
        if shown.is_some_and(|shown| shown != (true, playing)) {
            let _ = self.snapshot.try_update(|shown| {
                let shown = Arc::make_mut(shown);
                (shown.pending, shown.playing) = (true, playing);
            });
        }
    }
}

/// Cloned, so that none of them runs while the bench is held.
fn painters(inner: &Inner) -> Vec<Painter> {
    inner.painters.iter().map(|(_, painter)| Rc::clone(painter)).collect()
}

/// A scene is its id: what is compared is what was made of it.
fn is_same(left: &Recording, right: &Recording) -> bool {
    left.scenario.id == right.scenario.id && left.edits == right.edits
}

/// The bench of this page.
pub fn bench() -> Bench {
    site().bench
}
