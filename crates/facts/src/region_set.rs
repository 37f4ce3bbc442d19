//! A set of Regions, as one number.
//! What the set is of is its owner's business.

use crate::{REGIONS, RegionId};

/// Some Regions; iterated in the order of [`REGIONS`].
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct RegionSet(u64);

// Each Region has a bit.
const _: () = assert!(REGIONS.len() <= 64);

impl RegionSet {
    const fn bit(region: RegionId) -> u64 {
        1 << region.index()
    }

    /// Whether a Region is in it.
    pub const fn contains(self, region: RegionId) -> bool {
        self.0 & Self::bit(region) != 0
    }

    /// Adds a Region.
    pub const fn insert(&mut self, region: RegionId) {
        self.0 |= Self::bit(region);
    }

    /// Takes a Region out.
    pub const fn remove(&mut self, region: RegionId) {
        self.0 &= !Self::bit(region);
    }

    /// Adds a Region or takes it out.
    pub const fn set(&mut self, region: RegionId, is_in: bool) {
        if is_in {
            self.insert(region);
        } else {
            self.remove(region);
        }
    }

    /// Its Regions.
    pub fn iter(self) -> impl Iterator<Item = RegionId> {
        RegionId::all().filter(move |&region| self.contains(region))
    }
}

impl Extend<RegionId> for RegionSet {
    fn extend<T: IntoIterator<Item = RegionId>>(&mut self, regions: T) {
        regions.into_iter().for_each(|region| self.insert(region));
    }
}

impl FromIterator<RegionId> for RegionSet {
    fn from_iter<T: IntoIterator<Item = RegionId>>(regions: T) -> Self {
        let mut set = Self::default();
        set.extend(regions);
        set
    }
}

impl std::fmt::Debug for RegionSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_what_was_put_in_and_not_taken_out() {
        let mut set: RegionSet = RegionId::all().collect();
        assert_eq!(set.iter().count(), REGIONS.len());
        set.remove(RegionId::US_EAST_1);
        assert!(!set.contains(RegionId::US_EAST_1));
        assert_eq!(set.iter().count(), REGIONS.len() - 1);
        set.insert(RegionId::US_EAST_1);
        assert_eq!(set, RegionId::all().collect());
        assert_eq!(format!("{:?}", RegionSet::from_iter([RegionId::US_EAST_1])), "{us-east-1}");
    }
}
