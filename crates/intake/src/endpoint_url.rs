//! Where a client's own `endpoint_url` leads.
//! What comes of it is the simulator's business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{CustomEndpoint, Endpoint};

/// Where a URL leads: to a name of STS, or to a host of which nobody but its owner knows anything.
pub fn custom_endpoint(url: &str) -> CustomEndpoint {
    let host = url.split("//").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
    let sorts = [Endpoint::Regional, Endpoint::Fips, Endpoint::DualStack, Endpoint::FipsDualStack];
    let names = RegionId::all().flat_map(|region| sorts.map(|sort| sort(region)));
    let known = std::iter::once(Endpoint::Global).chain(names).find(|name| name.host().eq_ignore_ascii_case(host));
    known.map_or(CustomEndpoint::Elsewhere, CustomEndpoint::Sts)
}
