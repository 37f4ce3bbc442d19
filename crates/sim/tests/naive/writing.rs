//! Changes on their way to the control plane: each write is tried until it is acknowledged.
//! How a change spreads from there is `iam`'s business.

use sts_atlas_facts::RegionId;
use sts_atlas_sim::{Change, ChangeSpec, ServiceKind, WorldSpec};

use super::answer::{Asker, Setting};
use super::caller::{Caller, End};
use super::iam::{Iam, Written};
use super::luck::Luck;
use super::request::Call;
use super::sky::{NEVER, Sky};
use super::story::targets;
use super::ways::{Source, not_launched};

/// All changes of a world, told with what they themselves change: again and again until nothing moves any more.
pub fn write_all<'a>(spec: &'a WorldSpec, seed: u64, sky: &Sky<'_>, end: u64) -> Iam<'a> {
    let mut iam = Iam { spec, changes: vec![] };
    loop {
        let setting = Setting { spec, sky, iam: &iam, seed };
        let mut next =
            Iam { spec, changes: (0..spec.changes.len()).map(|change| write(setting, change, end)).collect() };
        let lucks: Vec<Luck> = spec.changes.iter().map(|change| luck(seed, change)).collect();
        next.spread(&lucks, sky);
        if next.changes == iam.changes {
            return next;
        }
        iam = next;
    }
}

fn luck(seed: u64, change: &ChangeSpec) -> Luck {
    Luck::of_principal(seed, &format!("change:{}", change.name), 1)
}

fn write(setting: Setting<'_>, index: usize, end: u64) -> Written {
    let change = &setting.spec.changes[index];
    let who = &setting.spec.principals[change.by];
    let mut caller = Caller::new(setting, Asker { who, index: change.by }, luck(setting.seed, change), end);
    let service = match change.what {
        Change::OptIn { .. } => ServiceKind::AccountApi,
        _ => ServiceKind::Iam,
    };
    let leg = caller.use_leg(0, RegionId::US_EAST_1, Call::Write(service, index));
    let regions: Vec<RegionId> = targets(who).into_iter().map(|(_, region)| region).collect();
    let inactive = not_launched(setting.spec, who, &Source::Held, &regions).is_some();
    let (mut t, mut run, mut acknowledged) = (change.at.0, 0, NEVER);
    while t <= end && !inactive && acknowledged == NEVER {
        match caller.try_use(&leg, run, t) {
            End::Well(at, _) => acknowledged = at,
            End::Badly(at, _) | End::Unknown(at) => t = at + setting.spec.assumptions.next_write.0,
        }
        run += 1;
    }
    if acknowledged > end {
        acknowledged = NEVER;
    }
    Written::new(change, caller.requests, acknowledged)
}
