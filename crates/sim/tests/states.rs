//! Stories a reader of the page will meet: who is hit, who is not, and what nobody knows.
//! To-the-microsecond times are `analytic`'s business.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{EndpointMode, Micros, RegionSet, Sdk};
use sts_atlas_sim::{
    ApiError, CallerInRegionNotEnabled, Credentials, DeactivatedUnderGlobalName, Endpoint, Failure, Inactive, Leg,
    Outcome, Resolver, ServerEffect, SimTime, State, StsNames, TokenScope, TokenVerdict, TokenVersion, World,
    judge_token,
};
use support::{Scenario, Who, cut, index_of, place, record, region, run, scenario, state, sts, who};

const NOW: &str = "2026-11-21";
const SUMMER_2024: &str = "2024-08-29";
const EVERY_MINUTE: Micros = Micros::from_minutes(1);

fn of(world: &World, scenario: &Scenario, name: &str) -> State {
    state(world, index_of(world, &scenario.spec, name, 1))
}

fn serving(scenario: &Scenario) -> &'static str {
    scenario.world().decision(0).unwrap().1.code()
}

#[test]
fn a_javascript_v2_workload_in_hong_kong_cannot_use_its_own_region_until_token_or_endpoint_changes() {
    let hong_kong = who("app", "ap-east-1", Sdk::JavaScript, "2.1693.0");
    let at = SimTime::from_minutes(10);

    // Given the account's default, tokens for Regions enabled by default only, and no fault at all.
    let v1 = scenario(NOW).with(hong_kong.clone());
    let view = v1.at(at).principal(0).unwrap();
    assert_eq!(view.endpoint.unwrap().0, Endpoint::Global);
    assert_eq!(view.targets, [(region("ap-east-1"), State::Impaired, TokenVerdict::Refused)]);

    let v2 = v1.clone().account(|account| account.global_token = TokenVersion::V2);
    assert_eq!(state(&v2.at(at), 0), State::Healthy);
    let regional = scenario(NOW).with(hong_kong.clone().mode(EndpointMode::Regional));
    assert_eq!(state(&regional.at(at), 0), State::Healthy);

    // Used in Regions enabled by default the same token is good, and the principal shows its worst target.
    let both = scenario(NOW).with(hong_kong.uses(&["ap-northeast-1", "ap-east-1"]));
    let view = both.at(at).principal(0).unwrap();
    assert_eq!(view.targets.iter().map(|target| target.1).collect::<Vec<_>>(), [State::Healthy, State::Impaired]);
    assert_eq!(view.state, State::Impaired);
}

#[test]
fn in_a_region_the_account_has_not_enabled_nothing_works() {
    let disabled = |who: Who| scenario(NOW).account(|account| account.opt_in = RegionSet::default()).with(who);
    let job = who("job", "ap-southeast-3", Sdk::Boto3, "1.44.0").job(EVERY_MINUTE);
    let first_failure = |scenario: &Scenario| record(&mut scenario.world(), SimTime::from_minutes(2))[0].outcome;

    // STS there does not know the caller's key, says experience; only the role's account matters, says AWS.
    let observed = disabled(job.clone());
    assert_eq!(first_failure(&observed), Outcome::Failed(Failure::Api(ApiError::InvalidClientTokenId)));
    let documented =
        observed.clone().assume(|assume| assume.caller_in_region_not_enabled = CallerInRegionNotEnabled::Accepted);
    assert_eq!(first_failure(&documented), Outcome::Failed(Failure::Api(ApiError::RegionDisabled)));
    // A web identity's call is not signed, so there is no key to know.
    let unsigned = disabled(job.credentials(Credentials::WebIdentity));
    assert_eq!(first_failure(&unsigned), Outcome::Failed(Failure::Api(ApiError::RegionDisabled)));

    // No token helps, not even one from elsewhere for all enabled Regions.
    let visitor = disabled(who("visitor", "us-west-2", Sdk::Boto3, "1.44.0").uses(&["ap-southeast-3"]));
    let account = &visitor.spec.accounts[0];
    let verdict = judge_token(account, TokenScope::AllEnabledRegions, region("ap-southeast-3"));
    assert_eq!(verdict, TokenVerdict::RegionNotEnabled);
    assert_eq!(state(&visitor.at(SimTime::from_minutes(1)), 0), State::Impaired);
}

#[test]
fn a_deactivated_sts_endpoint_refuses_its_own_region_and_nobody_else() {
    let job = |name, code| who(name, code, Sdk::Boto3, "1.44.0").job(EVERY_MINUTE);
    let scenario = scenario(NOW)
        .account(|account| {
            account.sts_deactivated.insert(region("eu-west-3"));
        })
        .with(job("paris", "eu-west-3"))
        .with(job("dublin", "eu-west-1"))
        .with(job("global", "eu-west-3").mode(EndpointMode::Legacy));
    // AWS does not say whether the global name, served in Paris, refuses too: unknown, unless somebody decides.
    for (decided, under_the_global_name) in [
        (DeactivatedUnderGlobalName::Unknown, State::Unknown),
        (DeactivatedUnderGlobalName::Accepted, State::Healthy),
        (DeactivatedUnderGlobalName::Refused, State::Impaired),
    ] {
        let scenario = scenario.clone().assume(|choices| choices.deactivated_under_global_name = decided);
        let world = scenario.at(SimTime::from_minutes(3));
        assert_eq!(of(&world, &scenario, "paris"), State::Impaired);
        assert_eq!(of(&world, &scenario, "dublin"), State::Healthy);
        assert_eq!(of(&world, &scenario, "global"), under_the_global_name);
    }
}

#[test]
fn access_keys_and_delivered_credentials_go_on_during_a_cut() {
    let boto3 = |name| who(name, "ap-northeast-1", Sdk::Boto3, "1.39.0");
    let scenario = scenario(SUMMER_2024)
        .with(boto3("assumes"))
        .with(boto3("has-a-key").credentials(Credentials::AccessKey))
        .with(boto3("on-an-instance").credentials(Credentials::Imds))
        .with(boto3("abroad").credentials(Credentials::AccessKey).uses(&["us-east-1"]))
        .fault(cut(&["ap-northeast-1"], &["us-east-1"]), SimTime::START, SimTime::NEVER);
    for minutes in [0, 90, 60 * 30] {
        let world = scenario.at(SimTime::from_minutes(minutes));
        assert_eq!(of(&world, &scenario, "has-a-key"), State::Healthy, "after {minutes} min");
        // What AWS delivers must be issued, too, and that is promised for 24 hours.
        let delivered = if minutes > 24 * 60 { State::Unknown } else { State::Healthy };
        assert_eq!(of(&world, &scenario, "on-an-instance"), delivered, "after {minutes} min");
        assert_eq!(of(&world, &scenario, "abroad"), State::Impaired, "a key reaches no Region that cannot be reached");
    }
    assert_eq!(of(&scenario.at(SimTime::from_minutes(90)), &scenario, "assumes"), State::Impaired);
}

#[test]
fn a_region_cut_off_goes_on_issuing_for_24_hours_and_then_nobody_knows() {
    let start = SimTime::from_minutes(30);
    let hours = |hours: u64| start.plus(Micros::from_minutes(hours * 60));
    let scenario = scenario(NOW)
        .with(who("app", "ap-northeast-1", Sdk::Java, "2.31.0"))
        .with(who("ci", "ap-northeast-1", Sdk::Java, "2.31.0").job(EVERY_MINUTE))
        .with(who("key", "ap-northeast-1", Sdk::Java, "2.31.0").credentials(Credentials::AccessKey))
        .with(who("osaka", "ap-northeast-3", Sdk::Java, "2.31.0"))
        .fault(cut(&["ap-northeast-1"], &["us-east-1"]), start, hours(30));
    let mut world = scenario.world();

    // At 23:59 of the cut Regional STS still issues.
    run(&mut world, SimTime(hours(24).0 - 60_000_000));
    let last_minute = record(&mut world, SimTime(hours(24).0 - 1));
    assert!(last_minute.iter().any(|record| matches!(record.outcome, Outcome::Issued(_))));
    assert_eq!(of(&world, &scenario, "app"), State::Healthy);

    // From 24:00 on exactly one thing is unknown: whether it still issues. Nobody else is touched.
    run(&mut world, hours(24));
    assert_eq!(of(&world, &scenario, "app"), State::Unknown);
    let beyond = record(&mut world, SimTime(hours(30).0 - 1));
    let osaka = index_of(&world, &scenario.spec, "osaka", 1);
    let mut asked = beyond.iter().filter(|record| record.leg == Leg::Sts && record.began >= hours(24));
    assert!(asked.all(|record| record.principal == osaka), "no answer is made up");
    for (name, expected) in
        [("app", State::Unknown), ("ci", State::Unknown), ("key", State::Healthy), ("osaka", State::Healthy)]
    {
        assert_eq!(of(&world, &scenario, name), expected, "{name}");
    }

    // And with the path everything comes back.
    run(&mut world, SimTime(hours(30).0 + 120_000_000));
    assert_eq!(of(&world, &scenario, "app"), State::Healthy);
    assert_eq!(of(&world, &scenario, "ci"), State::Healthy);
}

#[test]
fn today_amazons_dns_keeps_the_global_name_at_home_where_the_region_is_enabled_by_default() {
    let global = |code| who(code, code, Sdk::JavaScript, "2.1693.0").uses(&["us-west-2"]);
    let cases = [
        (SUMMER_2024, global("ap-northeast-1"), "us-east-1"),
        (NOW, global("ap-northeast-1"), "ap-northeast-1"),
        (NOW, global("ap-northeast-1").resolver(Resolver::Other), "us-east-1"),
        (NOW, global("ap-southeast-3"), "us-east-1"),
        (NOW, global("ap-southeast-5"), "us-east-1"),
        (NOW, global("ap-east-1"), "us-east-1"),
        (NOW, global("Tokyo").client_region("ap-northeast-1"), "us-east-1"),
        ("2025-01-26", global("eu-north-1"), "us-east-1"),
        ("2025-04-18", global("eu-north-1"), "eu-north-1"),
        // A Regional name is served by its Region whoever asks.
        (SUMMER_2024, global("ap-east-1").mode(EndpointMode::Regional), "ap-east-1"),
    ];
    for (as_of, who, expected) in cases {
        let label = format!("{as_of} {:?} {:?}", who.0.at, who.0.resolver);
        assert_eq!(serving(&scenario(as_of).with(who)), expected, "{label}");
    }
}

#[test]
fn the_cut_of_august_2024_hits_fewer_today() {
    let cut_off = ["ap-northeast-1", "us-west-2", "ap-east-1", "ap-southeast-3"];
    let cast = |as_of| {
        let cut = cut(&cut_off, &["us-east-1"]);
        let all = cut_off.iter().fold(scenario(as_of), |scenario, &code| {
            scenario.with(who(code, code, Sdk::JavaScript, "2.1693.0").job(EVERY_MINUTE).uses(&[code]))
        });
        let all = all.account(|account| account.global_token = TokenVersion::V2);
        all.fault(cut, SimTime::from_minutes(5), SimTime::NEVER)
    };
    let impaired = |as_of| {
        let scenario = cast(as_of);
        let world = scenario.at(SimTime::from_minutes(20));
        cut_off.map(|code| of(&world, &scenario, code) == State::Impaired)
    };
    assert_eq!(impaired(SUMMER_2024), [true, true, true, true]);
    assert_eq!(impaired(NOW), [false, false, true, true]);
}

#[test]
fn during_the_roll_out_of_2025_nobody_knows_who_served() {
    let scenario = scenario("2025-03-01")
        .with(who("app", "ap-northeast-1", Sdk::Boto3, "1.36.0"))
        .with(who("own-dns", "ap-northeast-1", Sdk::Boto3, "1.36.0").resolver(Resolver::Other))
        .fault(cut(&["ap-northeast-1"], &["us-east-1"]), SimTime::from_minutes(5), SimTime::NEVER);
    let world = scenario.at(SimTime::from_minutes(90));
    assert_eq!(of(&world, &scenario, "app"), State::Unknown);
    assert_eq!(of(&world, &scenario, "own-dns"), State::Impaired);
    assert_eq!(of(&scenario.at(SimTime::from_minutes(4)), &scenario, "app"), State::Healthy);
}

#[test]
fn an_office_is_hit_by_a_cut_only_if_it_is_named() {
    let office = who("office", "Tokyo", Sdk::AwsCli, "1.32.0").client_region("ap-northeast-1");
    let office = office.uses(&["ap-northeast-1"]).job(EVERY_MINUTE);
    let app = who("app", "ap-northeast-1", Sdk::AwsCli, "1.32.0").job(EVERY_MINUTE);
    let states = |named: &[&str]| {
        let cut = cut(named, &["us-east-1"]);
        let scenario = scenario(NOW).with(office.clone()).with(app.clone().mode(EndpointMode::Legacy));
        let scenario = scenario.account(|account| account.global_token = TokenVersion::V2);
        let scenario = scenario.fault(cut, SimTime::START, SimTime::NEVER);
        let world = scenario.at(SimTime::from_minutes(10));
        assert_eq!(place("Tokyo"), scenario.spec.principals[0].at);
        (of(&world, &scenario, "office"), of(&world, &scenario, "app"))
    };
    // Its global name leads to us-east-1, the app's, in a VPC, does not.
    assert_eq!(states(&["ap-northeast-1"]), (State::Healthy, State::Healthy));
    assert_eq!(states(&["Tokyo"]), (State::Impaired, State::Healthy));
}

#[test]
fn whether_a_locally_served_global_name_fails_with_its_regions_sts_is_unknown() {
    let boto3 = |name, code| who(name, code, Sdk::Boto3, "1.39.0");
    let fault = |names, code| sts(code, names, ServerEffect::Down);
    let cases = [
        (StsNames::Both, "ap-northeast-1", State::Unknown, State::Exposed),
        (StsNames::RegionalOnly, "ap-northeast-1", State::Healthy, State::Exposed),
        (StsNames::GlobalOnly, "ap-northeast-1", State::Exposed, State::Healthy),
        // In us-east-1 the two names are linked by default.
        (StsNames::Both, "us-east-1", State::Exposed, State::Exposed),
        (StsNames::RegionalOnly, "us-east-1", State::Healthy, State::Exposed),
    ];
    for (names, code, global, regional) in cases {
        let scenario = scenario(NOW)
            .with(boto3("global", code).mode(EndpointMode::Legacy))
            .with(boto3("regional", code).mode(EndpointMode::Regional))
            .fault(fault(names, code), SimTime::START, SimTime::NEVER);
        let world = scenario.world();
        let found = (of(&world, &scenario, "global"), of(&world, &scenario, "regional"));
        assert_eq!(found, (global, regional), "{names:?} in {code}");
    }
}

#[test]
fn a_job_is_exposed_before_its_run_impaired_during_and_after_it_until_one_succeeds() {
    let job = who("job", "ap-northeast-1", Sdk::Java, "2.31.0").job(Micros::from_minutes(10));
    let scenario = scenario(NOW).with(job);
    let runs = record(&mut scenario.world(), SimTime::from_minutes(60));
    let begins = |run: usize| runs.iter().find(|record| record.run == run as u64).unwrap().began;
    let (down, up) = (SimTime(begins(2).0 - 60_000_000), SimTime(begins(2).0 + 60_000_000));
    let scenario = scenario.fault(sts("ap-northeast-1", StsNames::Both, ServerEffect::Down), down, up);
    let at = |time: SimTime| state(&scenario.at(time), 0);
    assert_eq!(at(SimTime(down.0 - 1)), State::Healthy);
    assert_eq!(at(down), State::Exposed);
    assert_eq!(at(begins(2)), State::Impaired);
    assert_eq!(at(SimTime(begins(3).0 - 1)), State::Impaired, "the last run failed, though all is well again");
    assert_eq!(at(begins(3).plus(Micros::from_secs(1))), State::Healthy);
}

#[test]
fn a_region_not_launched_yet_leaves_its_principal_inactive() {
    let java = |name, at| who(name, at, Sdk::Java, "2.31.0");
    let needs = [
        java("stands-there", "ap-southeast-5"),
        java("uses-it", "us-west-2").uses(&["ap-southeast-5"]),
        java("calls-it", "Tokyo").client_region("ap-southeast-5").uses(&["us-west-2"]),
    ];
    for who in needs {
        let name = who.0.name.clone();
        let not_yet = Some(Inactive::RegionNotLaunched(region("ap-southeast-5")));
        for (as_of, inactive) in [("2024-08-20", not_yet), ("2024-08-21", None)] {
            let mut world = scenario(as_of).with(who.clone()).world();
            let records = record(&mut world, SimTime::from_minutes(60));
            let view = world.principal(0).unwrap();
            assert_eq!(view.inactive, inactive, "{name} as of {as_of}");
            assert_eq!(records.is_empty(), inactive.is_some(), "{name} as of {as_of}");
            assert_eq!((view.state, view.targets[0].1), (State::Healthy, State::Healthy), "{name} as of {as_of}");
        }
    }
}

#[test]
fn nobody_renews_at_the_first_moment_however_short_the_session() {
    for minutes in [15, 16, 60] {
        let app = who("app", "us-west-2", Sdk::Boto3, "1.44.0").count(50).session(Micros::from_minutes(minutes));
        let mut world = scenario(NOW).with(app).world();
        let mut began: Vec<_> =
            record(&mut world, SimTime::from_minutes(61)).into_iter().filter(|record| record.run == 1).collect();
        assert_eq!(began.len(), 50, "{minutes} min");
        began.sort_by_key(|record| record.began);
        assert!(began[0].began > SimTime::START);
        assert!(began.windows(2).all(|pair| pair[0].began < pair[1].began), "{minutes} min: no herd");
    }
}

/// Rust before 1.10.1 gives a whole renewal 5 s; each try at an endpoint that is down takes 3.1 s of them.
fn rust_with_another_region(attempts: Option<u32>) -> Scenario {
    let mut app = who("app", "ap-northeast-1", Sdk::Rust, "1.0.0").session(Micros::from_minutes(15));
    app.0.client.max_attempts = attempts;
    app.0.failover = vec![region("us-west-2")];
    let down = sts("ap-northeast-1", StsNames::Both, ServerEffect::Down);
    scenario(NOW).with(app).fault(down, SimTime::START, SimTime::NEVER)
}

#[test]
fn a_renewal_whose_time_ends_before_the_first_ways_tries_does_not_reach_the_next_way() {
    let three = rust_with_another_region(None);
    assert_eq!(state(&three.at(SimTime::from_secs(1)), 0), State::Exposed);
    let records = record(&mut three.world(), SimTime::from_minutes(15));
    let first = records.iter().position(|record| record.outcome == Outcome::Failed(Failure::LoadTimeout)).unwrap();
    assert_eq!(first, 1, "the second try is cut short: {records:?}");
    assert_eq!(state(&three.at(records[first].ended), 0), State::Impaired);

    // A single try leaves time for the other Region.
    let one = rust_with_another_region(Some(1));
    let mut world = one.world();
    assert_eq!(state(&world, 0), State::Healthy);
    let records = record(&mut world, SimTime::from_minutes(16));
    assert!(records.iter().any(|record| matches!(record.outcome, Outcome::Issued(_))), "{records:?}");
    assert_eq!(state(&world, 0), State::Healthy);
}

#[test]
fn a_client_that_has_no_retries_left_turns_to_the_next_way_in_time() {
    // Each failed renewal costs one retry of 10 out of 500, and nothing pays them back.
    let scenario = rust_with_another_region(None);
    let mut world = scenario.world();
    let records = record(&mut world, SimTime::from_minutes(30));
    let turned = records.iter().position(|record| matches!(record.outcome, Outcome::Issued(_))).unwrap();
    let before = &records[..turned];
    let given_up = before.iter().filter(|record| record.outcome == Outcome::Failed(Failure::LoadTimeout)).count();
    assert_eq!(given_up, 50);
    run(&mut world, records[turned].ended);
    assert_eq!(state(&scenario.at(SimTime(records[turned].ended.0 + 1)), 0), State::Healthy);
}

#[test]
fn a_run_that_outlives_its_session_is_refused_in_the_end() {
    // Given a session of 15 minutes, and a first use whose answer is lost: its client waits 16 minutes for it.
    let mut job = who("job", "ap-northeast-1", Sdk::Boto3, "1.44.0").session(Micros::from_minutes(15));
    job = job.job(Micros::from_minutes(30)).uses(&["us-west-2"]);
    job.0.client.read_timeout = Some(Micros::from_minutes(16));
    let scenario = scenario(NOW).with(job);
    let calm = record(&mut scenario.world(), SimTime::from_minutes(31));
    let first = calm.iter().find(|record| record.leg == Leg::Use(0)).unwrap();
    let lost = first.connected_at.plus(Micros::from_millis(1));
    let cut = cut(&["ap-northeast-1"], &["us-west-2"]);
    let scenario = scenario.fault(cut, lost, lost.plus(Micros::from_secs(1)));
    let records = record(&mut scenario.world(), first.ended.plus(Micros::from_minutes(17)));
    let uses: Vec<_> = records.iter().filter(|record| record.leg == Leg::Use(0)).map(|record| record.outcome).collect();
    let expired = Outcome::Failed(Failure::Api(ApiError::ExpiredToken));
    assert_eq!(uses, [Outcome::Failed(Failure::ReadTimeout), expired]);
}
