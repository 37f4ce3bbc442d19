//! What works in which failure: one row an action, one column a failure, each cell played and looked at.
//! Cells that AWS leaves open must answer unknown; how the engine gets there is not asked here.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, Place, RegionId, Sdk};
use sts_atlas_sim::{
    Change, ChangeSpec, Credentials, Fault, IdentityCenter, Kind, Resolver, ServerEffect, SignInEndpoint, SimTime,
    State, TokenVersion, Zones,
};
use support::{HOUR, Scenario, Who, cut, place, region, run, scenario, who};

const TODAY: &str = "2026-11-21";
/// The Region R of the table, enabled by default; an opt-in Region; a Region that nothing happens to.
const R: &str = "ap-northeast-1";
const OPT_IN: &str = "ap-east-1";
const ELSEWHERE: &str = "eu-west-1";
const EVERY: Micros = Micros::from_secs(60);

/// What becomes of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Works,
    Fails,
    Unknown,
}

use Fate::{Fails, Unknown, Works};

/// The columns: IAM's control plane down, the Region cut off from us-east-1, its data plane down, us-east-1 down.
#[derive(Clone, Copy, Debug)]
enum Failure {
    ControlPlane,
    CutOff,
    DataPlane,
    UsEast1,
}

const COLUMNS: [Failure; 4] = [Failure::ControlPlane, Failure::CutOff, Failure::DataPlane, Failure::UsEast1];

fn fault(failure: Failure, code: &str) -> Fault {
    match failure {
        Failure::ControlPlane => Fault::IamControlPlane { effect: ServerEffect::Down },
        Failure::CutOff => cut(&[code], &["us-east-1"]),
        Failure::DataPlane => Fault::IamDataPlane { at: vec![region(code)], zones: Zones::All },
        Failure::UsEast1 => Fault::Region { at: vec![RegionId::US_EAST_1] },
    }
}

fn under(setting: Scenario, failure: Failure, code: &str) -> Scenario {
    setting.fault(fault(failure, code), SimTime::from_minutes(5), SimTime::NEVER)
}

/// How the first principal fares so long into a failure.
fn fate(setting: &Scenario, after: Micros) -> Fate {
    let world = setting.at(SimTime::from_minutes(5).plus(after));
    match world.principal(0).unwrap().state {
        State::Healthy => Works,
        State::Unknown => Unknown,
        State::Impaired => Fails,
        other => panic!("neither works nor fails: {other:?}"),
    }
}

fn row(name: &str, setting: &Scenario, code: &str, expected: [Fate; 4]) {
    for (failure, expected) in COLUMNS.into_iter().zip(expected) {
        let found = fate(&under(setting.clone(), failure, code), HOUR);
        assert_eq!(found, expected, "{name}, {failure:?}");
    }
}

fn on(who: Who) -> Scenario {
    scenario(TODAY).with(who)
}

fn key_holder(code: &str) -> Who {
    who("key", code, Sdk::Boto3, "1.40.0").credentials(Credentials::AccessKey)
}

fn job(code: &str) -> Who {
    who("job", code, Sdk::Boto3, "1.40.0").job(EVERY)
}

fn human(at: &str, credentials: Credentials) -> Who {
    let mut human = who("human", at, Sdk::Boto3, "1.40.0").credentials(credentials).session(Micros::from_minutes(15));
    human.0.kind = Kind::Human { every: EVERY };
    human.0.uses = vec![region(ELSEWHERE)];
    human
}

#[test]
fn an_existing_principal_is_authorized_by_the_data_plane_of_the_region_it_uses() {
    row("in R", &on(key_holder(R)), R, [Works, Works, Fails, Works]);
    let elsewhere = on(key_holder(ELSEWHERE));
    row("in another Region", &elsewhere, R, [Works; 4]);
}

#[test]
fn the_regional_endpoint_goes_on_issuing_for_at_least_24_hours_of_a_cut() {
    let regional = on(job(R).uses(&[ELSEWHERE]));
    row("sts.R", &regional, R, [Works, Works, Fails, Works]);
    for failure in [Failure::CutOff, Failure::UsEast1] {
        let broken = under(regional.clone(), failure, R);
        assert_eq!(fate(&broken, Micros::from_minutes(23 * 60)), Works, "{failure:?}");
        assert_eq!(fate(&broken, Micros::from_minutes(25 * 60)), Unknown, "{failure:?}");
    }
}

#[test]
fn the_global_name_served_locally_depends_on_us_east_1_no_more() {
    let legacy = job(R).uses(&[ELSEWHERE]).mode(sts_atlas_facts::EndpointMode::Legacy);
    // Whether DNS moves the global name elsewhere when the local data plane is ill is not documented.
    row("global, Amazon's DNS", &on(legacy.clone()), R, [Works, Works, Unknown, Works]);
    // Cut off from us-east-1, or us-east-1 down: nothing of it is asked.
    row("global, another resolver", &on(legacy.resolver(Resolver::Other)), R, [Works, Fails, Works, Fails]);
}

#[test]
fn from_an_opt_in_region_the_global_name_is_us_east_1s_and_its_version_1_token_is_not_accepted_there() {
    // Only JavaScript v2 sends opt-in Regions to the global name.
    let opt_in = |uses: &str| who("job", OPT_IN, Sdk::JavaScript, "2.1693.0").job(EVERY).uses(&[uses]);
    row("global from an opt-in Region", &on(opt_in(ELSEWHERE)), OPT_IN, [Works, Fails, Works, Fails]);
    assert_eq!(fate(&on(opt_in(OPT_IN)), HOUR), Fails, "a version 1 token");
    let v2 = on(opt_in(OPT_IN)).account(|account| account.global_token = TokenVersion::V2);
    assert_eq!(fate(&v2, HOUR), Works, "a version 2 token");
}

#[test]
fn from_outside_aws_the_global_name_goes_its_own_road_to_us_east_1() {
    let legacy = who("laptop", "Tokyo", Sdk::Boto3, "1.34.0").client_region(R).job(EVERY).uses(&[ELSEWHERE]);
    row("global from a laptop", &on(legacy.resolver(Resolver::Other)), R, [Works, Works, Works, Fails]);
}

#[test]
fn reads_and_writes_of_iam_need_the_control_plane_and_the_way_to_it() {
    let mut admin = key_holder(R);
    admin.0.kind = Kind::Admin { every: EVERY };
    row("iam:*", &on(admin), R, [Fails, Fails, Works, Fails]);
}

/// A scenario in which an administrator in R writes a change; the first principal is the administrator.
fn written(what: impl Fn(usize) -> Change) -> Scenario {
    let mut admin = key_holder(R);
    admin.0.name = "admin".to_owned();
    admin.0.kind = Kind::Admin { every: EVERY };
    let mut setting = scenario(TODAY).with(admin).with(job(R));
    setting.spec.changes.push(ChangeSpec {
        name: "change".to_owned(),
        by: 0,
        at: SimTime::from_minutes(10),
        account: 0,
        what: what(1),
    });
    setting
}

/// Whether the change has been acknowledged, and has arrived in a Region.
fn progress(setting: &Scenario, code: &str, at: SimTime) -> (bool, bool) {
    let world = setting.at(at);
    let change = world.changes().next().unwrap();
    let has_arrived = change.arrived.iter().any(|&(at, _)| at == region(code));
    (change.acknowledged.is_some(), has_arrived)
}

#[test]
fn a_new_role_is_visible_only_after_the_control_plane_took_it_and_the_region_can_hear_of_it() {
    let role = written(|principal| Change::Role { principal, exists: true });
    let hour = SimTime::from_minutes(60);
    assert_eq!(progress(&role, R, hour), (true, true), "without a failure");
    assert_eq!(progress(&under(role.clone(), Failure::ControlPlane, R), R, hour), (false, false));
    assert_eq!(progress(&under(role.clone(), Failure::UsEast1, R), R, hour), (false, false));
    // The administrator stands in R, too, so that the write does not get out either.
    assert_eq!(progress(&under(role.clone(), Failure::CutOff, R), R, hour), (false, false));
    assert_eq!(progress(&under(role, Failure::DataPlane, R), ELSEWHERE, hour), (true, true));

    // Written from elsewhere, it waits for R; after the repair it arrives there.
    let mut role = written(|principal| Change::Role { principal, exists: true });
    role.spec.principals[0].at = Place::Region(region(ELSEWHERE));
    let (start, end) = (SimTime::from_minutes(5), SimTime::from_minutes(90));
    let cut_off = role.fault(cut(&[R], &["us-east-1"]), start, end);
    assert_eq!(progress(&cut_off, R, SimTime::from_minutes(89)), (true, false));
    assert_eq!(progress(&cut_off, ELSEWHERE, SimTime::from_minutes(60)), (true, true));
    assert_eq!(progress(&cut_off, R, SimTime::from_minutes(95)), (true, true));
    let mut world = cut_off.world();
    run(&mut world, SimTime::from_minutes(80));
    assert_eq!(world.principal(1).unwrap().state, State::Impaired, "no role here yet");
    run(&mut world, SimTime::from_minutes(96));
    assert_eq!(world.principal(1).unwrap().state, State::Healthy);
}

#[test]
fn enabling_a_region_needs_the_account_api_in_us_east_1_and_the_way_to_it() {
    let mut enable = written(|_| Change::OptIn { region: region("mx-central-1"), enabled: true })
        .account(|account| account.opt_in.remove(region("mx-central-1")));
    enable.spec.assumptions.enabling_permille = 100;
    let late = SimTime::from_minutes(120);
    for (failure, is_taken) in COLUMNS.into_iter().zip([true, false, true, false]) {
        let (taken, arrived) = progress(&under(enable.clone(), failure, R), "mx-central-1", late);
        assert_eq!((taken, arrived), (is_taken, is_taken), "{failure:?}");
    }
    let api_down = Fault::AccountApi { effect: ServerEffect::Down };
    let broken = enable.fault(api_down, SimTime::START, SimTime::NEVER);
    assert_eq!(progress(&broken, "mx-central-1", late), (false, false));
}

#[test]
fn a_policy_of_the_organization_that_is_in_place_goes_on_being_evaluated() {
    // A Region-deny policy from the start: what it denies is denied in every failure, what it allows works.
    let deny = |allowed: &[&str]| Fault::RegionDeny { allowed: allowed.iter().map(|code| region(code)).collect() };
    for failure in [Failure::ControlPlane, Failure::CutOff, Failure::UsEast1] {
        let setting = under(on(key_holder(R)), failure, R);
        let denied = setting.clone().fault(deny(&[ELSEWHERE]), SimTime::START, SimTime::NEVER);
        assert_eq!(fate(&denied, HOUR), Fails, "{failure:?}");
        let allowed = setting.fault(deny(&[R]), SimTime::START, SimTime::NEVER);
        assert_eq!(fate(&allowed, HOUR), Works, "{failure:?}");
    }
}

#[test]
fn an_iam_user_at_the_regional_sign_in_might_get_in_while_the_region_is_cut_off() {
    let mut user = human("London", Credentials::ConsoleIamUser);
    user.0.sign_in = SignInEndpoint::Regional(region(R));
    row("console, IAM user", &on(user), R, [Works, Unknown, Fails, Unknown]);
}

#[test]
fn root_and_federated_sign_in_depend_on_us_east_1_and_root_today_on_nobody_knows_what() {
    let federated = human(R, Credentials::ConsoleSaml);
    let mut federated = Who(federated.0);
    federated.0.sign_in = SignInEndpoint::Global;
    row("federation through signin.aws.amazon.com", &on(federated), R, [Works, Fails, Works, Fails]);

    let in_2025 = |who: Who| scenario("2025-10-20").with(who);
    let root = || human(R, Credentials::ConsoleRoot);
    row("root in 2025", &in_2025(root()), R, [Works, Fails, Works, Fails]);
    row("root today", &on(root()), R, [Works, Unknown, Works, Unknown]);
}

#[test]
fn saml_at_a_regional_endpoint_depends_on_that_region_alone() {
    let mut saml = human("London", Credentials::ConsoleSaml);
    saml.0.sign_in = SignInEndpoint::Regional(region(R));
    row("SAML at R", &on(saml), R, [Works, Works, Fails, Works]);
}

fn portal(home: &str, replicas: &[&str]) -> Who {
    let mut user = human("London", Credentials::IdentityCenter);
    let replicas = replicas.iter().map(|code| region(code)).collect();
    user.0.identity_center = Some(IdentityCenter { home: region(home), replicas });
    user
}

#[test]
fn identity_center_depends_on_its_home_unless_it_is_replicated() {
    row("home elsewhere", &on(portal(ELSEWHERE, &[])), R, [Works; 4]);
    row("home in R", &on(portal(R, &[])), R, [Works, Works, Fails, Works]);
    row("home in us-east-1", &on(portal("us-east-1", &[])), R, [Works, Works, Works, Fails]);
    row("home in us-east-1, replicated", &on(portal("us-east-1", &[ELSEWHERE])), R, [Works; 4]);
    row("home in R, replicated", &on(portal(R, &[ELSEWHERE])), R, [Works; 4]);
    let before_replicas = scenario("2026-01-31").with(portal("us-east-1", &[ELSEWHERE]));
    assert_eq!(fate(&under(before_replicas, Failure::UsEast1, R), HOUR), Fails, "replicas came in February 2026");
}

#[test]
fn roles_anywhere_is_regional() {
    let mut server = who("server", "Tokyo", Sdk::Boto3, "1.40.0").client_region(R).job(EVERY).uses(&[ELSEWHERE]);
    server.0.credentials = Credentials::RolesAnywhere;
    row("IAM Roles Anywhere in R", &on(server), R, [Works, Works, Fails, Works]);
}

#[test]
fn what_aws_delivers_goes_on_until_it_expires() {
    for credentials in [Credentials::Imds, Credentials::Container, Credentials::Lambda, Credentials::PodIdentity] {
        let instance = who("instance", R, Sdk::Boto3, "1.40.0").credentials(credentials).uses(&[ELSEWHERE]);
        let setting = on(instance);
        for (failure, expected) in COLUMNS.into_iter().zip([Works, Works, Fails, Works]) {
            let broken = under(setting.clone(), failure, R);
            assert_eq!(fate(&broken, Micros::from_minutes(7 * 60)), expected, "{credentials:?}, {failure:?}");
        }
    }
    let irsa = job(R).credentials(Credentials::WebIdentity).uses(&[ELSEWHERE]);
    row("a pod with a web identity", &on(irsa.clone()), R, [Works, Works, Fails, Works]);
    let issuer = Fault::Issuer { at: vec![place(R)] };
    let lost = on(irsa).fault(issuer, SimTime::from_minutes(5), SimTime::NEVER);
    assert_eq!(fate(&lost, HOUR), Fails, "its issuer cannot be asked");
}

#[test]
fn one_availability_zone_of_a_data_plane_harms_nobody() {
    let one = Fault::IamDataPlane { at: vec![region(R)], zones: Zones::One };
    let setting = on(job(R)).fault(one, SimTime::START, SimTime::NEVER);
    assert_eq!(fate(&setting, HOUR), Works);
}
