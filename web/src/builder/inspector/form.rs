//! The form of a layer, made from its parameter table.

use filtro_app::Event;
use filtro_net::{Choice, Field, Layer, NodeId, ParamKind, ParamSpec, Value};
use filtro_text::Text;
use filtro_ui::control::{ChoiceOption, Choices, NumberField, Select, unique_id};
use filtro_ui::use_text;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Options that still fit a row of buttons.
const IN_A_ROW: usize = 3;

/// Properties of [`Form`].
#[derive(PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) id: NodeId,
    pub(super) layer: Layer,
    pub(super) send: Callback<Event>,
}

/// The form. Leaving a field ends its step to undo.
#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let t = &text.network;
    let rows: Vec<&ParamSpec> = props.layer.visible_params().collect();
    // Sides that are equal stay equal, until the person unties them.
    let wanted = use_state_eq(|| pairs_equal(&props.layer));
    let tied = *wanted && pairs_equal(&props.layer);
    let onfocusout = props.send.reform(|_: FocusEvent| Event::Settled);
    let ontie = {
        let (wanted, send) = (wanted.clone(), props.send.clone());
        let (id, layer) = (props.id, props.layer.clone());
        Callback::from(move |tie: bool| {
            wanted.set(tie);
            let values = if tie { equalised(&layer) } else { Vec::new() };
            if !values.is_empty() {
                send.emit(Event::Set { id, values });
                send.emit(Event::Settled);
            }
        })
    };
    if rows.is_empty() {
        return html! { <p class="small muted">{ t.no_settings }</p> };
    }
    let pairs = rows.iter().any(|row| partner(row.field).is_some());
    html! {
        <section class="section" aria-label={t.settings} {onfocusout}>
            if pairs {
                <Switch label={t.tie_axes} on={tied} onchange={ontie} />
            }
            <div class="fields">
                for row in rows {
                    if !(tied && is_second(row.field)) {
                        { control(text, props, row, tied) }
                    }
                }
            </div>
        </section>
    }
}

/// Fields of the vertical axis, with those of the horizontal one.
const PAIRS: [(Field, Field); 6] = [
    (Field::KernelHeight, Field::KernelWidth),
    (Field::StrideHeight, Field::StrideWidth),
    (Field::PaddingHeight, Field::PaddingWidth),
    (Field::DilationHeight, Field::DilationWidth),
    (Field::OutputHeight, Field::OutputWidth),
    (Field::ScaleHeight, Field::ScaleWidth),
];

fn partner(field: Field) -> Option<Field> {
    PAIRS.iter().find(|(first, _)| *first == field).map(|(_, second)| *second)
}

fn is_second(field: Field) -> bool {
    PAIRS.iter().any(|(_, second)| *second == field)
}

fn pairs_equal(layer: &Layer) -> bool {
    PAIRS.iter().all(|(first, second)| layer.get(*first) == layer.get(*second))
}

/// What makes both sides of each pair equal.
fn equalised(layer: &Layer) -> Vec<(Field, Value)> {
    let unequal = PAIRS.iter().filter(|(first, second)| layer.get(*first) != layer.get(*second));
    unequal.filter_map(|(first, second)| Some((*second, layer.get(*first)?))).collect()
}

fn control(text: &Text, props: &FormProps, row: &ParamSpec, tied: bool) -> Html {
    let t = &text.network;
    let field = row.field;
    let Some(value) = props.layer.get(field) else { return html! {} };
    let both = partner(field).filter(|_| tied);
    let label = match both {
        Some(_) => (t.tied_field)(field),
        None => (t.field)(field),
    };
    let help = (t.field_help)(field).map(AttrValue::from);
    let id = props.id;
    let set = props.send.reform(move |value: Value| {
        let also = both.map(|other| (other, value));
        Event::Set { id, values: std::iter::once((field, value)).chain(also).collect() }
    });
    match (row.kind, value) {
        (ParamKind::Integer { min, max }, Value::Integer(value)) => html! {
            <NumberField
                key={format!("{field:?}")}
                {label} {help}
                value={value as f64} min={min as f64} max={max as f64}
                onchange={set.reform(|number: f64| Value::Integer(number as i64))}
            />
        },
        (ParamKind::Number { min, max, .. }, Value::Number(value)) => html! {
            <NumberField
                key={format!("{field:?}")}
                {label} {help} {value} {min} {max} whole={false}
                onchange={set.reform(Value::Number)}
            />
        },
        (ParamKind::Switch, Value::Switch(on)) => html! {
            <div class="wide" key={format!("{field:?}")}>
                <Switch {label} {help} {on} onchange={set.reform(Value::Switch)} />
            </div>
        },
        (ParamKind::Choice(all), Value::Choice(chosen)) => {
            choices(t.choice, label, help, all, chosen, &set, field)
        }
        // The table's kinds and its values agree; a file's values were checked when it was read.
        _ => html! {},
    }
}

fn choices(
    name: fn(Choice) -> &'static str,
    label: &'static str,
    help: Option<AttrValue>,
    all: &'static [Choice],
    chosen: Choice,
    set: &Callback<Value>,
    field: Field,
) -> Html {
    let key = |choice: Choice| format!("{choice:?}");
    let options: Vec<_> = all.iter().map(|one| ChoiceOption::new(key(*one), name(*one))).collect();
    let onchange = set.reform(move |picked: AttrValue| {
        let found = all.iter().copied().find(|one| key(*one) == picked.as_str());
        Value::Choice(found.unwrap_or(chosen))
    });
    html! {
        <div class="wide" key={format!("{field:?}")}>
            if all.len() <= IN_A_ROW {
                <Choices {label} {help} {options} value={key(chosen)} {onchange} />
            } else {
                <Select {label} {help} {options} value={key(chosen)} {onchange} />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct SwitchProps {
    label: AttrValue,
    #[prop_or_default]
    help: Option<AttrValue>,
    on: bool,
    onchange: Callback<bool>,
}

#[component]
fn Switch(props: &SwitchProps) -> Html {
    let id = use_memo((), |()| unique_id("switch"));
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: yew::Event| {
            onchange.emit(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let help_id = format!("{id}-help");
    html! {
        <div class="check">
            <input
                id={(*id).clone()} type="checkbox" checked={props.on} {onchange}
                aria-describedby={props.help.is_some().then(|| help_id.clone())}
            />
            <label for={(*id).clone()}>{ &props.label }</label>
            if let Some(help) = &props.help {
                <p class="field-help" id={help_id}>{ help }</p>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_net::LayerKind;

    #[test]
    fn both_sides_of_a_pair_stand_in_the_same_table() {
        for kind in LayerKind::ALL {
            let layer = Layer::new(kind);
            let has = |field| layer.params().iter().any(|row| row.field == field);
            for (first, second) in PAIRS {
                assert_eq!(has(first), has(second), "{kind:?}");
            }
            assert!(pairs_equal(&layer));
        }
    }

    #[test]
    fn tied_sides_become_equal() {
        let mut layer = Layer::new(LayerKind::Conv2d);
        assert_eq!(equalised(&layer), []);
        assert!(layer.set(Field::KernelWidth, Value::Integer(7)).is_ok());
        assert_eq!(equalised(&layer), [(Field::KernelWidth, Value::Integer(3))]);
    }
}
