//! The assumptions of a world: what a file says about them, else what the model assumes.
//! What each leads to is `sim`'s business.

use sts_atlas_sim::{Assumptions, CallerInRegionNotEnabled, DeactivatedUnderGlobalName, DisputedDefault, Weather};

use super::reader::Section;
use super::value::{FromDatum, Parts};

/// The assumptions of world A or, with the twin's laid over them, of world B.
pub(super) fn assumptions(top: &Section<'_>, twin: Option<&Section<'_>>) -> Assumptions {
    let mut said = Assumptions::default();
    for section in [top.child("assumption"), twin.and_then(|twin| twin.child("assumption"))].into_iter().flatten() {
        apply(&section, &mut said);
    }
    said
}

fn apply(section: &Section<'_>, to: &mut Assumptions) {
    set(section, "dns", &mut to.dns);
    set(section, "dns_lifetime", &mut to.dns_lifetime);
    set(section, "issue_server_time", &mut to.issue_server_time);
    set(section, "service_server_time", &mut to.service_server_time);
    set(section, "sign_in_server_time", &mut to.sign_in_server_time);
    set(section, "control_server_time", &mut to.control_server_time);
    set(section, "next_call", &mut to.next_call);
    set(section, "next_write", &mut to.next_write);
    set(section, "delivered_session", &mut to.delivered_session);
    count(section, "tls_round_trips", &mut to.tls_round_trips);
    count(section, "quota_burst", &mut to.quota_burst);
    times(section, "propagation", &mut to.propagation_permille);
    times(section, "enabling", &mut to.enabling_permille);
    match word(section, "weather") {
        Some("varying") => to.weather = Weather::Varying,
        Some("still") => to.weather = Weather::Still,
        _ => {}
    }
    match word(section, "caller_in_region_not_enabled") {
        Some("refused") => to.caller_in_region_not_enabled = CallerInRegionNotEnabled::Refused,
        Some("accepted") => to.caller_in_region_not_enabled = CallerInRegionNotEnabled::Accepted,
        _ => {}
    }
    match word(section, "deactivated_under_global_name") {
        Some("unknown") => to.deactivated_under_global_name = DeactivatedUnderGlobalName::Unknown,
        Some("accepted") => to.deactivated_under_global_name = DeactivatedUnderGlobalName::Accepted,
        Some("refused") => to.deactivated_under_global_name = DeactivatedUnderGlobalName::Refused,
        _ => {}
    }
    match word(section, "disputed_default") {
        Some("unknown") => to.disputed_default = DisputedDefault::Unknown,
        Some("regional") => to.disputed_default = DisputedDefault::Regional,
        Some("legacy") => to.disputed_default = DisputedDefault::Legacy,
        _ => {}
    }
}

/// What the file says; what it does not say stays as the model assumes it.
fn set<T: FromDatum>(section: &Section<'_>, key: &str, to: &mut T) {
    if let Some(value) = section.has(key).then(|| section.value(key)).flatten() {
        *to = value;
    }
}

fn word(section: &Section<'_>, key: &str) -> Option<&'static str> {
    section.has(key).then(|| section.value(key)).flatten()
}

fn count(section: &Section<'_>, key: &str, to: &mut u32) {
    let mut number = u64::from(*to);
    set(section, key, &mut number);
    *to = u32::try_from(number).unwrap_or(*to);
}

fn times(section: &Section<'_>, key: &str, to: &mut u32) {
    let mut parts = Parts(*to);
    set(section, key, &mut parts);
    *to = parts.0;
}

#[cfg(test)]
mod tests {
    use super::super::format::{SCENARIO, Shape};
    use super::super::value::{Datum, absent};
    use super::*;

    /// What the format says about what is not said must be what the model assumes.
    #[test]
    fn the_format_knows_the_model_s_own_assumptions() {
        let Some(Shape::Table(table)) = SCENARIO.key("assumption").map(|key| key.shape) else { panic!("a table") };
        let is = |key: &str| table.key(key).and_then(|key| absent(&key.shape, key.absent));
        let model = Assumptions::default();
        let spans = [
            ("dns", model.dns),
            ("dns_lifetime", model.dns_lifetime),
            ("issue_server_time", model.issue_server_time),
            ("service_server_time", model.service_server_time),
            ("sign_in_server_time", model.sign_in_server_time),
            ("control_server_time", model.control_server_time),
            ("next_call", model.next_call),
            ("next_write", model.next_write),
            ("delivered_session", model.delivered_session),
        ];
        for (key, span) in spans {
            assert_eq!(is(key), Some(Datum::Span(span)), "{key}");
        }
        assert_eq!(is("tls_round_trips"), Some(Datum::Number(model.tls_round_trips.into())));
        assert_eq!(is("quota_burst"), Some(Datum::Number(model.quota_burst.into())));
        assert_eq!(is("propagation"), Some(Datum::Parts(model.propagation_permille)));
        assert_eq!(is("enabling"), Some(Datum::Parts(model.enabling_permille)));
        assert_eq!(is("weather"), Some(Datum::Word("varying")));
        assert_eq!(is("caller_in_region_not_enabled"), Some(Datum::Word("refused")));
        assert_eq!(is("deactivated_under_global_name"), Some(Datum::Word("unknown")));
        assert_eq!(is("disputed_default"), Some(Datum::Word("unknown")));
        assert_eq!(table.keys.len(), 17, "a new assumption belongs here, too");
    }
}
