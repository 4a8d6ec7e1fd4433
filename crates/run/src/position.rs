//! Where a run stands, as a note in the metadata of its checkpoint.
//!
//! A checkpoint is the engine's file of weights and optimiser memory. The note says how to go on
//! from there: the settings, the data set, and the place in the order of the pictures, which
//! follows from seed and epoch. Other readers of safetensors files pass over it.

use filtro_recipe::TrainConfig;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The note's name in the file's metadata.
const NOTE: &str = "filtro.position";
/// All our notes' names begin with this.
const OWN: &str = "filtro.";
/// What a node's tensors are called.
const TENSORS: [&str; 7] = [
    "weight",
    "bias",
    "running_mean",
    "running_var",
    "depthwise.weight",
    "pointwise.weight",
    "pointwise.bias",
];
const METADATA: &str = "__metadata__";
/// Length of a safetensors header's length.
const PREFIX: usize = 8;
/// The header is filled up with spaces to a multiple of this.
const ALIGN: usize = 8;

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// The run's settings, with the learning rate in force.
    pub config: TrainConfig,
    /// Key of the data set.
    pub data: String,
    /// Pictures in its training part.
    pub pictures: usize,
    /// The epoch in progress, from 0.
    pub epoch: u32,
    /// Steps done in it.
    pub batch: u32,
    /// Steps done in the run.
    pub step: u32,
    /// Time trained, in milliseconds.
    pub elapsed_ms: f64,
    /// Sums over the epoch: loss times pictures, right answers, pictures.
    pub sums: [f64; 3],
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub enum PositionError {
    /// Not the frame of a safetensors file.
    #[error("expected a safetensors file, found {0} bytes that are none")]
    Frame(usize),
    /// Its header, or the note in it, is no JSON as expected.
    #[error("a header that cannot be read: {0}")]
    Json(#[from] serde_json::Error),
}

/// The file with `position` noted.
///
/// # Errors
/// [`PositionError`] if `file` is no safetensors file.
pub fn write(file: &[u8], position: &Position) -> Result<Vec<u8>, PositionError> {
    let (mut header, tensors) = split(file)?;
    let note = Value::String(serde_json::to_string(position)?);
    let metadata = header.entry(METADATA).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(metadata) = metadata {
        metadata.insert(NOTE.to_owned(), note);
    }
    let mut text = serde_json::to_vec(&header)?;
    text.resize(text.len().next_multiple_of(ALIGN), b' ');
    let mut written = Vec::with_capacity(PREFIX + text.len() + tensors.len());
    written.extend_from_slice(&(text.len() as u64).to_le_bytes());
    written.extend_from_slice(&text);
    written.extend_from_slice(tensors);
    Ok(written)
}

/// The position that `file` notes; none in a file of plain weights.
///
/// # Errors
/// [`PositionError`] if `file` is no safetensors file, or its note is of another kind.
pub fn read(file: &[u8]) -> Result<Option<Position>, PositionError> {
    let (header, _) = split(file)?;
    let note = header.get(METADATA).and_then(|metadata| metadata.get(NOTE));
    Ok(note.and_then(Value::as_str).map(serde_json::from_str).transpose()?)
}

/// Whether all values are numbers: weights that are not are worth nothing.
pub fn is_finite(file: &[u8]) -> bool {
    split(file).is_ok_and(|(_, tensors)| {
        tensors.as_chunks::<4>().0.iter().all(|bytes| f32::from_le_bytes(*bytes).is_finite())
    })
}

/// Whether a file, of which `head` is the beginning, is a checkpoint or weights of ours: by its
/// notes, or by the names of its tensors, which are those that
/// [`filtro_engine::Model::weights`] gives.
pub fn is_own(head: &[u8]) -> bool {
    let Ok((header, _)) = split(head) else { return false };
    let noted = |metadata: &Map<String, Value>| metadata.keys().any(|key| key.starts_with(OWN));
    header.get(METADATA).and_then(Value::as_object).is_some_and(noted)
        || header.keys().filter(|name| *name != METADATA).all(|name| is_own_name(name))
}

/// `3.weight`, `optimizer.squares.3.running_mean`.
fn is_own_name(name: &str) -> bool {
    let memory = |name: &str| Some(name.strip_prefix("optimizer.")?.split_once('.')?.1.to_owned());
    let name = memory(name).unwrap_or_else(|| name.to_owned());
    name.split_once('.').is_some_and(|(node, tensor)| {
        node.parse::<u32>().is_ok_and(|node| node > 0) && TENSORS.contains(&tensor)
    })
}

/// The header and the bytes of the tensors.
fn split(file: &[u8]) -> Result<(Map<String, Value>, &[u8]), PositionError> {
    let frame = || PositionError::Frame(file.len());
    let (length, rest) = file.split_first_chunk::<PREFIX>().ok_or_else(frame)?;
    let length = usize::try_from(u64::from_le_bytes(*length));
    let (header, tensors) =
        length.ok().and_then(|length| rest.split_at_checked(length)).ok_or_else(frame)?;
    Ok((serde_json::from_slice(header)?, tensors))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
    use std::collections::HashMap;

    fn file(values: &[f32], metadata: Option<HashMap<String, String>>) -> Vec<u8> {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        let view = TensorView::new(Dtype::F32, vec![values.len()], &bytes).unwrap();
        serialize([("1.weight", view)], metadata).unwrap()
    }

    fn position() -> Position {
        Position {
            config: TrainConfig { learning_rate: 0.1 + 0.2, ..TrainConfig::default() },
            data: "cifar10".to_owned(),
            pictures: 45_000,
            epoch: 3,
            batch: 17,
            step: 2_126,
            elapsed_ms: 1.0 / 3.0,
            sums: [1.5, 2.0, 3.0],
        }
    }

    proptest! {
        /// The safetensors crate reads our file, with everything that was in it.
        #[test]
        fn the_note_is_added_to_the_file(values in prop::collection::vec(-1e6_f32..1e6, 0..40)) {
            let metadata = HashMap::from([("filtro.run".to_owned(), "adam 5".to_owned())]);
            let written = write(&file(&values, Some(metadata)), &position()).unwrap();
            let (_, header) = SafeTensors::read_metadata(&written).unwrap();
            prop_assert_eq!(&header.metadata().as_ref().unwrap()["filtro.run"], "adam 5");
            let tensors = SafeTensors::deserialize(&written).unwrap();
            let expected: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
            prop_assert_eq!(tensors.tensor("1.weight").unwrap().data(), &expected);
            prop_assert_eq!(read(&written).unwrap(), Some(position()));
            // Noted again, it is replaced.
            let later = Position { batch: 18, ..position() };
            prop_assert_eq!(read(&write(&written, &later).unwrap()).unwrap(), Some(later));
        }

        #[test]
        fn no_bytes_confuse_it(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            prop_assert!(!matches!(read(&bytes), Ok(Some(_))));
            prop_assert!(write(&bytes, &position()).is_err());
        }
    }

    #[test]
    fn plain_weights_have_no_position() {
        assert_eq!(read(&file(&[1.0], None)).unwrap(), None);
        assert_eq!(
            read(&write(&file(&[1.0], None), &position()).unwrap()).unwrap(),
            Some(position())
        );
    }

    #[test]
    fn own_files_are_told_from_others() {
        let named = |names: &[&str], metadata: &[(&str, &str)]| {
            let tensors = names
                .iter()
                .map(|name| (*name, TensorView::new(Dtype::F32, vec![1], &[0; 4]).unwrap()));
            let metadata =
                metadata.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
            is_own(&serialize(tensors, Some(metadata.collect())).unwrap())
        };
        assert!(named(&["1.weight", "1.bias", "12.running_var"], &[("format", "pt")]));
        assert!(named(&["3.pointwise.bias", "optimizer.squares.3.depthwise.weight"], &[]));
        assert!(named(&["features"], &[("filtro.run", "adam 5")]));
        for foreign in ["conv1.weight", "0.weight", "features.0.weight", "1.kernel", "weight"] {
            assert!(!named(&["1.weight", foreign], &[("format", "pt")]), "{foreign}");
        }
        let own = file(&[1.0; 100], None);
        assert!(is_own(&own[..own.len() - 300]), "the beginning is enough");
        let mut text = b"# My notes\n".to_vec();
        text.resize(500, b'x');
        assert!(!is_own(&text) && !is_own(b"") && !is_own(&own[..10]));
    }

    #[test]
    fn what_is_no_number_is_found() {
        assert!(is_finite(&file(&[1.0, -2.0, 0.0], None)));
        assert!(!is_finite(&file(&[1.0, f32::NAN], None)));
        assert!(!is_finite(&file(&[f32::INFINITY], None)));
        assert!(!is_finite(b"none"));
    }
}
