//! What a token is worth where, by who issues it, and who of a world's principals has one of which.
//! The verdicts are the simulator's.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Endpoint, Kind, PrincipalView, TokenScope, TokenVerdict, TokenVersion};

use crate::{Player, PrincipalSnapshot, WorldId};

/// Who issues a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenSource {
    /// The global endpoint, with the account's setting at version 1.
    GlobalV1,
    /// The global endpoint, with the account's setting at version 2.
    GlobalV2,
    /// Any Regional endpoint.
    Regional,
}

/// One row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// Who issues.
    pub source: TokenSource,
    /// Principals of this world that hold such a token, or ask for one at every run.
    pub held_by: u32,
    /// Verdict of the Regions enabled by default, then of each opt-in Region.
    pub verdicts: Vec<TokenVerdict>,
}

/// What a token is worth where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenMatrix {
    /// The opt-in Regions that have a column, after the one for Regions enabled by default.
    pub opt_in: Vec<RegionId>,
    /// One row per source.
    pub rows: Vec<MatrixRow>,
}

impl Player {
    /// Every source against the Regions enabled by default and each opt-in Region that matters here.
    pub(crate) fn token_matrix(&self, id: WorldId, principals: &[PrincipalSnapshot]) -> TokenMatrix {
        let (world, spec) = (self.world(id), self.recording().world_spec(id));
        let opt_in: Vec<RegionId> = self.recording().scenario.opt_in_regions();
        let sources = [
            (TokenSource::GlobalV1, TokenScope::DefaultRegions),
            (TokenSource::GlobalV2, TokenScope::AllEnabledRegions),
            (TokenSource::Regional, TokenScope::AllEnabledRegions),
        ];
        let rows = sources.map(|(source, scope)| {
            let held = principals
                .iter()
                .filter(|principal| source_of(&principal.view, world.global_token(principal.index)) == Some(source));
            // The first account's, as each Region sees it now.
            let verdicts = spec.accounts.first().map_or_else(Vec::new, |_| {
                let regions = std::iter::once(RegionId::US_EAST_1).chain(opt_in.iter().copied());
                regions.map(|region| world.judge(0, scope, region)).collect()
            });
            MatrixRow { source, held_by: u32::try_from(held.count()).unwrap_or(u32::MAX), verdicts }
        });
        TokenMatrix { opt_in, rows: rows.into() }
    }
}

/// `global_token` is what the next one will be.
fn source_of(view: &PrincipalView, global_token: Option<TokenVersion>) -> Option<TokenSource> {
    if view.inactive.is_some() || (view.kind == Kind::Workload && view.session.is_none()) {
        return None;
    }
    let (endpoint, _) = view.endpoint?;
    // What it holds was issued under the setting of its time.
    let scope = view.session.map(|gauge| gauge.session.scope);
    Some(match (endpoint, scope, global_token) {
        (Endpoint::Global, Some(TokenScope::DefaultRegions), _) => TokenSource::GlobalV1,
        (Endpoint::Global, Some(TokenScope::AllEnabledRegions), _) => TokenSource::GlobalV2,
        (Endpoint::Global, None, Some(TokenVersion::V1)) => TokenSource::GlobalV1,
        (Endpoint::Global, None, Some(TokenVersion::V2)) => TokenSource::GlobalV2,
        (Endpoint::Global, None, None) => return None,
        (_, _, _) => TokenSource::Regional,
    })
}
