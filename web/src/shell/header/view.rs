//! What the header shows.

use filtro_app::State;
use filtro_protocol::{Device, DeviceKind};
use filtro_text::Lang;
use filtro_text::shell::Shell;
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

/// A network that can be opened.
#[derive(Clone, PartialEq)]
pub struct Ready {
    /// By which it is asked for.
    pub key: AttrValue,
    /// Its name.
    pub name: AttrValue,
    /// What else is said of it, already written.
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
    /// Networks of earlier visits: key, name, and when they were edited.
    pub earlier: Vec<(AttrValue, AttrValue, f64)>,
    /// What runs.
    pub device: Option<Device>,
}

impl HeaderView {
    /// Of the application's state.
    pub fn of(state: &State) -> Self {
        let earlier = state.visit.earlier.iter();
        Self {
            name: state.document.network.name.clone().into(),
            can_undo: state.document.can_undo(),
            can_redo: state.document.can_redo(),
            weights: state.can_save_weights(),
            earlier: earlier
                .map(|it| (it.key.clone().into(), it.name.clone().into(), it.kept.saved))
                .collect(),
            device: state.engine.device.clone(),
        }
    }
}

/// What runs, in short.
pub const fn device_words(device: Option<&Device>, t: &Shell) -> &'static str {
    match device {
        Some(Device { kind: DeviceKind::Cpu, .. }) => t.device_cpu,
        Some(Device { kind: DeviceKind::Gpu, .. }) => t.device_gpu,
        None => t.device_none,
    }
}

/// The networks of earlier visits.
pub fn earlier(view: &HeaderView, lang: Lang) -> Vec<Ready> {
    let entry = |(key, name, saved): &(AttrValue, AttrValue, f64)| Ready {
        key: key.clone(),
        name: name.clone(),
        note: lang.moment(*saved).into(),
    };
    view.earlier.iter().map(entry).collect()
}

/// The templates of the menu, with their sizes.
pub fn templates(lang: Lang) -> Vec<Ready> {
    AT_HAND
        .map(|(key, name, parameters)| Ready {
            key: key.into(),
            name: name.into(),
            note: lang.integer(parameters).into(),
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::template;

    #[test]
    fn the_menu_says_of_templates_what_they_are() {
        for (key, name, parameters) in AT_HAND {
            let network = template(key).unwrap();
            assert_eq!((name, parameters), (&*network.name, inspect(&network, None).parameters));
        }
    }
}
