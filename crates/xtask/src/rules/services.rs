//! Browser services that can be missing, refused or full are asked in one place each.

/// The places.
const PAGE: &str = "web/ui/src/services.rs";
const WORKER: &str = "crates/worker/js/services.js";

/// How the page would ask by itself.
const IN_RUST: [&str; 20] = [
    "gloo_storage",
    ".local_storage(",
    ".session_storage(",
    ".indexed_db(",
    ".storage(",
    ".caches(",
    ".crypto(",
    ".clipboard(",
    ".service_worker(",
    ".match_media(",
    ".performance(",
    ".navigator(",
    "create_image_bitmap",
    "compile_streaming",
    "Worker::new",
    "BroadcastChannel::new",
    "ResizeObserver::new",
    "IntersectionObserver::new",
    "OffscreenCanvas::new",
    "Notification::new",
];

/// How the worker would. With a dot before it a name is of something else.
const IN_JS: [&str; 12] = [
    "navigator",
    "caches",
    "indexedDB",
    "crypto",
    "performance",
    "localStorage",
    "sessionStorage",
    "createImageBitmap",
    "BroadcastChannel",
    "OffscreenCanvas",
    "DecompressionStream",
    "CompressionStream",
];

/// Every breach in one file.
pub fn check(path: &str, text: &str) -> Vec<String> {
    let found: fn(&str) -> Option<&'static str> =
        if path.starts_with("web/") && path.ends_with(".rs") && path != PAGE {
            |line| IN_RUST.into_iter().find(|word| line.contains(word))
        } else if path.starts_with("crates/worker/js/") && path != WORKER {
            |line| IN_JS.into_iter().find(|word| names(line, word))
        } else {
            return Vec::new();
        };
    let place = if path.ends_with(".rs") { PAGE } else { WORKER };
    let code = (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter_map(|(number, line)| Some((number, found(line)?)))
        .map(|(number, word)| format!("{path}:{number}: {word}: ask through {place}"))
        .collect()
}

/// Whether a line names a global of this name.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let after = rest.strip_prefix(word).and_then(|rest| rest.chars().next());
        let object = before.strip_suffix('.');
        let global = object
            .is_some_and(|object| ["self", "globalThis"].iter().any(|name| object.ends_with(name)));
        let alone = !before.ends_with(|c| part(c) || c == '.' || c == '-');
        (alone || global) && !after.is_some_and(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_by_itself_is_found() {
        for word in IN_RUST {
            let line = format!("let x = window{word};");
            assert_eq!(check("web/src/view/app.rs", &line).len(), 1, "{word}");
            assert_eq!(check(PAGE, &line), [""; 0]);
            assert_eq!(check("crates/cli/src/main.rs", &line), [""; 0]);
        }
        for word in IN_JS {
            for line in [format!("await {word}.open()"), format!("x(self.{word}?.open)")] {
                assert_eq!(check("crates/worker/js/streams.js", &line).len(), 1, "{line}");
                assert_eq!(check(WORKER, &line), [""; 0]);
                assert_eq!(check("tests/e2e/specs/x.test.mjs", &line), [""; 0]);
            }
        }
    }

    #[test]
    fn comments_and_other_names_are_not_meant() {
        for line in [
            "// caches are asked elsewhere",
            "mycaches.open()",
            "it.caches",
            "cachesOf()",
            "'high-performance'",
        ] {
            assert_eq!(check("crates/worker/js/streams.js", line), [""; 0], "{line}");
        }
        assert_eq!(check("web/src/view/app.rs", "// `Worker::new` throws"), [""; 0]);
    }
}
