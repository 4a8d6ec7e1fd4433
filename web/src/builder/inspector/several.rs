//! Several nodes that are selected together, and what can be done with them.

use super::actions::{Chosen, actions};
use crate::names::name_of;
use crate::shared::Shared;
use filtro_app::Event;
use filtro_net::{Network, NodeId, Report};
use filtro_ui::use_text;
use yew::prelude::*;

/// Properties of [`Several`].
#[derive(PartialEq, Properties)]
pub(super) struct SeveralProps {
    /// Which, in their order.
    pub(super) ids: Vec<NodeId>,
    /// The one that was selected last.
    pub(super) head: NodeId,
    /// They stand side by side.
    pub(super) row: bool,
    pub(super) network: Shared<Network>,
    pub(super) report: Shared<Report>,
    pub(super) send: Callback<Event>,
}

/// The panel of several nodes.
#[component]
pub(super) fn Several(props: &SeveralProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let SeveralProps { ids, head, row, network, report, send } = props;
    let nodes: Vec<_> = ids.iter().filter_map(|id| network.find(*id)).collect();
    let facts = || ids.iter().filter_map(|id| report.node(*id));
    let parameters = facts().fold(0, |all: u64, node| all.saturating_add(node.parameters));
    let products = facts().fold(0, |all: u64, node| all.saturating_add(node.multiply_adds));
    html! {
        <div class="stack inspector family-block">
            <div class="inspector-head">
                <h2 class="panel-title">{ (text.blocks.several)(ids.len()) }</h2>
                <p class="small muted">{ text.blocks.several_hint }</p>
            </div>
            <ol class="several">
                for node in nodes {
                    <li key={node.id.0}>{ name_of(&node.item, node.name.as_deref(), text.lang) }</li>
                }
            </ol>
            <p class="small">
                { t.parameters }{ ": " }{ text.lang.integer(parameters) }
                { " · " }
                { t.multiply_adds }{ ": " }{ text.lang.integer(products) }
            </p>
            { actions(text, *head, Chosen::Several, *row, send) }
        </div>
    }
}
