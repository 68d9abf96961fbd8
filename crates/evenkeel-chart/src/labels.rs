//! Labels are pushed apart, each as little as can be.

/// Where labels go that want to stand at `wanted`: in the same order, at least `gap` apart, within
/// `low` and `high` as long as there is room for all. All moves together are as small as can be.
pub fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<(usize, f64)> = wanted.iter().copied().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    // With each label's own share of the gaps taken off, "at least a gap apart" becomes "not
    // falling", and neighbors that would fall share their mean.
    let mut blocks: Vec<Block> = Vec::new();
    let mut offset = 0.0;
    for (_, at) in &order {
        let mut block = Block { sum: at - offset, size: 1.0 };
        while let Some(above) = blocks.pop_if(|above| above.mean() > block.mean()) {
            block = Block { sum: above.sum + block.sum, size: above.size + block.size };
        }
        blocks.push(block);
        offset += gap;
    }
    let last = high - (offset - gap).max(0.0);
    let mut places = vec![low; wanted.len()];
    let mut members = order.iter();
    let mut offset = 0.0;
    for block in &blocks {
        let start = block.mean().min(last).max(low);
        let mut left = block.size;
        while left > 0.0 {
            left -= 1.0;
            if let Some(place) = members.next().and_then(|(member, _)| places.get_mut(*member)) {
                *place = start + offset;
            }
            offset += gap;
        }
    }
    places
}

/// Labels that have run into each other and now move as one.
struct Block {
    sum: f64,
    size: f64,
}

impl Block {
    fn mean(&self) -> f64 {
        self.sum / self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[80.0, 20.0, 50.0], 16.0, 0.0, 100.0), [80.0, 20.0, 50.0]);
        assert_eq!(spread(&[], 16.0, 0.0, 100.0), Vec::<f64>::new());
    }

    #[test]
    fn now_20_does_not_lie_on_limit_22() {
        assert_eq!(spread(&[102.0, 98.0], 16.0, 0.0, 200.0), [108.0, 92.0]);
        assert_eq!(spread(&[100.0, 100.0, 100.0], 16.0, 0.0, 200.0), [84.0, 100.0, 116.0]);
    }

    #[test]
    fn labels_at_the_edge_are_pushed_inward() {
        assert_eq!(spread(&[98.0, 99.0], 16.0, 0.0, 100.0), [84.0, 100.0]);
        assert_eq!(spread(&[-5.0, 3.0], 16.0, 0.0, 100.0), [0.0, 16.0]);
    }

    proptest! {
        #[test]
        fn labels_keep_their_order_their_distance_and_the_drawing(
            wanted in prop::collection::vec(-50.0..250.0, 0..12),
        ) {
            let places = spread(&wanted, 16.0, 0.0, 200.0);
            for (a, b) in (0..wanted.len()).flat_map(|a| (0..wanted.len()).map(move |b| (a, b))) {
                if wanted[a] < wanted[b] {
                    prop_assert!(places[b] - places[a] >= 16.0 - 1e-9);
                }
            }
            prop_assert!(places.iter().all(|at| (-1e-9..=200.0 + 1e-9).contains(at)));
        }
    }
}
