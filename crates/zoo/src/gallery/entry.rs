//! One entry, as it stands in the file.

use serde::{Deserialize, Serialize, Serializer};

/// What the gallery says of a template. Keys are short of nothing: the transfer is compressed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its key: the file's name, without the ending.
    pub name: String,
    /// Its title, as the network's name.
    pub title: String,
    /// The paper.
    pub source: Option<String>,
    /// Of the publication.
    pub year: Option<u64>,
    /// As published, at its published input size.
    pub original: bool,
    /// The small relative of an original, or the original of a small one: its key.
    pub relative: Option<String>,
    /// `[channels, height, width]` of a picture.
    pub input: [u64; 3],
    /// Length of the vector that it ends in.
    pub classes: Option<u64>,
    /// Trainable parameters.
    pub parameters: u64,
    /// For one picture.
    pub multiply_adds: u64,
    /// All its layers, those in blocks included.
    pub layers: u64,
    /// Values that training keeps for one picture.
    pub activations: u64,
    /// Layers with weights on the longest way, as papers count.
    pub depth: u64,
    /// Published on ImageNet: share whose class has the greatest score, 0–1.
    pub top1: Option<f64>,
    /// Published on ImageNet: share whose class is among the five greatest, 0–1.
    pub top5: Option<f64>,
    /// Who published these.
    pub published: Option<String>,
    /// Accuracy on CIFAR-10.
    pub accuracy: Option<Accuracy>,
    /// Its row in the lecture's table.
    pub lecture: Option<Lecture>,
    /// Its picture: a bar for each item of the network's own sequence.
    pub sketch: Vec<Bar>,
}

/// Entries are told apart by their names: a list has each once, and does not change while a page
/// is open.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// What `filtro train` measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Share of CIFAR-10's test pictures that were told rightly, 0–1.
    pub value: f64,
    /// Passes over the training pictures.
    pub epochs: u64,
    /// Year-month-day.
    pub date: String,
}

/// What the lecture's table says of a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lecture {
    /// What it calls the network.
    pub title: String,
    /// Parameters.
    pub parameters: f64,
    /// FLOPs for one picture, as it counts them.
    pub flops: f64,
    /// Top-5 accuracy, 0–1.
    pub top5: f64,
    /// Codes of what is to be said of its figures; the page has the words.
    pub notes: Vec<String>,
}

/// An item of a network's own sequence, as a bar of its picture. In the file it is a row,
/// `["c", 224, 64]`, with the lanes behind where there are some.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Bar {
    /// What the item is to the picture.
    pub family: Family,
    /// Larger side of the map that comes out, in pixels; 0 for a vector.
    pub size: u32,
    /// Its channels, or the vector's values.
    pub channels: u32,
    /// Of a block, the layers that each lane is long.
    #[serde(default)]
    pub lanes: Vec<u32>,
}

impl Serialize for Bar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { family, size, channels, lanes } = self;
        if lanes.is_empty() {
            (family, size, channels).serialize(serializer)
        } else {
            (family, size, channels, lanes).serialize(serializer)
        }
    }
}

/// What an item of a sequence is to its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Family {
    /// A convolution.
    #[serde(rename = "c")]
    Conv,
    /// A depthwise or separable convolution.
    #[serde(rename = "d")]
    Depthwise,
    /// A pooling, or another change of size.
    #[serde(rename = "p")]
    Pool,
    /// A dense (fully connected) layer.
    #[serde(rename = "f")]
    Dense,
    /// A residual block.
    #[serde(rename = "r")]
    Residual,
    /// A block whose lanes are stacked: inception, fire.
    #[serde(rename = "m")]
    Stacked,
    /// A block that stacks what it makes upon what came in: a dense block.
    #[serde(rename = "k")]
    Grown,
    /// A block whose lanes are added.
    #[serde(rename = "a")]
    Added,
    /// A block whose lanes are multiplied.
    #[serde(rename = "x")]
    Multiplied,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the page has fetched it since its first version.
    #[test]
    fn a_bar_is_a_row() {
        let row = |text: &str| serde_json::from_str::<Bar>(text).unwrap();
        let conv = Bar { family: Family::Conv, size: 224, channels: 64, lanes: Vec::new() };
        assert_eq!(row(r#"["c",224,64]"#), conv);
        assert_eq!(serde_json::to_string(&conv).unwrap(), r#"["c",224,64]"#);
        let block = Bar { family: Family::Residual, lanes: vec![3, 1], ..conv };
        assert_eq!(row(r#"["r",224,64,[3,1]]"#), block);
        assert_eq!(serde_json::to_string(&block).unwrap(), r#"["r",224,64,[3,1]]"#);
        // From the page's tree of values too.
        assert_eq!(
            serde_json::from_value::<Bar>(serde_json::json!(["r", 224, 64, [3, 1]])).unwrap(),
            block
        );
        assert!(serde_json::from_str::<Bar>(r#"["?",224,64]"#).is_err());
    }
}
