//! The chains of causes: each link an effect with its rule, from what a reader sees back to what is behind it.
//! Sentences are made elsewhere; here only kinds, rules and times.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use sts_atlas_facts::{Micros, RetryMode, RuleId, Sdk, SdkFact};
use sts_atlas_sim::{
    ApiError, Cause, CauseKind, Change, ChangeSpec, ClientSpec, Credentials, EndpointKind, Failure, Fault, Kind,
    Outcome, RequestRecord, ServerEffect, SimTime, State, StsNames, TokenScope, TokenVerdict, World,
};
use support::{Scenario, cut, place, record, region, round_trip, run, scenario, state, sts, who};

const START: SimTime = SimTime::from_minutes(32);

fn rules(chain: &[Cause]) -> Vec<RuleId> {
    chain.iter().map(|cause| cause.rule).collect()
}

fn has(chain: &[Cause], wanted: impl Fn(&CauseKind) -> bool) -> bool {
    chain.iter().any(|cause| wanted(&cause.kind))
}

/// boto3 with its old default in Tokyo in the summer of 2024, us-east-1 out of reach from 32 minutes on.
fn tokyo_cut_off() -> Scenario {
    scenario("2024-08-29").with(who("app", "ap-northeast-1", Sdk::Boto3, "1.34.0")).fault(
        cut(&["ap-northeast-1"], &["us-east-1"]),
        START,
        SimTime::NEVER,
    )
}

fn impaired() -> World {
    let world = tokyo_cut_off().at(SimTime::from_minutes(120));
    assert_eq!(state(&world, 0), State::Impaired);
    world
}

#[test]
fn an_impaired_boto3_workload_is_traced_to_the_cut_the_look_up_and_the_default() {
    let chain = impaired().why_principal(0);

    // From the state,
    let CauseKind::InState { state, target } = chain[0].kind else { panic!("{chain:?}") };
    assert_eq!((state, target), (State::Impaired, region("ap-northeast-1")));
    assert_eq!(chain[0].rule, RuleId::RefreshMandatory);
    // over the renewal that failed and the path that drops,
    assert!(has(&chain, |kind| *kind == CauseKind::RenewalFailed { failure: Failure::ConnectTimeout }));
    let dropped = chain.iter().find(|cause| matches!(cause.kind, CauseKind::PathDropped { .. })).unwrap();
    let (from, to) = (place("ap-northeast-1"), region("us-east-1"));
    assert_eq!(dropped.kind, CauseKind::PathDropped { fault: 0, from, to });
    assert_eq!((dropped.at, dropped.rule), (Some(START), RuleId::TravelPathDroppedConnecting));
    // to the name's look-up, the list of Regions and, at the root, the SDK's default: in this order.
    let order = [
        RuleId::TravelPathDroppedConnecting,
        RuleId::LookupGlobalUsEast1,
        RuleId::DecideLegacyListedRegions,
        RuleId::DecideSdkDefaultLegacy,
    ];
    let rules = rules(&chain);
    let positions = order.map(|rule| rules.iter().position(|found| *found == rule).unwrap());
    assert!(positions.is_sorted(), "{rules:?}");
    assert_eq!(rules.last(), Some(&RuleId::DecideSdkDefaultLegacy));
}

/// Whose session lives, and who cannot work: what stops it is said right after that, not what would renew the session.
#[test]
fn who_has_credentials_and_cannot_work_is_traced_to_what_it_uses_or_to_where_it_stands() {
    let region_down = Fault::Region { at: vec![region("ap-northeast-1")] };
    let path_cut = cut(&["ap-northeast-1"], &["us-west-2"]);
    for credentials in [Credentials::WebIdentity, Credentials::AccessKey] {
        for (fault, rule) in
            [(region_down.clone(), RuleId::ReachRegionDown), (path_cut.clone(), RuleId::UseTargetUnreachable)]
        {
            let who = who("copy", "ap-northeast-1", Sdk::Boto3, "1.34.0").credentials(credentials).uses(&["us-west-2"]);
            let world =
                scenario("2024-08-29").with(who).fault(fault, START, SimTime::NEVER).at(SimTime::from_minutes(34));
            let view = world.principal(0).unwrap();
            assert_eq!(view.state, State::Impaired, "{credentials:?} {rule:?}");
            assert!(view.session.is_none_or(|session| session.until_cutoff > Micros::ZERO));
            let chain = world.why_principal(0);
            assert_eq!(rules(&chain)[..2], [rule, rule], "{credentials:?}: {chain:?}");
            assert_eq!(chain[1].at, Some(START));
        }
    }
    // Its session runs out later on; what had stopped it by then is still what did.
    let copy = who("copy", "ap-northeast-1", Sdk::Boto3, "1.34.0").uses(&["us-west-2"]);
    let both = cut(&["ap-northeast-1"], &["us-west-2", "us-east-1"]);
    let world = scenario("2024-08-29").with(copy).fault(both, START, SimTime::NEVER).at(SimTime::from_minutes(120));
    let chain = world.why_principal(0);
    assert_eq!(rules(&chain)[..2], [RuleId::UseTargetUnreachable; 2]);
    // The last renewal failed when every caller waited for it.
    let renewal = chain.iter().find(|cause| matches!(cause.kind, CauseKind::RenewalFailed { .. })).unwrap();
    assert_eq!(renewal.rule, RuleId::RefreshMandatory);
    // Where everything stands still, nobody's credentials matter.
    let job = who("job", "ap-northeast-1", Sdk::Boto3, "1.34.0").job(Micros::from_minutes(5));
    let world =
        scenario("2024-08-29").with(job).fault(region_down, START, SimTime::NEVER).at(SimTime::from_minutes(90));
    assert_eq!(rules(&world.why_principal(0))[..2], [RuleId::ReachRegionDown, RuleId::ReachRegionDown]);
}

/// Of a client whose endpoint stays down, the tokens run out: from then on each call is its first try and its last.
#[test]
fn a_try_that_was_not_repeated_for_want_of_tokens_says_so() {
    let mut client = who("app", "ap-northeast-1", Sdk::Boto3, "1.34.0").job(Micros::from_minutes(1));
    client.0.client.retry_mode = Some(RetryMode::Standard);
    client.0.client.connect_timeout = Some(Micros::from_secs(1));
    let down = sts("us-east-1", StsNames::Both, ServerEffect::Down);
    let mut world = scenario("2024-08-29").with(client).fault(down, START, SimTime::NEVER).at(START);
    let records = record(&mut world, SimTime::from_minutes(180));
    let of = 3;
    let says = |record: &RequestRecord| has(&world.why_request(record), |kind| *kind == CauseKind::QuotaUsedUp);
    let mut used_up = 0;
    for pair in records.windows(2).filter(|pair| matches!(pair[0].outcome, Outcome::Failed(_))) {
        let is_repeated = pair[1].run == pair[0].run && pair[1].attempt == pair[0].attempt + 1;
        assert_eq!(is_repeated, pair[0].attempt < of && !pair[0].quota_used_up, "{pair:?}");
        assert_eq!(says(&pair[0]), pair[0].quota_used_up, "{pair:?}");
        used_up += u32::from(pair[0].quota_used_up);
    }
    assert!(used_up > 50, "500 tokens pay for 50 retries of those calls: {used_up}");
}

/// What the SDK does stands behind a cause, unless its user has decided it.
#[test]
fn a_cause_rests_on_what_the_clients_own_sdk_does() {
    let of = |sdk: Sdk, version: &str| who("app", "ap-northeast-1", sdk, version).0.client;
    let boto3 = of(Sdk::Boto3, "1.34.0");
    let waited = |failure| CauseKind::Waited { failure, span: Micros::from_secs(60), system_default: false };
    let cause = |kind, rule| Cause { at: None, kind, rule };
    let connecting = cause(waited(Failure::ConnectTimeout), RuleId::TravelPathDroppedConnecting);
    let reading = cause(waited(Failure::ReadTimeout), RuleId::TravelPathDroppedWaiting);
    let tried = cause(CauseKind::Tried { attempt: 1, of: 5 }, RuleId::RetryPolicy);
    let timeouts = Some(SdkFact::Timeouts(boto3.preset));
    assert_eq!([&connecting, &reading].map(|cause| cause.sdk_fact(&boto3)), [timeouts; 2]);
    let own = ClientSpec { connect_timeout: Some(Micros::from_secs(1)), max_attempts: Some(10), ..boto3 };
    assert_eq!([&connecting, &reading, &tried].map(|cause| cause.sdk_fact(&own)), [None, timeouts, None]);
    let systems =
        CauseKind::Waited { failure: Failure::ConnectTimeout, span: Micros::from_secs(127), system_default: true };
    assert_eq!(cause(systems, RuleId::TravelOperatingSystemTimeout).sdk_fact(&boto3), None);
    let of_mode = |client: &ClientSpec| match tried.sdk_fact(client) {
        Some(SdkFact::Retry(retry)) => (retry.id, retry.policy.value.attempts == client.retry_policy().attempts),
        other => panic!("{other:?}"),
    };
    assert_eq!(of_mode(&boto3), ("botocore-legacy", true));
    assert_eq!(of_mode(&ClientSpec { retry_mode: Some(RetryMode::Standard), ..boto3 }), ("botocore-standard", true));
    // No window of its own is a fact of the SDK, too, and not a person's sign-in.
    let go = of(Sdk::GoV2, "1.25.0");
    let world = scenario("2024-08-29").with(who("go", "ap-northeast-1", Sdk::GoV2, "1.25.0")).at(START);
    let chain = world.why_principal(0);
    let ends = chain.iter().find(|cause| matches!(cause.kind, CauseKind::SessionEnds { .. })).unwrap();
    assert_eq!((ends.rule, ends.sdk_fact(&go)), (RuleId::RefreshMandatory, Some(SdkFact::Refresh(go.preset))));
}

#[test]
fn the_request_behind_it_says_how_long_it_waited_and_which_try_it_was() {
    let mut world = tokyo_cut_off().at(START);
    let records = record(&mut world, SimTime::from_minutes(120));
    let last = records.last().unwrap();
    let chain = world.why_request(last);
    let waited = CauseKind::Waited { failure: Failure::ConnectTimeout, span: last.took(), system_default: false };
    assert_eq!(chain[0].kind, waited);
    assert_eq!(chain[1].kind, CauseKind::Tried { attempt: last.attempt, of: 5 });
    assert!(has(&chain, |kind| matches!(kind, CauseKind::PathDropped { fault: 0, .. })));
    assert_eq!(rules(&chain).last(), Some(&RuleId::DecideSdkDefaultLegacy));
}

#[test]
fn whoever_acts_in_turns_goes_by_the_rule_of_its_kind() {
    let every = Micros::from_minutes(5);
    for (kind, rule, other) in [
        (Kind::Job { every }, RuleId::JobSessionPerRun, RuleId::CredentialsHumanSession),
        (Kind::Admin { every }, RuleId::JobSessionPerRun, RuleId::CredentialsHumanSession),
        (Kind::Human { every }, RuleId::CredentialsHumanSession, RuleId::JobSessionPerRun),
    ] {
        let mut one = who("one", "ap-northeast-1", Sdk::Boto3, "1.34.0").session(Micros::from_minutes(15));
        one.0.kind = kind;
        let mut cut_off = scenario("2024-08-29").with(one);
        cut_off = cut_off.fault(cut(&["ap-northeast-1"], &["us-east-1"]), START, SimTime::NEVER);
        let world = cut_off.at(SimTime::from_minutes(120));
        let chain = world.why_principal(0);
        assert!(has(&chain, |kind| matches!(kind, CauseKind::RunFailed { .. })), "{kind:?}: {chain:?}");
        for rules in [rules(&chain), world.grounds()] {
            assert!(rules.contains(&rule) && !rules.contains(&other), "{kind:?}: {rules:?}");
        }
    }
}

#[test]
fn an_instance_role_is_said_to_call_no_sts_of_its_own() {
    let scenario = scenario("2024-08-29")
        .with(who("ec2", "ap-northeast-1", Sdk::Boto3, "1.34.0").credentials(Credentials::Imds))
        .with(who("key", "ap-northeast-1", Sdk::Boto3, "1.34.0").credentials(Credentials::AccessKey))
        .fault(cut(&["ap-northeast-1"], &["us-east-1"]), START, SimTime::NEVER);
    let world = scenario.at(SimTime::from_minutes(120));
    for (index, credentials, rule) in [
        (0, Credentials::Imds, RuleId::CredentialsDeliveredByAws),
        (1, Credentials::AccessKey, RuleId::CredentialsAccessKey),
    ] {
        let chain = world.why_principal(index);
        assert!(has(&chain, |kind| *kind == CauseKind::NoStsOfItsOwn { credentials }), "{chain:?}");
        let known = [rule, RuleId::CredentialsDeliveredRenewal];
        assert!(chain.iter().all(|cause| known.contains(&cause.rule)), "nothing about STS: {chain:?}");
    }
}

#[test]
fn a_good_answer_names_its_scope_and_what_its_time_is_made_of() {
    let app = who("app", "ap-northeast-1", Sdk::Boto3, "1.34.0");
    let mut world = scenario("2024-08-29").with(app).world();
    let issued = record(&mut world, SimTime::from_minutes(60))[0];
    let chain = world.why_request(&issued);
    assert_eq!(issued.outcome, Outcome::Issued(TokenScope::DefaultRegions));
    assert_eq!(chain[0].rule, RuleId::IssueGlobalDefaultOnly);
    assert_eq!(chain[1].kind, CauseKind::Took { span: issued.took(), warm: false });
    let rtt = round_trip("ap-northeast-1", "us-east-1");
    assert!(has(&chain, |kind| matches!(kind, CauseKind::Travelled { round_trip, .. } if *round_trip == rtt)));
}

#[test]
fn a_refused_token_is_traced_to_the_verdict_and_to_the_endpoint_that_issued_it() {
    let scenario = scenario("2026-11-21").with(who("app", "ap-east-1", Sdk::JavaScript, "2.1693.0"));
    let chain = scenario.at(SimTime::from_minutes(1)).why_principal(0);
    let judged = CauseKind::Judged { verdict: TokenVerdict::Refused, target: region("ap-east-1") };
    assert!(has(&chain, |kind| *kind == judged), "{chain:?}");
    for rule in [RuleId::UseDefaultOnlyTokenRefused, RuleId::DecideLegacyEveryRegion, RuleId::DecideSdkDefaultLegacy] {
        assert!(rules(&chain).contains(&rule), "{rule:?}: {chain:?}");
    }
}

#[test]
fn a_deactivated_endpoint_and_a_promise_that_ran_out_name_their_rules() {
    let deactivated = scenario("2026-11-21")
        .account(|account| {
            account.sts_deactivated.insert(region("eu-west-3"));
        })
        .with(who("app", "eu-west-3", Sdk::Java, "2.31.0"));
    let chain = deactivated.at(SimTime::from_minutes(1)).why_principal(0);
    assert!(has(&chain, |kind| *kind == CauseKind::Refused { error: ApiError::RegionDisabled }), "{chain:?}");
    assert!(rules(&chain).contains(&RuleId::ActivationRegionDisabled));

    let beyond = scenario("2026-11-21").with(who("app", "eu-west-3", Sdk::Java, "2.31.0")).fault(
        cut(&["eu-west-3"], &["us-east-1"]),
        SimTime::START,
        SimTime::NEVER,
    );
    let chain = beyond.at(SimTime::from_minutes(25 * 60)).why_principal(0);
    assert!(has(&chain, |kind| *kind == CauseKind::NotDocumented), "{chain:?}");
    assert!(rules(&chain).contains(&RuleId::ResilienceTwentyFourHours));
}

#[test]
fn what_an_endpoint_that_is_down_does_names_the_endpoint() {
    let mut world = scenario("2026-11-21")
        .with(who("app", "eu-west-3", Sdk::Java, "2.31.0"))
        .fault(sts("eu-west-3", StsNames::Both, ServerEffect::Down), SimTime::START, SimTime::NEVER)
        .world();
    run(&mut world, SimTime::from_minutes(2));
    let chain = world.why_principal(0);
    let down = CauseKind::StsDisturbed { fault: 0, serving: region("eu-west-3") };
    assert!(has(&chain, |kind| *kind == down), "{chain:?}");
    assert!(rules(&chain).contains(&RuleId::ReachStsDown));
    assert_eq!(world.sts_down(region("eu-west-3"), EndpointKind::Regional), Some(0));
}

#[test]
fn a_way_turned_to_after_another_failed_is_named_with_its_rule() {
    let mut app = who("app", "eu-west-3", Sdk::Java, "2.31.0");
    app.0.failover = vec![region("eu-west-1")];
    let down = sts("eu-west-3", StsNames::Both, ServerEffect::Down);
    let world = scenario("2026-11-21").with(app).fault(down, SimTime::START, SimTime::NEVER).world();
    let chain = world.why_principal(0);
    let position = |kind: &CauseKind| chain.iter().position(|cause| cause.kind == *kind).unwrap();
    let turned = position(&CauseKind::TurnedTo { serving: region("eu-west-1") });
    assert_eq!(chain[turned].rule, RuleId::FailoverAnotherRegion);
    assert!(position(&CauseKind::StsDisturbed { fault: 0, serving: region("eu-west-3") }) < turned, "{chain:?}");
    assert_eq!(state(&world, 0), State::Healthy);
}

/// A job whose role, or permission, is created in the 20th minute.
fn created(what: Change) -> Scenario {
    let mut admin = who("admin", "us-east-1", Sdk::Boto3, "1.44.0").credentials(Credentials::AccessKey);
    admin.0.kind = Kind::Admin { every: Micros::from_minutes(60) };
    let job = who("job", "eu-west-3", Sdk::Boto3, "1.44.0").job(Micros::from_minutes(1));
    let mut scenario = scenario("2026-11-21").with(admin).with(job);
    scenario.spec.changes.push(ChangeSpec {
        name: "create".to_owned(),
        by: 0,
        at: SimTime::from_minutes(20),
        account: 0,
        what,
    });
    scenario
}

#[test]
fn a_past_request_is_explained_by_what_held_then() {
    let cases = [
        (Change::Role { principal: 1, exists: true }, RuleId::AuthorizeRoleMissing),
        (Change::Permission { principal: 1, allowed: true }, RuleId::AuthorizePermissionMissing),
    ];
    for (what, rule) in cases {
        let mut world = created(what).world();
        let records = record(&mut world, SimTime::from_minutes(40));
        let denied = Outcome::Failed(Failure::Api(ApiError::AccessDenied));
        let past = records.iter().find(|record| record.outcome == denied).unwrap();
        // Now the change has arrived, and nothing is refused any more.
        assert_eq!(state(&world, 1), State::Healthy);
        let chain = world.why_request(past);
        assert_eq!((&chain[0].kind, chain[0].rule), (&CauseKind::Refused { error: ApiError::AccessDenied }, rule));
        assert!(has(&chain, |kind| *kind == CauseKind::ChangeNotTaken { change: 0 }), "{chain:?}");
        assert!(chain.iter().all(|cause| cause.at.is_none_or(|at| at <= past.ended)), "{chain:?}");
    }
}
