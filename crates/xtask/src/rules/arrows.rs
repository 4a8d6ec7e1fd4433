//! Which crate may use which.

use anyhow::{Context, Result};
use serde_json::Value;

/// A crate of the workspace and what it asks for.
#[derive(Debug)]
pub struct Package {
    /// Without the `filtro-` before it.
    pub name: String,
    /// Crates of the workspace, without the `filtro-`.
    pub own: Vec<String>,
    /// Those that its tests alone ask for.
    pub tests: Vec<String>,
    /// Crates from elsewhere.
    pub foreign: Vec<String>,
}

struct Rule {
    name: &'static str,
    own: &'static [&'static str],
    /// Crates from elsewhere that it must not use; `burn*` is every name that begins so.
    never: &'static [&'static [&'static str]],
}

const BURN: &[&str] = &["burn*", "cubecl*", "wgpu*"];
const BROWSER: &[&str] = &["web-sys", "js-sys", "wasm-bindgen*", "gloo*"];
/// What draws; texts may ask the browser how a language writes numbers.
const SCREEN: &[&str] = &["web-sys", "gloo*"];
const PAGE: &[&str] = &["yew*"];
const CONSOLE: &[&str] = &["clap", "indicatif", "anyhow"];

const PURE: &[&[&str]] = &[BURN, BROWSER, PAGE, CONSOLE];

/// Arrows point towards `net` and `recipe`, which import no sibling. What a learner can get wrong
/// is testable without a browser or a device, and the page never links the engine.
const RULES: &[Rule] = &[
    Rule { name: "net", own: &[], never: PURE },
    Rule { name: "recipe", own: &[], never: PURE },
    Rule { name: "program", own: &["net"], never: PURE },
    Rule { name: "zoo", own: &["net", "program"], never: PURE },
    Rule { name: "course", own: &["net", "recipe"], never: PURE },
    Rule { name: "estimate", own: &["net", "recipe", "program"], never: PURE },
    Rule { name: "data", own: &["recipe"], never: PURE },
    Rule { name: "export", own: &["net", "program"], never: PURE },
    Rule { name: "protocol", own: &["net", "recipe", "program"], never: PURE },
    Rule {
        name: "app",
        own: &["net", "recipe", "program", "zoo", "estimate", "protocol", "export"],
        never: PURE,
    },
    Rule { name: "engine", own: &["net", "recipe", "program"], never: &[BROWSER, PAGE, CONSOLE] },
    Rule {
        name: "run",
        own: &["engine", "data", "recipe", "estimate", "protocol"],
        never: &[BROWSER, PAGE, CONSOLE],
    },
    Rule {
        name: "worker",
        own: &[
            "run", "engine", "data", "net", "recipe", "program", "estimate", "protocol", "export",
        ],
        never: &[PAGE, CONSOLE],
    },
    Rule {
        name: "cli",
        own: &[
            "run", "engine", "data", "net", "recipe", "zoo", "program", "estimate", "protocol",
            "export",
        ],
        never: &[BROWSER, PAGE],
    },
    // Words are functions of the enums that name layers, fields, problems and failures.
    Rule {
        name: "text",
        own: &["net", "recipe", "program", "zoo", "course", "estimate", "protocol"],
        never: &[BURN, SCREEN, PAGE, CONSOLE],
    },
    Rule { name: "ui", own: &["text"], never: &[BURN, CONSOLE] },
    Rule {
        name: "web",
        own: &[
            "ui", "text", "app", "net", "recipe", "program", "zoo", "course", "estimate",
            "protocol",
        ],
        never: &[BURN, CONSOLE],
    },
    Rule { name: "xtask", own: &["net", "zoo"], never: &[BURN, BROWSER, PAGE] },
];

/// Arrows that tests and examples alone may have: the command line's train beside the worker and
/// compare, and published networks are what everything is tried on.
const TESTS: &[(&str, &str)] = &[
    ("app", "course"),
    ("cli", "worker"),
    ("engine", "zoo"),
    ("estimate", "zoo"),
    ("program", "zoo"),
    ("run", "net"),
    ("worker", "zoo"),
];

/// The crates in what `cargo metadata` says.
pub fn packages(metadata: &Value) -> Result<Vec<Package>> {
    let all = metadata.get("packages").and_then(Value::as_array).context("no packages")?;
    all.iter().map(package).collect()
}

fn package(value: &Value) -> Result<Package> {
    let name = |value: &Value| -> Result<String> {
        Ok(value.get("name").and_then(Value::as_str).context("a package without a name")?.into())
    };
    let mut package =
        Package { name: short(&name(value)?), own: vec![], tests: vec![], foreign: vec![] };
    let wanted = value.get("dependencies").and_then(Value::as_array).context("no dependencies")?;
    for dependency in wanted {
        let from_here = dependency.get("path").is_some_and(|path| !path.is_null());
        let name = name(dependency)?;
        if from_here {
            let test = dependency.get("kind").is_some_and(|kind| kind == "dev");
            let list = if test { &mut package.tests } else { &mut package.own };
            list.push(short(&name));
        } else {
            package.foreign.push(name);
        }
    }
    Ok(package)
}

fn short(name: &str) -> String {
    name.strip_prefix("filtro-").unwrap_or(name).to_owned()
}

/// Every arrow that points the wrong way. Those of tests count too, but for [`TESTS`].
pub fn check(packages: &[Package]) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in packages {
        let name = &package.name;
        let Some(rule) = RULES.iter().find(|rule| rule.name == name) else {
            breaches.push(format!("crate {name}: has no place in xtask's rules"));
            continue;
        };
        let of_tests = package.tests.iter().filter(|it| !TESTS.contains(&(name, it.as_str())));
        let all = package.own.iter().chain(of_tests);
        for own in all.filter(|own| !rule.own.contains(&own.as_str())) {
            breaches.push(format!("crate {name}: must not use {own}"));
        }
        let forbidden = |foreign: &&String| {
            rule.never.iter().copied().flatten().any(|pattern| matches(pattern, foreign))
        };
        for foreign in package.foreign.iter().filter(forbidden) {
            breaches.push(format!("crate {name}: must not use {foreign}"));
        }
    }
    breaches
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(name: &str, own: &[&str], foreign: &[&str]) -> Vec<String> {
        let strings = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let (own, foreign) = (strings(own), strings(foreign));
        check(&[Package { name: name.into(), own, tests: vec![], foreign }])
    }

    #[test]
    fn the_design_holds() {
        let own = ["run", "engine", "data", "net", "recipe", "estimate", "protocol"];
        assert_eq!(one("worker", &own, &["web-sys"]), [""; 0]);
        assert_eq!(one("app", &["net", "estimate", "protocol"], &["serde"]), [""; 0]);
    }

    #[test]
    fn wrong_arrows_between_crates_are_found() {
        for (name, own) in [
            ("net", "data"),
            ("net", "zoo"),
            ("net", "recipe"),
            ("recipe", "net"),
            ("program", "recipe"),
            ("zoo", "recipe"),
            ("course", "zoo"),
            ("estimate", "engine"),
            ("app", "course"),
            ("engine", "data"),
            ("engine", "estimate"),
            ("run", "net"),
            ("engine", "zoo"),
            ("data", "net"),
            ("protocol", "app"),
            ("app", "engine"),
            ("engine", "protocol"),
            ("engine", "run"),
            ("run", "worker"),
            ("worker", "app"),
            ("web", "engine"),
            ("text", "app"),
            ("ui", "net"),
            ("ui", "app"),
            ("net", "text"),
            ("cli", "worker"),
            ("xtask", "engine"),
        ] {
            assert_eq!(one(name, &[own], &[]), [format!("crate {name}: must not use {own}")]);
        }
    }

    #[test]
    fn wrong_libraries_are_found() {
        for (name, foreign) in [
            ("net", "web-sys"),
            ("data", "burn-tensor"),
            ("app", "yew"),
            ("engine", "js-sys"),
            ("engine", "wasm-bindgen-futures"),
            ("worker", "yew-router"),
            ("web", "burn"),
            ("text", "yew"),
            ("text", "web-sys"),
            ("ui", "burn"),
            ("web", "cubecl-wgpu"),
            ("cli", "web-sys"),
            ("protocol", "anyhow"),
        ] {
            assert_eq!(
                one(name, &[], &[foreign]),
                [format!("crate {name}: must not use {foreign}")]
            );
        }
    }

    #[test]
    fn some_arrows_are_for_tests_alone() {
        let tests = |name: &str| {
            let tests = vec!["worker".to_owned()];
            check(&[Package { name: name.into(), own: vec![], tests, foreign: vec![] }])
        };
        assert_eq!(tests("cli"), [""; 0]);
        assert_eq!(tests("web"), ["crate web: must not use worker"]);
    }

    #[test]
    fn a_crate_without_a_rule_is_found() {
        assert_eq!(one("novelty", &[], &[]), ["crate novelty: has no place in xtask's rules"]);
    }

    #[test]
    fn cargos_words_are_understood() {
        let metadata = json!({ "packages": [{
            "name": "filtro-net",
            "dependencies": [
                { "name": "filtro-engine", "path": "somewhere", "kind": "dev" },
                { "name": "serde", "kind": null },
            ],
        }]});
        let packages = packages(&metadata).unwrap();
        assert_eq!(packages[0].foreign, ["serde"]);
        assert_eq!(check(&packages), ["crate net: must not use engine"]);
    }
}
