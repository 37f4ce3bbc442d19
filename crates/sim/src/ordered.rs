//! Putting short lists in order: stable, and small in WebAssembly, where each use of a std sort weighs 4 to 8 KB.
//! Not for long lists: the time grows with the square of their length.

/// The items in the order of a key; equal ones keep their order.
pub fn ordered<T, K: Ord>(items: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut list: Vec<T> = Vec::new();
    for item in items {
        let wanted = key(&item);
        // Most lists arrive nearly in order: the place is near the end.
        let place = list.iter().rposition(|known| key(known) <= wanted).map_or(0, |index| index + 1);
        list.insert(place, item);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_is_that_of_a_stable_sort(keys in prop::collection::vec(0_u8..9, 0..40)) {
            let items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(ordered(items, |item| item.0), expected);
        }
    }
}
