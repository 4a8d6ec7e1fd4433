//! Small controls that every panel uses.

mod button;
mod choice;
mod name;
mod number;
mod progress;
mod table;

pub use button::Button;
pub use choice::{ChoiceOption, Choices, Select};
pub use name::NameBox;
pub use number::{NumberField, parse, plain};
pub use progress::Progress;
pub use table::{Column, Table};

use std::cell::Cell;
use yew::AttrValue;

/// An id that no other element of this page has.
pub fn unique_id(prefix: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    NEXT.with(|next| {
        next.set(next.get() + 1);
        format!("{prefix}-{}", next.get())
    })
}

/// The ids that describe a control: why it is disabled, then its help.
fn described(reason: &Option<AttrValue>, help: Option<&str>) -> Option<String> {
    let ids: Vec<&str> = reason.as_deref().into_iter().chain(help).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
