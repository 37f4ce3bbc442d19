//! What we teach: scenes, written as scenario files in `content/` and packed when the program is built, into it or into
//! files beside it.
//! No format is read here beyond handing the packed bytes to `intake`; no sentence of the UI lives here.

use std::sync::Arc;

use sts_atlas_intake::{PackedError, unpack};
use sts_atlas_player::Scenario;

include!(concat!(env!("OUT_DIR"), "/scenes.rs"));

/// A scene as it lies in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackedScene {
    /// Its id, for links.
    pub id: &'static str,
    /// The scenario, packed.
    pub bytes: &'static [u8],
}

/// What a scene is called, known before the scene itself is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SceneTitle {
    /// Its id, for links.
    pub id: &'static str,
    /// In English.
    pub en: &'static str,
    /// In Japanese.
    pub ja: &'static str,
}

/// Why a scene cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SceneError {
    /// There is none of that id.
    Unknown {
        /// The id asked for.
        id: String,
    },
    /// What was packed cannot be read; the build checks that this does not happen.
    Unreadable {
        /// What is wrong with it.
        error: PackedError,
    },
}

/// The scenes in the program, in their order: with the feature `every-scene` all, else the first.
pub const fn scenes() -> &'static [PackedScene] {
    SCENES
}

/// The scenes a reader may choose from, in their order: all but the last, which is there for the benchmark.
pub fn titles() -> &'static [SceneTitle] {
    TITLES.split_last().map_or(&[], |(_, titles)| titles)
}

/// Unpacks a scene of the program.
///
/// # Errors
/// Where there is none of that id.
pub fn load(id: &str) -> Result<Scenario, SceneError> {
    let scene =
        scenes().iter().find(|scene| scene.id == id).ok_or_else(|| SceneError::Unknown { id: id.to_owned() })?;
    unpack(scene.bytes).map_err(|error| SceneError::Unreadable { error })
}

/// The file of a scene that lies beside the program, by its name in the folder of such files; `None` where there is no
/// scene of that id.
pub fn file_name(id: &str) -> Option<String> {
    SCENE_IDS.contains(&id).then(|| format!("{id}.scene"))
}

/// Unpacks a scene that was fetched; `None` where that is another file.
pub fn unpack_fetched(id: &str, bytes: &[u8]) -> Option<Arc<Scenario>> {
    unpack(bytes).ok().filter(|scenario| scenario.id == id).map(Arc::new)
}

/// Finds a scene of the program for a link.
pub fn find(id: &str) -> Option<Arc<Scenario>> {
    load(id).ok().map(Arc::new)
}
