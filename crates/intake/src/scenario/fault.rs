//! Faults of a scenario file: what breaks, where, how, and when if it is scheduled.
//! Whom it hurts is `sim`'s business.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::{Approximate, OfferedFault};
use sts_atlas_sim::{
    Direction, Fault, FaultWindow, PathEffect, ServerEffect, SignIn, SimTime, StsName, StsNames, Zones,
};

use super::principal::resolver;
use super::reader::{Reader, Section};
use super::top::{Clock, moment, text};
use super::value::Parts;
use crate::IssueCode;
use crate::document::Value;

/// All faults in their order, which links refer to.
pub(super) fn faults(reader: &mut Reader<'_>, top: &Section<'_>, clock: Clock) -> Vec<OfferedFault> {
    let faults = top.children("fault").into_iter();
    let faults = faults.filter_map(|(entry, section)| {
        let windows = windows(reader, &section, clock);
        let fault = match entry.word_under("kind")? {
            "path" => path(&section),
            "region" => section.list("at").map(|at| Fault::Region { at }),
            "sts" => sts(&section),
            kind => of_iam(kind, &section).or_else(|| of_the_customer(kind, &section)),
        };
        Some(OfferedFault {
            fault: fault?,
            windows: windows?,
            title: text(&section, "title")?,
            note: text(&section, "note"),
            assumed: section.value("assumed")?,
            approximate: approximate(&section)?,
        })
    });
    faults.collect()
}

/// `true` reads as both.
fn approximate(section: &Section<'_>) -> Option<Approximate> {
    if let Some(both) = section.value::<bool>("approximate") {
        return Some(Approximate { start: both, end: both });
    }
    let edge = section.value::<&'static str>("approximate")?;
    Some(Approximate { start: edge != "end", end: edge != "start" })
}

fn path(section: &Section<'_>) -> Option<Fault> {
    Some(Fault::Path {
        from: section.list::<Place>("from")?,
        to: section.list("to")?,
        direction: match section.value("direction")? {
            "both-ways" => Direction::BothWays,
            "one-way" => Direction::OneWay,
            _ => return None,
        },
        effect: match effect(section, "loss")? {
            Effect::Whole => PathEffect::Drop,
            Effect::Share(parts_per_million) => PathEffect::Loss { parts_per_million },
            Effect::Slow(permille) => PathEffect::Slow { permille },
        },
    })
}

fn sts(section: &Section<'_>) -> Option<Fault> {
    Some(Fault::Sts { at: section.list("at")?, names: names(section)?, effect: server_effect(section)? })
}

fn names(section: &Section<'_>) -> Option<StsNames> {
    match section.value("names")? {
        "both" => Some(StsNames::Both),
        "regional" => Some(StsNames::RegionalOnly),
        "global" => Some(StsNames::GlobalOnly),
        _ => None,
    }
}

/// What breaks at AWS beside STS itself.
fn of_iam(kind: &str, section: &Section<'_>) -> Option<Fault> {
    Some(match kind {
        "iam-data-plane" => Fault::IamDataPlane {
            at: section.list("at")?,
            zones: match section.value("zones")? {
                "all" => Zones::All,
                "one" => Zones::One,
                _ => return None,
            },
        },
        "iam-control-plane" => Fault::IamControlPlane { effect: server_effect(section)? },
        "account-api" => Fault::AccountApi { effect: server_effect(section)? },
        "sign-in" => {
            let ways: Option<Vec<SignIn>> = match section.list::<&'static str>("ways") {
                Some(words) => words.into_iter().map(way).collect(),
                None => Some(SignIn::ALL.to_vec()),
            };
            Fault::SignIn { at: section.list("at")?, ways: ways?, effect: server_effect(section)? }
        }
        "issuer" => Fault::Issuer { at: section.list("at")? },
        "throttle" => Fault::Throttle {
            at: section.list("at")?,
            names: names(section)?,
            parts_per_million: section.value::<Parts>("share")?.0,
        },
        _ => return None,
    })
}

/// What breaks between the customer and AWS, or by the customer's own settings.
fn of_the_customer(kind: &str, section: &Section<'_>) -> Option<Fault> {
    Some(match kind {
        "dns" => Fault::Dns {
            names: sts_names(section, "names")?,
            from: section.list("from").unwrap_or_default(),
            resolver: if section.has("resolver") { Some(resolver(section)?) } else { None },
        },
        "egress-allow-list" => {
            Fault::EgressAllowList { at: section.list("at")?, allowed: sts_names(section, "allowed")? }
        }
        "vpc-endpoint-only" => Fault::VpcEndpointOnly { at: section.list("at")? },
        "region-deny" => Fault::RegionDeny { allowed: section.list("allowed")? },
        _ => return None,
    })
}

fn way(word: &str) -> Option<SignIn> {
    match word {
        "iam-user" => Some(SignIn::IamUser),
        "root" => Some(SignIn::Root),
        "federation" => Some(SignIn::Federation),
        "identity-center" => Some(SignIn::IdentityCenter),
        _ => None,
    }
}

fn sts_names(section: &Section<'_>, key: &str) -> Option<Vec<StsName>> {
    let names = section.list::<Option<RegionId>>(key)?;
    Some(names.into_iter().map(|name| name.map_or(StsName::Global, StsName::Regional)).collect())
}

fn server_effect(section: &Section<'_>) -> Option<ServerEffect> {
    Some(match effect(section, "errors")? {
        Effect::Whole => ServerEffect::Down,
        Effect::Share(parts_per_million) => ServerEffect::Errors { parts_per_million },
        Effect::Slow(permille) => ServerEffect::Slow { permille },
    })
}

/// What an effect can be, for a path or a server.
enum Effect {
    Whole,
    Share(u32),
    Slow(u32),
}

/// `effect = "drop"`, `effect = { loss = "20%" }` or `effect = { slow = 3 }`, and their like for servers.
fn effect(section: &Section<'_>, share: &str) -> Option<Effect> {
    let is_table = section.get("effect").is_some_and(|entry| matches!(entry.node.value, Value::Table(_)));
    if !is_table {
        return section.value::<&'static str>("effect").map(|_| Effect::Whole);
    }
    let part = section.child("effect")?;
    let lost = part.value(share).map(|Parts(parts)| Effect::Share(parts));
    lost.or_else(|| part.value("slow").map(|Parts(parts)| Effect::Slow(parts)))
}

/// The scheduled span; none for a fault that is only offered.
fn windows(reader: &mut Reader<'_>, section: &Section<'_>, clock: Clock) -> Option<Vec<FaultWindow>> {
    let Some(start_entry) = section.get("start") else { return Some(Vec::new()) };
    let end_entry = section.get("end");
    let start = moment(reader, section, "start", clock);
    let end = if end_entry.is_some() { moment(reader, section, "end", clock) } else { Some(SimTime::NEVER) };
    let (start, end) = (start?, end?);
    if start.0 >= clock.length.0 {
        reader.say(&start_entry, IssueCode::OutsideScenario);
    }
    if let Some(entry) = end_entry {
        if end <= start {
            reader.say(&entry, IssueCode::EndsBeforeStart);
        } else if end.0 > clock.length.0 && start.0 < clock.length.0 {
            reader.say(&entry, IssueCode::HoldsAtEnd);
        }
    }
    Some(vec![FaultWindow { start, end }])
}
