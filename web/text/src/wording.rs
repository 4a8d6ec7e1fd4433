//! Rules that every text keeps, checked in their sources: closures cannot be listed.

use super::{EN, ES, Lang};
use filtro_net::{Field, LayerKind};
use filtro_recipe::Optimizer;
use filtro_zoo::Preset;
use std::path::{Path, PathBuf};

/// The files of this folder, without comments.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                && path.file_name().is_some_and(|name| name != "wording.rs")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = |line: &&str| !line.trim_start().starts_with("//");
                let text = text.lines().filter(code).map(str::trim_start).collect::<Vec<_>>();
                // A text that goes on in the next line is one text.
                found.push((path, text.join("\n").replace("\\\n", "").to_lowercase()));
            }
        }
    }
    assert!(found.len() > 20, "the texts were not found");
    found
}

/// Whether a word is one of "coger", which is vulgar in half of the Spanish-speaking countries.
fn vulgar(word: &str) -> bool {
    ["cog", "coj"].iter().any(|stem| word.starts_with(stem))
}

/// "Vosotros" and "usted": the page says "tú".
fn addresses_otherwise(word: &str) -> bool {
    matches!(word, "usted" | "ustedes" | "vosotros" | "vuestra" | "vuestro")
        || ["áis", "éis", "ís"].iter().any(|end| word.len() > 4 && word.ends_with(end))
}

#[test]
fn spanish_is_for_every_country() {
    for (path, text) in sources() {
        for word in text.split(|sign: char| !sign.is_alphabetic()) {
            assert!(!vulgar(word), "{}: {word}", path.display());
            assert!(!addresses_otherwise(word), "{}: {word}", path.display());
            let regional = matches!(word, "costo" | "coste" | "costes" | "costos" | "ordenador");
            assert!(!regional, "{}: {word}", path.display());
        }
        // One term each: kernel, depthwise, desagrupar, versión, upsampling.
        let given_up = ["núcleo", "en profundidad", "deshacer el bloque", "pariente", "ampliación"];
        for phrase in given_up {
            assert!(!text.contains(phrase), "{}: {phrase}", path.display());
        }
    }
    for word in ["coger", "cogida", "coge", "cojo"] {
        assert!(vulgar(word));
    }
}

#[test]
fn english_is_plain() {
    let odd = [
        "foretold",
        "foretell",
        "anew",
        "behind",
        "likeliest",
        "relatives",
        "go on ",
        "goes on ",
        "of one's own",
        "whatever",
        "value a class",
        "value a channel",
        "number a ",
        "parameters a ",
        "branch a ",
    ];
    for (path, text) in sources() {
        for phrase in odd {
            assert!(!text.contains(phrase), "{}: {phrase}", path.display());
        }
    }
}

/// "Paso" alone is a step of training.
#[test]
fn fields_have_the_lectures_words_beside_the_translation() {
    let named = |field| {
        [(ES.network.field)(field), (ES.network.tied_field)(field)].map(str::to_owned).join(" ")
    };
    let both = [
        (Field::StrideHeight, "Paso (stride)"),
        (Field::StrideWidth, "Paso (stride)"),
        (Field::PaddingMode, "Relleno (padding)"),
        (Field::PaddingHeight, "Relleno (padding)"),
        (Field::PaddingWidth, "Relleno (padding)"),
        (Field::KernelHeight, "filtro (kernel)"),
        (Field::KernelWidth, "filtro (kernel)"),
    ];
    for (field, words) in both {
        assert_eq!(named(field).matches(words).count(), 2, "{}", named(field));
    }
    assert_eq!(ES.shell.step, "Paso");
}

#[test]
fn depthwise_has_one_word() {
    for text in [&EN, &ES] {
        let words = [
            (text.network.layer)(LayerKind::DepthwiseConv2d),
            (text.blocks.preset)(Preset::Separable),
            text.gallery.legend_depthwise,
            (text.gallery.idea)("mobilenet-v1"),
            (text.gallery.idea)("mobilenet-v2"),
            (text.gallery.idea)("xception"),
        ];
        for word in words {
            assert!(word.to_lowercase().contains("depthwise"), "{word}");
        }
    }
}

/// A decimal or grouping sign of the other language, in the texts that are written out.
#[test]
fn written_numbers_have_the_languages_signs() {
    let digits = |text: &str, sign: char| {
        let signs: Vec<char> = text.chars().collect();
        signs.windows(3).any(|w| w[1] == sign && w[0].is_ascii_digit() && w[2].is_ascii_digit())
    };
    let notes = ["two-each", "one-column", "vgg-19", "inception", "running"];
    for (text, foreign) in [(&EN, ','), (&ES, '.')] {
        for note in notes {
            assert!(!digits((text.compare.note)(note), foreign), "{note}");
        }
        let rates = [Optimizer::Sgd, Optimizer::Momentum, Optimizer::Adam]
            .map(text.training.optimizer_help);
        assert!(rates.iter().all(|help| !digits(help, foreign)), "{rates:?}");
    }
    assert_eq!(Lang::Es.integer(19_600), "19\u{202f}600");
    assert!((ES.compare.note)("vgg-19").contains("19\u{202f}600"));
}
