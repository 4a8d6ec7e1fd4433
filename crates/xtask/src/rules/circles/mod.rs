//! No circle of imports between the files of a crate: whoever reads a file can read what it needs
//! first, and cut it out to move it elsewhere.

mod graph;
mod source;
mod tokens;

use graph::Graph;
use source::Source;
use std::collections::BTreeMap;

/// Where circles are left, and why.
const ALLOWED: &[(&str, &str)] = &[(
    "web/src/builder/canvas/",
    "cards, blocks and lanes draw each other, as deep as a network is",
)];

/// Every circle within a crate, each once: the shortest through its first file. `files` are paths
/// from the root and their texts.
pub fn check(files: &[(String, String)]) -> Vec<String> {
    let mut crates: BTreeMap<&str, Vec<Source>> = BTreeMap::new();
    for (path, text) in files {
        let Some((root, inside)) = split(path) else { continue };
        let allowed = ALLOWED.iter().any(|(start, _)| path.starts_with(start));
        if !allowed && let Some(module) = module(inside) {
            crates.entry(root).or_default().push(Source::new(inside, module, text));
        }
    }
    let mut breaches = Vec::new();
    for (root, sources) in crates {
        for circle in Graph::new(&sources).circles() {
            breaches.push(format!("{root}: imports in a circle: {}", circle.join(" -> ")));
        }
    }
    breaches
}

/// The source folder of a crate, and the path in it.
fn split(path: &str) -> Option<(&str, &str)> {
    let at = path.find("/src/")?;
    let (root, inside) = path.split_at(at + "/src/".len());
    inside.ends_with(".rs").then_some((root, inside))
}

/// The module that a file is; none where it is of tests, or a program beside a library.
fn module(inside: &str) -> Option<Vec<String>> {
    let name = inside.strip_suffix(".rs")?;
    let mut parts: Vec<_> = name.split('/').map(str::to_owned).collect();
    if parts.iter().any(|part| part == "tests") || name.starts_with("bin/") {
        return None;
    }
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    match parts.as_slice() {
        [root] if root == "lib" || root == "main" => Some(Vec::new()),
        _ => Some(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<String> {
        let own =
            |(path, text): &(&str, &str)| (format!("crates/it/src/{path}"), (*text).to_owned());
        check(&files.iter().map(own).collect::<Vec<_>>())
    }

    fn found(circle: &str) -> [String; 1] {
        [format!("crates/it/src/: imports in a circle: {circle}")]
    }

    #[test]
    fn two_files_that_import_each_other_are_found() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "use crate::b::B;\npub struct A;"),
            ("b.rs", "use crate::a::{self, A};\npub struct B;"),
        ];
        assert_eq!(circles(&files), found("a.rs -> b.rs -> a.rs"));
        assert_eq!(circles(&files[..2]), [""; 0]);
    }

    #[test]
    fn the_shortest_way_round_is_told_once() {
        let files = [
            ("lib.rs", "mod a; mod b; mod c; mod d;"),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use crate::{c::C, d::D};"),
            ("c.rs", "use crate::d::D;"),
            ("d.rs", "fn f() { crate::a::f() }"),
        ];
        assert_eq!(circles(&files), found("a.rs -> b.rs -> d.rs -> a.rs"));
    }

    #[test]
    fn a_folder_and_what_is_in_it_count_too() {
        let with = |inner: &str| {
            circles(&[
                ("lib.rs", "mod f;"),
                ("f/mod.rs", "mod inner;\nuse inner::Inner;\npub struct Outer;"),
                ("f/inner.rs", inner),
            ])
        };
        assert_eq!(with("use super::Outer;"), found("f/inner.rs -> f/mod.rs -> f/inner.rs"));
        assert_eq!(with("use std::fmt;"), [""; 0]);
    }

    /// A name that is handed on leads to where it is made, and handing on is no import.
    #[test]
    fn names_are_followed_to_where_they_are_made() {
        let files = |user: &str| {
            circles(&[
                ("lib.rs", "mod f;\nmod user;\npub use f::Made;"),
                ("f/mod.rs", "mod made;\nmod other;\npub use made::Made;\npub use other::Other;"),
                ("f/made.rs", "use crate::user::User;\npub struct Made;"),
                ("f/other.rs", "pub struct Other;"),
                ("user.rs", user),
            ])
        };
        assert_eq!(files("use crate::f::Other;\npub struct User;"), [""; 0]);
        let expected = found("f/made.rs -> user.rs -> f/made.rs");
        assert_eq!(files("use crate::f::Made;"), expected);
        assert_eq!(files("use crate::Made;"), expected);
        assert_eq!(files("fn f(_: crate::f::Made) {}"), expected);
    }

    #[test]
    fn whoever_hands_a_name_on_and_uses_it_imports_it() {
        let files = |body: &str| {
            circles(&[
                ("lib.rs", "mod f;"),
                ("f/mod.rs", &format!("mod made;\npub use made::Made;\npub struct Own;\n{body}")),
                ("f/made.rs", "use super::Own;\npub struct Made;"),
            ])
        };
        assert_eq!(files(""), [""; 0]);
        assert_eq!(files("fn f(_: Made) {}").len(), 1);
    }

    #[test]
    fn tests_words_and_other_crates_are_not_meant() {
        let files = |text: &str| {
            circles(&[
                ("lib.rs", "mod a; mod b;"),
                ("a.rs", "use crate::b::B;"),
                ("b.rs", text),
                ("b/tests.rs", "use crate::a::A;"),
                ("tests/mod.rs", "use crate::a::A;"),
            ])
        };
        for text in [
            "// use crate::a::A;",
            "/* use crate::a::A; /* and */ use crate::a::A; */",
            "const T: &str = \"crate::a::A\";",
            "const T: &str = r#\"\" crate::a::A\"#;",
            "const T: char = '\"'; // \" crate::a::A",
            "#[cfg(test)]\nmod tests { use crate::a::A; }",
            "#[cfg(test)]\nuse crate::a::A;",
            "use other::a::A; fn f<'a>(x: &'a str) { x::a::A }",
        ] {
            assert_eq!(circles(&[]), [""; 0]);
            assert_eq!(files(text), [""; 0], "{text}");
        }
        assert_eq!(files("#[cfg(test)]\nmod tests;\nuse crate::a::A;").len(), 1);
        assert_eq!(files("#[cfg(not(test))]\nuse crate::a::A;").len(), 1);
    }

    #[test]
    fn exceptions_are_of_folders_that_are_there() {
        for (folder, reason) in ALLOWED {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
            assert!(std::path::Path::new(root).join(folder).is_dir(), "{folder}");
            assert!(!reason.is_empty());
        }
    }
}
