//! What is wrong, at the place where it is, with repairs to press.

use crate::text::{Text, use_text};
use crate::view::canvas::focus_network_if_lost;
use crate::view::control::Button;
use crate::view::gallery::ADAPT;
use crate::view::icon::{Icon, icon};
use crate::view::model::name_of;
use filtro_app::Event;
use filtro_net::{Diagnostic, FixKind, Network, Node, Problem, Report, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// Repairs offered for one problem; more would bury it.
const FIXES: usize = 3;

/// A problem, with what its repairs speak of.
#[derive(Clone, PartialEq)]
pub struct Found {
    /// The problem.
    pub diagnostic: Diagnostic,
    /// The nodes that its repairs name, one a repair.
    named: Vec<Option<Node>>,
}

impl Found {
    /// A problem of `network`.
    pub fn of(diagnostic: &Diagnostic, network: &Network) -> Self {
        let named = |kind| match kind {
            FixKind::MoveBefore(id) => network.find(id).cloned(),
            _ => None,
        };
        let named = diagnostic.fixes.iter().map(|fix| named(fix.kind)).collect();
        Self { diagnostic: diagnostic.clone(), named }
    }
}

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
    let found = props.report.diagnostics.iter().filter(|found| found.node.is_none());
    let found: Vec<_> = found.map(|found| Found::of(found, &props.network)).collect();
    if found.is_empty() {
        return html! {};
    }
    html! {
        <section class="problems" aria-label={text.repairs.whole}>
            for found in &found {
                { message(text, found, &props.send) }
            }
        </section>
    }
}

/// Problems of one layer or block; nothing where there are none.
pub fn problems(text: &Text, found: &[Found], send: &Callback<Event>) -> Html {
    if found.is_empty() {
        return html! {};
    }
    html! {
        <div class="problems">
            for found in found {
                { message(text, found, send) }
            }
        </div>
    }
}

fn message(text: &Text, found: &Found, send: &Callback<Event>) -> Html {
    let t = &text.repairs;
    let Found { diagnostic: found, named } = found;
    let (class, shape, sort) = match found.severity {
        Severity::Error => ("error", Icon::Error, t.error),
        Severity::Warning => ("warning", Icon::Warning, t.warning),
        Severity::Hint => ("hint", Icon::Info, t.hint),
    };
    let name = |node: &Node| name_of(&node.item, node.name.as_deref(), text.lang);
    // A network for other pictures rarely fits these by its input alone.
    let adaptable = matches!(found.problem, Problem::InputShape { .. });
    html! {
        <div class={classes!("message", class)}>
            { icon(shape) }
            <div>
                <p>
                    <span class="visually-hidden">{ sort }{ ": " }</span>
                    { (t.problem)(found) }
                </p>
                if !found.fixes.is_empty() || adaptable {
                    <div class="message-actions">
                        for (fix, named) in found.fixes.iter().zip(named).take(FIXES) {
                            <Button
                                class="small-target"
                                label={(t.fix)(fix.kind, named.as_ref().map(name).as_deref())}
                                onclick={
                                    let (edits, send) = (fix.edits.clone(), send.clone());
                                    Callback::from(move |()| {
                                        send.emit(Event::Fix(edits.clone()));
                                        // The message goes, and its button with it.
                                        focus_network_if_lost();
                                    })
                                }
                            />
                        }
                        if adaptable {
                            <a class="button small-target" href={ADAPT}>{ t.adapt }</a>
                        }
                    </div>
                }
            </div>
        </div>
    }
}
