//! The one player of the page: every intent goes through `dispatch`, every view reads the snapshot it publishes.
//! What is drawn from a snapshot, and what it says, is decided elsewhere.

mod opening;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use sts_atlas_facts::{Micros, Place};
use sts_atlas_intake::{LinkError, Route};
use sts_atlas_lessons::FIRST_SCENE;
use sts_atlas_player::{Command, Player, Recording, Scenario, Snapshot, WorldId};
use sts_atlas_sim::{RequestRecord, SimTime};

use crate::acts::StepBy;
use crate::later::Progress;
use crate::picked::Picked;
use crate::platform::address;
use crate::platform::frame::{AfterPaint, FrameLoop};
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
    /// Whether the page is the Lab.
    in_lab: bool,
    /// Scenes that were fetched.
    fetched: Vec<Arc<Scenario>>,
    /// A recording from a file, on its way to the Lab.
    opened: Option<Recording>,
    /// Scenarios that are built in nowhere, by id, packed as they came.
    own: Vec<(String, Vec<u8>)>,
    /// What the reader followed to a scene that is not here.
    awaited: Option<Route>,
    painters: Vec<(u32, Painter)>,
    next_painter: u32,
    since_readout_ms: f64,
    /// What the picture shows and the numbers do not say yet.
    untold: Option<Arc<Snapshot>>,
}

/// When the numbers follow the picture.
#[derive(Clone, Copy)]
enum Following {
    /// At once: what they are numbers of is another scene.
    AtOnce,
    /// Once the picture is painted, which comes first.
    AfterPaint,
    /// Once this frame is painted.
    AfterFrame,
}

/// Handle to the bench; cheap to copy.
#[derive(Clone, Copy)]
pub struct Bench {
    inner: StoredValue<Inner, LocalStorage>,
    frames: StoredValue<Option<FrameLoop>, LocalStorage>,
    /// Tells the numbers once the picture is painted.
    numbers: StoredValue<Option<AfterPaint>, LocalStorage>,
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
                in_lab: false,
                fetched: Vec::new(),
                opened: None,
                own: Vec::new(),
                awaited: None,
                painters: Vec::new(),
                next_painter: 0,
                since_readout_ms: 0.0,
                untold: None,
            }),
            frames: StoredValue::new_local(None),
            numbers: StoredValue::new_local(None),
            snapshot,
            moment: RwSignal::new(SimTime::START),
            shown_world: Picked::new(WorldId::A),
            explained: RwSignal::new(None),
            scene: RwSignal::new(FIRST_SCENE.to_owned()),
            link_error: RwSignal::new(None),
            step_by: Picked::new(StepBy(None)),
            coming: Picked::new(Progress::NotAsked),
        };
        bench.numbers.set_value(Some(AfterPaint::new(move || bench.tell())));
        bench.frames.set_value(Some(FrameLoop::new(move |elapsed_ms| bench.frame(elapsed_ms))));
        Ok(bench)
    }

    /// Applies an intent and shows what it leads to, at once where the work is small.
    pub fn dispatch(self, command: Command) {
        let more = self.inner.try_update_value(|inner| {
            inner.player.apply(command);
            inner.player.work(EVENTS_PER_FRAME) || inner.player.is_playing()
        });
        self.publish(true, Following::AfterPaint);
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
        self.tell();
        let painters = self.inner.try_with_value(painters).unwrap_or_default();
        if let Some(snapshot) = self.snapshot.try_get_untracked() {
            painters.iter().for_each(|painter| painter(&snapshot));
        }
    }

    /// Reads the player.
    pub fn with_player<T>(self, read: impl FnOnce(&Player) -> T) -> Option<T> {
        self.inner.try_with_value(|inner| read(&inner.player))
    }

    /// Whether time passes, whatever is shown.
    pub fn is_playing(self) -> bool {
        self.with_player(Player::is_playing) == Some(true)
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
        self.publish(!more, Following::AfterFrame);
        if !more {
            self.remember();
        }
        more
    }

    /// One snapshot for everyone: painters now, numbers if they are due.
    fn publish(self, all: bool, following: Following) {
        if self.with_player(Player::is_pending) == Some(true) {
            self.tell();
            return self.announce_pending();
        }
        let taken = self.inner.try_update_value(|inner| {
            let due = all || inner.since_readout_ms >= READOUT_INTERVAL_MS;
            if due {
                inner.since_readout_ms = 0.0;
            }
            let snapshot = Arc::new(inner.player.snapshot());
            if due {
                inner.untold = Some(Arc::clone(&snapshot));
            }
            (snapshot, painters(inner))
        });
        let Some((snapshot, painters)) = taken else { return };
        for painter in painters {
            painter(&snapshot);
        }
        match following {
            Following::AtOnce => self.tell(),
            Following::AfterPaint => self.after_paint(false),
            Following::AfterFrame => {
                let _ = self.moment.try_set(snapshot.now);
                self.after_paint(true);
            }
        }
    }

    fn after_paint(self, in_frame: bool) {
        let _ = self.numbers.try_with_value(|numbers| numbers.as_ref().map(|numbers| numbers.ask(in_frame)));
    }

    /// Has every number say what the picture shows already.
    fn tell(self) {
        let Some(Some(untold)) = self.inner.try_update_value(|inner| inner.untold.take()) else { return };
        let _ = self.moment.try_set(untold.now);
        let _ = self.snapshot.try_set(untold);
    }

    /// What is true now, as every number says from here on.
    pub fn told(self) -> Arc<Snapshot> {
        self.tell();
        self.snapshot.get_untracked()
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

/// The bench of this page.
pub fn bench() -> Bench {
    site().bench
}
