//! What tabs of the page say to each other.

use serde_json::Value;

/// A word from one tab to all others. Each names the tab that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// It has opened, and wants to know who is there.
    Hello(String),
    /// The answer: it was there before.
    Here(String),
    /// It closes, or is loaded anew.
    Bye(String),
}

impl TabMessage {
    /// For the line between tabs.
    pub fn write(&self) -> String {
        let (word, tab) = match self {
            Self::Hello(tab) => ("hello", tab),
            Self::Here(tab) => ("here", tab),
            Self::Bye(tab) => ("bye", tab),
        };
        Value::from([word, tab].as_slice()).to_string()
    }

    /// From what [`TabMessage::write`] wrote, by this or another release; `None` of anything else.
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let tab = value.get(1)?.as_str()?.to_owned();
        match value.get(0)?.as_str()? {
            "hello" => Some(Self::Hello(tab)),
            "here" => Some(Self::Here(tab)),
            "bye" => Some(Self::Bye(tab)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_arrive_as_they_were_said() {
        for said in [TabMessage::Hello, TabMessage::Here, TabMessage::Bye] {
            let said = said("t\"1".to_owned());
            assert_eq!(TabMessage::read(&said.write()), Some(said));
        }
        for other in ["", "{}", "[]", "[1,2]", r#"["what","a"]"#, r#"["hello"]"#] {
            assert_eq!(TabMessage::read(other), None, "{other}");
        }
    }
}
