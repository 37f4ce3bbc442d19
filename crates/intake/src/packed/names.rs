//! The table of codes: what each index of a packed scenario names, and the limits numbers and lists are held to.
//! What the places are for is the callers' business.

use sts_atlas_facts::{Place, RegionId, Sdk};

use super::PackedError;
use super::form::Name;

/// The table of the scenario being unpacked.
pub(crate) struct Names<'t>(pub &'t [String]);

impl Names<'_> {
    /// What an index names.
    pub fn get(&self, name: Name) -> Result<&str, PackedError> {
        self.0.get(usize::from(name)).map(String::as_str).ok_or(PackedError::Corrupt)
    }

    pub fn sdk(&self, name: Name) -> Result<Sdk, PackedError> {
        let id = self.get(name)?;
        let sdk = Sdk::ALL.into_iter().find(|sdk| sdk.id() == id);
        sdk.ok_or_else(|| PackedError::UnknownSdk { id: id.to_owned() })
    }

    pub fn place(&self, name: Name) -> Result<Place, PackedError> {
        let code = self.get(name)?;
        Place::from_code(code).ok_or_else(|| PackedError::UnknownPlace { code: code.to_owned() })
    }

    pub fn region(&self, name: Name) -> Result<RegionId, PackedError> {
        let code = self.get(name)?;
        RegionId::from_code(code).ok_or_else(|| PackedError::UnknownRegion { code: code.to_owned() })
    }

    /// Whether an index names this.
    pub fn is(&self, name: Name, what: &str) -> bool {
        self.get(name).is_ok_and(|known| known == what)
    }

    /// Regions that all fulfil a condition, each once.
    pub fn regions(
        &self,
        names: &[Name],
        what: &'static str,
        fits: fn(RegionId) -> bool,
    ) -> Result<Vec<RegionId>, PackedError> {
        let region = |name| {
            let region = self.region(name)?;
            if fits(region) { Ok(region) } else { Err(PackedError::UnfitPlace { what, code: region.code() }) }
        };
        self.each_once(names, region, |region| region.code())
    }

    /// What each index names, each once.
    pub fn each_once<T: PartialEq>(
        &self,
        names: &[Name],
        read: impl Fn(Name) -> Result<T, PackedError>,
        code: impl Fn(&T) -> &'static str,
    ) -> Result<Vec<T>, PackedError> {
        let mut values = Vec::with_capacity(names.len());
        for &name in names {
            let value = read(name)?;
            if values.contains(&value) {
                return Err(PackedError::Repeated { what: code(&value).to_owned() });
            }
            values.push(value);
        }
        Ok(values)
    }
}

/// A number within limits.
pub(crate) fn within(what: &'static str, found: u64, least: u64, most: u64) -> Result<u64, PackedError> {
    if (least..=most).contains(&found) { Ok(found) } else { Err(PackedError::OutOfRange { what, found }) }
}

/// The number of entries within limits.
pub(crate) fn few<T>(what: &'static str, list: &[T], least: usize, most: usize) -> Result<(), PackedError> {
    within(what, list.len() as u64, least as u64, most as u64).map(|_| ())
}
