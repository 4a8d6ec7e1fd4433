//! Numbers, sizes and times as the language writes them: every number that people read goes
//! through here.
//!
//! English: comma between groups, point before decimals (62,006 and 0.5). Spanish: a thin space
//! between groups, from five digits on, and a comma before decimals (62 006 and 0,5). That is what
//! the Academies' Ortografía (2010) asks of groups, and one of the two decimal signs that it lets
//! every country choose from; a point between groups would be read as a decimal sign in half of
//! them. The sizes of a shape (512 × 28 × 28) have no groups in either language.
//!
//! The browser's `Intl` does the work; where there is none (native tests), or where it refuses,
//! [`plain`] writes the two languages' decimal and grouping signs itself.

use super::lang::Lang;

impl Lang {
    /// A whole number with grouping: 62,006 or 62 006.
    pub fn integer(self, value: u64) -> String {
        number(self, value as f64, 0, 0)
    }

    /// A number with exactly `digits` decimals.
    pub fn fixed(self, value: f64, digits: u8) -> String {
        number(self, value, digits, digits)
    }

    /// A number with at most `digits` decimals.
    pub fn decimal(self, value: f64, digits: u8) -> String {
        number(self, value, 0, digits)
    }

    /// A number to `digits` significant digits, in scientific notation where very small or large.
    pub fn significant(self, value: f64, digits: u8) -> String {
        if value == 0.0 || !value.is_finite() {
            return number(self, value, 0, 0);
        }
        let (mantissa, exponent) = self.scientific(value, digits.saturating_sub(1));
        let power: i32 = exponent.parse().unwrap_or(0);
        if (-4..7).contains(&power) {
            let decimals = (i32::from(digits) - 1 - power).clamp(0, 12) as u8;
            return self.decimal(value, decimals);
        }
        let point = self.point();
        let short = if mantissa.contains(point) {
            mantissa.trim_end_matches('0').trim_end_matches(point)
        } else {
            &mantissa
        };
        format!("{short} × 10{}", superscript(&exponent))
    }

    /// A measured value such as a loss, never longer than a place kept free for it (9 characters;
    /// 10 beyond 10^±99): 2.303, 12,346, 2.5×10²⁹, 4.0×10⁻⁵.
    pub fn measured(self, value: f64) -> String {
        let size = value.abs();
        if !value.is_finite() || size == 0.0 || (0.001..999.9995).contains(&size) {
            self.fixed(value, 3)
        } else if (999.0..99_999.5).contains(&size) {
            self.fixed(value, 0)
        } else {
            let (mantissa, exponent) = self.scientific(value, 1);
            format!("{mantissa}×10{}", superscript(&exponent))
        }
    }

    /// A power of ten: 0.01, 1, 1,000, 10²⁸.
    pub fn power(self, exponent: i32) -> String {
        if (-3..4).contains(&exponent) {
            self.decimal(10f64.powi(exponent), 3)
        } else {
            format!("10{}", superscript(&exponent.to_string()))
        }
    }

    /// Mantissa with `decimals` digits behind the point, as the language writes it, and exponent.
    /// The standard library rounds: 9.96 is 1.0 times 10.
    fn scientific(self, value: f64, decimals: u8) -> (String, String) {
        let written = format!("{value:.*e}", usize::from(decimals));
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        (mantissa.replace('.', self.point()), exponent.to_owned())
    }

    const fn point(self) -> &'static str {
        match self {
            Self::En => ".",
            Self::Es => ",",
        }
    }

    /// A share 0–1 as a percentage with `digits` decimals.
    pub fn percent(self, share: f64, digits: u8) -> String {
        let number = self.fixed(share * 100.0, digits);
        match self {
            Self::En => format!("{number}%"),
            // Orthography of Spanish: a (non-breaking) space before the sign.
            Self::Es => format!("{number}\u{a0}%"),
        }
    }

    /// A large amount, as people say it: 61.1 M, 15.47 G, 2.5×10¹⁸.
    pub fn short(self, value: f64) -> String {
        let (scale, unit, digits) = if value >= 1e15 {
            return self.measured(value);
        } else if value >= 1e12 {
            (1e12, "T", 2)
        } else if value >= 1e9 {
            (1e9, "G", 2)
        } else if value >= 1e6 {
            (1e6, "M", 1)
        } else if value >= 1e3 {
            (1e3, "k", 1)
        } else {
            return self.decimal(value, 0);
        };
        format!("{}\u{a0}{unit}", self.fixed(value / scale, digits))
    }

    /// Bytes in decimal units: 1.2 MB.
    pub fn bytes(self, bytes: u64) -> String {
        let value = bytes as f64;
        let (scale, unit, digits) = match bytes {
            0..1_000 => (1.0, "B", 0),
            1_000..1_000_000 => (1e3, "kB", 0),
            1_000_000..1_000_000_000 => (1e6, "MB", 1),
            _ => (1e9, "GB", 2),
        };
        format!("{}\u{a0}{unit}", self.fixed(value / scale, digits))
    }

    /// Done out of all, in the unit of the whole: 1.2 of 2.8 MB.
    pub fn bytes_of(self, done: u64, total: u64) -> String {
        let (scale, unit, digits) = if total >= 1_000_000_000 {
            (1e9, "GB", 2)
        } else if total >= 1_000_000 {
            (1e6, "MB", 1)
        } else {
            (1e3, "kB", 0)
        };
        let of = match self {
            Self::En => "of",
            Self::Es => "de",
        };
        let (done, total) = (done as f64 / scale, total as f64 / scale);
        format!("{} {of} {}\u{a0}{unit}", self.fixed(done, digits), self.fixed(total, digits))
    }

    /// A date and a time of day, in short, where the person is; `time` is in milliseconds since
    /// 1970.
    pub fn moment(self, time: f64) -> String {
        moment(self, time).unwrap_or_else(|| self.span(time % 86_400_000.0))
    }

    /// A time span: 0:07, 12:30, 1:02:03, and from 100 hours on 5 d.
    pub fn span(self, milliseconds: f64) -> String {
        let seconds = (milliseconds / 1000.0).max(0.0).round() as u64;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours >= 100 {
            let (days, most) = (hours / 24, 9_999);
            let more = if days > most { ">\u{a0}" } else { "" };
            format!("{more}{}\u{a0}d", self.integer(days.min(most)))
        } else if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }
}

fn superscript(exponent: &str) -> String {
    exponent
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect()
}

fn number(lang: Lang, value: f64, least: u8, most: u8) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "∞"
        } else {
            "−∞"
        }
        .to_owned();
    }
    intl(lang, value, least, most).unwrap_or_else(|| plain(lang, value, least, most))
}

#[cfg(target_arch = "wasm32")]
fn intl(lang: Lang, value: f64, least: u8, most: u8) -> Option<String> {
    use std::cell::RefCell;
    use std::collections::HashMap;
    use wasm_bindgen::{JsCast, JsValue};
    thread_local! {
        // Making a formatter costs a hundred times more than using it.
        static MADE: RefCell<HashMap<(Lang, u8, u8), js_sys::Function>> = RefCell::default();
    }
    let make = || {
        let options = js_sys::Object::new();
        for (key, digits) in [("minimumFractionDigits", least), ("maximumFractionDigits", most)] {
            js_sys::Reflect::set(&options, &key.into(), &digits.into()).ok()?;
        }
        let locales = js_sys::Array::of1(&lang.tag().into());
        let format = js_sys::Intl::NumberFormat::new(&locales, &options);
        // `format` is a getter for a bound function.
        js_sys::Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
    };
    let function: js_sys::Function = MADE.with(|made| {
        if let Some(known) = made.borrow().get(&(lang, least, most)) {
            return Some(known.clone());
        }
        let fresh: js_sys::Function = make()?;
        made.borrow_mut().insert((lang, least, most), fresh.clone());
        Some(fresh)
    })?;
    let text = function.call1(&JsValue::NULL, &value.into()).ok()?.as_string()?;
    Some(match lang {
        Lang::En => text,
        // The browser's Spanish has points between groups.
        Lang::Es => text.replace('.', THIN_SPACE),
    })
}

#[cfg(target_arch = "wasm32")]
fn moment(lang: Lang, time: f64) -> Option<String> {
    let options = js_sys::Object::new();
    for key in ["dateStyle", "timeStyle"] {
        js_sys::Reflect::set(&options, &key.into(), &"short".into()).ok()?;
    }
    let date = js_sys::Date::new(&time.into());
    Some(date.to_locale_string(lang.tag(), &options).into())
}

#[cfg(not(target_arch = "wasm32"))]
fn moment(_: Lang, _: f64) -> Option<String> {
    None
}

#[cfg(not(target_arch = "wasm32"))]
fn intl(_: Lang, _: f64, _: u8, _: u8) -> Option<String> {
    None
}

/// Stands between groups in Spanish, and keeps a number on one line.
const THIN_SPACE: &str = "\u{202f}";

/// The two languages' signs without the browser's help.
fn plain(lang: Lang, value: f64, least: u8, most: u8) -> String {
    let rounded = format!("{:.*}", usize::from(most), value.abs());
    let (whole, fraction) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut fraction = fraction.to_owned();
    while fraction.len() > usize::from(least) && fraction.ends_with('0') {
        fraction.pop();
    }
    let (group, point) = match lang {
        Lang::En => (",", '.'),
        Lang::Es => (THIN_SPACE, ','),
    };
    // Spanish groups from five digits on.
    let grouped = whole.len() > if lang == Lang::Es { 4 } else { 3 };
    let mut out = String::new();
    if value < 0.0 && rounded.chars().any(|c| c.is_ascii_digit() && c != '0') {
        out.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if grouped && place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(&fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Lang::{self, En, Es};
    use super::number;
    use proptest::prelude::*;

    /// The number that a text writes, in either language.
    fn read(lang: Lang, written: &str) -> f64 {
        let point = if lang == En { '.' } else { ',' };
        let power = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c);
        let mut plain = String::new();
        for c in written.replace("×10", "e").replace(" × 10", "e").chars() {
            match c {
                '⁻' => plain.push('-'),
                c if c == point => plain.push('.'),
                '.' | ',' | '\u{202f}' => {}
                c => plain.push(power(c).map_or(c, |n| char::from(b'0' + n as u8))),
            }
        }
        plain.parse().unwrap_or_else(|_| panic!("{written} reads as {plain}"))
    }

    proptest! {
        #[test]
        fn a_measured_value_fits_its_place_and_says_what_it_is(value in prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL) {
            for lang in Lang::ALL {
                let written = lang.measured(value);
                let most = if value.abs() < 1e100 && value.abs() > 1e-99 { 9 } else { 10 };
                prop_assert!(written.trim_start_matches('-').chars().count() <= most, "{written}");
                let off = (read(lang, &written) - value).abs();
                prop_assert!(off <= value.abs() * 0.0501 || off <= 0.000_501, "{value} as {written}");
            }
        }

        #[test]
        fn a_loss_of_a_run_fits_eight_characters(value in 0.0f32..=f32::MAX, share in 0.0f64..1.0) {
            // Evenly over all powers of ten that a loss can have.
            let loss = f64::from(value).max(1.0).powf(share);
            prop_assert!(En.measured(loss).chars().count() <= 8);
            prop_assert!(Es.measured(loss).chars().count() <= 8);
        }

        #[test]
        fn significant_digits_are_right_at_any_size(value in prop::num::f64::NORMAL, digits in 1u8..8) {
            for lang in Lang::ALL {
                let written = lang.significant(value, digits);
                let off = (read(lang, &written) - value).abs();
                prop_assert!(off <= value.abs() * 0.501 * 10f64.powi(1 - i32::from(digits)), "{value} as {written}");
            }
        }

        #[test]
        fn any_time_is_short(milliseconds in prop::num::f64::ANY) {
            prop_assert!(En.span(milliseconds).chars().count() <= 9);
            prop_assert!(Es.span(milliseconds).chars().count() <= 9);
        }
    }

    #[test]
    fn measured_values_keep_three_decimals_and_take_an_exponent_beyond() {
        for (value, en, es) in [
            (0.0, "0.000", "0,000"),
            (2.3034, "2.303", "2,303"),
            (123.456, "123.456", "123,456"),
            (999.9996, "1,000", "1000"),
            (12_345.6, "12,346", "12\u{202f}346"),
            (2.5e29, "2.5×10²⁹", "2,5×10²⁹"),
            (9.97e7, "1.0×10⁸", "1,0×10⁸"),
            (0.000_04, "4.0×10⁻⁵", "4,0×10⁻⁵"),
            (f64::INFINITY, "∞", "∞"),
            (f64::NAN, "NaN", "NaN"),
        ] {
            assert_eq!(En.measured(value), en);
            assert_eq!(Es.measured(value), es);
        }
        assert_eq!([-4, -2, 0, 3, 28].map(|n| En.power(n)), ["10⁻⁴", "0.01", "1", "1,000", "10²⁸"]);
        assert_eq!(number(En, -0.0, 3, 3), "0.000");
    }

    #[test]
    fn large_amounts_stay_short() {
        assert_eq!(En.short(61_100_000.0), "61.1\u{a0}M");
        assert_eq!(Es.short(1.5e12), "1,50\u{a0}T");
        assert_eq!(En.short(2.5e18), "2.5×10¹⁸");
    }

    #[test]
    fn each_language_has_its_signs() {
        assert_eq!(En.integer(62_006), "62,006");
        assert_eq!(Es.integer(62_006), "62\u{202f}006");
        assert_eq!(Es.fixed(1_234_567.25, 1), "1\u{202f}234\u{202f}567,2");
        assert_eq!(Es.integer(1_234), "1234");
        assert_eq!(En.fixed(2.5, 2), "2.50");
        assert_eq!(Es.fixed(-2.5, 1), "-2,5");
        assert_eq!(En.decimal(0.5, 3), "0.5");
        assert_eq!(En.fixed(-0.001, 1), "0.0");
    }

    #[test]
    fn percentages_and_sizes() {
        assert_eq!(En.percent(0.4567, 1), "45.7%");
        assert_eq!(Es.percent(0.4567, 1), "45,7\u{a0}%");
        assert_eq!(En.bytes(170_498_071), "170.5\u{a0}MB");
        assert_eq!(En.bytes(999), "999\u{a0}B");
        assert_eq!(Es.bytes_of(1_200_000, 2_800_000), "1,2 de 2,8\u{a0}MB");
    }

    #[test]
    fn significant_digits_survive_small_and_large() {
        assert_eq!(En.significant(0.001, 3), "0.001");
        assert_eq!(En.significant(1.23456, 3), "1.23");
        assert_eq!(En.significant(0.000_001, 2), "1 × 10⁻⁶");
        assert_eq!(En.significant(f64::NAN, 2), "NaN");
    }

    #[test]
    fn spans() {
        assert_eq!(En.span(7_400.0), "0:07");
        assert_eq!(En.span(3_723_000.0), "1:02:03");
        assert_eq!(En.span(-5.0), "0:00");
        assert_eq!(En.span(3.6e8), "4\u{a0}d");
        assert_eq!(En.span(f64::INFINITY), ">\u{a0}9,999\u{a0}d");
    }
}
