//! IAM's copies: the control plane's, and each data plane's read-only view, which knows a change only once it arrived.
//! Whether a write gets through, and what a request makes of a view, is `attempt`'s and `answer`'s business.

use sts_atlas_facts::{Date, Micros, Partition, RegionId, RegionSet};

use crate::draw::{EntityKey, Occasion, Purpose, draw, quantile, text_key};
use crate::{Account, Assumptions, Change, ChangeSpec, Seed, SimTime, WorldSpec, ordered};

/// What one plane knows of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AccountCopy {
    pub account: Account,
    /// Principals (by index of their spec) whose role is not there.
    pub absent: Vec<u16>,
    /// Principals that are not allowed to use their services.
    pub denied: Vec<u16>,
}

impl AccountCopy {
    fn take(&mut self, change: Change) {
        match change {
            Change::Role { principal, exists } => put(&mut self.absent, principal, !exists),
            Change::Permission { principal, allowed } => put(&mut self.denied, principal, !allowed),
            Change::StsEndpoint { region, active } => self.account.sts_deactivated.set(region, !active),
            Change::GlobalToken(version) => self.account.global_token = version,
            Change::OptIn { region, enabled } => self.account.opt_in.set(region, enabled),
        }
    }

    /// Whether the role of a principal is there.
    pub fn has_role(&self, spec: usize) -> bool {
        !contains(&self.absent, spec)
    }

    /// Heap memory, in bytes.
    const fn bytes(&self) -> usize {
        self.account.id.capacity() + (self.absent.capacity() + self.denied.capacity()) * size_of::<u16>()
    }

    /// Whether a principal may use its services.
    pub fn allows(&self, spec: usize) -> bool {
        !contains(&self.denied, spec)
    }
}

fn contains(list: &[u16], spec: usize) -> bool {
    list.iter().any(|&known| usize::from(known) == spec)
}

fn put(list: &mut Vec<u16>, spec: usize, is_in: bool) {
    list.retain(|&known| usize::from(known) != spec);
    if is_in && let Ok(spec) = u16::try_from(spec) {
        list.push(spec);
    }
}

/// Two changes of one subject overtake each other nowhere: the later acknowledged one wins.
fn same_subject(left: Change, right: Change) -> bool {
    match (left, right) {
        (Change::Role { principal: left, .. }, Change::Role { principal: right, .. })
        | (Change::Permission { principal: left, .. }, Change::Permission { principal: right, .. }) => left == right,
        (Change::StsEndpoint { region: left, .. }, Change::StsEndpoint { region: right, .. })
        | (Change::OptIn { region: left, .. }, Change::OptIn { region: right, .. }) => left == right,
        (Change::GlobalToken(_), Change::GlobalToken(_)) => true,
        _ => false,
    }
}

/// A change on its way to one data plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    pub region: RegionId,
    /// [`SimTime::NEVER`] while it waits for the way to be open, and once it has arrived.
    pub due: SimTime,
    pub restarts: u32,
    pub arrived: Option<SimTime>,
}

/// How far a change is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ChangeState {
    /// When the control plane's answer was back, and as which write.
    pub acknowledged: Option<(SimTime, u32)>,
    pub arrivals: Vec<Arrival>,
}

impl ChangeState {
    pub fn next(&self) -> SimTime {
        self.arrivals.iter().map(|arrival| arrival.due).min().unwrap_or(SimTime::NEVER)
    }

    /// Data planes at which it is due.
    pub fn due(&self, now: SimTime) -> RegionSet {
        self.arrivals.iter().filter(|arrival| arrival.due <= now).map(|arrival| arrival.region).collect()
    }

    /// Of data planes at which it was due, whether it has arrived.
    pub fn become_of(&self, due: RegionSet) -> impl Iterator<Item = (RegionId, bool)> {
        let were_due = self.arrivals.iter().filter(move |arrival| due.contains(arrival.region));
        were_due.map(|arrival| (arrival.region, arrival.arrived.is_some()))
    }
}

/// What never changes about IAM in a world.
#[derive(Clone, Debug)]
pub(crate) struct IamPlan {
    pub accounts: Vec<AccountCopy>,
    pub changes: Vec<ChangeSpec>,
    keys: Vec<EntityKey>,
    as_of: Date,
}

impl IamPlan {
    pub fn new(spec: &WorldSpec) -> Self {
        let mut accounts: Vec<AccountCopy> = spec
            .accounts
            .iter()
            .map(|account| AccountCopy { account: account.clone(), absent: Vec::new(), denied: Vec::new() })
            .collect();
        let order = |index: usize| (spec.changes[index].at, spec.changes[index].name.as_str());
        // What the first change of its kind grants was not there before: the earliest has the last word.
        for index in ordered(0..spec.changes.len(), |&index| order(index)).into_iter().rev() {
            let change = &spec.changes[index];
            let Some(copy) = accounts.get_mut(change.account) else { continue };
            match change.what {
                Change::Role { principal, exists } => put(&mut copy.absent, principal, exists),
                Change::Permission { principal, allowed } => put(&mut copy.denied, principal, allowed),
                _ => {}
            }
        }
        let keys = spec.changes.iter().map(|change| change_key(&change.name)).collect();
        Self { accounts, changes: spec.changes.clone(), keys, as_of: spec.as_of }
    }

    /// Whether two changes enable or disable the same Region of an account.
    pub fn are_rivals(&self, change: Option<usize>, other: usize) -> bool {
        change.filter(|&change| change != other).is_some_and(|change| {
            let (change, other) = (&self.changes[change], &self.changes[other]);
            let is_switch = matches!(change.what, Change::OptIn { .. });
            is_switch && change.account == other.account && same_subject(change.what, other.what)
        })
    }

    /// How long a change takes to reach a data plane.
    fn delay(&self, change: usize, arrival: &Arrival, seed: Seed, assumptions: &Assumptions) -> Micros {
        let occasion = Occasion { n: text_key(arrival.region.code()), leg: 0, attempt: arrival.restarts };
        let luck = draw(seed, self.keys[change], Purpose::Propagation, occasion);
        let (table, permille) = match self.changes[change].what {
            Change::OptIn { .. } => (ENABLING_QUANTILES, assumptions.enabling_permille),
            _ => (PROPAGATION_QUANTILES, assumptions.propagation_permille),
        };
        Micros(quantile(table, luck).0.saturating_mul(u64::from(permille)) / 1_000)
    }
}

/// The identity of a change.
pub(crate) fn change_key(name: &str) -> EntityKey {
    EntityKey::new(&format!("change:{name}"), 1)
}

/// Assumed: no public figures per Region exist. Quantiles in thousandths, microseconds.
const PROPAGATION_QUANTILES: &[(u64, u64)] =
    &[(0, 200_000), (100, 730_000), (500, 3_500_000), (900, 16_700_000), (990, 60_000_000), (1_000, 120_000_000)];
/// Assumed within AWS's words of both enabling and disabling: "a few minutes for most accounts", at times several hours.
const ENABLING_QUANTILES: &[(u64, u64)] =
    &[(0, 120_000_000), (500, 480_000_000), (900, 1_800_000_000), (990, 10_800_000_000), (1_000, 21_600_000_000)];

/// All copies as they stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Iam {
    /// The control plane's copy, where a write changed it: by account.
    control: Vec<(usize, AccountCopy)>,
    /// Data planes where a change has arrived: by account and Region.
    views: Vec<(usize, RegionId, AccountCopy)>,
    pub changes: Vec<ChangeState>,
    writes: u32,
}

impl Iam {
    pub fn new(plan: &IamPlan) -> Self {
        Self { changes: vec![ChangeState::default(); plan.changes.len()], ..Self::default() }
    }

    /// What the data plane of a Region knows of an account.
    pub fn view<'a>(&'a self, plan: &'a IamPlan, account: usize, region: RegionId) -> &'a AccountCopy {
        let view = self.views.iter().find(|&&(of, at, _)| of == account && at == region);
        view.map_or(&plan.accounts[account], |(_, _, copy)| copy)
    }

    fn control_copy<'a>(&'a self, plan: &'a IamPlan, account: usize) -> &'a AccountCopy {
        self.control.iter().find(|(of, _)| *of == account).map_or(&plan.accounts[account], |(_, copy)| copy)
    }

    fn control_mut(&mut self, plan: &IamPlan, account: usize) -> &mut AccountCopy {
        let at = self.control.iter().position(|(of, _)| *of == account).unwrap_or_else(|| {
            self.control.push((account, plan.accounts[account].clone()));
            self.control.len() - 1
        });
        &mut self.control[at].1
    }

    fn view_mut(&mut self, plan: &IamPlan, account: usize, region: RegionId) -> &mut AccountCopy {
        let at = self.views.iter().position(|&(of, at, _)| of == account && at == region).unwrap_or_else(|| {
            self.views.push((account, region, plan.accounts[account].clone()));
            self.views.len() - 1
        });
        &mut self.views[at].2
    }

    /// Whether a change enables or disables a Region that another one is still enabling or disabling.
    pub fn is_switching(&self, plan: &IamPlan, change: usize) -> bool {
        let is_under_way = |state: &ChangeState| state.arrivals.iter().any(|arrival| arrival.arrived.is_none());
        let mut others = self.changes.iter().enumerate();
        others.any(|(other, state)| plan.are_rivals(Some(change), other) && is_under_way(state))
    }

    /// The control plane has taken a change; it sets out for the data planes.
    pub fn acknowledge(&mut self, plan: &IamPlan, change: usize, now: SimTime, seed: Seed, assumptions: &Assumptions) {
        let (what, account) = (plan.changes[change].what, plan.changes[change].account);
        self.writes += 1;
        self.changes[change].acknowledged = Some((now, self.writes));
        let reached: Vec<RegionId> = if let Change::OptIn { region, enabled } = what {
            // Until an enabled Region's data plane has the account, it is ENABLING and no other change goes there.
            if !enabled {
                self.control_mut(plan, account).take(what);
            }
            vec![region]
        } else {
            self.control_mut(plan, account).take(what);
            let copy = self.control_copy(plan, account);
            let is_reached = |region: &RegionId| {
                let fact = region.fact();
                fact.partition == Partition::Aws && region.launched_by(plan.as_of) && copy.account.enabled(*region)
            };
            RegionId::all().filter(is_reached).collect()
        };
        let arrivals = reached.into_iter().map(|region| {
            let mut arrival = Arrival { region, due: SimTime::NEVER, restarts: 0, arrived: None };
            arrival.due = now.plus(plan.delay(change, &arrival, seed, assumptions));
            arrival
        });
        self.changes[change].arrivals = arrivals.collect();
    }

    /// The change arrives wherever it is due and the way is open; where it is not open, it waits. Whether any view moved.
    pub fn arrive(&mut self, plan: &IamPlan, change: usize, now: SimTime, is_open: impl Fn(RegionId) -> bool) -> bool {
        let mut moved = false;
        for at in 0..self.changes[change].arrivals.len() {
            let arrival = &mut self.changes[change].arrivals[at];
            if arrival.due > now {
                continue;
            }
            arrival.due = SimTime::NEVER;
            let region = arrival.region;
            if is_open(region) {
                arrival.arrived = Some(now);
                self.put_in_view(plan, change, region);
                moved = true;
            }
        }
        moved
    }

    fn put_in_view(&mut self, plan: &IamPlan, change: usize, region: RegionId) {
        let ChangeSpec { what, account, .. } = plan.changes[change];
        let mine = self.changes[change].acknowledged;
        let overtaken = plan.changes.iter().zip(&self.changes).any(|(other, state)| {
            other.account == account
                && same_subject(other.what, what)
                && state.acknowledged.map(|write| write.1) > mine.map(|write| write.1)
                && state.arrivals.iter().any(|arrival| arrival.region == region && arrival.arrived.is_some())
        });
        if overtaken {
            return;
        }
        if let Change::OptIn { enabled: true, .. } = what {
            self.control_mut(plan, account).take(what);
            *self.view_mut(plan, account, region) = self.control_copy(plan, account).clone();
        } else {
            self.view_mut(plan, account, region).take(what);
        }
    }

    /// The ways may be open again: what waits sets out anew.
    pub fn restart(
        &mut self,
        plan: &IamPlan,
        now: SimTime,
        seed: Seed,
        assumptions: &Assumptions,
        is_open: impl Fn(RegionId) -> bool,
    ) {
        for (change, state) in self.changes.iter_mut().enumerate() {
            for arrival in &mut state.arrivals {
                if arrival.arrived.is_none() && arrival.due == SimTime::NEVER && is_open(arrival.region) {
                    arrival.restarts += 1;
                    arrival.due = now.plus(plan.delay(change, arrival, seed, assumptions));
                }
            }
        }
    }

    /// Heap memory, in bytes.
    pub fn bytes(&self) -> usize {
        let arrivals: usize = self.changes.iter().map(|change| change.arrivals.capacity()).sum();
        let copies = self.control.iter().map(|(_, copy)| copy).chain(self.views.iter().map(|(_, _, copy)| copy));
        arrivals * size_of::<Arrival>()
            + self.changes.capacity() * size_of::<ChangeState>()
            + self.control.capacity() * size_of::<(usize, AccountCopy)>()
            + self.views.capacity() * size_of::<(usize, RegionId, AccountCopy)>()
            + copies.map(AccountCopy::bytes).sum::<usize>()
    }
}

/// One change as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeView {
    /// Index into [`WorldSpec::changes`].
    pub spec: usize,
    /// When the control plane took it; `None`: not yet.
    pub acknowledged: Option<SimTime>,
    /// Data planes on its way.
    pub reaching: RegionSet,
    /// Data planes that know it, and since when.
    pub arrived: Vec<(RegionId, SimTime)>,
    /// Data planes for which it waits, since they are cut off.
    pub waiting: RegionSet,
}

impl Iam {
    /// All changes.
    pub fn change_views(&self) -> impl Iterator<Item = ChangeView> {
        self.changes.iter().enumerate().map(|(spec, state)| {
            let on_the_way = state.arrivals.iter().filter(|arrival| arrival.arrived.is_none());
            let (waiting, reaching): (Vec<&Arrival>, Vec<&Arrival>) =
                on_the_way.partition(|arrival| arrival.due == SimTime::NEVER);
            ChangeView {
                spec,
                acknowledged: state.acknowledged.map(|write| write.0),
                reaching: reaching.into_iter().map(|arrival| arrival.region).collect(),
                waiting: waiting.into_iter().map(|arrival| arrival.region).collect(),
                arrived: state.arrivals.iter().filter_map(|arrival| Some((arrival.region, arrival.arrived?))).collect(),
            }
        })
    }
}
