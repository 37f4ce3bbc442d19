//! The player: applies commands, lets time pass, keeps both worlds and their fault-free doubles in step.
//! The only place that changes a recording; real time comes in as a number.

use std::sync::Arc;

use sts_atlas_facts::Micros;
use sts_atlas_sim::{ClientSpec, FaultEdge, FaultSchedule, Progress, RequestRecord, SimTime, World};

use crate::dead_time::DeadTime;
use crate::editing::edited;
use crate::snapshot::instance_name;
use crate::track::Track;
use crate::{Command, Edits, Gap, Grain, History, Recording, Tempo, WorldId};

/// The longest span of real time one tick may bring: a tab that was hidden does not leap.
const LONGEST_TICK: Micros = Micros::from_millis(250);

/// A recording being played.
#[derive(Clone, Debug)]
pub struct Player {
    recording: Recording,
    /// World A, world B, and both without any fault.
    tracks: [Track; 4],
    playhead: SimTime,
    /// Where the playhead is going; the same as the playhead unless work is pending.
    goal: SimTime,
    playing: bool,
    tempo: Tempo,
    pub(crate) dead_time: DeadTime,
    undo: Vec<Edits>,
    redo: Vec<Edits>,
}

impl Player {
    /// A recording at its start, paused.
    pub fn new(recording: Recording) -> Self {
        Self {
            tracks: tracks(&recording),
            recording,
            playhead: SimTime::START,
            goal: SimTime::START,
            playing: false,
            tempo: Tempo::DEFAULT,
            dead_time: DeadTime::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// Applies one command. Work it brings is done by [`Player::work`] or [`Player::tick`].
    pub fn apply(&mut self, command: Command) {
        // Whatever is done on the way over dead time is done where the reader sees the playhead.
        if !matches!(command, Command::Play) && self.dead_time.interrupt() {
            self.goal = self.playhead;
        }
        match command {
            Command::Play => {
                if self.goal >= self.recording.end() {
                    self.go(SimTime::START);
                }
                self.playing = true;
            }
            Command::Pause => self.playing = false,
            Command::Seek(to) => self.go(to.min(self.recording.end())),
            Command::SetTempo(tempo) => {
                self.tempo = tempo;
                self.dead_time.look_again();
            }
            Command::SkipDeadTime(skipped) => self.dead_time.skipped = skipped,
            Command::StepForward(grain) => self.step_forward(grain),
            Command::StepBack(grain) => self.step_back(grain),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            edit => self.edit(edit),
        }
    }

    /// Lets so much real time pass and works at most so many events; true while there is more to do or to see.
    pub fn tick(&mut self, real: Micros, max_events: u64) -> bool {
        if self.playing && !self.is_pending() {
            let passed = self.tempo.simulated(Micros(real.0.min(LONGEST_TICK.0)));
            let to = self.playhead.plus(passed).min(self.recording.end());
            self.goal = self.over_dead_time(to);
        }
        let pending = self.work(max_events);
        if !pending && self.playhead >= self.recording.end() {
            self.playing = false;
        }
        pending || self.playing
    }

    /// Works towards the goal with at most so many events; true while work is left.
    pub fn work(&mut self, max_events: u64) -> bool {
        let mut budget = max_events;
        for track in &mut self.tracks {
            if track.approach(self.goal, &mut budget) == Progress::Stopped {
                return true;
            }
        }
        self.playhead = self.goal;
        self.dead_time.land();
        false
    }

    /// Works until the goal is reached.
    pub fn settle(&mut self) {
        while self.work(u64::MAX) {}
    }

    /// Whether the playhead is not yet where it should be.
    pub fn is_pending(&self) -> bool {
        self.goal != self.playhead || self.tracks.iter().any(|track| !track.stands_at(self.goal))
    }

    /// Goes somewhere by another way than by playing: gaps of the way that was played mean nothing on this one.
    fn go(&mut self, to: SimTime) {
        self.goal = to;
        self.dead_time.gaps.clear();
        self.dead_time.look_again();
    }

    fn step_forward(&mut self, grain: Grain) {
        self.playing = false;
        let (after, end) = (self.playhead, self.recording.end());
        let marked = self.marked_for(grain).into_iter().filter(|&at| at > after && at <= end).min();
        let end_of_search = marked.unwrap_or(end);
        let next = self.shown_tracks().iter().map(|track| track.next_step(grain, after, end_of_search, u64::MAX).at());
        let next = next.min().unwrap_or(end_of_search);
        self.go(next);
    }

    fn step_back(&mut self, grain: Grain) {
        self.playing = false;
        let before = self.playhead;
        let marked = self.marked_for(grain).into_iter().filter(|&at| at < before);
        let moved = self.shown_tracks().iter().filter_map(|track| track.last_step(grain, before));
        let last = marked.chain(moved).max().unwrap_or(SimTime::START);
        self.go(last);
    }

    /// Marked moments, where a step stops at them.
    fn marked_for(&self, grain: Grain) -> Vec<SimTime> {
        if grain == Grain::State { self.marked() } else { Vec::new() }
    }

    /// Moments that matter whatever happens in the worlds: edges of faults, flags, and what administrators write.
    pub(crate) fn marked(&self) -> Vec<SimTime> {
        let schedule = self.recording.fault_schedule();
        let flags = self.recording.scenario.flags.iter().map(|flag| flag.at);
        let worlds = self.recording.scenario.worlds.iter();
        let changes = worlds.flat_map(|world| world.spec.changes.iter().map(|change| change.at));
        flags.chain(changes).chain(schedule.edges().iter().map(|edge| edge.at)).collect()
    }

    /// World A and world B.
    pub(crate) fn shown_tracks(&self) -> &[Track] {
        &self.tracks[..2]
    }

    fn undo(&mut self) {
        if let Some(edits) = self.undo.pop() {
            let current = self.replace_edits(edits);
            self.redo.push(current);
        }
    }

    fn redo(&mut self) {
        if let Some(edits) = self.redo.pop() {
            let current = self.replace_edits(edits);
            self.undo.push(current);
        }
    }

    fn edit(&mut self, command: Command) {
        let edits = edited(&self.recording, self.playhead, command);
        if edits != self.recording.edits {
            let before = self.replace_edits(edits);
            self.undo.push(before);
            self.redo.clear();
        }
    }

    /// Puts other edits in force and makes the tracks forget what no longer holds; gives back the old ones.
    fn replace_edits(&mut self, edits: Edits) -> Edits {
        let old_schedule = self.recording.fault_schedule();
        let before = std::mem::replace(&mut self.recording.edits, edits);
        let after = &self.recording.edits;
        self.dead_time.look_again();
        let schedule = Arc::new(self.recording.fault_schedule());
        let from = first_difference(&old_schedule, &schedule);
        let for_all = before.seed != after.seed || before.as_of != after.as_of;
        if for_all || before.assumptions != after.assumptions || from == Some(SimTime::START) {
            self.tracks = tracks(&self.recording);
            return before;
        }
        for world in WorldId::BOTH {
            let index = world.index();
            if before.worlds[index] != after.worlds[index] {
                self.tracks[index] = track(&self.recording, world, Some(&schedule));
                self.tracks[index + 2] = track(&self.recording, world, None);
            } else if let Some(from) = from {
                self.tracks[index].reschedule(Arc::clone(&schedule), from);
            }
        }
        before
    }

    /// What is being played.
    pub const fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The time shown.
    pub const fn playhead(&self) -> SimTime {
        self.playhead
    }

    /// The time being worked towards.
    pub const fn goal(&self) -> SimTime {
        self.goal
    }

    /// Whether time passes.
    pub const fn is_playing(&self) -> bool {
        self.playing
    }

    /// How fast time passes.
    pub const fn tempo(&self) -> Tempo {
        self.tempo
    }

    /// Whether dead time is skipped, and what was skipped since the playhead last went anywhere but by playing.
    pub fn skipped_dead_time(&self) -> (bool, &[Gap]) {
        (self.dead_time.skipped, &self.dead_time.gaps)
    }

    /// Whether there is an edit to take back, and one to do again.
    pub const fn can_undo_redo(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// How far both worlds have been simulated.
    pub fn frontier(&self) -> SimTime {
        self.tracks.iter().map(Track::frontier).min().unwrap_or_default()
    }

    /// A world as it stands.
    pub const fn world(&self, world: WorldId) -> &World {
        self.tracks[world.index()].world()
    }

    /// A principal instance's name, with its number where several share it: `batch-etl/2`.
    pub fn principal_name(&self, world: WorldId, index: u32) -> Option<String> {
        let view = self.world(world).principal(index)?;
        let group = self.recording.scenario.worlds[world.index()].spec.principals.get(view.spec)?;
        Some(instance_name(&group.name, group.count, view.ordinal))
    }

    /// The client of a principal instance, as edited.
    pub fn client_of(&self, world: WorldId, index: u32) -> Option<ClientSpec> {
        let spec = self.world(world).principal(index)?.spec;
        self.recording.world_spec(world).principals.into_iter().nth(spec).map(|principal| principal.client)
    }

    /// The same world without any fault.
    pub const fn world_without_fault(&self, world: WorldId) -> &World {
        self.tracks[world.index() + 2].world()
    }

    /// What a world went through.
    pub const fn history(&self, world: WorldId) -> &History {
        &self.tracks[world.index()].history
    }

    /// What the same world went through without any fault.
    pub const fn history_without_fault(&self, world: WorldId) -> &History {
        &self.tracks[world.index() + 2].history
    }

    /// A world's last finished requests, newest first.
    pub fn recent(&self, world: WorldId) -> impl Iterator<Item = &RequestRecord> {
        self.world(world).recent()
    }

    /// Bytes one checkpoint of world A takes.
    pub fn checkpoint_bytes(&self) -> usize {
        self.tracks[0].checkpoint_bytes()
    }
}

fn tracks(recording: &Recording) -> [Track; 4] {
    let schedule = Arc::new(recording.fault_schedule());
    [
        track(recording, WorldId::A, Some(&schedule)),
        track(recording, WorldId::B, Some(&schedule)),
        track(recording, WorldId::A, None),
        track(recording, WorldId::B, None),
    ]
}

/// A world's track, or its double's, which has no fault and keeps no log.
fn track(recording: &Recording, world: WorldId, schedule: Option<&Arc<FaultSchedule>>) -> Track {
    let has_faults = schedule.is_some();
    let schedule = schedule.map(Arc::clone).unwrap_or_default();
    let world = World::new(&recording.world_spec(world), recording.seed(), Arc::clone(&schedule));
    let world = if has_faults { world.listening() } else { world };
    Track::new(world, schedule, recording.scenario.length)
}

/// The first time at which faults begin or end differently. Two faults are the same if their content is.
fn first_difference(left: &FaultSchedule, right: &FaultSchedule) -> Option<SimTime> {
    let only = |these: &FaultSchedule, those: &FaultSchedule| {
        let is_common =
            |edge: &FaultEdge| those.edges().contains(edge) && these.fault(edge.fault) == those.fault(edge.fault);
        these.edges().iter().find(|edge| !is_common(edge)).map(|edge| edge.at)
    };
    only(left, right).into_iter().chain(only(right, left)).min()
}
