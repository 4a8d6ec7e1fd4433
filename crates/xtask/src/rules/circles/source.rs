//! What one file imports.

use super::tokens::tokens;
use std::collections::BTreeSet;

/// A path as it is written: `crate`, `a`, `B`.
pub(super) type Path = Vec<String>;

/// A name that a `use` brings in.
#[derive(Debug)]
pub(super) struct Import {
    pub(super) path: Path,
    /// What it is called here; `*` for everything.
    pub(super) name: String,
    /// Whether others can find it here.
    pub(super) public: bool,
}

/// One file.
#[derive(Debug)]
pub(super) struct Source {
    /// Within the source folder.
    pub(super) file: String,
    /// From the crate's root.
    pub(super) module: Path,
    pub(super) imports: Vec<Import>,
    /// Paths that are written out where something is used.
    pub(super) paths: Vec<Path>,
    /// Every word outside of imports.
    pub(super) words: BTreeSet<String>,
}

impl Source {
    pub(super) fn new(file: &str, module: Path, text: &str) -> Self {
        let tokens = tokens(text);
        let mut source = Self {
            file: file.to_owned(),
            module,
            imports: Vec::new(),
            paths: Vec::new(),
            words: BTreeSet::new(),
        };
        let mut rest = tokens.as_slice();
        let mut public = false;
        while let Some((first, behind)) = rest.split_first() {
            rest = match *first {
                "#" => attribute(behind).unwrap_or(behind),
                // `use<'a>` says what a return type holds on to.
                "use" if behind.first() != Some(&"<") => source.import(behind, public),
                _ => source.path(rest),
            };
            // `pub`, `pub(crate)`, `pub(in …)`; anything else ends it.
            public = match *first {
                "pub" => true,
                "(" | ")" | "crate" | "super" | "self" | "in" | "::" => public,
                _ => false,
            };
        }
        source
    }

    /// Reads a `use` up to its semicolon.
    fn import<'a, 'b>(&mut self, tokens: &'a [&'b str], public: bool) -> &'a [&'b str] {
        let end = tokens.iter().position(|token| *token == ";").unwrap_or(tokens.len());
        let (tree, behind) = tokens.split_at(end);
        self.tree(tree, &Path::new(), public);
        behind
    }

    /// Reads one path, or several in braces, up to a comma or closing brace of the outside.
    fn tree<'a, 'b>(
        &mut self,
        tokens: &'a [&'b str],
        before: &Path,
        public: bool,
    ) -> &'a [&'b str] {
        let (mut path, mut name) = (before.clone(), None);
        let mut rest = tokens;
        while let Some((first, behind)) = rest.split_first() {
            match *first {
                "," | "}" => break,
                "{" => {
                    rest = behind;
                    while let Some((next, behind)) = rest.split_first() {
                        rest = match *next {
                            "}" => return behind,
                            "," => behind,
                            _ => self.tree(rest, &path, public),
                        };
                    }
                    return rest;
                }
                "as" => name = behind.first().map(|name| (*name).to_owned()),
                "::" => {}
                _ if name.is_some() => {}
                word => path.push(word.to_owned()),
            }
            rest = behind;
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        if let Some(name) = name.or_else(|| path.last().cloned()) {
            self.imports.push(Import { path, name, public });
        }
        rest
    }

    /// Reads a path, or whatever else comes first.
    fn path<'a, 'b>(&mut self, tokens: &'a [&'b str]) -> &'a [&'b str] {
        let is_word = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let mut path = Path::new();
        let mut rest = tokens;
        while let Some((first, behind)) = rest.split_first() {
            if !is_word(first) {
                break;
            }
            self.words.insert((*first).to_owned());
            path.push((*first).to_owned());
            rest = behind;
            match behind.split_first() {
                Some((&"::", behind)) => rest = behind,
                _ => break,
            }
        }
        if path.is_empty() {
            // A path that goes on behind `::` or a dot begins elsewhere.
            let skipped = match tokens.first() {
                Some(&("::" | ".")) if tokens.get(1).is_some_and(|next| is_word(next)) => 2,
                _ => 1,
            };
            if let (2, Some(word)) = (skipped, tokens.get(1)) {
                self.words.insert((*word).to_owned());
            }
            return tokens.get(skipped..).unwrap_or_default();
        }
        if path.len() > 1 {
            self.paths.push(path);
        }
        rest
    }
}

/// What comes behind an attribute; behind the whole item where the attribute keeps it to tests.
fn attribute<'a, 'b>(tokens: &'a [&'b str]) -> Option<&'a [&'b str]> {
    let start = usize::from(tokens.first() == Some(&"!"));
    let (inside, behind) = group(tokens.get(start..)?, "[", "]")?;
    if tests(inside) { Some(item(behind)) } else { Some(behind) }
}

/// `cfg(test)`, or `cfg(any(test, …))`.
fn tests(attribute: &[&str]) -> bool {
    let negated = attribute.windows(3).any(|three| matches!(three, ["not", "(", "test"]));
    attribute.first() == Some(&"cfg") && attribute.contains(&"test") && !negated
}

/// What comes behind the item that `tokens` begin with.
fn item<'a, 'b>(tokens: &'a [&'b str]) -> &'a [&'b str] {
    let mut rest = tokens;
    let mut import = false;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        match *first {
            "use" => import = true,
            ";" => break,
            "{" if !import => {
                let mut depth = 1_usize;
                while let Some((first, behind)) = rest.split_first() {
                    rest = behind;
                    match *first {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        return rest;
                    }
                }
            }
            _ => {}
        }
    }
    rest
}

/// What stands between two signs, and what comes behind them.
fn group<'a, 'b>(
    tokens: &'a [&'b str],
    open: &str,
    close: &str,
) -> Option<(&'a [&'b str], &'a [&'b str])> {
    let (_, inside) = tokens.split_first().filter(|(first, _)| **first == open)?;
    let mut depth = 1_usize;
    for (at, token) in inside.iter().enumerate() {
        if *token == open {
            depth += 1;
        } else if *token == close {
            depth -= 1;
        }
        if depth == 0 {
            return Some((inside.get(..at)?, inside.get(at + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Source {
        Source::new("a.rs", vec!["a".into()], text)
    }

    #[test]
    fn imports_are_read_with_their_names() {
        let source = read("pub(crate) use crate::a::{self, b::C as D, e::*};\nuse super::F;");
        let found: Vec<_> = source
            .imports
            .iter()
            .map(|it| (it.path.join("::"), it.name.as_str(), it.public))
            .collect();
        let expected = [
            ("crate::a".to_owned(), "a", true),
            ("crate::a::b::C".to_owned(), "D", true),
            ("crate::a::e::*".to_owned(), "*", true),
            ("super::F".to_owned(), "F", false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn paths_are_read_from_their_beginning() {
        let source =
            read("fn f() -> impl Fn() + use<'_> { crate::b::C::d(x.y(), <T>::e(), g::H {}) }");
        assert_eq!(source.imports.len(), 0);
        let paths: Vec<_> = source.paths.iter().map(|path| path.join("::")).collect();
        assert_eq!(paths, ["crate::b::C::d", "g::H"]);
        assert!(source.words.contains("y") && source.words.contains("e"));
    }
}
