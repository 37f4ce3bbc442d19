//! What the faults of a moment make of servers: STS under each of its names, sign-in, control planes, data planes.
//! The network in between is `sky`'s business, what a healthy server answers is `answer`'s.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_sim::{Endpoint, EndpointKind, Fault, ServerEffect, ServiceKind, StsName, StsNames, Zones};

use super::sky::{Sky, at_least_one};
use super::ways::Way;

const SURE: u32 = 1_000_000;

/// What is called.
#[derive(Clone, Copy)]
pub enum Server<'a> {
    /// STS, or another service that gives credentials.
    Way(&'a Way),
    /// A service in a target Region; of an administrator IAM's API.
    Other(ServiceKind),
}

/// Whether a fault of these names hits a name as served in a Region; `None`: nobody documents it.
fn hits(names: StsNames, kind: EndpointKind, region: RegionId) -> Option<bool> {
    match (kind, names) {
        (EndpointKind::Regional, StsNames::GlobalOnly) | (EndpointKind::Global, StsNames::RegionalOnly) => Some(false),
        (EndpointKind::Global, StsNames::Both) if region != RegionId::US_EAST_1 => None,
        _ => Some(true),
    }
}

impl Sky<'_> {
    /// Effects of server faults on what is called in a Region; `None` where nobody documents whether it is hit.
    fn on_server(&self, server: Server<'_>, region: RegionId, t: u64) -> Vec<Option<ServerEffect>> {
        self.holding(t).filter_map(|fault| on_server(fault, server, region)).collect()
    }

    pub fn server_down(&self, server: Server<'_>, region: RegionId, t: u64) -> bool {
        self.on_server(server, region, t).contains(&Some(ServerEffect::Down))
    }

    /// Share answered with 503, in parts per million.
    pub fn server_errors(&self, server: Server<'_>, region: RegionId, t: u64) -> u32 {
        self.on_server(server, region, t).into_iter().fold(0, |sum, effect| match effect {
            Some(ServerEffect::Errors { parts_per_million }) => at_least_one(sum, parts_per_million),
            _ => sum,
        })
    }

    pub fn server_slowness(&self, server: Server<'_>, region: RegionId, t: u64) -> u64 {
        self.on_server(server, region, t).into_iter().fold(1_000, |slow, effect| match effect {
            Some(ServerEffect::Slow { permille }) => slow * u64::from(permille) / 1_000,
            _ => slow,
        })
    }

    pub fn server_undocumented(&self, server: Server<'_>, region: RegionId, t: u64) -> bool {
        self.on_server(server, region, t).contains(&None) || self.throttling(server, region, t).contains(&None)
    }

    fn throttling(&self, server: Server<'_>, region: RegionId, t: u64) -> Vec<Option<u32>> {
        let Server::Way(Way { name: Some(name), .. }) = server else { return vec![] };
        let throttles = self.holding(t).filter_map(|fault| {
            let Fault::Throttle { at, names, parts_per_million } = fault else { return None };
            let hit = if at.contains(&region) { hits(*names, name.kind(), region) } else { Some(false) };
            (hit != Some(false)).then_some(hit.map(|_| *parts_per_million))
        });
        throttles.collect()
    }

    /// Share that is throttled, quota apart.
    pub fn throttled(&self, server: Server<'_>, region: RegionId, t: u64) -> u32 {
        self.throttling(server, region, t).into_iter().flatten().fold(0, at_least_one)
    }

    pub fn data_plane_down(&self, region: RegionId, t: u64) -> bool {
        self.holding(t)
            .any(|fault| matches!(fault, Fault::IamDataPlane { at, zones: Zones::All } if at.contains(&region)))
    }

    /// Whether IAM's control plane gives no good answer to somebody in a Region.
    pub fn control_plane_out_of_reach(&self, region: RegionId, t: u64) -> bool {
        let control = Server::Other(ServiceKind::Iam);
        let effects = self.holding(t).filter_map(|fault| match fault {
            Fault::IamControlPlane { .. } => on_server(fault, control, RegionId::US_EAST_1).flatten(),
            _ => None,
        });
        let sick = effects.fold(0, |sum, effect| match effect {
            ServerEffect::Down => SURE,
            ServerEffect::Errors { parts_per_million } => at_least_one(sum, parts_per_million),
            ServerEffect::Slow { .. } => sum,
        });
        sick == SURE || self.region_down(RegionId::US_EAST_1, t) || self.cut_off(region, t)
    }

    /// Whether STS in a Region does not reach the keys of an issuer.
    pub fn issuer_out_of_reach(&self, issuer: Place, region: RegionId, t: u64) -> bool {
        let named = self.holding(t).any(|fault| matches!(fault, Fault::Issuer { at } if at.contains(&issuer)));
        named
            || match issuer {
                Place::City(_) => false,
                Place::Region(there) => {
                    let dropped = self.dropped(Place::Region(region), there, t);
                    self.region_down(there, t) || there != region && (dropped.out || dropped.back)
                }
            }
    }

    /// Whether an organization's policy denies a Region.
    pub fn region_denied(&self, region: RegionId, t: u64) -> bool {
        self.holding(t).any(|fault| matches!(fault, Fault::RegionDeny { allowed } if !allowed.contains(&region)))
    }

    /// Whether no firewall of the customer's lets a name of STS out.
    pub fn kept_in(&self, from: Place, name: Endpoint, t: u64) -> bool {
        let name = sts_name(name);
        self.holding(t).any(|fault| match fault {
            Fault::EgressAllowList { at, allowed } => {
                at.contains(&from) && name.is_none_or(|name| !allowed.contains(&name))
            }
            Fault::VpcEndpointOnly { at } => match from {
                Place::Region(region) => at.contains(&region) && name != Some(StsName::Regional(region)),
                Place::City(_) => false,
            },
            _ => false,
        })
    }

    /// Whether the DNS gives nobody there an answer for a name of STS.
    pub fn nameless(&self, way: &Way, t: u64) -> bool {
        let Some(name) = way.name.and_then(sts_name) else { return false };
        self.holding(t).any(|fault| match fault {
            Fault::Dns { names, from, resolver } => {
                names.contains(&name)
                    && (from.is_empty() || from.contains(&way.from))
                    && resolver.is_none_or(|resolver| resolver == way.resolver)
            }
            _ => false,
        })
    }
}

fn sts_name(name: Endpoint) -> Option<StsName> {
    match name {
        Endpoint::Global => Some(StsName::Global),
        Endpoint::Regional(region) => Some(StsName::Regional(region)),
        Endpoint::Fips(_) | Endpoint::DualStack(_) | Endpoint::FipsDualStack(_) => None,
    }
}

/// Whether and how one fault hits one server; `Some(None)`: nobody documents it.
fn on_server(fault: &Fault, server: Server<'_>, region: RegionId) -> Option<Option<ServerEffect>> {
    const SICK: ServerEffect = ServerEffect::Errors { parts_per_million: SURE };
    let name = match server {
        Server::Way(way) => way.name,
        Server::Other(_) => None,
    };
    let service = match server {
        Server::Way(way) => way.service,
        Server::Other(service) => service,
    };
    match fault {
        Fault::Sts { at, names, effect } if at.contains(&region) => match hits(*names, name?.kind(), region) {
            None => Some(None),
            Some(hit) => hit.then_some(Some(*effect)),
        },
        Fault::IamDataPlane { at, zones: Zones::All } if at.contains(&region) => match name {
            Some(Endpoint::Global) if region != RegionId::US_EAST_1 => Some(None),
            _ => Some(Some(SICK)),
        },
        Fault::IamControlPlane { effect } if service == ServiceKind::Iam => Some(Some(*effect)),
        Fault::AccountApi { effect } if service == ServiceKind::AccountApi => Some(Some(*effect)),
        Fault::SignIn { at, ways, effect } if at.contains(&region) => {
            let Server::Way(Way { sign_in: Some(sign_in), .. }) = server else { return None };
            ways.contains(sign_in).then_some(Some(*effect))
        }
        _ => None,
    }
}
