//! Other luck: a column for each seed, world A above world B, with how many principals could not work or not renew.
//! Which seeds, and what they came to, is the player's business.

use sts_atlas_player::{Roll, RolledWorld, WorldId};

use super::legend::{Legend, Swatch};
use super::{Chart, ChartSize, ChartText, GAP, rule};
use crate::{Anchor, Ink, Point, Rect};

/// Height of one world's columns, in pixels.
const PLOT_HEIGHT: f32 = 72.0;
/// A column takes so much of its room.
const FILLED: f32 = 0.62;
/// From the bottom up, as the states over time are stacked.
const STACK: [(Swatch, ChartText); 2] = [
    (Swatch::Filled(Ink::Harm, 1.0), ChartText::CannotWork),
    // As the squares of the map are: filled ones work.
    (Swatch::Half, ChartText::CannotRenew),
];
/// The axis reaches at least so many principals.
const LEAST_TOP: u32 = 4;

/// The chart; the first roll is the one being shown, and is set apart.
pub fn rolls_chart(rolls: &[Roll], size: &ChartSize) -> Chart {
    let worlds = || rolls.iter().flat_map(|roll| &roll.worlds);
    let top = worlds().map(|world| counts(world).iter().sum()).max().unwrap_or(0).max(LEAST_TOP);
    let ends = [0, top].map(|count| ChartText::Count(count.into()));
    let left = ends.iter().map(|count| size.width_of(*count)).fold(0.0, f32::max) + GAP;
    let all: Vec<[u32; 2]> = worlds().map(counts).collect();
    let occurs = |level: usize| all.iter().any(|counts| counts[level] > 0);
    let entries = STACK.into_iter().enumerate().filter(|(level, _)| occurs(*level)).map(|(_, entry)| entry);
    let entries = entries.chain([(Swatch::Line, ChartText::ShownSeed)]);
    let legend = Legend::new(entries, size, left);
    let mut marks = Vec::new();
    legend.draw(&mut marks, size);
    let mut y = legend.height + GAP + size.line() / 2.0;
    for world in WorldId::BOTH {
        marks.push(size.label(Point::new(0.0, y), Anchor::Start, ChartText::World(world), Ink::Ink));
        let plot =
            Rect { x: left, y: y + size.line() / 2.0 + GAP, width: size.width - left - 1.0, height: PLOT_HEIGHT };
        for (count, at) in [(ends[1], plot.y), (ends[0], plot.bottom())] {
            marks.push(size.label(Point::new(left - GAP, at), Anchor::End, count, Ink::Muted));
        }
        marks.push(rule(
            Point::new(plot.x, plot.bottom()),
            Point::new(plot.right(), plot.bottom()),
            Ink::Muted,
            1.0,
            None,
        ));
        let pitch = plot.width / (rolls.len() as f32).max(1.0);
        for (index, roll) in rolls.iter().enumerate() {
            let of = &roll.worlds[world.index()];
            let column =
                Rect { x: plot.x + pitch * (index as f32 + 0.5 - FILLED / 2.0), width: pitch * FILLED, ..plot };
            let mut floor = plot.bottom();
            for (count, (swatch, _)) in counts(of).into_iter().zip(STACK).filter(|(count, _)| *count > 0) {
                let height = plot.height * count as f32 / top as f32;
                floor -= height;
                swatch.fill(&mut marks, Rect { y: floor, height, ..column });
            }
            if index == 0 {
                let under = plot.bottom() + 3.0;
                marks.push(rule(Point::new(column.x, under), Point::new(column.right(), under), Ink::Ink, 2.0, None));
            }
        }
        y = plot.bottom() + size.line() + GAP;
    }
    Chart { height: y - size.line() / 2.0, marks }
}

/// How many of each level of the stack a roll came to.
const fn counts(of: &RolledWorld) -> [u32; 2] {
    [of.impaired, of.cannot_renew]
}
