//! Where data sets can be had without asking the person for a file.

use crate::host::Host;
use crate::shelf::Shelf;
use crate::store;
use filtro_protocol::{Reply, Report};
use serde_json::Value;
use std::rc::Rc;

/// The official archive's name, also under the page's origin.
pub(super) const ARCHIVE: &str = "cifar-10-binary.tar.gz";

/// The list of what the page's origin serves, beside the files themselves.
const INDEX: &str = "index.json";

/// Looks in the browser's store and in the list at `served`. Answer: `DataFound`.
pub fn look<H: Host>(host: &H, seq: u32, served: Option<String>) {
    let own = host.clone();
    host.spawn(async move {
        let kept = own.is_kept(store::CIFAR10).await;
        let index = match served {
            Some(base) => own.text(&format!("{base}{INDEX}")).await,
            None => None,
        };
        let served = index.is_some_and(|text| is_listed(&text));
        own.post(&Reply { seq, report: Report::DataFound { kept, served } }, Vec::new());
    });
}

/// Removes what the browser has stored, and what it is about to store. Answer: `Kept`.
pub fn forget<H: Host>(host: &H, shelf: &Rc<Shelf>, seq: u32) {
    shelf.forget();
    let own = host.clone();
    host.spawn(async move {
        own.forget(store::CIFAR10).await;
        own.post(&Reply { seq, report: Report::Kept { set: None } }, Vec::new());
    });
}

/// Whether the archive is in the list: a JSON document that names it, as a key or as a text.
/// A server that answers every address with its page has no list.
fn is_listed(index: &str) -> bool {
    fn names(value: &Value) -> bool {
        match value {
            Value::String(text) => text == ARCHIVE,
            Value::Array(values) => values.iter().any(names),
            Value::Object(fields) => {
                fields.iter().any(|(key, value)| key == ARCHIVE || names(value))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
    serde_json::from_str(index).is_ok_and(|value| names(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_the_archive() {
        assert!(is_listed(r#"{"cifar-10-binary.tar.gz": {"bytes": 170052171}}"#));
        assert!(is_listed(r#"[{"file": "cifar-10-binary.tar.gz"}]"#));
        assert!(!is_listed(r#"{"cifar-100-binary.tar.gz": true}"#));
        assert!(!is_listed("<!doctype html><title>cifar-10-binary.tar.gz</title>"));
    }
}
