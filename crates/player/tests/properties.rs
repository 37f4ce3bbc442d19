//! Any reader, any order of intents, any budget: what is kept while walking about, and what is found at the end.
//! Cases worth a name of their own are in `edits`, `time` and `steps`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use proptest::prelude::*;
use proptest::test_runner::Config;
use sts_atlas_facts::{EndpointMode, Micros};
use sts_atlas_player::{Assumption, Command, EndpointModeChoice, Grain, Player, Tempo, WorldId};
use sts_atlas_sim::{FaultWindow, Seed, SimTime, TokenVersion, World};
use support::{DAYS, END, FAULTS, added_fault, another_client, assert_straight, go, minutes, player, region};

/// What a reader, or the frame loop, does.
#[derive(Clone, Debug)]
enum Act {
    Intend(Command),
    Tick { millis: u64, budget: u64 },
    Work(u64),
}

fn time() -> impl Strategy<Value = SimTime> {
    prop_oneof![(0..=60_u64).prop_map(minutes), (0..=END.0).prop_map(SimTime)]
}

fn world() -> impl Strategy<Value = WorldId> {
    prop_oneof![Just(WorldId::A), Just(WorldId::B)]
}

fn setting() -> impl Strategy<Value = Command> {
    let modes = vec![
        EndpointModeChoice::SdkDefault,
        EndpointModeChoice::Set(EndpointMode::Legacy),
        EndpointModeChoice::Set(EndpointMode::Regional),
    ];
    let versions = prop::sample::select(vec![TokenVersion::V1, TokenVersion::V2]);
    let regions = prop::sample::select(vec!["ap-east-1", "ap-southeast-3"]);
    prop_oneof![
        (world(), prop::sample::select(modes)).prop_map(|(world, mode)| Command::SetEndpointMode { world, mode }),
        (world(), versions).prop_map(|(world, version)| Command::SetGlobalToken { world, account: 0, version }),
        (world(), regions, any::<bool>()).prop_map(|(world, code, enabled)| Command::SetOptIn {
            world,
            account: 0,
            region: region(code),
            enabled
        }),
        (world(), any::<bool>()).prop_map(|(world, active)| Command::SetStsActive {
            world,
            account: 0,
            region: region("eu-central-1"),
            active
        }),
        (world(), 0..3_u16).prop_map(|(world, group)| Command::SetClient { world, group, client: another_client() }),
        (1_000..60_000_000_u64).prop_map(|value| Command::SetAssumption(Assumption::NextCall.with(value).unwrap())),
        prop::sample::select(DAYS.to_vec()).prop_map(Command::SetAsOf),
        (1..4_u64).prop_map(|seed| Command::SetSeed(Seed::new(seed).unwrap())),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let steps = [Grain::Packet, Grain::Request, Grain::State]
        .into_iter()
        .flat_map(|grain| [Command::StepForward(grain), Command::StepBack(grain)]);
    let plain: Vec<Command> = [Command::Play, Command::Pause].into_iter().chain(steps).collect();
    let history = vec![Command::Undo, Command::Undo, Command::Redo, Command::Reset];
    prop_oneof![
        4 => time().prop_map(Command::Seek),
        6 => (0..FAULTS, any::<bool>()).prop_map(|(fault, holds)| Command::SwitchFault { fault, holds }),
        4 => prop::sample::select(plain),
        2 => prop::sample::select(history),
        1 => prop::sample::select(Tempo::STOPS.to_vec()).prop_map(Command::SetTempo),
        2 => setting(),
        1 => Just(Command::AddFault(added_fault())),
        2 => (0..=FAULTS, windows()).prop_map(|(fault, windows)| Command::SetFaultWindows { fault, windows }),
    ]
}

/// In any order, overlapping or not, beyond the end or not.
fn windows() -> impl Strategy<Value = Vec<FaultWindow>> {
    let end = prop_oneof![4 => (0..=70_u64).prop_map(minutes), 1 => Just(SimTime::NEVER)];
    let window = ((0..=70_u64).prop_map(minutes), end).prop_map(|(start, end)| FaultWindow { start, end });
    prop::collection::vec(window, 0..4)
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => command().prop_map(Act::Intend),
        1 => (0..400_u64, 0..2_000_u64).prop_map(|(millis, budget)| Act::Tick { millis, budget }),
        1 => (0..2_000_u64).prop_map(Act::Work),
        1 => Just(Act::Work(u64::MAX)),
    ]
}

fn worlds(player: &Player) -> impl Iterator<Item = &World> {
    WorldId::BOTH.into_iter().flat_map(|id| [player.world(id), player.world_without_fault(id)])
}

/// Does one thing and checks what a reader sees of it.
fn perform(player: &mut Player, act: Act) {
    let intends = matches!(act, Act::Intend(_));
    let (playhead, goal, pending) = (player.playhead(), player.goal(), player.is_pending());
    let playing = player.is_playing();
    match act {
        Act::Intend(command) => {
            player.apply(command.clone());
            assert_eq!(player.playhead(), playhead, "{command:?} only sets where to go");
        }
        Act::Work(budget) => {
            let left = player.work(budget);
            assert_eq!((left, player.goal()), (player.is_pending(), goal));
        }
        Act::Tick { millis, budget } => {
            let more = player.tick(Micros::from_millis(millis), budget);
            assert_eq!(more, player.is_pending() || player.is_playing());
            let most = player.tempo().simulated(Micros::from_millis(millis.min(250)));
            let expected = if playing && !pending { playhead.plus(most).min(END) } else { goal };
            assert_eq!(player.goal(), expected);
        }
    }
    let arrived = player.playhead() == player.goal() && !intends;
    assert!(player.playhead() == playhead || arrived, "the playhead stays until it is there");
    if !player.is_pending() {
        assert!(worlds(player).all(|world| world.now() == player.playhead()));
        assert!(player.frontier() >= player.playhead());
    }
    assert!(player.goal() <= END && player.frontier() <= END);
    for id in WorldId::BOTH {
        let history = player.history(id);
        assert!(history.buckets().len() as u64 >= player.frontier().0 / history.width().0, "no gap");
    }
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_a_reader_does_there_is_one_world_at_each_time(acts in prop::collection::vec(act(), 1..25)) {
        let mut player = player();
        let mut farthest = SimTime::START;
        for act in acts {
            perform(&mut player, act);
            farthest = farthest.max(worlds(&player).map(World::now).max().unwrap());
            prop_assert!(player.frontier() <= farthest, "simulated up to {farthest:?}");
        }
        player.settle();
        assert_straight(&player);
        go(&mut player, END);
        assert_straight(&player);
    }

    #[test]
    fn whatever_was_edited_can_be_taken_back(commands in prop::collection::vec(command(), 1..20), at in time()) {
        let mut player = player();
        let written = player.recording().clone();
        for command in commands {
            player.apply(command);
            player.settle();
        }
        let (edited, mut undone) = (player.recording().clone(), 0);
        while player.can_undo_redo().0 {
            player.apply(Command::Undo);
            undone += 1;
        }
        prop_assert_eq!(player.recording(), &written);
        go(&mut player, at);
        assert_straight(&player);
        (0..undone).for_each(|_| player.apply(Command::Redo));
        prop_assert_eq!(player.recording(), &edited);
        player.settle();
        assert_straight(&player);
    }
}
