//! What runs, why, and the switch.

use filtro_protocol::{Device, DeviceKind, DevicePreference};
use filtro_text::Text;
use filtro_ui::control::{ChoiceOption, Choices};
use filtro_ui::use_text;
use yew::prelude::*;

const CHOICES: [(&str, DevicePreference); 3] = [
    ("auto", DevicePreference::Auto),
    ("gpu", DevicePreference::Gpu),
    ("cpu", DevicePreference::Cpu),
];

/// Properties of [`DeviceSection`].
#[derive(PartialEq, Properties)]
pub struct DeviceProps {
    pub device: Option<Device>,
    pub preference: DevicePreference,
    pub comparing: bool,
    pub onchange: Callback<DevicePreference>,
}

/// The device section.
#[component]
pub fn DeviceSection(props: &DeviceProps) -> Html {
    let text = use_text();
    let t = &text.training;
    let onchange = props.onchange.clone();
    let onchoice = Callback::from(move |value: AttrValue| {
        if let Some((_, preference)) = CHOICES.into_iter().find(|c| c.0 == value) {
            onchange.emit(preference);
        }
    });
    let chosen = CHOICES.into_iter().find(|c| c.1 == props.preference).map_or("auto", |c| c.0);
    html! {
        <section class="section" aria-label={t.device} id="device">
            <h3>{ t.device }</h3>
            if let Some(device) = &props.device {
                { running(text, device) }
                if props.comparing {
                    <p class="small muted">{ t.device_comparing }</p>
                }
            } else {
                <p class="small muted">{ text.shell.engine_starting }</p>
            }
            <Choices
                label={t.device_switch}
                options={vec![
                    ChoiceOption::new("auto", t.device_auto),
                    ChoiceOption::new("gpu", t.device_gpu),
                    ChoiceOption::new("cpu", t.device_cpu),
                ]}
                value={chosen}
                onchange={onchoice}
                help={t.device_switch_help}
            />
            <p class="small muted">{ t.background_note }</p>
        </section>
    }
}

fn running(text: &Text, device: &Device) -> Html {
    let t = &text.training;
    let name = match (device.kind, &device.adapter) {
        (DeviceKind::Cpu, _) => t.device_cpu_long.to_owned(),
        (DeviceKind::Gpu, Some(adapter)) => (t.device_gpu_long)(adapter),
        (DeviceKind::Gpu, None) => "WebGPU".to_owned(),
    };
    let unused = device.adapter.as_ref().filter(|_| device.kind == DeviceKind::Cpu);
    html! {
        <div class="stack-tight">
            <p><strong>{ (t.device_runs)(&name) }</strong></p>
            <p class="small">{ (t.device_reason)(&device.reason) }</p>
            if let Some(adapter) = unused {
                <p class="small muted">{ (t.device_adapter)(adapter) }</p>
            }
        </div>
    }
}
