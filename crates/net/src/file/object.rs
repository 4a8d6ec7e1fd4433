//! Reading JSON values with a path for messages.

use super::FileError;
use serde_json::{Map, Value};

type Result<T> = std::result::Result<T, FileError>;

/// A JSON value and where it stands.
#[derive(Clone)]
pub(super) struct Spot<'a> {
    pub(super) path: String,
    pub(super) value: &'a Value,
}

/// A JSON object whose fields are asked for one by one; what was never asked for is unknown.
pub(super) struct Object<'a> {
    path: String,
    map: &'a Map<String, Value>,
    asked: Vec<&'static str>,
}

impl<'a> Spot<'a> {
    pub(super) fn root(value: &'a Value) -> Self {
        Self { path: String::new(), value }
    }

    /// The error that something else belongs here.
    pub(super) fn unexpected(&self, expected: impl Into<String>) -> FileError {
        FileError::Unexpected {
            path: named(&self.path),
            expected: expected.into(),
            found: describe(self.value),
        }
    }

    pub(super) fn object(self) -> Result<Object<'a>> {
        match self.value {
            Value::Object(map) => Ok(Object { path: self.path, map, asked: Vec::new() }),
            _ => Err(self.unexpected("an object")),
        }
    }

    pub(super) fn items(&self) -> Result<Vec<Spot<'a>>> {
        let Value::Array(items) = self.value else { return Err(self.unexpected("a list")) };
        let spot = |(index, value)| Spot { path: format!("{}[{index}]", self.path), value };
        Ok(items.iter().enumerate().map(spot).collect())
    }

    pub(super) fn text(&self) -> Result<&'a str> {
        self.value.as_str().ok_or_else(|| self.unexpected("a text"))
    }

    pub(super) fn switch(&self) -> Result<bool> {
        self.value.as_bool().ok_or_else(|| self.unexpected("true or false"))
    }

    pub(super) fn number(&self) -> Result<f64> {
        self.value
            .as_f64()
            .filter(|number| number.is_finite())
            .ok_or_else(|| self.unexpected("a number"))
    }

    /// A whole number of up to 32 bits, so that a file means the same in wasm.
    pub(super) fn whole(&self) -> Result<u32> {
        self.value
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .ok_or_else(|| self.unexpected(format!("a whole number from 0 to {}", u32::MAX)))
    }

    pub(super) fn size(&self) -> Result<usize> {
        usize::try_from(self.whole()?)
            .map_err(|_overflow| self.unexpected("a smaller whole number"))
    }

    /// `[height, width]`, or one number for both.
    pub(super) fn pair(&self) -> Result<[usize; 2]> {
        if self.value.is_number() {
            return self.size().map(|size| [size; 2]);
        }
        self.sizes().map_err(|error| match error {
            FileError::Unexpected { path, found, .. } if path == named(&self.path) => {
                FileError::Unexpected { path, expected: "[height, width]".into(), found }
            }
            other => other,
        })
    }

    pub(super) fn sizes<const N: usize>(&self) -> Result<[usize; N]> {
        let items = self.items()?;
        let sizes: Vec<_> = items.iter().map(Spot::size).collect::<Result<_>>()?;
        sizes
            .try_into()
            .map_err(|_wrong_length| self.unexpected(format!("a list of {N} whole numbers")))
    }

    /// One of a closed list of words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Result<T> {
        let found = self.value.as_str();
        words
            .iter()
            .find_map(|(word, meaning)| (Some(*word) == found).then_some(*meaning))
            .ok_or_else(|| self.unexpected(one_of(words.iter().map(|(word, _)| *word))))
    }
}

impl<'a> Object<'a> {
    /// The field, if it is there.
    pub(super) fn optional(&mut self, field: &'static str) -> Option<Spot<'a>> {
        self.asked.push(field);
        let value = self.map.get(field)?;
        let dot = if self.path.is_empty() { "" } else { "." };
        Some(Spot { path: format!("{}{dot}{field}", self.path), value })
    }

    /// The field, which has to be there.
    pub(super) fn required(&mut self, field: &'static str) -> Result<Spot<'a>> {
        self.optional(field).ok_or_else(|| FileError::Missing { path: named(&self.path), field })
    }

    /// The field read by `read`, or `default` where it is missing.
    pub(super) fn or<T>(
        &mut self,
        field: &'static str,
        default: T,
        read: impl Fn(&Spot<'a>) -> Result<T>,
    ) -> Result<T> {
        self.optional(field).map_or(Ok(default), |spot| read(&spot))
    }

    /// Fails on a field that was not asked for.
    pub(super) fn finish(self) -> Result<()> {
        match self.map.keys().find(|key| !self.asked.contains(&key.as_str())) {
            Some(field) => Err(FileError::UnknownField {
                path: named(&self.path),
                field: shortened(field),
                expected: self.asked.join(", "),
            }),
            None => Ok(()),
        }
    }
}

pub(super) fn named(path: &str) -> String {
    if path.is_empty() { "the file".into() } else { path.into() }
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let list: Vec<_> = words.collect();
    match list.as_slice() {
        [word] => format!("\"{word}\""),
        words => format!("one of {}", words.join(", ")),
    }
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(on) => on.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("\"{}\"", shortened(text)),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".into(),
    }
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}
