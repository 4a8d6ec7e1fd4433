use super::*;
use filtro_recipe::{Split, shuffled};

#[test]
fn pieces_do_not_matter_and_a_seed_repeats() {
    let whole = generate(5, 40, 20).unwrap();
    let mut generator = Generator::new(5, 40, 20);
    while generator.advance(7).unwrap() {}
    assert_eq!(generator.progress(), (60, 60));
    for part in [Part::Train, Part::Test] {
        assert_eq!(generator.set().len(part), whole.len(part));
        for at in 0..whole.len(part) {
            assert_eq!(generator.set().image(part, at), whole.image(part, at));
        }
    }
    let other = generate(6, 40, 20).unwrap();
    assert_ne!(whole.image(Part::Train, 0), other.image(Part::Train, 0));
    assert_ne!(whole.image(Part::Train, 0), whole.image(Part::Test, 0));
}

#[test]
fn classes_are_balanced() {
    let set = generate(1, 100, 50).unwrap();
    for class in 0..10 {
        let count = |part, len| (0..len).filter(|&at| set.label(part, at) == Some(class)).count();
        assert_eq!((count(Part::Train, 100), count(Part::Test, 50)), (10, 5));
    }
}

/// Softmax regression on the pixels, trained to its best by plain gradient descent: the yardstick
/// that the set is made to defeat.
#[test]
fn a_linear_model_stays_far_behind() {
    const CLASSES: usize = 10;
    let set = generate(SEED, 3_000, 500).unwrap();
    let len = set.image_len();
    let mut weights = vec![0.0_f32; (len + 1) * CLASSES];
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    let scores = |weights: &[f32], image: &[f32]| -> [f32; CLASSES] {
        std::array::from_fn(|class| {
            let row = &weights[class * (len + 1)..(class + 1) * (len + 1)];
            row[len] + row.iter().zip(image).map(|(w, x)| w * x).sum::<f32>()
        })
    };
    for epoch in 0..4 {
        for batch in shuffled(set.indices(Split::Train), 1, epoch).chunks(20) {
            set.fill(Part::Train, batch, &mut images, &mut labels);
            let mut step = vec![0.0_f32; weights.len()];
            for (image, label) in images.chunks_exact(len).zip(&labels) {
                let scores = scores(&weights, image);
                let top = scores.iter().copied().fold(f32::MIN, f32::max);
                let powers = scores.map(|score| (score - top).exp());
                let sum: f32 = powers.iter().sum();
                for class in 0..CLASSES {
                    let error = powers[class] / sum - f32::from(u8::from(class == *label as usize));
                    let row = &mut step[class * (len + 1)..(class + 1) * (len + 1)];
                    row[len] += error;
                    for (slot, x) in row.iter_mut().zip(image) {
                        *slot += error * x;
                    }
                }
            }
            let rate = 0.002 / batch.len() as f32;
            weights.iter_mut().zip(step).for_each(|(weight, step)| *weight -= rate * step);
        }
    }
    set.fill(Part::Test, &set.indices(Split::Test), &mut images, &mut labels);
    let right = images
        .chunks_exact(len)
        .zip(&labels)
        .filter(|(image, label)| {
            let scores = scores(&weights, image);
            let best = (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
            best == Some(**label as usize)
        })
        .count();
    let accuracy = right as f64 / 500.0;
    assert!(accuracy < 0.45, "a linear model reaches {accuracy}");
}
