//! Version numbers of SDKs: three numbers, compared in order.
//! No pre-release or build suffixes; which version does what is `client`'s table.

/// A version `major.minor.patch`; missing parts are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// First number.
    pub major: u16,
    /// Second number.
    pub minor: u16,
    /// Third number.
    pub patch: u16,
}

/// A text that is not a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionError {
    /// What was found.
    pub found: String,
}

impl Version {
    /// Parses `1`, `1.40` or `1.40.0`.
    ///
    /// # Errors
    /// Anything else, with what was found.
    pub fn parse(text: &str) -> Result<Self, VersionError> {
        let error = || VersionError { found: text.to_owned() };
        let mut numbers = [0u16; 3];
        let mut parts = text.split('.');
        for (index, number) in numbers.iter_mut().enumerate() {
            let Some(part) = parts.next() else {
                if index == 0 {
                    return Err(error());
                }
                break;
            };
            if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(error());
            }
            *number = part.parse().map_err(|_| error())?;
        }
        if parts.next().is_some() {
            return Err(error());
        }
        Ok(Self { major: numbers[0], minor: numbers[1], patch: numbers[2] })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}
