//! Which file imports which.

use super::source::{Import, Source};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The files of a crate, by their number, with the numbers of those that they import.
pub(super) struct Graph<'a> {
    sources: &'a [Source],
    modules: BTreeMap<&'a [String], usize>,
    edges: Vec<BTreeSet<usize>>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(sources: &'a [Source]) -> Self {
        let numbered = sources.iter().enumerate();
        let modules = numbered.map(|(at, source)| (source.module.as_slice(), at)).collect();
        let mut graph = Self { sources, modules, edges: Vec::new() };
        graph.edges = sources.iter().map(|source| graph.imported(source)).collect();
        graph
    }

    /// Every circle: the shortest through the first of its files by name.
    pub(super) fn circles(&self) -> Vec<Vec<&'a str>> {
        let reached: Vec<_> = (0..self.sources.len()).map(|from| self.reached(from)).collect();
        let reaches = |from: usize, to: usize| reached.get(from).is_some_and(|it| it.contains(&to));
        let mut order: Vec<_> = self.sources.iter().enumerate().collect();
        order.sort_by_key(|(_, source)| &source.file);
        let mut told: BTreeSet<usize> = BTreeSet::new();
        let mut circles = Vec::new();
        for (at, _) in order {
            if reaches(at, at) && !told.contains(&at) {
                told.extend(
                    (0..self.sources.len()).filter(|it| reaches(at, *it) && reaches(*it, at)),
                );
                circles.push(self.shortest(at));
            }
        }
        circles
    }

    fn next(&self, at: usize) -> impl Iterator<Item = usize> {
        self.edges.get(at).into_iter().flatten().copied()
    }

    fn reached(&self, from: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut rest: Vec<_> = self.next(from).collect();
        while let Some(at) = rest.pop() {
            if seen.insert(at) {
                rest.extend(self.next(at));
            }
        }
        seen
    }

    /// The files on the shortest way from a file back to it.
    fn shortest(&self, start: usize) -> Vec<&'a str> {
        let mut before: BTreeMap<usize, usize> = BTreeMap::new();
        let mut rest = VecDeque::from([start]);
        while let Some(at) = rest.pop_front() {
            for next in self.next(at) {
                if let std::collections::btree_map::Entry::Vacant(place) = before.entry(next) {
                    place.insert(at);
                    rest.push_back(next);
                }
            }
        }
        let mut way = vec![start];
        let mut at = before.get(&start).copied();
        while let Some(file) = at {
            way.push(file);
            at = if file == start { None } else { before.get(&file).copied() };
        }
        way.reverse();
        way.iter().filter_map(|at| self.sources.get(*at)).map(|it| it.file.as_str()).collect()
    }

    fn imported(&self, source: &Source) -> BTreeSet<usize> {
        // Handing a name on is no import of it, unless it is used here as well.
        let used = |import: &&Import| !import.public || source.words.contains(&import.name);
        let imports = source.imports.iter().filter(used).map(|import| &import.path);
        let targets = imports.chain(&source.paths).filter_map(|path| {
            let path = self.absolute(source, path)?;
            self.resolve(&path, &mut BTreeSet::new())
        });
        let own = self.modules.get(source.module.as_slice());
        targets.filter(|target| own != Some(target)).collect()
    }

    /// The path from the crate's root; none where it is of another crate, or names something by
    /// an import of its own, which is counted by itself.
    fn absolute(&self, source: &Source, path: &[String]) -> Option<Vec<String>> {
        let (first, mut rest) = path.split_first()?;
        let mut module = source.module.clone();
        match first.as_str() {
            "crate" => module.clear(),
            "self" => {}
            "super" => {
                module.pop();
                while let Some((above, behind)) = rest.split_first().filter(|it| it.0 == "super") {
                    debug_assert_eq!(above, "super");
                    module.pop();
                    rest = behind;
                }
            }
            _ => {
                let mut inner = module.clone();
                inner.push(first.clone());
                self.modules.get(inner.as_slice())?;
                module.push(first.clone());
            }
        }
        module.extend(rest.iter().cloned());
        Some(module)
    }

    /// The file that a path from the root leads to: through modules as far as they go, then along
    /// names that are handed on.
    fn resolve(&self, path: &[String], seen: &mut BTreeSet<(usize, String)>) -> Option<usize> {
        let depth = (0..=path.len())
            .rev()
            .find(|depth| path.get(..*depth).is_some_and(|it| self.modules.contains_key(it)))?;
        let (module, rest) = path.split_at_checked(depth)?;
        let at = self.modules.get(module).copied()?;
        let (Some((name, rest)), Some(source)) = (rest.split_first(), self.sources.get(at)) else {
            return Some(at);
        };
        if !seen.insert((at, name.clone())) {
            return Some(at);
        }
        let import = source.imports.iter().find(|import| import.name == *name);
        let Some(mut path) = import.and_then(|it| self.absolute(source, &it.path)) else {
            return Some(at);
        };
        path.extend(rest.iter().cloned());
        self.resolve(&path, seen)
    }
}
