//! The tint: how much of the network's costs is a layer's.
//!
//! The number is the share of the whole network. The colour is logarithmic over three decades:
//! full at the largest layer, gone at a thousandth of it, since costs of layers differ by orders
//! of magnitude and a linear colour would show one layer alone.

use filtro_net::{NodeReport, Report};
use filtro_text::Text;

/// Decades of cost between full colour and none.
const DECADES: f64 = 3.0;

/// What cards are tinted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tint {
    /// Nothing.
    #[default]
    Plain,
    /// Trainable parameters.
    Parameters,
    /// Multiply-adds.
    MultiplyAdds,
    /// What training keeps of the outputs.
    Activations,
    /// Pixels of the picture that an output sees.
    Receptive,
}

impl Tint {
    pub(super) const ALL: [Self; 5] =
        [Self::Plain, Self::Parameters, Self::MultiplyAdds, Self::Activations, Self::Receptive];

    /// As a value of a list.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Parameters => "parameters",
            Self::MultiplyAdds => "multiply-adds",
            Self::Activations => "activations",
            Self::Receptive => "receptive",
        }
    }

    pub(super) fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|tint| tint.key() == key).unwrap_or_default()
    }

    pub(super) const fn name(self, text: &Text) -> &'static str {
        let t = &text.canvas;
        match self {
            Self::Plain => t.tint_none,
            Self::Parameters => text.network.parameters,
            Self::MultiplyAdds => text.network.multiply_adds,
            Self::Activations => t.activations,
            Self::Receptive => t.receptive,
        }
    }

    fn value(self, report: &NodeReport) -> u64 {
        match self {
            Self::Plain => 0,
            Self::Parameters => report.parameters,
            Self::MultiplyAdds => report.multiply_adds,
            Self::Activations => report.activations,
            Self::Receptive => {
                report.receptive.map_or(0, |field| field.size.into_iter().max().unwrap_or(0) as u64)
            }
        }
    }
}

/// How warm a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heat {
    /// Colour in percent.
    pub(super) level: u8,
    /// Share of the whole network in thousandths; of receptive fields the pixels.
    number: u64,
    pub(super) tint: Tint,
}

impl Heat {
    /// The number on the card: `32%`, or `35 px`.
    pub(super) fn label(self, text: &Text) -> String {
        match (self.tint, self.number) {
            (Tint::Receptive, pixels) => format!("{}\u{a0}px", text.lang.integer(pixels)),
            (_, 0) if self.level > 0 => format!("<\u{a0}{}", text.lang.percent(0.001, 1)),
            (_, 0) => text.lang.percent(0.0, 0),
            (_, share @ 1..100) => text.lang.percent(share as f64 / 1000.0, 1),
            (_, share) => text.lang.percent(share as f64 / 1000.0, 0),
        }
    }

    /// The share of the whole in percent, for the length of a bar.
    pub(super) const fn share(self) -> u64 {
        match self.tint {
            Tint::Receptive => self.level as u64,
            _ => self.number.div_ceil(10),
        }
    }
}

/// What the tint of a network goes by.
pub(super) struct Scale {
    tint: Tint,
    total: u64,
    largest: u64,
}

impl Scale {
    pub(super) fn of(tint: Tint, report: &Report) -> Self {
        let layers = report.nodes.iter().filter(|node| !node.is_block);
        let values = layers.map(|node| tint.value(node));
        let largest = values.clone().max().unwrap_or(0);
        Self { tint, total: values.fold(0, u64::saturating_add), largest }
    }

    /// Of a node; nothing without a tint.
    pub(super) fn heat(&self, report: &NodeReport) -> Option<Heat> {
        let (tint, value) = (self.tint, self.tint.value(report));
        let number = match tint {
            Tint::Plain => return None,
            Tint::Receptive => value,
            _ => (1000.0 * value as f64 / self.total.max(1) as f64).round() as u64,
        };
        Some(Heat { level: level(value, self.largest), number, tint })
    }
}

/// Colour in percent; anything at all has a little.
fn level(value: u64, largest: u64) -> u8 {
    if value == 0 || largest == 0 {
        return 0;
    }
    let decades = (value as f64 / largest as f64).log10() / DECADES;
    (100.0 * (1.0 + decades)).clamp(1.0, 100.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_program::analyse;
    use filtro_text::Lang;
    use filtro_zoo::template;

    #[test]
    fn colour_fades_by_decades_from_the_largest() {
        assert_eq!([1000, 100, 10, 1].map(|value| level(value, 1000)), [100, 66, 33, 1]);
        assert_eq!(level(0, 1000), 0);
        assert_eq!(level(5, 0), 0);
        assert_eq!(level(5000, 1000), 100, "a block of several layers");
    }

    #[test]
    fn shares_of_the_layers_add_up_and_the_largest_is_full() {
        let (report, _) = analyse(&template("vgg-16").unwrap(), None);
        for tint in [Tint::Parameters, Tint::MultiplyAdds, Tint::Activations] {
            let scale = Scale::of(tint, &report);
            let heats: Vec<Heat> =
                report.nodes.iter().map(|node| scale.heat(node).unwrap()).collect();
            let sum: u64 = heats.iter().map(|heat| heat.number).sum();
            assert!((990..=1010).contains(&sum), "{tint:?}: {sum}");
            assert!(heats.iter().any(|heat| heat.level == 100));
        }
        assert_eq!(Scale::of(Tint::Plain, &report).heat(&report.nodes[0]), None);
    }

    #[test]
    fn the_first_dense_layer_of_vgg_16_has_three_quarters_of_its_parameters() {
        // Simonyan and Zisserman 2014: 102,764,544 of 138,357,544.
        let (report, _) = analyse(&template("vgg-16").unwrap(), None);
        let dense = report.nodes.iter().max_by_key(|node| node.parameters).unwrap();
        let heat = Scale::of(Tint::Parameters, &report).heat(dense).unwrap();
        assert_eq!(heat.label(Lang::En.text()), "74%");
        assert_eq!(heat.share(), 75);
    }

    #[test]
    fn small_shares_are_not_nothing() {
        let text = Lang::En.text();
        let heat = |number, level| Heat { level, number, tint: Tint::Parameters };
        assert_eq!(heat(0, 3).label(text), "<\u{a0}0.1%");
        assert_eq!(heat(0, 0).label(text), "0%");
        assert_eq!(heat(71, 60).label(text), "7.1%");
        assert_eq!(Heat { level: 9, number: 35, tint: Tint::Receptive }.label(text), "35\u{a0}px");
    }

    #[test]
    fn keys_name_tints() {
        for tint in Tint::ALL {
            assert_eq!(Tint::from_key(tint.key()), tint);
        }
        assert_eq!(Tint::from_key("?"), Tint::Plain);
    }
}
