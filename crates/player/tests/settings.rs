//! Settings of one world or both from their start: clients, accounts, assumptions; and settings that cannot be.
//! That a setting leaves the other world alone is in `edits`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{EndpointMode, RegionId};
use sts_atlas_player::{Assumption, Command, EndpointModeChoice, Player, WorldId};
use sts_atlas_sim::{Account, ClientSpec, TokenVersion};
use support::{END, another_client, assert_straight, go, player, player_of, region, shown, storm};

fn client(player: &Player, world: WorldId, group: usize) -> ClientSpec {
    player.recording().world_spec(world).principals[group].client
}

fn set_client(world: WorldId, group: u16, client: ClientSpec) -> Command {
    Command::SetClient { world, group, client }
}

fn set_mode(world: WorldId, mode: EndpointMode) -> Command {
    Command::SetEndpointMode { world, mode: EndpointModeChoice::Set(mode) }
}

#[test]
fn a_client_is_set_for_a_whole_group_of_one_world() {
    let mut player = player();
    go(&mut player, END);
    let (before, written) = (shown(&player), client(&player, WorldId::A, 0));
    player.apply(set_client(WorldId::A, 0, another_client()));
    player.settle();
    assert_eq!(client(&player, WorldId::A, 0), another_client());
    assert_ne!(client(&player, WorldId::B, 0), another_client());
    assert!(shown(&player)[0] != before[0] && shown(&player)[1] == before[1]);
    assert_straight(&player);
    // Back to what it was leaves no edit.
    player.apply(set_client(WorldId::A, 0, written));
    assert!(player.recording().edits.is_empty());
}

#[test]
fn of_a_client_and_a_mode_the_later_one_counts() {
    let mut player = player();
    let regional = ClientSpec { endpoint_mode: Some(EndpointMode::Regional), ..client(&player, WorldId::A, 0) };
    player.apply(set_client(WorldId::A, 0, regional));
    player.apply(set_mode(WorldId::A, EndpointMode::Legacy));
    assert_eq!(client(&player, WorldId::A, 0).endpoint_mode, Some(EndpointMode::Legacy));
    player.apply(set_client(WorldId::A, 0, regional));
    assert_eq!(client(&player, WorldId::A, 0).endpoint_mode, Some(EndpointMode::Regional));
    assert_eq!(client(&player, WorldId::A, 2).endpoint_mode, Some(EndpointMode::Legacy), "the others keep the mode");
}

#[test]
fn accounts_are_set_one_by_one() {
    let mut scenario = storm();
    for world in &mut scenario.worlds {
        world.spec.accounts.push(Account::new("second"));
    }
    let mut player = player_of(scenario);
    let world = WorldId::B;
    player.apply(Command::SetOptIn { world, account: 1, region: region("ap-southeast-3"), enabled: true });
    player.apply(Command::SetStsActive { world, account: 1, region: region("eu-west-3"), active: false });
    player.apply(Command::SetGlobalToken { world, account: 1, version: TokenVersion::V2 });
    let spec = player.recording().world_spec(world);
    assert_eq!(spec.accounts[0], player.recording().scenario.worlds[1].spec.accounts[0]);
    assert!(spec.accounts[1].opt_in.contains(region("ap-southeast-3")));
    assert!(spec.accounts[1].sts_deactivated.contains(region("eu-west-3")));
    assert_eq!(spec.accounts[1].global_token, TokenVersion::V2);
    player.apply(Command::SetStsActive { world, account: 1, region: region("eu-west-3"), active: true });
    assert!(!player.recording().world_spec(world).accounts[1].sts_deactivated.contains(region("eu-west-3")));
}

#[test]
fn deactivated_sts_is_felt() {
    let mut player = player();
    player.apply(set_mode(WorldId::A, EndpointMode::Regional));
    go(&mut player, END);
    let before = shown(&player);
    let command = Command::SetStsActive { world: WorldId::A, account: 0, region: region("eu-west-1"), active: false };
    player.apply(command);
    player.settle();
    assert!(shown(&player)[0] != before[0] && shown(&player)[1] == before[1]);
    assert_straight(&player);
}

#[test]
fn what_cannot_be_changes_nothing() {
    let world = WorldId::A;
    let commands = [
        // AWS does not let anybody deactivate these.
        Command::SetStsActive { world, account: 0, region: RegionId::US_EAST_1, active: false },
        Command::SetStsActive { world, account: 0, region: region("ap-east-1"), active: false },
        // It is enabled for ever.
        Command::SetOptIn { world, account: 0, region: region("eu-west-1"), enabled: false },
        Command::SetOptIn { world, account: 1, region: region("ap-east-1"), enabled: false },
        Command::SetStsActive { world, account: 1, region: region("eu-west-3"), active: false },
        Command::SetGlobalToken { world, account: 1, version: TokenVersion::V2 },
        set_client(world, 12, another_client()),
    ];
    for command in commands {
        let mut player = player();
        player.apply(command.clone());
        assert!(player.recording().edits.is_empty(), "{command:?}");
        assert_eq!(player.can_undo_redo(), (false, false), "{command:?}");
    }
}

#[test]
fn an_assumption_holds_in_both_worlds_and_goes_back_to_what_was_written() {
    let mut player = player();
    go(&mut player, END);
    let before = shown(&player);
    let set = |value| Command::SetAssumption(Assumption::IssueServerTime.with(value).unwrap());
    player.apply(set(2_000_000));
    player.settle();
    let after = shown(&player);
    assert!((0..4).all(|index| after[index] != before[index]), "doubles, too");
    for world in WorldId::BOTH {
        assert_eq!(player.recording().world_spec(world).assumptions.issue_server_time.0, 2_000_000);
    }
    assert_straight(&player);
    player.apply(set(Assumption::IssueServerTime.default_value()));
    assert!(player.recording().edits.is_empty());
    player.settle();
    assert_eq!(shown(&player), before);
}
