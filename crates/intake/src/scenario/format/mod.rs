//! The scenario format as data: tables, keys, what stands there, what its absence means, what it is for.
//! `check` holds documents to it, `value` reads by it, `schema` writes it for editors; nothing is read here.

mod account;
mod assumption;
mod change;
mod client;
mod fault;
mod principal;
#[cfg(all(test, feature = "toml"))]
mod seed;
mod top;
mod twin;

pub(super) use top::SCENARIO;

use crate::issue::Condition;

/// The version of the format that is described here.
pub(super) const VERSION: u32 = 2;

/// A table of a file.
pub(super) struct Table {
    /// Its name in the schema.
    pub name: &'static str,
    /// What it says, for authors.
    pub doc: &'static str,
    pub keys: &'static [Key],
    /// Whether exactly one of its keys must stand there, rather than each by its own need.
    pub one_of: bool,
}

/// A key of a table.
pub(super) struct Key {
    pub name: &'static str,
    /// What it says, for authors.
    pub doc: &'static str,
    pub shape: Shape,
    pub need: Need,
    pub absent: Absent,
    /// The first version of the format that has it.
    pub since: u32,
}

/// When a key must or may stand there.
#[derive(Clone, Copy)]
pub(super) enum Need {
    /// Always.
    Must,
    /// As the author likes.
    May,
    /// There it must, elsewhere it must not.
    MustOnly(Condition),
    /// There it may, elsewhere it must not.
    MayOnly(Condition),
}

/// What it means that a key does not stand there.
#[derive(Clone, Copy)]
pub(super) enum Absent {
    /// Nothing, or nothing a value could say.
    Nothing,
    /// The same as this value.
    Text(&'static str),
    /// The same as this value.
    Number(u64),
    /// The same as this value.
    Truth(bool),
    /// What the words say; reading it is the business of the table's own module.
    Words(&'static str),
}

/// What a value must be.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A text for readers or a name.
    Text {
        most: usize,
    },
    /// Lower-case letters, digits, hyphens.
    Id,
    Number {
        least: u64,
        most: u64,
    },
    Truth,
    /// `true`, `false` or one of these words.
    TruthOr(&'static [Word]),
    Span {
        least: &'static str,
        most: &'static str,
    },
    /// A day whose rules are modelled.
    Day,
    Utc,
    /// A clock's name and how far it is ahead of UTC.
    EventTime,
    /// An offset from the start, or an instant.
    Moment,
    Share,
    Factor,
    /// A number from 0.001 to 1000.
    Times,
    Version,
    /// The address of a server: scheme, host and what follows, without a user's name.
    Url,
    Word(&'static [Word]),
    Region(Regions),
    /// A Region, or this word.
    RegionOr {
        word: &'static str,
        regions: Regions,
    },
    Place(Places),
    /// A name from the same file: whether it is there, the table's own module says.
    Name {
        most: usize,
        of: &'static str,
    },
    /// Distinct values; a single one stands for a list of one.
    List {
        of: &'static Shape,
        least: usize,
        most: usize,
    },
    Table(&'static Table),
    Tables {
        of: &'static Table,
        least: usize,
        most: usize,
    },
    /// Tables whose keys depend on the word under one of them.
    TablesBy {
        by: &'static str,
        of: &'static [Variant],
        least: usize,
        most: usize,
    },
    /// The word that decided which table this is.
    Tag,
    /// One word, or a table.
    WordOrTable {
        words: &'static [Word],
        table: &'static Table,
    },
}

/// A word that may stand there, and what it means.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub word: &'static str,
    pub doc: &'static str,
}

/// The table that belongs to a word.
pub(super) struct Variant {
    pub word: &'static str,
    pub table: &'static Table,
}

#[derive(Clone, Copy)]
pub(super) enum Regions {
    /// Every one there is.
    All,
    /// Those with latency data, where principals can be.
    Measured,
    /// Those that every account has, and that no account can disable.
    EnabledByDefault,
    /// Those that an account must enable.
    OptIn,
    /// Those whose STS endpoint an account can deactivate.
    Deactivatable,
}

#[derive(Clone, Copy)]
pub(super) enum Places {
    /// Cities and measured Regions.
    Measured,
    /// Cities and every Region.
    All,
}

impl Table {
    const fn new(name: &'static str, doc: &'static str, keys: &'static [Key]) -> Self {
        Self { name, doc, keys, one_of: false }
    }

    /// Its key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Whether it is a text in both languages.
    pub fn is_text(&self) -> bool {
        matches!(self.keys, [first, second] if first.name == "en" && second.name == "ja")
    }

    pub fn key_names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

impl Key {
    /// A key that must stand there.
    const fn must(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, doc, shape, need: Need::Must, absent: Absent::Nothing, since: 1 }
    }

    /// A key that may stand there.
    const fn may(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { need: Need::May, ..Self::must(name, shape, doc) }
    }

    const fn absent(self, absent: Absent) -> Self {
        Self { absent, ..self }
    }

    const fn since(self, since: u32) -> Self {
        Self { since, ..self }
    }

    const fn need(self, need: Need) -> Self {
        Self { need, ..self }
    }
}

const fn word(word: &'static str, doc: &'static str) -> Word {
    Word { word, doc }
}

/// The words alone.
pub(super) fn words(words: &[Word]) -> Vec<&'static str> {
    words.iter().map(|word| word.word).collect()
}
