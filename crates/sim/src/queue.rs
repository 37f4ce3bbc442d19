//! The event queue: at most one pending event per entity, ordered by (time, entity), never by insertion.
//! An indexed binary heap; it knows nothing of what an event means.

use crate::SimTime;

/// Pending times of a fixed number of entities.
#[derive(Clone, Debug)]
pub(crate) struct Queue {
    /// Entity at each heap position.
    heap: Vec<u32>,
    /// Heap position of each entity.
    position: Vec<u32>,
    /// Pending time of each entity; `NEVER` where it waits for a fault edge.
    due: Vec<SimTime>,
}

impl Queue {
    /// A queue in which nobody has anything pending.
    pub fn new(entities: u32) -> Self {
        Self {
            heap: (0..entities).collect(),
            position: (0..entities).collect(),
            due: vec![SimTime::NEVER; entities as usize],
        }
    }

    /// The next entity and its time; `None` where nobody has anything pending.
    pub fn peek(&self) -> Option<(SimTime, u32)> {
        let entity = *self.heap.first()?;
        let due = self.due[entity as usize];
        (due != SimTime::NEVER).then_some((due, entity))
    }

    /// Sets an entity's pending time.
    pub fn schedule(&mut self, entity: u32, due: SimTime) {
        let before = std::mem::replace(&mut self.due[entity as usize], due);
        let position = self.position[entity as usize] as usize;
        if due < before {
            self.sift_up(position);
        } else {
            self.sift_down(position);
        }
    }

    /// Heap memory, in bytes.
    pub fn bytes(&self) -> usize {
        (self.heap.capacity() + self.position.capacity()) * size_of::<u32>()
            + self.due.capacity() * size_of::<SimTime>()
    }

    fn before(&self, left: u32, right: u32) -> bool {
        (self.due[left as usize], left) < (self.due[right as usize], right)
    }

    fn sift_up(&mut self, mut position: usize) {
        while position > 0 {
            let parent = (position - 1) / 2;
            if !self.before(self.heap[position], self.heap[parent]) {
                break;
            }
            self.swap(position, parent);
            position = parent;
        }
    }

    fn sift_down(&mut self, mut position: usize) {
        loop {
            let (left, right) = (2 * position + 1, 2 * position + 2);
            let mut least = position;
            for child in [left, right] {
                if child < self.heap.len() && self.before(self.heap[child], self.heap[least]) {
                    least = child;
                }
            }
            if least == position {
                return;
            }
            self.swap(position, least);
            position = least;
        }
    }

    fn swap(&mut self, left: usize, right: usize) {
        self.heap.swap(left, right);
        self.position[self.heap[left] as usize] = left as u32;
        self.position[self.heap[right] as usize] = right as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn events_leave_in_the_order_of_time_then_entity(times in prop::collection::vec(0_u64..50, 1..40)) {
            let mut queue = Queue::new(times.len() as u32);
            for (entity, &time) in times.iter().enumerate().rev() {
                queue.schedule(entity as u32, SimTime(time));
            }
            let mut expected: Vec<_> = times.iter().enumerate().map(|(entity, &time)| (SimTime(time), entity as u32)).collect();
            expected.sort_unstable();
            let mut found = Vec::new();
            while let Some(next) = queue.peek() {
                found.push(next);
                queue.schedule(next.1, SimTime::NEVER);
            }
            prop_assert_eq!(found, expected);
        }
    }
}
