//! The order of words in packed bytes: what each index means. A change of any order is a new version.
//! What the words lead to is not known here.

use sts_atlas_facts::RetryMode;
use sts_atlas_sim::{
    DeactivatedUnderGlobalName, Direction, DisputedDefault, Resolver, SignIn, StsNames, TargetService, Zones,
};

use super::PackedError;
use super::form::Word;

pub(super) const SERVICES: &[TargetService] =
    &[TargetService::Any, TargetService::Query, TargetService::Ec2, TargetService::S3, TargetService::Json];
/// A retry mode, and whether the retries of 2026 are opted in to.
pub(super) const RETRIES: &[(Option<RetryMode>, bool)] = &[
    (Some(RetryMode::Legacy), false),
    (Some(RetryMode::Standard), false),
    (Some(RetryMode::Adaptive), false),
    (None, true),
    (Some(RetryMode::Legacy), true),
    (Some(RetryMode::Standard), true),
    (Some(RetryMode::Adaptive), true),
];
pub(super) const DEACTIVATED: &[DeactivatedUnderGlobalName] =
    &[DeactivatedUnderGlobalName::Unknown, DeactivatedUnderGlobalName::Accepted, DeactivatedUnderGlobalName::Refused];
pub(super) const DISPUTED_DEFAULTS: &[DisputedDefault] =
    &[DisputedDefault::Unknown, DisputedDefault::Regional, DisputedDefault::Legacy];
pub(super) const DIRECTIONS: &[Direction] = &[Direction::BothWays, Direction::OneWay];
pub(super) const STS_NAMES: &[StsNames] = &[StsNames::Both, StsNames::RegionalOnly, StsNames::GlobalOnly];
pub(super) const ZONES: &[Zones] = &[Zones::All, Zones::One];
pub(super) const WAYS: &[SignIn] = &SignIn::ALL;
pub(super) const RESOLVERS: &[Resolver] = &[Resolver::Amazon, Resolver::Other];

/// The index of a word.
pub(super) fn index<T: PartialEq>(words: &[T], word: &T) -> Word {
    let index = words.iter().position(|known| known == word);
    index.and_then(|index| Word::try_from(index).ok()).unwrap_or(Word::MAX)
}

/// The word of an index.
///
/// # Errors
/// There is none.
pub(super) fn word<T: Copy>(words: &[T], index: Word) -> Result<T, PackedError> {
    words.get(usize::from(index)).copied().ok_or(PackedError::Corrupt)
}
