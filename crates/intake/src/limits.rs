//! How much a scenario may hold, the same for files and packed bytes: counts, lengths, texts and ids.
//! What is modelled at all is `modelled`'s business.

use sts_atlas_facts::Micros;

/// Accounts of one world.
pub(crate) const MOST_ACCOUNTS: usize = 16;
/// Groups of principals in one world.
pub(crate) const MOST_SPECS: usize = 1_000;
/// What one world holds at most, all counts together.
pub(crate) const MOST_PRINCIPALS: u32 = 10_000;
/// Faults of one scenario.
pub(crate) const MOST_FAULTS: usize = 64;
/// Changes of IAM of one world.
pub(crate) const MOST_CHANGES: usize = 64;
/// Replicas of one IAM Identity Center.
pub(crate) const MOST_REPLICAS: usize = 8;
/// Tries of one request that a client's user asks for.
pub(crate) const MOST_ATTEMPTS: u32 = 100;
/// The longest time to wait that a client's user asks for.
pub(crate) const LONGEST_TIMEOUT: Micros = Micros::from_minutes(60);
/// Places that one fault names at one end.
pub(crate) const MOST_PLACES: usize = 100;
/// Regions that an account names.
#[cfg(feature = "json")]
pub(crate) const MOST_REGIONS: usize = sts_atlas_facts::REGIONS.len();
/// Things said during one scenario.
pub(crate) const MOST_FLAGS: usize = 100;
/// Characters of a principal's name.
pub(crate) const LONGEST_NAME: usize = 48;
/// Characters of an id.
pub(crate) const LONGEST_ID: usize = 64;
/// Characters of a title.
pub(crate) const LONGEST_TITLE: usize = 120;
/// Characters of a URL.
#[cfg(feature = "json")]
pub(crate) const LONGEST_URL: usize = 300;
/// Characters of a longer text.
pub(crate) const LONGEST_TEXT: usize = 600;

/// Whether a text has at most so many characters, is not empty and has no control characters.
pub(crate) fn is_text(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)
}

/// Whether a text can be a scenario's id.
pub(crate) fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=LONGEST_ID).contains(&text.len()) && text.bytes().all(fits)
}
