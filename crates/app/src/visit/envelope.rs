//! What the browser keeps, with whose it is and a check that it is whole.

use filtro_net::FileError;
use serde_json::{Map, Value};
use thiserror::Error;

/// Version that is written, and the newest that is read.
const VERSION: u64 = 1;

/// Why something kept cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeptError {
    /// Cut, or changed by something else than this page.
    #[error("expected the whole text that was kept, found a damaged one")]
    Damaged,
    /// Of a newer release of the page.
    #[error("expected version {VERSION} at most, found {0}")]
    Newer(u64),
    /// Whole, but no network.
    #[error(transparent)]
    Network(#[from] FileError),
}

/// A text as the browser keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The tab that wrote it.
    pub tab: String,
    /// When, in milliseconds since 1970.
    pub saved: f64,
    /// The person was told that it is there.
    pub told: bool,
    /// The text.
    pub content: String,
}

impl Envelope {
    /// A text of a tab that nobody was told of yet.
    pub fn new(tab: &str, saved: f64, content: String) -> Self {
        Self { tab: tab.to_owned(), saved, told: false, content }
    }

    /// For the browser's store.
    pub fn write(&self) -> String {
        let mut all = Map::new();
        let mut put = |key: &str, value: Value| all.insert(key.to_owned(), value);
        put("version", VERSION.into());
        put("tab", self.tab.as_str().into());
        put("saved", self.saved.into());
        put("told", self.told.into());
        put("check", check(&self.content).into());
        put("content", self.content.as_str().into());
        Value::Object(all).to_string()
    }

    /// From what [`Envelope::write`] wrote.
    pub fn read(text: &str) -> Result<Self, KeptError> {
        let value: Value = serde_json::from_str(text).map_err(|_damage| KeptError::Damaged)?;
        let version = value.get("version").and_then(Value::as_u64).ok_or(KeptError::Damaged)?;
        if version > VERSION {
            return Err(KeptError::Newer(version));
        }
        let words = |key: &str| value.get(key).and_then(Value::as_str);
        let content = words("content").ok_or(KeptError::Damaged)?;
        if words("check") != Some(&*check(content)) {
            return Err(KeptError::Damaged);
        }
        Ok(Self {
            tab: words("tab").unwrap_or_default().to_owned(),
            saved: value.get("saved").and_then(Value::as_f64).unwrap_or_default(),
            told: value.get("told").and_then(Value::as_bool).unwrap_or_default(),
            content: content.to_owned(),
        })
    }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo) in hexadecimal digits: finds what was cut or garbled, not
/// what was forged.
pub(crate) fn check(text: &str) -> String {
    let fold = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, fold))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_check_is_fnv_1a() {
        // From the reference code's own test vectors.
        assert_eq!(check(""), "cbf29ce484222325");
        assert_eq!(check("foobar"), "85944171f73967e8");
    }

    #[test]
    fn what_is_newer_says_so() {
        let text = Envelope::new("a", 1.0, "x".into()).write();
        let newer = text.replace("\"version\":1", "\"version\":7");
        assert_eq!(Envelope::read(&newer), Err(KeptError::Newer(7)));
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back_whole_or_not_at_all(
            content in any::<String>(), told: bool, cut in any::<prop::sample::Index>(),
        ) {
            let kept = Envelope { told, ..Envelope::new("t", 1_732_000_000_123.0, content) };
            let text = kept.write();
            prop_assert_eq!(Envelope::read(&text), Ok(kept));
            let short: String = text.chars().take(cut.index(text.chars().count())).collect();
            prop_assert_eq!(Envelope::read(&short), Err(KeptError::Damaged));
        }

        #[test]
        fn anything_else_is_refused(text: String) {
            prop_assert!(Envelope::read(&text).is_err());
        }
    }
}
