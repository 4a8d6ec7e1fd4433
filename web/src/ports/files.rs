//! Files in and out: picked, dropped, pasted, saved.

use gloo_timers::callback::Timeout;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, HtmlAnchorElement, HtmlInputElement, Url,
};
use yew::Callback;

/// What a dropped or pasted file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture to classify.
    Picture,
    /// Part of a data set.
    Data,
    /// A network.
    Network,
    /// Trained weights.
    Weights,
    /// Nothing that the page knows.
    Other,
}

impl FileKind {
    /// What the file dialog offers for it.
    const fn accepted(self) -> &'static str {
        match self {
            Self::Picture => "image/*",
            Self::Data => ".gz,.tgz,.tar,.bin,.txt,application/gzip,application/octet-stream",
            Self::Network => ".json,application/json",
            Self::Weights => ".safetensors",
            Self::Other => "",
        }
    }

    /// Whether several are of use at once.
    const fn several(self) -> bool {
        matches!(self, Self::Picture | Self::Data)
    }
}

/// Tells by type and name.
pub fn kind_of(file: &File) -> FileKind {
    kind(&file.name(), &file.type_())
}

/// Tells by name and type.
fn kind(name: &str, mime: &str) -> FileKind {
    let name = name.to_ascii_lowercase();
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| name.ends_with(suffix));
    if mime.starts_with("image/")
        || ends(&[".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".bmp", ".svg"])
    {
        FileKind::Picture
    } else if ends(&[".gz", ".tgz", ".tar", ".bin", ".zip", "batches.meta.txt"])
        || ["data_batch", "test_batch"].iter().any(|start| name.starts_with(start))
    {
        FileKind::Data
    } else if ends(&[".safetensors"]) {
        FileKind::Weights
    } else if ends(&[".json"]) || mime == "application/json" {
        FileKind::Network
    } else {
        FileKind::Other
    }
}

/// The files of a drop or paste.
pub fn of_transfer(transfer: &DataTransfer) -> Vec<File> {
    let files = transfer.files();
    files.map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect()).unwrap_or_default()
}

/// Opens the browser's file dialog; `picked` hears of the files, or of nothing when cancelled.
/// Must be called from a person's action.
pub fn pick(kind: FileKind, picked: Callback<Vec<File>>) {
    let Some(input) = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.create_element("input").ok())
        .and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    input.set_type("file");
    input.set_accept(kind.accepted());
    input.set_multiple(kind.several());
    let source = input.clone();
    let on_change = Closure::once_into_js(move || {
        let list = source.files();
        let files =
            list.map(|l| (0..l.length()).filter_map(|i| l.get(i)).collect()).unwrap_or_default();
        picked.emit(files);
    });
    input.set_onchange(Some(on_change.unchecked_ref()));
    input.click();
}

/// The text of a file.
pub async fn text(file: &File) -> Result<String, JsValue> {
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await?;
    text.as_string().ok_or_else(|| JsValue::from_str("no text"))
}

/// Milliseconds that an address of a saved file is kept for: a browser may ask where to save it
/// first, and reads it only then.
const SAVING: u32 = 60_000;

/// Hands a text or bytes to the person as a download.
pub fn save(name: &str, mime: &str, contents: &JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(
        &js_sys::Array::of1(contents).unchecked_into(),
        &options,
    )?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(SAVING, move || {
        Url::revoke_object_url(&url).ok();
    })
    .forget();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the dialog offers is taken for what it was asked for.
    #[test]
    fn the_dialog_offers_what_is_taken() {
        for of in [FileKind::Picture, FileKind::Data, FileKind::Network, FileKind::Weights] {
            let offered = of.accepted().split(',').filter(|end| end.starts_with('.'));
            for end in offered.filter(|end| *end != ".txt") {
                assert_eq!(kind(&format!("A file{end}"), ""), of, "{end}");
            }
            assert!(!of.accepted().is_empty());
        }
        assert!(FileKind::Data.several() && !FileKind::Network.several());
    }

    #[test]
    fn files_go_where_they_belong() {
        assert_eq!(kind("Photo.JPG", ""), FileKind::Picture);
        assert_eq!(kind("pasted", "image/png"), FileKind::Picture);
        assert_eq!(kind("cifar-10-binary.tar.gz", "application/gzip"), FileKind::Data);
        assert_eq!(kind("DATA_BATCH_1 (1).BIN", ""), FileKind::Data);
        assert_eq!(kind("data_batch_1", ""), FileKind::Data);
        assert_eq!(kind("batches.meta.txt", "text/plain"), FileKind::Data);
        assert_eq!(kind("lenet.json", "application/json"), FileKind::Network);
        assert_eq!(kind("LeNet.safetensors", ""), FileKind::Weights);
        assert_eq!(kind("notes.txt", "text/plain"), FileKind::Other);
    }
}
