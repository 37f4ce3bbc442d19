//! Regions and partitions as they exist.
//! Whether an account has a Region enabled is a setting, not a fact.

use crate::Date;

/// An AWS partition: a world of its own for identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Partition {
    /// Commercial.
    Aws,
    /// China.
    AwsCn,
    /// GovCloud (US).
    AwsUsGov,
    /// European Sovereign Cloud.
    AwsEusc,
    /// Air-gapped partitions; host names only, no Regions modelled.
    AwsIso,
    /// See [`Partition::AwsIso`].
    AwsIsoB,
    /// See [`Partition::AwsIso`].
    AwsIsoE,
    /// See [`Partition::AwsIso`].
    AwsIsoF,
}

/// How a Region stands on the facts' check date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegionStatus {
    /// In normal operation.
    Operational,
    /// In operation with lasting damage.
    Impaired,
    /// Not in operation.
    Unavailable,
    /// Announced, not launched.
    Announced,
}

/// One partition's host name suffixes and the names of its Regions.
#[derive(Clone, Copy, Debug)]
pub struct PartitionFact {
    /// Which partition.
    pub partition: Partition,
    /// Its id as AWS writes it, for example `aws-cn`.
    pub id: &'static str,
    /// Suffix of ordinary names.
    pub dns_suffix: &'static str,
    /// Suffix of dual-stack names.
    pub dual_stack_dns_suffix: &'static str,
    /// First parts of Region names that belong here (`us`, `eu` …), in the form `us-gov` where two parts decide.
    pub region_prefixes: &'static [&'static str],
    /// Region names known outright, matched before the prefixes.
    pub region_names: &'static [&'static str],
}

/// A Region, as an index into [`REGIONS`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(u8);

/// What is known of one Region.
#[derive(Clone, Copy, Debug)]
pub struct RegionFact {
    /// Code, for example `ap-northeast-1`.
    pub code: &'static str,
    /// Partition.
    pub partition: Partition,
    /// Short English label for a map, for example `Tokyo`: what stands in brackets in AWS's English name.
    pub label_en: &'static str,
    /// Short Japanese label for a map, of AWS's Japanese name.
    pub label_ja: &'static str,
    /// Latitude in hundredths of a degree, metro level.
    pub lat_centidegrees: i32,
    /// Longitude in hundredths of a degree, metro level.
    pub lon_centidegrees: i32,
    /// Must be enabled by the account.
    pub opt_in: bool,
    /// Launch day; `None` where not launched.
    pub launched: Option<Date>,
    /// Standing on the check date.
    pub status: RegionStatus,
    /// In botocore's list of Regions that `legacy` sends to the global name.
    pub sts_legacy_global_list: bool,
    /// Whether an account can deactivate its STS endpoint; `None`: not documented.
    pub sts_can_deactivate: Option<bool>,
}

include!(concat!(env!("OUT_DIR"), "/regions.rs"));
include!(concat!(env!("OUT_DIR"), "/partitions.rs"));

impl RegionId {
    /// us-east-1: home of the global name before 2025 and of the commercial control plane.
    pub const US_EAST_1: Self = Self(US_EAST_1_INDEX);

    /// The Region with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        let index = REGIONS.iter().position(|region| region.code == code)?;
        u8::try_from(index).ok().map(Self)
    }

    /// What is known of it.
    pub const fn fact(self) -> &'static RegionFact {
        &REGIONS[self.0 as usize]
    }

    /// Its code.
    pub const fn code(self) -> &'static str {
        self.fact().code
    }

    /// The Region at a position known to exist; for tables written at build time.
    pub(crate) const fn at(index: u8) -> Self {
        Self(index)
    }

    /// Every Region, in the order of [`REGIONS`] (by code).
    pub fn all() -> impl Iterator<Item = Self> {
        (0..REGIONS.len()).filter_map(|index| u8::try_from(index).ok().map(Self))
    }

    /// Position in [`REGIONS`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the Region had launched by a date (on the launch day it counts).
    pub fn launched_by(self, date: Date) -> bool {
        self.fact().launched.is_some_and(|launched| launched <= date)
    }
}

impl std::fmt::Debug for RegionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// The partition a Region name belongs to: known names first, then prefixes, then the commercial partition.
pub fn partition_of(region_name: &str) -> &'static PartitionFact {
    let by_name = PARTITIONS.iter().find(|fact| fact.region_names.contains(&region_name));
    let by_prefix = || {
        PARTITIONS.iter().find(|fact| {
            fact.region_prefixes.iter().any(|prefix| {
                region_name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-')).is_some_and(is_word_and_number)
            })
        })
    };
    by_name.or_else(by_prefix).unwrap_or(&PARTITIONS[0])
}

/// The tail of a Region name's pattern: `\w+-\d+`.
fn is_word_and_number(rest: &str) -> bool {
    rest.rsplit_once('-').is_some_and(|(word, number)| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
