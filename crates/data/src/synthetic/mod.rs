//! A data set made of nothing but a seed, for the first run without a download.
//!
//! Ten classes of shapes and textures, 32×32 in colour. Place, size, rotation, both colours, the
//! ground and the noise are random, and the shape is as often darker as lighter than its ground:
//! no pixel by itself tells anything, so a linear model stays near chance level while convolutions
//! find edges, corners and textures.

mod figure;

use crate::normalize::Normalization;
use crate::set::{DataSet, Info, Part, PushError};
use figure::Figure;
use filtro_recipe::Random;

/// Pixels in a row, and rows.
pub const SIZE: usize = 32;
/// Training pictures of the built-in set.
pub const TRAIN: usize = 5_000;
/// Test pictures of the built-in set.
pub const TEST: usize = 1_000;
/// Seed of the built-in set: everybody sees the same pictures.
pub const SEED: u64 = 2026;

/// The classes in the order of their numbers.
pub const CLASSES: [&str; 10] = [
    "circle",
    "ring",
    "square",
    "triangle",
    "cross",
    "star",
    "crescent",
    "stripes",
    "checkerboard",
    "dots",
];

/// An empty synthetic set.
pub fn empty() -> DataSet {
    DataSet::new(Info {
        key: "synthetic".into(),
        classes: CLASSES.map(str::to_owned).to_vec(),
        shape: [3, SIZE, SIZE],
        normalization: Normalization::plain(3),
    })
}

/// Makes the set in pieces, so that a page can do other things meanwhile.
#[derive(Clone, Debug)]
pub struct Generator {
    set: DataSet,
    seed: u64,
    sizes: [usize; 2],
}

impl Generator {
    /// Of a set of so many training and test pictures.
    pub fn new(seed: u64, train: usize, test: usize) -> Self {
        Self { set: empty(), seed, sizes: [train, test] }
    }

    /// The built-in set.
    pub fn built_in() -> Self {
        Self::new(SEED, TRAIN, TEST)
    }

    /// Pictures made, and in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.set.len(Part::Train) + self.set.len(Part::Test), self.sizes.iter().sum())
    }

    /// Makes up to `count` more pictures; whether there is more to do.
    ///
    /// # Errors
    /// Never; the type is that of [`DataSet::push`].
    pub fn advance(&mut self, count: usize) -> Result<bool, PushError> {
        for _ in 0..count {
            let (part, done) = match [Part::Train, Part::Test].map(|part| self.set.len(part)) {
                [train, _] if train < self.sizes[0] => (Part::Train, train),
                [_, test] if test < self.sizes[1] => (Part::Test, test),
                _ => return Ok(false),
            };
            let label = (done % CLASSES.len()) as u8;
            self.set.push(part, label, &picture(self.seed, part, done, label))?;
        }
        let (done, all) = self.progress();
        Ok(done < all)
    }

    /// What has been made so far; shares the pixels.
    pub const fn set(&self) -> &DataSet {
        &self.set
    }
}

/// The whole set at once.
///
/// # Errors
/// Never; the type is that of [`DataSet::push`].
pub fn generate(seed: u64, train: usize, test: usize) -> Result<DataSet, PushError> {
    let mut generator = Generator::new(seed, train, test);
    while generator.advance(train + test + 1)? {}
    Ok(generator.set)
}

/// A colour that differs clearly from `other` in brightness.
fn contrasting(rng: &mut Random, other: [f32; 3]) -> [f32; 3] {
    let luma = |[r, g, b]: [f32; 3]| 0.299 * r + 0.587 * g + 0.114 * b;
    let away = luma(other);
    // Bounded, although a draw succeeds about every second time.
    for _ in 0..64 {
        let color = [(); 3].map(|()| rng.between(10.0, 245.0));
        if (luma(color) - away).abs() > 55.0 {
            return color;
        }
    }
    if away < 128.0 { [230.0; 3] } else { [25.0; 3] }
}

/// Planar bytes of picture `index` of a part.
fn picture(seed: u64, part: Part, index: usize, label: u8) -> Vec<u8> {
    let key = match part {
        Part::Train => 0,
        Part::Test => 1,
    };
    let mut rng = Random::keyed(seed, &[key, index as u64]);
    let figure = Figure::random(&mut rng, label);
    let ground = [(); 3].map(|()| rng.between(20.0, 235.0));
    let color = contrasting(&mut rng, ground);
    // The ground: a slope of brightness, soft waves, and grain.
    let slope = [rng.between(-1.2, 1.2), rng.between(-1.2, 1.2)];
    let wave = [rng.between(0.1, 0.45), rng.between(0.1, 0.45), rng.between(0.0, 6.3)];
    let height = rng.between(0.0, 12.0);
    let grain = rng.between(3.0, 14.0);
    let middle = SIZE as f32 / 2.0;
    let mut planes = [(); 3].map(|()| Vec::with_capacity(SIZE * SIZE));
    for row in 0..SIZE {
        for column in 0..SIZE {
            let (x, y) = (column as f32 + 0.5 - middle, row as f32 + 0.5 - middle);
            let cover = figure.cover(x, y);
            let light =
                slope[0] * x + slope[1] * y + height * (wave[0] * x + wave[1] * y + wave[2]).sin();
            for ((plane, ground), color) in planes.iter_mut().zip(ground).zip(color) {
                let value = (ground + light) * (1.0 - cover) + color * cover;
                plane.push((value + grain * rng.bell()).round().clamp(0.0, 255.0) as u8);
            }
        }
    }
    planes.concat()
}

#[cfg(test)]
mod tests;
