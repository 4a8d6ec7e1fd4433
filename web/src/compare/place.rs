//! Where the names of bubbles go: beside them, and not over each other.

/// Width of a letter and height of a line, in CSS pixels, on the safe side.
const LETTER: f64 = 6.6;
const LINE: f64 = 14.0;

/// A bubble on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// Its radius.
    pub radius: f64,
    /// Letters of its name; 0 where it has none to show.
    pub letters: usize,
}

/// Left, top, right, bottom.
type Box4 = [f64; 4];

fn overlap(a: Box4, b: Box4) -> f64 {
    let wide = (a[2].min(b[2]) - a[0].max(b[0])).max(0.0);
    let high = (a[3].min(b[3]) - a[1].max(b[1])).max(0.0);
    wide * high
}

/// Left end and base line of each name within `frame`: right of the bubble, left, above or below,
/// where it covers least of other names and bubbles.
pub fn place(points: &[Placed], frame: Box4) -> Vec<Option<[f64; 2]>> {
    let mut taken: Vec<Box4> = Vec::new();
    let name = |point: &Placed| {
        if point.letters == 0 {
            return None;
        }
        let wide = point.letters as f64 * LETTER;
        let (x, y, away) = (point.x, point.y, point.radius + 4.0);
        let starts = [
            (x + away, y - LINE / 2.0),
            (x - away - wide, y - LINE / 2.0),
            (x - wide / 2.0, y - away - LINE),
            (x - wide / 2.0, y + away),
            (x + away * 0.7, y - away * 0.7 - LINE),
            (x + away * 0.7, y + away * 0.7),
            (x - away * 0.7 - wide, y - away * 0.7 - LINE),
            (x - away * 0.7 - wide, y + away * 0.7),
        ];
        let mut best: Option<(f64, Box4)> = None;
        for (left, top) in starts {
            let here = [left, top, left + wide, top + LINE];
            let outside = wide * LINE - overlap(here, frame);
            let names: f64 = taken.iter().map(|other| overlap(here, *other)).sum();
            let bubbles = points.iter().map(|other| {
                let r = other.radius * 0.8;
                overlap(here, [other.x - r, other.y - r, other.x + r, other.y + r])
            });
            let cost = 8.0 * outside + 3.0 * names + bubbles.sum::<f64>();
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, here));
            }
        }
        let (_, here) = best?;
        taken.push(here);
        Some([here[0], here[3] - 3.5])
    };
    points.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Box4 = [40.0, 16.0, 640.0, 340.0];

    fn point(x: f64, y: f64) -> Placed {
        Placed { x, y, radius: 8.0, letters: 8 }
    }

    #[test]
    fn a_name_stands_right_of_its_bubble_or_left_at_the_edge() {
        let found = place(&[point(100.0, 100.0)], FRAME);
        assert!(found[0].is_some_and(|[x, _]| x > 108.0));
        let found = place(&[point(630.0, 100.0)], FRAME);
        assert!(found[0].is_some_and(|[x, _]| x < 600.0));
        let nameless = Placed { letters: 0, ..point(100.0, 100.0) };
        assert_eq!(place(&[nameless], FRAME), [None]);
    }

    #[test]
    fn names_of_neighbours_do_not_cover_each_other() {
        let points = [point(300.0, 100.0), point(308.0, 104.0), point(296.0, 110.0)];
        let found = place(&points, FRAME);
        let boxes: Vec<Box4> = found
            .iter()
            .flatten()
            .map(|[x, y]| [*x, y + 3.5 - LINE, x + 8.0 * LETTER, y + 3.5])
            .collect();
        for (at, one) in boxes.iter().enumerate() {
            for other in &boxes[..at] {
                assert_eq!(overlap(*one, *other), 0.0);
            }
        }
    }

    proptest! {
        #[test]
        fn a_lone_name_is_inside(x in 60.0..620.0_f64, y in 30.0..320.0_f64) {
            let found = place(&[point(x, y)], FRAME)[0].unwrap();
            prop_assert!(found[0] >= FRAME[0] && found[0] + 8.0 * LETTER <= FRAME[2]);
            prop_assert!(found[1] >= FRAME[1] && found[1] <= FRAME[3]);
        }
    }
}
