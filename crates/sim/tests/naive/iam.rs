//! What IAM knows where and when: changes as they were acknowledged and arrived, and each Region's view of them.
//! How a write gets to the control plane is told in `writing`.

use sts_atlas_facts::{Partition, Place, RegionId};
use sts_atlas_sim::{Change, ChangeSpec, Credentials, Operation, PrincipalSpec, TokenVersion, WorldSpec};

use super::answer::Asker;
use super::luck::{Luck, propagation};
use super::request::Told;
use super::sky::{NEVER, Sky};

/// A change and what became of it.
#[derive(Clone, PartialEq)]
pub struct Written {
    pub account: usize,
    pub what: Change,
    pub requests: Vec<Told>,
    /// When the control plane's copy has it; [`NEVER`] if not by the end.
    pub acknowledged: u64,
    /// Where it set out for, and when it comes there.
    pub arrived: Vec<(RegionId, u64)>,
    /// Regions that took it with all the rest when they were enabled.
    copied: Vec<(RegionId, u64)>,
}

impl Written {
    /// A change on its way to the control plane, or there.
    pub fn new(change: &ChangeSpec, requests: Vec<Told>, acknowledged: u64) -> Self {
        Self { account: change.account, what: change.what, requests, acknowledged, arrived: vec![], copied: vec![] }
    }

    fn is_known(&self, from: RegionId, t: u64) -> bool {
        self.arrived.iter().chain(&self.copied).any(|&(region, at)| region == from && at <= t)
    }
}

/// All changes of a world; what was there before follows from its spec.
pub struct Iam<'a> {
    pub spec: &'a WorldSpec,
    pub changes: Vec<Written>,
}

/// What a change is about: a later one of the same subject replaces it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Role(usize),
    Permission(usize),
    StsEndpoint(usize, RegionId),
    GlobalToken(usize),
    OptIn(usize, RegionId),
}

fn subject(account: usize, what: Change) -> Subject {
    match what {
        Change::Role { principal, .. } => Subject::Role(principal),
        Change::Permission { principal, .. } => Subject::Permission(principal),
        Change::StsEndpoint { region, .. } => Subject::StsEndpoint(account, region),
        Change::GlobalToken(_) => Subject::GlobalToken(account),
        Change::OptIn { region, .. } => Subject::OptIn(account, region),
    }
}

impl Iam<'_> {
    /// The last change of a subject, by its acknowledgement, that had come by a moment to whoever is asked.
    fn last(&self, about: Subject, come: impl Fn(&Written) -> bool) -> Option<Change> {
        let of_subject = self.changes.iter().filter(|written| subject(written.account, written.what) == about);
        of_subject
            .filter(|written| come(written))
            .max_by_key(|written| written.acknowledged)
            .map(|written| written.what)
    }

    fn seen(&self, about: Subject, from: RegionId, t: u64) -> Option<Change> {
        self.last(about, |written| written.is_known(from, t))
    }

    /// Whether what a change creates was missing before: its first change creates it.
    fn missing_at_first(&self, about: Subject) -> bool {
        let of_subject = self.spec.changes.iter().filter(|change| subject(change.account, change.what) == about);
        matches!(
            of_subject.min_by_key(|change| change.at).map(|change| change.what),
            Some(Change::Role { exists: true, .. } | Change::Permission { allowed: true, .. })
        )
    }

    /// Whether a Region is enabled, as its own data plane sees it.
    pub fn enabled(&self, account: usize, region: RegionId, t: u64) -> bool {
        match self.seen(Subject::OptIn(account, region), region, t) {
            Some(Change::OptIn { enabled, .. }) => enabled,
            _ => !region.fact().opt_in || self.spec.accounts[account].opt_in.contains(region),
        }
    }

    /// Whether it is enabled in the control plane's copy: no longer once a write says so, and again only when its data
    /// plane has the account.
    fn enabled_in_control_plane(&self, account: usize, region: RegionId, t: u64) -> bool {
        let about = Subject::OptIn(account, region);
        let of_region = self.changes.iter().filter(|written| subject(written.account, written.what) == about);
        let turns = of_region.filter_map(|written| match written.what {
            Change::OptIn { enabled: false, .. } => Some((written.acknowledged, false)),
            Change::OptIn { enabled: true, .. } => Some((self.enabling_ends(written)?.1, true)),
            _ => None,
        });
        let last = turns.filter(|&(at, _)| at <= t).max_by_key(|&(at, _)| at);
        last.map_or(!region.fact().opt_in || self.spec.accounts[account].opt_in.contains(region), |(_, enabled)| {
            enabled
        })
    }

    /// Where and when a Region becomes enabled by a change, unless a later one came first.
    fn enabling_ends(&self, written: &Written) -> Option<(RegionId, u64)> {
        let &(region, at) = written.arrived.first()?;
        let last = self.seen(subject(written.account, written.what), region, at)?;
        (matches!(written.what, Change::OptIn { enabled: true, .. }) && last == written.what).then_some((region, at))
    }

    /// Whether a Region's STS is active, as its own data plane sees it.
    pub fn sts_active(&self, account: usize, region: RegionId, t: u64) -> bool {
        match self.seen(Subject::StsEndpoint(account, region), region, t) {
            Some(Change::StsEndpoint { active, .. }) => active,
            _ => !self.spec.accounts[account].sts_deactivated.contains(region),
        }
    }

    pub fn global_token(&self, account: usize, from: RegionId, t: u64) -> TokenVersion {
        match self.seen(Subject::GlobalToken(account), from, t) {
            Some(Change::GlobalToken(version)) => version,
            _ => self.spec.accounts[account].global_token,
        }
    }

    /// Whether whoever asks has the role it acts in, if it acts in one.
    pub fn role_exists(&self, by: Asker<'_>, from: RegionId, t: u64) -> bool {
        let principal = by.index;
        !acts_in_a_role(by.who)
            || match self.seen(Subject::Role(principal), from, t) {
                Some(Change::Role { exists, .. }) => exists,
                _ => !self.missing_at_first(Subject::Role(principal)),
            }
    }

    pub fn permitted(&self, principal: usize, from: RegionId, t: u64) -> bool {
        match self.seen(Subject::Permission(principal), from, t) {
            Some(Change::Permission { allowed, .. }) => allowed,
            _ => !self.missing_at_first(Subject::Permission(principal)),
        }
    }

    /// Whether another change of the same Region's status has been taken and not come there yet.
    pub fn is_busy_with_another(&self, change: usize, t: u64) -> bool {
        let ChangeSpec { account, what, .. } = self.spec.changes[change];
        let about = subject(account, what);
        matches!(about, Subject::OptIn(..))
            && self
                .changes
                .iter()
                .filter(|written| subject(written.account, written.what) == about)
                .any(|written| written.acknowledged <= t && written.arrived.iter().any(|&(_, at)| at > t))
    }

    /// Moments at which a Region takes something.
    pub fn arrivals(&self) -> Vec<u64> {
        let arrivals = self.changes.iter().flat_map(|written| &written.arrived).map(|&(_, at)| at);
        arrivals.filter(|&at| at != NEVER).collect()
    }

    /// Every change sets out for its Regions once acknowledged: those that enable Regions first, since the others follow.
    pub fn spread(&mut self, lucks: &[Luck], sky: &Sky<'_>) {
        let is_opt_in = |written: &Written| matches!(written.what, Change::OptIn { .. });
        for opt_ins in [true, false] {
            for (index, &luck) in lucks.iter().enumerate() {
                if is_opt_in(&self.changes[index]) == opt_ins {
                    self.changes[index].arrived = self.journeys(index, luck, sky);
                }
            }
        }
        self.copy_where_enabled();
    }

    fn journeys(&self, index: usize, luck: Luck, sky: &Sky<'_>) -> Vec<(RegionId, u64)> {
        let Written { account, what, acknowledged, .. } = self.changes[index];
        if acknowledged == NEVER {
            return vec![];
        }
        let enabling = matches!(what, Change::OptIn { .. });
        let assumptions = &self.spec.assumptions;
        let permille = if enabling { assumptions.enabling_permille } else { assumptions.propagation_permille };
        let there = |&region: &RegionId| self.sets_out_for(account, what, region, acknowledged);
        let journey = |region| (region, journey(sky, luck, region, acknowledged, enabling, permille));
        RegionId::all().filter(there).map(journey).collect()
    }

    fn sets_out_for(&self, account: usize, what: Change, region: RegionId, t: u64) -> bool {
        match what {
            Change::OptIn { region: only, .. } => region == only,
            _ => {
                region.fact().partition == Partition::Aws
                    && region.launched_by(self.spec.as_of)
                    && self.enabled_in_control_plane(account, region, t)
            }
        }
    }

    /// A Region just enabled takes all that the control plane has by then.
    fn copy_where_enabled(&mut self) {
        let enabled: Vec<(usize, RegionId, u64)> = self
            .changes
            .iter()
            .filter_map(|written| self.enabling_ends(written).map(|(region, at)| (written.account, region, at)))
            .collect();
        for (account, region, at) in enabled {
            let known = |written: &&mut Written| {
                written.account == account
                    && written.acknowledged <= at
                    && !matches!(written.what, Change::OptIn { .. })
            };
            for written in self.changes.iter_mut().filter(known) {
                written.copied.push((region, at));
            }
        }
    }
}

/// When a change comes to a Region: after its delay, if the Region is there and reaches us-east-1 then; else anew.
fn journey(sky: &Sky<'_>, luck: Luck, region: RegionId, set_out: u64, enabling: bool, permille: u32) -> u64 {
    let delay = |restarts| propagation(luck, region.code(), restarts, enabling) * u64::from(permille) / 1_000;
    let out_of_reach = |t: u64| sky.cut_off(region, t) || sky.region_down(region, t);
    let (mut restarts, mut due) = (0, set_out + delay(0));
    while out_of_reach(due) {
        let Some(over) = sky.next_edge_where(due, |edge| !out_of_reach(edge)) else { return NEVER };
        restarts += 1;
        due = over + delay(restarts);
    }
    due
}

/// Whether somebody acts in a role: most do, but not with a key, as a user, or by an operation that assumes none.
fn acts_in_a_role(who: &PrincipalSpec) -> bool {
    match who.operation {
        Some(operation) => matches!(
            operation,
            Operation::AssumeRole | Operation::AssumeRoleWithSaml | Operation::AssumeRoleWithWebIdentity
        ),
        None => {
            !matches!(who.credentials, Credentials::AccessKey | Credentials::ConsoleIamUser | Credentials::ConsoleRoot)
        }
    }
}

/// The Region a principal stands in, if it stands in one.
pub fn home(at: Place) -> Option<RegionId> {
    match at {
        Place::Region(region) => Some(region),
        Place::City(_) => None,
    }
}
