//! The list of templates: a file beside the page, fetched when a room first needs it.

use serde_json::Value;
use std::rc::Rc;

/// An item of a network's own sequence, as the picture shows it.
#[derive(Clone, Debug)]
pub struct Bar {
    /// `c` convolution, `d` depthwise, `p` pooling, `f` dense; blocks: `r` residual, `m` stacked,
    /// `k` stacked upon the input, `a` added, `x` multiplied.
    pub family: u8,
    /// Larger side of the map that comes out; 0 for a vector.
    pub size: f64,
    /// Its channels, or the vector's values.
    pub channels: f64,
    /// Layers that each lane of a block is long.
    pub lanes: Vec<u64>,
}

/// What the lecture's table says of a network.
#[derive(Clone, Debug)]
pub struct Lecture {
    /// What it calls the network.
    pub title: String,
    /// Parameters.
    pub parameters: f64,
    /// Its FLOPs.
    pub flops: f64,
    /// Top-5 accuracy, 0–1.
    pub top5: f64,
    /// Codes of the notes to it.
    pub notes: Vec<String>,
}

/// What `filtro train` measured.
#[derive(Clone, Debug)]
pub struct Accuracy {
    /// Share of CIFAR-10's test pictures, 0–1.
    pub value: f64,
    /// Passes over the training pictures.
    pub epochs: u64,
    /// Year-month-day.
    pub date: String,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key: the file's name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Of the publication.
    pub year: Option<u64>,
    /// The paper.
    pub source: Option<String>,
    /// As published, at its published input size.
    pub original: bool,
    /// The small relative of an original, or the original of a small one.
    pub relative: Option<String>,
    /// Channels, height, width of a picture.
    pub input: [u64; 3],
    /// Trainable parameters.
    pub parameters: u64,
    /// For one picture.
    pub multiply_adds: u64,
    /// Values that training keeps for one picture.
    pub activations: u64,
    /// Layers with weights on the longest way.
    pub depth: u64,
    /// Published on ImageNet, 0–1.
    pub top1: Option<f64>,
    /// Published on ImageNet, 0–1.
    pub top5: Option<f64>,
    /// Who published these.
    pub published: Option<String>,
    /// Measured on CIFAR-10.
    pub accuracy: Option<Accuracy>,
    /// Its row in the lecture's table.
    pub lecture: Option<Lecture>,
    /// Its picture.
    pub sketch: Vec<Bar>,
}

/// The list does not change while the page is open.
impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The list, or what became of it.
#[derive(Clone, PartialEq)]
pub enum Index {
    /// On its way.
    Waiting,
    /// It did not come, and why.
    Failed(String),
    /// Here.
    Here(Rc<[Rc<Entry>]>),
}

impl Index {
    /// Of what came when it was fetched: the file's text, or why it did not come.
    pub fn of(fetched: Result<String, String>) -> Self {
        match fetched.and_then(|text| read(&text).ok_or_else(String::new)) {
            Ok(all) => Self::Here(all),
            Err(why) => Self::Failed(why),
        }
    }

    /// What is here.
    pub fn entries(&self) -> &[Rc<Entry>] {
        match self {
            Self::Here(all) => all,
            _ => &[],
        }
    }

    /// The entry of a name.
    pub fn find(&self, name: &str) -> Option<&Rc<Entry>> {
        self.entries().iter().find(|entry| entry.name == name)
    }
}

/// The list in the file that the build writes; none where it is another file.
fn read(text: &str) -> Option<Rc<[Rc<Entry>]>> {
    let value: Value = serde_json::from_str(text).ok()?;
    value.as_array()?.iter().map(|value| entry(value).map(Rc::new)).collect()
}

fn count(value: &Value, key: &str) -> Option<u64> {
    value.get(key)?.as_u64()
}

fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key)?.as_f64()
}

fn words(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

fn entry(value: &Value) -> Option<Entry> {
    let input = value.get("input")?;
    let side = |axis: usize| input.get(axis)?.as_u64();
    let sketch = value.get("sketch")?.as_array()?;
    Some(Entry {
        name: words(value, "name")?,
        title: words(value, "title")?,
        year: count(value, "year"),
        source: words(value, "source"),
        original: value.get("original")?.as_bool()?,
        relative: words(value, "relative"),
        input: [side(0)?, side(1)?, side(2)?],
        parameters: count(value, "parameters")?,
        multiply_adds: count(value, "multiply_adds")?,
        activations: count(value, "activations")?,
        depth: count(value, "depth")?,
        top1: number(value, "top1"),
        top5: number(value, "top5"),
        published: words(value, "published"),
        accuracy: value.get("accuracy").and_then(accuracy),
        lecture: value.get("lecture").and_then(lecture),
        sketch: sketch.iter().filter_map(bar).collect(),
    })
}

fn accuracy(value: &Value) -> Option<Accuracy> {
    Some(Accuracy {
        value: number(value, "value")?,
        epochs: count(value, "epochs")?,
        date: words(value, "date")?,
    })
}

fn lecture(value: &Value) -> Option<Lecture> {
    let notes = value.get("notes")?.as_array()?;
    Some(Lecture {
        title: words(value, "title")?,
        parameters: number(value, "parameters")?,
        flops: number(value, "flops")?,
        top5: number(value, "top5")?,
        notes: notes.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
    })
}

fn bar(value: &Value) -> Option<Bar> {
    let lanes = value.get(3).and_then(Value::as_array);
    Some(Bar {
        family: value.get(0)?.as_str()?.bytes().next()?,
        size: value.get(1)?.as_f64()?,
        channels: value.get(2)?.as_f64()?,
        lanes: lanes.into_iter().flatten().filter_map(Value::as_u64).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two entries in the build's form.
    const LIST: &str = r#"[
        {"name":"vgg-16","title":"VGG-16","year":2015,"source":"a paper","original":true,
         "relative":"vgg-cifar","input":[3,224,224],"classes":1000,"parameters":138357544,
         "multiply_adds":15470264320,"activations":30000000,"depth":16,"layers":39,"top1":0.7,
         "top5":0.9,"published":"p","accuracy":null,"lecture":{"title":"VGGNet",
         "parameters":138e6,"flops":19.6e9,"top5":0.923,"notes":["vgg-19"]},
         "sketch":[["c",224,64],["p",112,64],["m",112,64,[1,2]],["f",0,10]]},
        {"name":"vgg-cifar","title":"VGG","year":null,"source":null,"original":false,
         "relative":null,"input":[3,32,32],"classes":10,"parameters":1,"multiply_adds":2,
         "activations":3,"depth":4,"layers":5,"top1":null,"top5":null,"published":null,
         "accuracy":{"value":0.8,"epochs":10,"date":"2026-01-02"},"lecture":null,"sketch":[]}
    ]"#;

    #[test]
    fn the_list_is_read() {
        let all = read(LIST).unwrap();
        assert_eq!((&*all[0].title, all[0].year, all[0].top5), ("VGG-16", Some(2015), Some(0.9)));
        assert_eq!(all[0].lecture.as_ref().unwrap().notes, ["vgg-19"]);
        assert_eq!((all[0].sketch[2].family, &*all[0].sketch[2].lanes), (b'm', &[1, 2][..]));
        assert_eq!(all[1].accuracy.as_ref().unwrap().epochs, 10);
        assert!(all[1].lecture.is_none() && all[1].year.is_none());
    }

    #[test]
    fn what_did_not_come_says_why_and_another_file_says_nothing() {
        let here = Index::of(Ok(LIST.to_owned()));
        assert_eq!(here.entries().len(), 2);
        assert_eq!(here.find("vgg-cifar").map(|entry| &*entry.title), Some("VGG"));
        assert!(here.find("vgg-19").is_none());
        let failed = |fetched| match Index::of(fetched) {
            Index::Failed(why) => why,
            _ => panic!("a list"),
        };
        assert_eq!(failed(Err("Not Found (404)".to_owned())), "Not Found (404)");
        assert_eq!(failed(Ok("<!doctype html>".to_owned())), "");
        assert!(Index::Waiting.entries().is_empty());
    }

    #[test]
    fn another_file_is_no_list() {
        for text in ["", "{}", "[{}]", "<!doctype html>"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
