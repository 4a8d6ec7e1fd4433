//! In which order networks stand.

use crate::templates::Entry;
use filtro_text::gallery::Gallery;

/// What networks are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// As the list has them.
    Order,
    /// Of the publication.
    Year,
    /// Parameters.
    Parameters,
    /// Multiply-adds.
    Adds,
    /// Measured or published, the best first.
    Accuracy,
}

impl Key {
    /// All, in menu order.
    pub const ALL: [Self; 5] =
        [Self::Order, Self::Year, Self::Parameters, Self::Adds, Self::Accuracy];

    /// For the menu.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Year => "year",
            Self::Parameters => "parameters",
            Self::Adds => "adds",
            Self::Accuracy => "accuracy",
        }
    }

    /// The key of a menu's value.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|found| found.key() == key).unwrap_or(Self::Order)
    }

    /// Its name.
    pub const fn name(self, t: &Gallery) -> &'static str {
        match self {
            Self::Order => t.by_order,
            Self::Year => t.by_year,
            Self::Parameters => t.by_parameters,
            Self::Adds => t.by_adds,
            Self::Accuracy => t.by_accuracy,
        }
    }

    /// Of an entry; not a number where it has none.
    pub fn of(self, entry: &Entry) -> f64 {
        match self {
            Self::Order => 0.0,
            Self::Year => entry.year.map_or(f64::NAN, |year| year as f64),
            Self::Parameters => entry.parameters as f64,
            Self::Adds => entry.multiply_adds as f64,
            Self::Accuracy => {
                let measured = entry.accuracy.as_ref().map(|found| found.value);
                measured.or(entry.top5).unwrap_or(f64::NAN)
            }
        }
    }
}

/// The places 0 to `count` by their values, the least first or last; those without a value at the
/// end, equal ones as they are.
///
/// By insertion: the lists are short, and the library's sort would be kilobytes of the page.
pub fn arrange(count: usize, falling: bool, value: impl Fn(usize) -> f64) -> Vec<usize> {
    let before = |a: f64, b: f64| match (a.is_nan(), b.is_nan()) {
        (true, _) => false,
        (false, true) => true,
        (false, false) if falling => a > b,
        (false, false) => a < b,
    };
    let mut order: Vec<usize> = Vec::with_capacity(count);
    for place in 0..count {
        let here = value(place);
        let at = order.iter().position(|other| before(here, value(*other)));
        order.insert(at.unwrap_or(order.len()), place);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_value_comes_last() {
        let values = [3.0, f64::NAN, 1.0, 3.0, 2.0];
        assert_eq!(arrange(5, false, |at| values[at]), [2, 4, 0, 3, 1]);
        assert_eq!(arrange(5, true, |at| values[at]), [0, 3, 4, 2, 1]);
    }

    proptest! {
        #[test]
        fn the_order_is_the_librarys(values in prop::collection::vec(0_u8..20, 0..40)) {
            let mut expected: Vec<usize> = (0..values.len()).collect();
            expected.sort_by_key(|at| values[*at]);
            prop_assert_eq!(arrange(values.len(), false, |at| f64::from(values[at])), expected);
        }
    }
}
