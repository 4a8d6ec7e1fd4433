//! What the header shows.

use crate::ports::prefs::Theme;
use crate::route::Room;
use filtro_app::State;
use filtro_protocol::{Device, DeviceKind};
use filtro_text::Lang;
use yew::AttrValue;

/// The templates of the menu, which are at hand before the gallery's list is: name, title,
/// parameters.
const AT_HAND: [(&str, &str, u64); 5] = [
    ("lenet-5-cifar", "LeNet-5 (CIFAR)", 62_006),
    ("cnn3-cifar", "CNN3 (CIFAR)", 161_130),
    ("dense-cifar", "Dense (CIFAR)", 61_670),
    ("resnet-8-cifar", "ResNet-8 (CIFAR)", 78_042),
    ("vgg-cifar", "VGG (CIFAR)", 550_570),
];

/// A template that can be opened.
#[derive(Clone, PartialEq)]
pub struct TemplateEntry {
    /// Its key.
    pub key: AttrValue,
    /// Its name in the page's language.
    pub name: AttrValue,
    /// Number of parameters, already written.
    pub note: AttrValue,
}

/// What the header shows.
#[derive(Clone, PartialEq)]
pub struct HeaderView {
    /// Name of the network.
    pub name: AttrValue,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// Whether there are weights to save.
    pub weights: bool,
    /// Ready-made networks.
    pub templates: Vec<TemplateEntry>,
    /// Networks of earlier visits; the notes say when they were edited.
    pub earlier: Vec<TemplateEntry>,
    /// What runs, in short.
    pub device: AttrValue,
    /// Why that one.
    pub device_why: Option<AttrValue>,
    /// The theme in force.
    pub theme: Theme,
    /// Where the person is.
    pub room: Room,
}

impl HeaderView {
    /// Of the application's state.
    pub fn of(
        state: &State,
        lang: Lang,
        theme: Theme,
        templates: Vec<TemplateEntry>,
        room: Room,
    ) -> Self {
        let t = &lang.text().shell;
        let device = match state.engine.device.as_ref().map(|device| device.kind) {
            Some(DeviceKind::Cpu) => t.device_cpu,
            Some(DeviceKind::Gpu) => t.device_gpu,
            None => t.device_none,
        };
        let about = |device: &Device| (lang.text().training.device_reason)(&device.reason).into();
        Self {
            name: state.document.network.name.clone().into(),
            can_undo: state.document.can_undo(),
            can_redo: state.document.can_redo(),
            weights: state.can_save_weights(),
            templates,
            earlier: earlier(state, lang),
            device: device.into(),
            device_why: state.engine.device.as_ref().map(about),
            theme,
            room,
        }
    }
}

/// The networks of earlier visits.
fn earlier(state: &State, lang: Lang) -> Vec<TemplateEntry> {
    let entry = |it: &filtro_app::Earlier| TemplateEntry {
        key: it.key.clone().into(),
        name: it.name.clone().into(),
        note: lang.moment(it.kept.saved).into(),
    };
    state.visit.earlier.iter().map(entry).collect()
}

/// The templates of the menu, with their sizes.
pub fn templates(lang: Lang) -> Vec<TemplateEntry> {
    AT_HAND
        .map(|(key, name, parameters)| TemplateEntry {
            key: key.into(),
            name: name.into(),
            note: lang.integer(parameters).into(),
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::{inspect, template};

    #[test]
    fn the_menu_says_of_templates_what_they_are() {
        for (key, name, parameters) in AT_HAND {
            let network = template(key).unwrap();
            assert_eq!((name, parameters), (&*network.name, inspect(&network, None).parameters));
        }
    }
}
