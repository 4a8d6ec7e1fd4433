//! What is wrong, at the place where it is, with repairs to press.

use crate::builder::focus::focus_network_if_lost;
use crate::names::name_of;
use crate::route::ADAPT;
use crate::shared::Shared;
use filtro_app::{Event, for_others};
use filtro_net::{Diagnostic, Fix, FixKind, Network, Node, Problem, Report, Severity, Shape};
use filtro_text::Text;
use filtro_text::repairs::shape_text;
use filtro_ui::control::Button;
use filtro_ui::icon::{Icon, icon};
use filtro_ui::use_text;
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
    pub report: Shared<Report>,
    /// For names in repairs.
    pub network: Shared<Network>,
    /// It is a published one.
    pub original: bool,
    /// Where events go.
    pub send: Callback<Event>,
}

/// Problems of the network as a whole.
#[component]
pub fn Diagnostics(props: &DiagnosticsProps) -> Html {
    let text = use_text();
    let others = for_others(&props.report);
    let found = props.report.diagnostics.iter().filter(|found| {
        found.node.is_none() && (others.is_none() || found.severity != Severity::Error)
    });
    let found: Vec<_> = found.map(|found| Found::of(found, &props.network)).collect();
    if found.is_empty() && others.is_none() {
        return html! {};
    }
    html! {
        <section class="problems" aria-label={text.repairs.whole}>
            if let Some(input) = others {
                { view(text, input, props) }
            }
            for found in &found {
                { message(text, found, &props.send) }
            }
        </section>
    }
}

/// Calm words on a network for other pictures: it is here to be looked at.
fn view(text: &Text, input: [usize; 3], props: &DiagnosticsProps) -> Html {
    let t = &text.repairs;
    let [channels, height, width] = input;
    let input = shape_text(Shape::map(channels, height, width));
    // To a published network its pictures belong; of one's own the input is soon changed.
    let fixes = props.report.errors().flat_map(|found| &found.fixes);
    let fix = fixes.into_iter().find(|fix| matches!(fix.kind, FixKind::SetInput(_)));
    let fix = fix.filter(|_| !props.original);
    html! {
        <div class="message">
            { icon(Icon::Info) }
            <div>
                <p>{ if props.original { (t.published)(&input) } else { (t.for_others)(&input) } }</p>
                <div class="message-actions">
                    <a class="button small-target" href={ADAPT}>{ t.adapt }</a>
                    if let Some(fix) = fix {
                        { repair(text, fix, None, &props.send) }
                    }
                </div>
            </div>
        </div>
    }
}

/// A repair to press.
fn repair(text: &Text, fix: &Fix, named: Option<&Node>, send: &Callback<Event>) -> Html {
    let name = named.map(|node| name_of(&node.item, node.name.as_deref(), text.lang));
    let (edits, send) = (fix.edits.clone(), send.clone());
    let onclick = Callback::from(move |()| {
        send.emit(Event::Fix(edits.clone()));
        // The message goes, and its button with it.
        focus_network_if_lost();
    });
    let label = (text.repairs.fix)(fix.kind, name.as_deref());
    html! { <Button class="small-target" {label} {onclick} /> }
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
                            { repair(text, fix, named.as_ref(), send) }
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
