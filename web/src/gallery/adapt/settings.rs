//! The numbers that the person sets of a smaller network.

use filtro_net::{Network, Report, Shape, Target};
use filtro_zoo::adapt::{Adaptation, Stage};

/// Sides of pictures to choose from, in pixels.
pub(super) const SIZES: [usize; 5] = [32, 64, 96, 128, 224];
/// The width that a published network is shown with first: it then trains in the tab.
const FIRST_WIDTH: u32 = 25;
/// The side and the classes of the data set that is used where none is there yet.
const FIRST: (usize, usize) = (32, 10);

/// The numbers of the form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    /// Height and width of a picture.
    pub(super) size: usize,
    /// Filters and units, in hundredths of what they were.
    pub(super) width: u32,
    /// Classes that are told apart.
    pub(super) classes: usize,
    /// How often the unit of each stage stands there.
    pub(super) repeats: Vec<usize>,
}

impl Settings {
    /// What the form begins with: a published network is made for the data set in use, and so small
    /// that it can be trained; one's own stays as it is.
    pub(super) fn first(
        original: bool,
        network: &Network,
        report: &Report,
        target: Option<Target>,
        stages: &[Stage],
    ) -> Self {
        let [_, own, _] = network.input;
        let (size, few) = FIRST;
        let classes = match report.output {
            Some(Shape::Vector(classes)) if !original => classes,
            _ => few,
        };
        Self {
            size: if original { target.map_or(size, |target| target.input[1]) } else { own },
            width: if original { FIRST_WIDTH } else { 100 },
            classes: target.map_or(classes, |target| target.classes),
            repeats: stages.iter().map(|stage| stage.repeats).collect(),
        }
    }

    /// What is made of `network` with them.
    pub(super) fn wanted(&self, network: &Network) -> Adaptation {
        Adaptation {
            input: [network.input[0], self.size, self.size],
            classes: self.classes,
            width: f64::from(self.width) / 100.0,
            repeats: self.repeats.clone(),
        }
    }

    /// With another number of units in a stage.
    pub(super) fn repeated(mut self, stage: usize, count: usize) -> Self {
        if let Some(repeats) = self.repeats.get_mut(stage) {
            *repeats = count;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::inspect;
    use filtro_zoo::adapt::{adapt, stages};
    use filtro_zoo::template;

    fn first(name: &str, original: bool, target: Option<Target>) -> Settings {
        let network = template(name).unwrap();
        let report = inspect(&network, None);
        Settings::first(original, &network, &report, target, &stages(&network))
    }

    #[test]
    fn a_published_network_is_made_for_the_data_set_in_use() {
        let target = Target { input: [3, 64, 64], classes: 100 };
        let settings = first("vgg-16", true, Some(target));
        assert_eq!((settings.size, settings.classes, settings.width), (64, 100, FIRST_WIDTH));
        let unknown = first("vgg-16", true, None);
        assert_eq!((unknown.size, unknown.classes), FIRST);
    }

    #[test]
    fn ones_own_network_begins_as_it_is() {
        let settings = first("lenet-5-cifar", false, None);
        assert_eq!((settings.size, settings.classes, settings.width), (32, 10, 100));
        let network = template("vgg-16").unwrap();
        let report = inspect(&network, None);
        let own = Settings::first(false, &network, &report, None, &[]);
        assert_eq!((own.size, own.classes), (224, 1000));
        let made = adapt(&network, &Settings { repeats: Vec::new(), ..own }.wanted(&network));
        assert_eq!(made.network.nodes.len(), network.nodes.len());
    }

    #[test]
    fn what_is_set_is_what_is_wanted() {
        let network = template("resnet-18").unwrap();
        let all = stages(&network);
        assert!(!all.is_empty());
        let settings = first("resnet-18", true, None).repeated(0, 1).repeated(99, 7);
        let wanted = settings.wanted(&network);
        assert_eq!(wanted.input, [3, 32, 32]);
        assert_eq!((wanted.repeats.len(), wanted.repeats[0]), (all.len(), 1));
        assert!((wanted.width - 0.25).abs() < 1e-9);
        let report = inspect(&adapt(&network, &wanted).network, None);
        assert_eq!(report.output, Some(Shape::Vector(10)));
    }
}
