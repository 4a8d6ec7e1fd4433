//! The list of templates: a file beside the page, fetched when a room first needs it.

use std::rc::Rc;

pub use filtro_zoo::gallery::{Accuracy, Bar, Entry, Family, Lecture};

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
    // By way of the tree of values, whose reader the page has anyway.
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let list: Vec<Entry> = serde_json::from_value(value).ok()?;
    Some(list.into_iter().map(Rc::new).collect())
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
        let fire = &all[0].sketch[2];
        assert_eq!((fire.family, &*fire.lanes), (Family::Stacked, &[1, 2][..]));
        assert_eq!(all[1].accuracy.as_ref().unwrap().epochs, 10);
        assert!(all[1].lecture.is_none() && all[1].year.is_none());
    }

    /// What the build writes.
    #[test]
    fn the_real_list_is_read() {
        let list = filtro_zoo::gallery::list();
        let all = read(&serde_json::to_string(&list).unwrap()).unwrap();
        assert!(all.iter().map(|entry| &entry.name).eq(list.iter().map(|entry| &entry.name)));
        assert!(all.iter().all(|entry| !entry.sketch.is_empty()));
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
