//! Where a name leads: the Region that serves it, under the rules of a day.
//! Whether that Region answers is not asked here.

use sts_atlas_facts::{Date, Place, RegionId, RuleId};

use crate::{Endpoint, Resolver};

/// The answer of a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LookUp {
    /// Serving Region; during the roll-out of 2025, whose day per Region is not known, us-east-1.
    pub serving: RegionId,
    /// The rule applied.
    pub rule: RuleId,
    /// Whether another Region may have served on that day.
    pub uncertain: bool,
}

/// Last day on which only us-east-1 served the global name: the change was announced on the next.
const LAST_DAY_US_EAST_1_ONLY: Date = Date::literal(2025, 1, 26);
/// First day on which AWS says the change has been made.
const FIRST_DAY_SERVED_LOCALLY: Date = Date::literal(2025, 4, 18);

/// The Region that serves an endpoint for a caller, under the rules of a day.
pub fn serving_region(endpoint: Endpoint, from: Place, resolver: Resolver, as_of: Date) -> RegionId {
    look_up(endpoint, from, resolver, as_of).serving
}

pub(crate) fn look_up(endpoint: Endpoint, from: Place, resolver: Resolver, as_of: Date) -> LookUp {
    let us_east_1 = |rule| LookUp { serving: RegionId::US_EAST_1, rule, uncertain: false };
    if let Some(region) = endpoint.region() {
        return LookUp { serving: region, rule: RuleId::LookupRegionalName, uncertain: false };
    }
    if as_of <= LAST_DAY_US_EAST_1_ONLY {
        return us_east_1(RuleId::LookupGlobalUsEast1);
    }
    match (from, resolver) {
        (Place::City(_), _) | (_, Resolver::Other) => us_east_1(RuleId::LookupGlobalOtherResolver),
        (Place::Region(region), _) if region.fact().opt_in => us_east_1(RuleId::LookupGlobalOptInUsEast1),
        (Place::Region(_), _) if as_of < FIRST_DAY_SERVED_LOCALLY => {
            LookUp { serving: RegionId::US_EAST_1, rule: RuleId::LookupGlobalRollingOut, uncertain: true }
        }
        (Place::Region(region), _) => {
            LookUp { serving: region, rule: RuleId::LookupGlobalServedLocally, uncertain: false }
        }
    }
}
