//! The last finished requests of a world, for the ledger: a ring of fixed size, part of every checkpoint.
//! Longer history is `player`'s business.

use crate::RequestRecord;

/// How many are kept.
const KEPT: usize = 128;

/// The ring.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Recent {
    records: Vec<RequestRecord>,
    next: usize,
}

impl Recent {
    pub fn push(&mut self, record: RequestRecord) {
        if self.records.len() < KEPT {
            self.records.push(record);
        } else {
            self.records[self.next] = record;
        }
        self.next = (self.next + 1) % KEPT;
    }

    /// Heap memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.records.capacity() * size_of::<RequestRecord>()
    }

    /// From the newest to the oldest.
    pub fn newest_first(&self) -> impl Iterator<Item = &RequestRecord> {
        let (old, new) = self.records.split_at(self.next.min(self.records.len()));
        old.iter().rev().chain(new.iter().rev())
    }
}
