//! Any Region, client or fault that a scenario file could say, for tests of what comes back from bytes.
//! No expectation lives here.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

use proptest::prelude::*;
use sts_atlas_facts::{
    CITIES, ClientPreset, EndpointMode, Micros, PRESETS, Place, RegionId, RetryMode, Version, preset_for, wire_rtt,
};
use sts_atlas_sim::{
    ClientSpec, CustomEndpoint, Direction, Endpoint, Fault, PathEffect, RegionChoice, Resolver, ServerEffect, SignIn,
    StsName, StsNames, Zones,
};

pub fn any_of(fits: impl Fn(RegionId) -> bool) -> impl Strategy<Value = RegionId> + Clone {
    prop::sample::select(RegionId::all().filter(|&region| fits(region)).collect::<Vec<_>>())
}

pub fn any_measured() -> impl Strategy<Value = RegionId> + Clone {
    any_of(|region| wire_rtt(Place::Region(region), RegionId::US_EAST_1).is_some())
}

pub fn any_city() -> impl Strategy<Value = Place> + Clone {
    prop::sample::select(CITIES.iter().map(|city| Place::from_code(city.name_en).unwrap()).collect::<Vec<_>>())
}

pub fn some<T: std::fmt::Debug>(
    each: impl Strategy<Value = T>,
    least: usize,
    same: fn(&T, &T) -> bool,
) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(each, least..8).prop_map(move |list| {
        let mut distinct: Vec<T> = Vec::new();
        for item in list {
            if !distinct.iter().any(|known| same(known, &item)) {
                distinct.push(item);
            }
        }
        distinct
    })
}

fn any_url() -> impl Strategy<Value = CustomEndpoint> {
    (0..6, any_of(|_| true)).prop_map(|(sort, region)| match sort {
        0 => CustomEndpoint::Elsewhere,
        1 => CustomEndpoint::Sts(Endpoint::Global),
        2 => CustomEndpoint::Sts(Endpoint::Regional(region)),
        3 => CustomEndpoint::Sts(Endpoint::Fips(region)),
        4 => CustomEndpoint::Sts(Endpoint::DualStack(region)),
        _ => CustomEndpoint::Sts(Endpoint::FipsDualStack(region)),
    })
}

pub fn any_client() -> impl Strategy<Value = ClientSpec> {
    let modes = prop::option::of(prop::sample::select(vec![EndpointMode::Legacy, EndpointMode::Regional]));
    let presets: Vec<&'static ClientPreset> = PRESETS.iter().collect();
    let retries = prop::sample::select(vec![RetryMode::Legacy, RetryMode::Standard, RetryMode::Adaptive]);
    let timeout = || prop::option::of((1..=60_000_000_u64).prop_map(Micros));
    let said = (
        any::<[bool; 3]>(),
        prop::option::of(any_url()),
        prop::option::of(retries),
        prop::option::of(1_u32..=10),
        [timeout(), timeout()],
    );
    (prop::sample::select(presets), 0_u16..3, prop::option::of(any_measured()), modes, said).prop_map(
        |(preset, patch, region, endpoint_mode, said)| {
            let version = Version { patch: preset.from.patch + patch, ..preset.from };
            let version = if preset_for(preset.sdk, version) == Some(preset) { version } else { preset.from };
            let region = region.map_or(RegionChoice::None, RegionChoice::Region);
            let (
                [use_fips, use_dual_stack, opted_in],
                endpoint_url,
                retry_mode,
                max_attempts,
                [connect_timeout, read_timeout],
            ) = said;
            ClientSpec {
                endpoint_mode,
                use_fips,
                use_dual_stack,
                endpoint_url,
                retry_mode,
                new_retries_2026: opted_in && preset.retries_2026.is_some(),
                max_attempts,
                connect_timeout,
                read_timeout,
                ..ClientSpec::new(preset, version, region)
            }
        },
    )
}

/// Any kind of fault.
pub fn any_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![any_old_fault(), any_growth_fault()]
}

fn any_growth_fault() -> impl Strategy<Value = Fault> {
    let places = || some(prop_oneof![any_of(|_| true).prop_map(Place::Region), any_city()], 1, Place::eq);
    let regions = || some(any_of(|_| true), 1, RegionId::eq);
    let names = || {
        let name = prop_oneof![Just(StsName::Global), any_of(|_| true).prop_map(StsName::Regional)];
        some(name, 1, StsName::eq)
    };
    let ways = prop::sample::subsequence(SignIn::ALL.to_vec(), 1..=4).prop_shuffle();
    let effect = || (1..=1_000_000_u32).prop_map(|parts_per_million| ServerEffect::Errors { parts_per_million });
    let resolvers = prop::option::of(prop::sample::select(vec![Resolver::Amazon, Resolver::Other]));
    prop_oneof![
        (regions(), any::<bool>())
            .prop_map(|(at, all)| Fault::IamDataPlane { at, zones: if all { Zones::All } else { Zones::One } }),
        effect().prop_map(|effect| Fault::IamControlPlane { effect }),
        Just(Fault::AccountApi { effect: ServerEffect::Down }),
        (regions(), ways, effect()).prop_map(|(at, ways, effect)| Fault::SignIn { at, ways, effect }),
        places().prop_map(|at| Fault::Issuer { at }),
        (names(), places(), resolvers).prop_map(|(names, from, resolver)| Fault::Dns { names, from, resolver }),
        (regions(), 1..=1_000_000_u32).prop_map(|(at, parts_per_million)| Fault::Throttle {
            at,
            names: StsNames::Both,
            parts_per_million
        }),
        (places(), names()).prop_map(|(at, allowed)| Fault::EgressAllowList { at, allowed }),
        regions().prop_map(|at| Fault::VpcEndpointOnly { at }),
        regions().prop_map(|allowed| Fault::RegionDeny { allowed }),
    ]
}

fn any_old_fault() -> impl Strategy<Value = Fault> {
    let places = || some(prop_oneof![any_of(|_| true).prop_map(Place::Region), any_city()], 1, Place::eq);
    let regions = || some(any_of(|_| true), 1, RegionId::eq);
    let path_effect = prop_oneof![
        Just(PathEffect::Drop),
        (1..=1_000_000_u32).prop_map(|parts_per_million| PathEffect::Loss { parts_per_million }),
        (1_001..=1_000_000_u32).prop_map(|permille| PathEffect::Slow { permille }),
    ];
    let sts_effect = prop_oneof![
        Just(ServerEffect::Down),
        (1..=1_000_000_u32).prop_map(|parts_per_million| ServerEffect::Errors { parts_per_million }),
        (1_001..=1_000_000_u32).prop_map(|permille| ServerEffect::Slow { permille }),
    ];
    let directions = prop::sample::select(vec![Direction::BothWays, Direction::OneWay]);
    let names = prop::sample::select(vec![StsNames::Both, StsNames::RegionalOnly, StsNames::GlobalOnly]);
    prop_oneof![
        (places(), regions(), directions, path_effect).prop_map(|(from, to, direction, effect)| Fault::Path {
            from,
            to,
            direction,
            effect
        }),
        regions().prop_map(|at| Fault::Region { at }),
        (regions(), names, sts_effect).prop_map(|(at, names, effect)| Fault::Sts { at, names, effect }),
    ]
}
