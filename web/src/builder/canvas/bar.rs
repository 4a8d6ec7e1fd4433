//! The canvas' toolbar: search, folding, zoom.

use super::folds::Folds;
use super::heat::Tint;
use super::look::{Act, Fit, Look};
use super::search::{find, step};
use super::tree::Tree;
use crate::shared::Shared;
use filtro_net::NodeId;
use filtro_ui::control::{Button, ChoiceOption, Choices, Select};
use filtro_ui::dom::{by_id, focus, target};
use filtro_ui::icon::{Icon, icon};
use filtro_ui::stops::{Stops, use_stops};
use filtro_ui::use_text;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Id of the search field.
const FIND: &str = "canvas-find";

/// Puts the cursor into the search field.
pub fn focus_search() {
    if let Some(field) = by_id(FIND).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        focus(&field);
        field.select();
    }
}

/// Properties of [`Bar`].
#[derive(PartialEq, Properties)]
pub(super) struct BarProps {
    pub(super) tree: Shared<Tree>,
    pub(super) selection: Option<NodeId>,
    pub(super) look: UseReducerHandle<Look>,
    /// A node was found.
    pub(super) onfind: Callback<NodeId>,
}

/// The buttons that fold and zoom share a stop of the tab key.
const STOPS: Stops = Stops { controls: ".canvas-tools button", groups: None };

/// The toolbar.
#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let text = use_text();
    let t = &text.canvas;
    let look = &props.look;
    let root = use_node_ref();
    use_stops(root.clone(), STOPS);
    let zoom = text.lang.percent(f64::from(look.zoom) / 100.0, 0);
    let act = |act: fn(&Look) -> Act| {
        let look = look.clone();
        Callback::from(move |()| look.dispatch(act(&look)))
    };
    let dispatch = |act: fn(&str) -> Act| {
        let look = look.dispatcher();
        Callback::from(move |key: AttrValue| look.dispatch(act(&key)))
    };
    let fold_all = {
        let (look, tree) = (look.dispatcher(), props.tree.clone());
        Callback::from(move |()| look.dispatch(Act::Fold(Folds::of(tree.all_folds()))))
    };
    html! {
        <div class="canvas-bar" role="group" aria-label={t.toolbar} ref={root}>
            <Search tree={props.tree.clone()} selection={props.selection} onfind={props.onfind.clone()} />
            <Select
                label={t.tint} label_hidden=true
                options={Tint::ALL.iter().map(|tint| {
                    ChoiceOption::new(tint.key(), format!("{}: {}", t.tint, tint.name(text)))
                }).collect::<Vec<_>>()}
                value={look.tint.key()}
                onchange={dispatch(|key| Act::Tint(Tint::from_key(key)))}
            />
            <Choices
                label={t.show_as} label_hidden=true
                options={vec![ChoiceOption::new("cards", t.cards), ChoiceOption::new("table", t.table)]}
                value={if look.table { "table" } else { "cards" }}
                onchange={dispatch(|key| Act::Table(key == "table"))}
            />
            <div class="canvas-tools" role="toolbar" aria-label={t.fold_and_zoom}>
                if !props.tree.all_folds().is_empty() {
                    <Button label={t.fold_all} icon={Icon::Fold} icon_only=true class="quiet" onclick={fold_all} />
                    <Button
                        label={t.unfold_all} icon={Icon::Unfold} icon_only=true class="quiet"
                        onclick={act(|_| Act::Fold(Folds::default()))}
                    />
                }
                if !look.table {
                    <Button
                        label={t.zoom_out} icon={Icon::Minus} icon_only=true class="quiet"
                        onclick={act(|_| Act::Step { larger: false })}
                    />
                    <Button
                        label={zoom.clone()} name={format!("{zoom}: {}", t.zoom_whole)}
                        class="quiet" onclick={act(|_| Act::Zoom(100))}
                    />
                    <Button
                        label={t.zoom_in} icon={Icon::Plus} icon_only=true class="quiet"
                        onclick={act(|_| Act::Step { larger: true })}
                    />
                    <Button
                        label={t.zoom_fit} icon={Icon::Fit} icon_only=true class="quiet"
                        onclick={act(|_| Act::Fit(100, Fit::Sought(0)))}
                    />
                }
            </div>
            if !look.table && look.fit == (Fit::Found { whole: false }) {
                <p class="canvas-legend" role="status">{ (t.too_long)(&zoom) }</p>
            }
            if look.tint != Tint::Plain {
                <p class="canvas-legend">
                    <span class="legend-scale" aria-hidden="true" />
                    { if look.tint == Tint::Receptive { t.legend_receptive } else { t.legend } }
                </p>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct SearchProps {
    tree: Shared<Tree>,
    selection: Option<NodeId>,
    onfind: Callback<NodeId>,
}

/// The search field. Enter goes from one found layer to the next.
#[component]
fn Search(props: &SearchProps) -> Html {
    let text = use_text();
    let t = &text.canvas;
    let query = use_state_eq(String::new);
    let found = find(text, &props.tree.root, &query);
    let at = props.selection.and_then(|id| found.iter().position(|other| *other == id));
    let count = match at {
        Some(at) => (t.found_at)(at + 1, found.len()),
        None => (t.found)(found.len()),
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = target(&event);
            query.set(field.map(|field| field.value()).unwrap_or_default());
        })
    };
    let go = {
        let (tree, onfind, selection) = (props.tree.clone(), props.onfind.clone(), props.selection);
        let found = found.clone();
        Callback::from(move |forward: bool| {
            if let Some(id) = step(&found, &tree.order(), selection, forward) {
                onfind.emit(id);
            }
        })
    };
    let onkeydown = {
        let (query, go) = (query.clone(), go.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                go.emit(!event.shift_key());
            }
            "Escape" => {
                event.stop_propagation();
                query.set(String::new());
            }
            _ => {}
        })
    };
    html! {
        <div class="canvas-search" role="search">
            { icon(Icon::Search) }
            <input
                id={FIND} type="search" class="input" value={(*query).clone()} autocomplete="off"
                spellcheck="false" aria-label={t.find} placeholder={t.find_hint} title={format!("{} (/)", t.find)}
                {oninput} {onkeydown}
            />
            <output class="canvas-found">{ if query.trim().is_empty() { String::new() } else { count } }</output>
            if !found.is_empty() {
                <Button label={t.previous} icon={Icon::Up} icon_only=true class="quiet" onclick={go.reform(|()| false)} />
                <Button label={t.next} icon={Icon::Down} icon_only=true class="quiet" onclick={go.reform(|()| true)} />
            }
        </div>
    }
}
