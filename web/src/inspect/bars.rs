//! The softmax probabilities as sorted bars.

use crate::slots::use_slot;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
use yew::prelude::*;

/// Bars shown; the rest of a hundred classes says nothing.
const MOST: usize = 10;

/// Properties of [`OutputBars`].
#[derive(PartialEq, Properties)]
pub struct OutputBarsProps {
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
}

/// The probabilities of the watched picture, the likeliest first.
#[component]
pub fn OutputBars(props: &OutputBarsProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let maps = use_slot(|slots| &slots.maps);
    let Some(info) = maps.as_ref().map(|maps| &maps.info).filter(|i| !i.probabilities.is_empty())
    else {
        return html! { <p class="small muted">{ t.no_probabilities }</p> };
    };
    html! {
        <div class="bars-frame">
            <h4 class="bars-title">{ t.probabilities }</h4>
            <Bars
                shares={info.probabilities.clone()}
                classes={props.classes.clone()}
                most={MOST}
                right={info.label.map(usize::from)}
            />
            if info.step == 0 {
                <p class="small muted">{ t.untrained }</p>
            }
        </div>
    }
}

/// Properties of [`Bars`].
#[derive(PartialEq, Properties)]
pub struct BarsProps {
    /// Probability of each class.
    pub shares: Vec<f32>,
    /// Names of the classes.
    pub classes: Vec<AttrValue>,
    /// Bars shown.
    pub most: usize,
    /// The right class, where it is known.
    #[prop_or_default]
    pub right: Option<usize>,
}

/// Probabilities as bars, the likeliest first.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let text = use_text();
    html! {
        <ol class="bars">
            for (class, share) in sorted(&props.shares, props.most) {
                <li key={class} class={classes!("bar-row", (props.right == Some(class)).then_some("right"))}>
                    <span class="bar-name">
                        { props.classes.get(class).cloned().unwrap_or_else(|| class.to_string().into()) }
                        if props.right == Some(class) {
                            { icon(Icon::Check) }
                            <span class="visually-hidden">{ " (" }{ text.network.right_class }{ ")" }</span>
                        }
                    </span>
                    <span class="bar" aria-hidden="true">
                        <span class="bar-fill" style={format!("inline-size: {:.2}%", share * 100.0)} />
                    </span>
                    <span class="bar-value">{ text.lang.percent(f64::from(share), 1) }</span>
                </li>
            }
        </ol>
    }
}

/// The `most` likeliest classes with their probabilities; equals in the order of the classes.
pub fn sorted(shares: &[f32], most: usize) -> Vec<(usize, f32)> {
    let mut all: Vec<(usize, f32)> = Vec::with_capacity(most + 1);
    for (class, share) in shares.iter().copied().enumerate() {
        let before = all.partition_point(|(_, other)| *other >= share);
        all.insert(before, (class, share));
        all.truncate(most);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn the_likeliest_comes_first() {
        assert_eq!(sorted(&[0.1, 0.6, 0.3], 2), [(1, 0.6), (2, 0.3)]);
        assert_eq!(sorted(&[0.5, 0.5], 5), [(0, 0.5), (1, 0.5)]);
        assert_eq!(sorted(&[], 5), []);
    }
}
