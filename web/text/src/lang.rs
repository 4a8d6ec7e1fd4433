//! The languages of the page.

use std::rc::Rc;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish.
    Es,
}

impl Lang {
    /// All languages, in menu order.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// BCP 47 tag, also the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
        }
    }

    /// The language of a tag such as `es-MX`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?;
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }
}

/// Joins parts as a list in words: `a, b and c`.
pub fn list(lang: Lang, parts: &[Rc<str>]) -> String {
    let and = match lang {
        Lang::En => " and ",
        Lang::Es => " y ",
    };
    match parts {
        [] => String::new(),
        [only] => only.to_string(),
        [head @ .., last] => format!("{}{and}{last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_with_regions_are_understood() {
        assert_eq!(Lang::from_tag("es-MX"), Some(Lang::Es));
        assert_eq!(Lang::from_tag("EN"), Some(Lang::En));
        assert_eq!(Lang::from_tag("fr"), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        let parts = ["a", "b", "c"].map(Rc::from);
        assert_eq!(list(Lang::En, &parts), "a, b and c");
        assert_eq!(list(Lang::Es, &parts[..2]), "a y b");
        assert_eq!(list(Lang::Es, &[]), "");
    }
}
