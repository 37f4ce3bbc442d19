//! What addresses and files have the bench play, and the address that has it play what it plays now.
//! What an address or a file means is intake's business.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sts_atlas_intake::recording_file::{self, RecordingFileError};
use sts_atlas_intake::{LinkError, PackedError, Page, Route, decode, encode};
use sts_atlas_lessons::{FIRST_SCENE, SCENE_IDS};
use sts_atlas_player::{Command, Player, Recording, Scenario, WorldId};
use sts_atlas_sim::SimTime;

use super::{Bench, Following, Inner};
use crate::later::{Progress, fetch_scene};
use crate::platform::address;

impl Bench {
    /// Whether the page is the Lab.
    pub fn in_lab(self) -> bool {
        self.inner.try_with_value(|inner| inner.in_lab) == Some(true)
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
        let _ = self.inner.try_update_value(|inner| inner.in_lab = route.page == Page::Lab);
        let scene = |id: &str| self.scene_at_hand(id);
        let opened = match (&route.recording, &route.scene) {
            (Some(payload), _) => Some(decode(payload, &scene)),
            (None, Some(id)) => {
                let opened = self.inner.try_update_value(|inner| inner.opened.take()).flatten();
                let opened = opened.filter(|recording| recording.scenario.id == *id);
                let found = opened.or_else(|| scene(id).map(Recording::new));
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

    /// A recording from a file's bytes, with its scenario, packed, where the file holds it.
    ///
    /// # Errors
    /// Whatever is wrong with the file.
    pub async fn read_file(self, bytes: &[u8]) -> Result<(Recording, Option<Vec<u8>>), RecordingFileError> {
        let read = || recording_file::read(bytes, &|id| self.scene_at_hand(id));
        let mut recording = read();
        if let Err(RecordingFileError::Edits(LinkError::UnknownScene { id })) = &recording
            && let Some(scene) = fetch_scene(id).await
        {
            self.keep_scene(scene);
            recording = read();
        }
        let (recording, packed) = (recording?, recording_file::packed_scenario(bytes));
        // Links that name a built-in scene mean that one.
        if packed.is_some() && SCENE_IDS.contains(&recording.scenario.id.as_str()) {
            return Err(RecordingFileError::Scenario(PackedError::UnfitText { what: "id" }));
        }
        Ok((recording, packed))
    }

    /// Keeps a recording's scenario, which is built in nowhere, for links and files from now on. Of two with one id the later
    /// is meant; of the same one the first stays, and with it whatever is played of it.
    pub fn keep_own(self, recording: &mut Recording, packed: Vec<u8>) {
        let id = &recording.scenario.id;
        let is_it = |(known, bytes): &(String, Vec<u8>)| known == id && *bytes == packed;
        if self.inner.try_with_value(|inner| inner.own.iter().any(is_it)) == Some(true)
            && let Some(known) = self.scene_at_hand(id)
        {
            recording.scenario = known;
            return;
        }
        let _ = self.inner.try_update_value(|inner| {
            inner.own.retain(|(known, _)| known != id);
            inner.own.push((id.clone(), packed));
        });
        self.keep_scene(Arc::clone(&recording.scenario));
    }

    /// Goes to the Lab with a recording from a file: the way back leads to what was there.
    pub fn go_to(self, recording: Recording) {
        let there = Route { scene: Some(recording.scenario.id.clone()), ..Route::to(Page::Lab) };
        let _ = self.inner.try_update_value(|inner| inner.opened = Some(recording));
        if address::hash() == there.hash() {
            self.follow(&there);
        } else {
            address::go(&there.hash());
        }
    }

    /// The scenario that is played, packed, where it is built in nowhere.
    pub fn own_scenario(self) -> Option<Vec<u8>> {
        let own = self.inner.try_with_value(|inner| {
            let own = inner.own.iter().find(|(id, _)| *id == inner.player.recording().scenario.id);
            own.map(|(_, packed)| packed.clone())
        });
        own.flatten()
    }

    /// Once more what could not be followed for want of its scene.
    pub fn follow_again(self) {
        let awaited = self.inner.try_with_value(|inner| inner.awaited.clone()).flatten();
        awaited.iter().for_each(|route| self.follow(route));
    }

    fn await_nothing(self) {
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

    fn keep_scene(self, scene: Arc<Scenario>) {
        let _ = self.inner.try_update_value(|inner| {
            inner.fetched.retain(|known| known.id != scene.id);
            inner.fetched.push(scene);
        });
    }

    /// A scene that is here: built in, or fetched before.
    fn scene_at_hand(self, id: &str) -> Option<Arc<Scenario>> {
        let fetched = || self.inner.try_with_value(|inner| inner.fetched.iter().find(|scene| scene.id == id).cloned());
        sts_atlas_lessons::find(id).or_else(|| fetched().flatten())
    }

    /// Plays a recording. One of the scene that the Lab plays anyway is an edit like any other: it can be undone.
    fn load(self, recording: Recording) {
        let (scenario, edits) = (Arc::clone(&recording.scenario), recording.edits.clone());
        // A built-in scene is its id, another one what came with its file.
        let is_built_in = SCENE_IDS.contains(&scenario.id.as_str());
        let anew = self.replace_player(|inner| {
            let is_scene = |player: &Player| {
                let played = &player.recording().scenario;
                played.id == scenario.id && (is_built_in || Arc::ptr_eq(played, &scenario))
            };
            // What the door plays is not the Lab's; what was put aside is.
            let at_door = std::mem::take(&mut inner.at_door);
            let aside = inner.aside.take().filter(|aside| is_scene(aside));
            aside.or_else(|| (at_door || !is_scene(&inner.player)).then(|| Player::new(recording)))
        });
        if anew {
            self.scene.notify();
        }
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

    /// Whether there is another now that plays a scene of the same id.
    fn replace_player(self, choose: impl FnOnce(&mut Inner) -> Option<Player>) -> bool {
        let id = self.inner.try_update_value(|inner| {
            inner.player = choose(inner)?;
            Some(inner.player.recording().scenario.id.clone())
        });
        let Some(Some(id)) = id else { return false };
        self.publish(true, Following::AtOnce);
        if self.scene.with_untracked(|known| *known != id) {
            self.explained.set(None);
            self.scene.set(id);
            return false;
        }
        true
    }
}

/// A scene is its id: what is compared is what was made of it.
fn is_same(left: &Recording, right: &Recording) -> bool {
    left.scenario.id == right.scenario.id && left.edits == right.edits
}
