//! What is wrong, at the place where it is, with repairs to press.

use crate::text::{Text, use_text};
use crate::view::control::Button;
use crate::view::icon::{Icon, icon};
use crate::view::model::name_of;
use filtro_app::Event;
use filtro_net::{Diagnostic, FixKind, Network, NodeId, Report, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// Repairs offered for one problem; more would bury it.
const FIXES: usize = 3;

/// Properties of [`Diagnostics`].
#[derive(PartialEq, Properties)]
pub struct DiagnosticsProps {
    /// All problems.
    pub report: Rc<Report>,
    /// For names in repairs.
    pub network: Rc<Network>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// Problems of the network as a whole.
#[component]
pub fn Diagnostics(props: &DiagnosticsProps) -> Html {
    let text = use_text();
    let found: Vec<_> =
        props.report.diagnostics.iter().filter(|found| found.node.is_none()).collect();
    if found.is_empty() {
        return html! {};
    }
    html! {
        <section class="problems" aria-label={text.repairs.whole}>
            for diagnostic in found {
                { message(text, diagnostic, &props.network, &props.send) }
            }
        </section>
    }
}

/// Properties of [`NodeProblems`].
#[derive(PartialEq, Properties)]
pub struct NodeProblemsProps {
    /// Whose.
    pub id: NodeId,
    /// All problems.
    pub report: Rc<Report>,
    /// For names in repairs.
    pub network: Rc<Network>,
    /// Where events go.
    pub send: Callback<Event>,
}

/// Problems of one layer or block.
#[component]
pub fn NodeProblems(props: &NodeProblemsProps) -> Html {
    let text = use_text();
    let found: Vec<_> = props.report.for_node(props.id).collect();
    if found.is_empty() {
        return html! {};
    }
    html! {
        <div class="problems">
            for diagnostic in found {
                { message(text, diagnostic, &props.network, &props.send) }
            }
        </div>
    }
}

fn message(text: &Text, found: &Diagnostic, network: &Network, send: &Callback<Event>) -> Html {
    let t = &text.repairs;
    let (class, shape, sort) = match found.severity {
        Severity::Error => ("error", Icon::Error, t.error),
        Severity::Warning => ("warning", Icon::Warning, t.warning),
        Severity::Hint => ("hint", Icon::Info, t.hint),
    };
    let name = |kind: FixKind| match kind {
        FixKind::MoveBefore(id) => {
            network.find(id).map(|node| name_of(&node.item, node.name.as_deref(), text.lang))
        }
        _ => None,
    };
    html! {
        <div class={classes!("message", class)}>
            { icon(shape) }
            <div>
                <p>
                    <span class="visually-hidden">{ sort }{ ": " }</span>
                    { (t.problem)(found) }
                </p>
                if !found.fixes.is_empty() {
                    <div class="message-actions">
                        for fix in found.fixes.iter().take(FIXES) {
                            <Button
                                class="small-target"
                                label={(t.fix)(fix.kind, name(fix.kind).as_deref())}
                                onclick={
                                    let edits = fix.edits.clone();
                                    send.reform(move |()| Event::Fix(edits.clone()))
                                }
                            />
                        }
                    </div>
                }
            </div>
        </div>
    }
}
