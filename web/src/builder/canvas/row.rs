//! A row of the table of layers.

use super::entry::Entry;
use super::folds::Fold;
use super::heat::{Heat, Tint};
use super::stage::Stage;
use super::summary::{describe, layers, severity_class, worst};
use super::toggle::toggle;
use crate::builder::family::Family;
use crate::names::name_of;
use crate::shared::Shared;
use filtro_net::{NodeId, NodeReport, Receptive};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::use_text;
use yew::prelude::*;

/// Bytes of a 32-bit float.
const FLOAT: u64 = 4;

/// What a row is of.
#[derive(Clone, PartialEq)]
pub(super) enum RowOf {
    /// A layer or block.
    Node(Shared<Entry>),
    /// A stage, with its number.
    Stage(usize, Stage),
}

impl RowOf {
    /// The layer or block.
    pub(super) fn node(&self) -> Option<NodeId> {
        match self {
            Self::Node(entry) => Some(entry.id),
            Self::Stage(..) => None,
        }
    }

    /// Tells rows apart.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Node(entry) => format!("row-{}", entry.id.0),
            Self::Stage(_, stage) => format!("stage-row-{}", stage.first.0),
        }
    }

    fn fold(&self) -> Option<(Fold, bool)> {
        match self {
            Self::Node(entry) if entry.lanes.is_empty() => None,
            Self::Node(entry) => Some((Fold::Block(entry.id), entry.folded)),
            Self::Stage(_, stage) => Some((Fold::Stage(stage.first), stage.folded)),
        }
    }
}

/// The numbers of a row.
pub(super) struct Cells {
    pub(super) output: Option<String>,
    pub(super) parameters: u64,
    pub(super) multiply_adds: u64,
    /// Values a picture.
    pub(super) activations: u64,
    pub(super) receptive: Option<Receptive>,
}

impl Cells {
    fn of(report: &NodeReport) -> Self {
        Self {
            output: report.output.map(shape_text),
            parameters: report.parameters,
            multiply_adds: report.multiply_adds,
            activations: report.activations,
            receptive: report.receptive,
        }
    }

    /// In the order of the columns; the tint is a bar behind its cell.
    pub(super) fn html(&self, text: &Text, batch: usize, heat: Option<(Tint, Heat)>) -> Html {
        let lang = text.lang;
        let bytes = self.activations.saturating_mul(FLOAT).saturating_mul(batch as u64);
        let field = self.receptive.as_ref();
        let nothing = || "–".to_owned();
        let whole = |n: usize| lang.integer(n as u64);
        let cells = [
            (Tint::Plain, self.output.clone().unwrap_or_else(nothing)),
            (Tint::Parameters, lang.integer(self.parameters)),
            (Tint::MultiplyAdds, lang.integer(self.multiply_adds)),
            (Tint::Activations, lang.bytes(bytes)),
            (Tint::Receptive, field.map_or_else(nothing, |f| pair(f.size, whole))),
            (Tint::Plain, field.map_or_else(nothing, |f| pair(f.stride, whole))),
            (Tint::Plain, field.map_or_else(nothing, |f| pair(f.centre, |n| lang.decimal(n, 1)))),
        ];
        cells
            .into_iter()
            .enumerate()
            .map(|(column, (tint, words))| {
                let bar = heat.filter(|(by, _)| *by == tint && tint != Tint::Plain);
                let share: Option<String> = bar.map(|(_, heat)| format!("--share: {}%", heat.share()));
                html! {
                    <span key={column} role="gridcell" class={bar.map(|_| "bar-cell")} style={share}>
                        { words }
                    </span>
                }
            })
            .collect()
    }
}

/// Height and width, once where they are equal.
fn pair<T: PartialEq + Copy>([height, width]: [T; 2], words: impl Fn(T) -> String) -> String {
    if height == width { words(height) } else { format!("{} × {}", words(height), words(width)) }
}

/// Properties of [`Row`].
#[derive(PartialEq, Properties)]
pub(super) struct RowProps {
    pub(super) of: RowOf,
    /// From 1.
    pub(super) depth: usize,
    pub(super) selected: bool,
    /// It has the tab stop.
    pub(super) stop: bool,
    pub(super) batch: usize,
}

/// A row. Its table hears clicks and keys.
#[component]
pub(super) fn Row(props: &RowProps) -> Html {
    let text = use_text();
    let RowProps { of, depth, selected, stop, batch } = props;
    let (name, class, note, cells) = match of {
        RowOf::Node(entry) => {
            let name = name_of(&entry.item, entry.name.as_deref(), text.lang);
            let class = classes!(
                Family::of_item(&entry.item).class(),
                worst(entry).map(severity_class),
                (!entry.lanes.is_empty()).then_some("group"),
            );
            let note = (!entry.lanes.is_empty()).then(|| layers(text, entry.layers));
            let heat = entry.heat.map(|heat| (heat.tint, heat));
            let cells = entry.report.as_ref().map(Cells::of);
            (name, class, note, cells.map(|cells| cells.html(text, *batch, heat)))
        }
        RowOf::Stage(number, stage) => {
            let name = (text.canvas.stage)(*number);
            (name, classes!("stage-row"), Some(describe(text, stage)), None)
        }
    };
    let fold = of.fold();
    let expanded = fold.map(|(_, folded)| if folded { "false" } else { "true" });
    html! {
        <div
            class={classes!("layer-row", class, selected.then_some("selected"))}
            role="row"
            id={of.key()}
            tabindex={if *stop { "0" } else { "-1" }}
            aria-level={depth.to_string()}
            aria-expanded={expanded}
            aria-selected={if *selected { "true" } else { "false" }}
            style={format!("--depth: {depth}")}
        >
            <span class="row-name" role="rowheader">
                if let Some((fold, folded)) = fold {
                    { toggle(text, fold, folded, &name, false) }
                } else {
                    <span class="swatch" aria-hidden="true" />
                }
                <span>{ name }</span>
                if let Some(note) = note {
                    <small>{ note }</small>
                }
            </span>
            { cells }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_axes_are_said_once() {
        assert_eq!(pair([3, 3], |n| n.to_string()), "3");
        assert_eq!(pair([1, 7], |n| n.to_string()), "1 × 7");
    }
}
