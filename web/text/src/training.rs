//! The training panel: settings, device, charts, results.

use super::lang::Lang;
use filtro_protocol::DeviceReason;
use filtro_recipe::Optimizer;

/// Texts of the training panel.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct Training {
    pub heading: &'static str,
    pub settings: &'static str,
    pub optimizer: &'static str,
    pub optimizer_name: fn(Optimizer) -> &'static str,
    pub optimizer_help: fn(Optimizer) -> &'static str,
    pub learning_rate: &'static str,
    pub learning_rate_help: &'static str,
    pub lower: &'static str,
    pub higher: &'static str,
    pub batch_size: &'static str,
    pub batch_size_help: &'static str,
    pub epochs: &'static str,
    pub epochs_help: &'static str,
    pub seed: &'static str,
    pub seed_help: &'static str,
    pub fixed_during_run: &'static str,
    pub invalid_number: fn(&str, &str) -> String,

    pub results: &'static str,
    pub loss_chart: &'static str,
    pub accuracy_chart: &'static str,
    pub train_line: &'static str,
    pub validation_line: &'static str,
    pub axis_step: &'static str,
    pub no_curve: &'static str,
    pub beyond: fn(&str) -> String,
    pub smooth: &'static str,
    pub smooth_help: &'static str,
    pub as_table: &'static str,
    pub as_chart: &'static str,
    pub chart_summary: fn(&ChartSummary<'_>) -> String,
    pub read_out_help: &'static str,
    pub at_step: fn(&str) -> String,

    pub epoch_table: &'static str,
    pub epoch: &'static str,
    pub step: &'static str,
    pub train_loss: &'static str,
    pub train_accuracy: &'static str,
    pub validation_loss: &'static str,
    pub validation_accuracy: &'static str,
    pub no_epochs: &'static str,

    pub test_heading: &'static str,
    pub test_none: &'static str,
    pub test_run: &'static str,
    pub test_result: fn(&str, &str, &str) -> String,
    pub chance: fn(&str, usize) -> String,

    pub device: &'static str,
    pub device_runs: fn(&str) -> String,
    pub device_cpu_long: &'static str,
    pub device_gpu_long: fn(&str) -> String,
    pub device_adapter: fn(&str) -> String,
    pub device_reason: fn(&DeviceReason) -> String,
    pub device_comparing: &'static str,
    pub device_switch: &'static str,
    pub device_auto: &'static str,
    pub device_cpu: &'static str,
    pub device_gpu: &'static str,
    pub device_switch_help: &'static str,
    pub background_note: &'static str,
}

/// Numbers of a chart's spoken summary, already written in the language.
#[allow(missing_docs, reason = "each name says which text it is")]
pub struct ChartSummary<'a> {
    pub steps: &'a str,
    pub train: Option<&'a str>,
    pub validation: Option<&'a str>,
}

/// English.
pub const EN: Training = Training {
    heading: "Training",
    settings: "Settings",
    optimizer: "Optimizer",
    optimizer_name: |optimizer| match optimizer {
        Optimizer::Sgd => "SGD",
        Optimizer::Momentum => "SGD with momentum",
        Optimizer::Adam => "Adam",
    },
    optimizer_help: |optimizer| match optimizer {
        Optimizer::Sgd => "Each weight moves against its gradient. Try a learning rate near 0.05.",
        Optimizer::Momentum => "Keeps 0.9 of the last direction. Try a learning rate near 0.01.",
        Optimizer::Adam => "Each weight gets its own step size. Try a learning rate near 0.001.",
    },
    learning_rate: "Learning rate",
    learning_rate_help: "How far each step moves the weights. It can be changed while training runs.",
    lower: "Lower the learning rate",
    higher: "Raise the learning rate",
    batch_size: "Batch size",
    batch_size_help: "Images per step.",
    epochs: "Epochs",
    epochs_help: "Passes over the training images.",
    seed: "Seed",
    seed_help: "Fixes the first weights, the order of the images and dropout.",
    fixed_during_run: "Only the learning rate can change during a run. Stop it to change the rest.",
    invalid_number: |min, max| format!("Enter a number from {min} to {max}"),

    results: "Curves",
    loss_chart: "Loss",
    accuracy_chart: "Accuracy",
    train_line: "Training",
    validation_line: "Validation",
    axis_step: "steps",
    no_curve: "The curves appear when you press Train.",
    beyond: |highest| format!("▲ up to {highest}"),
    smooth: "Smooth",
    smooth_help: "Draws a running mean of the training curve, in which outliers count for little",
    as_table: "Show as table",
    as_chart: "Show as chart",
    chart_summary: |chart| {
        let mut text = format!("After {} steps", chart.steps);
        if let Some(train) = chart.train {
            text.push_str(&format!(", training {train}"));
        }
        if let Some(validation) = chart.validation {
            text.push_str(&format!(", validation {validation}"));
        }
        text.push('.');
        text
    },
    read_out_help: "Arrow keys read the curve point by point.",
    at_step: |step| format!("Step {step}"),

    epoch_table: "Epochs",
    epoch: "Epoch",
    step: "Step",
    train_loss: "Training loss",
    train_accuracy: "Training accuracy",
    validation_loss: "Validation loss",
    validation_accuracy: "Validation accuracy",
    no_epochs: "No epoch has ended yet.",

    test_heading: "Test",
    test_none: "Measured on images that are never trained on, when the last epoch ends.",
    test_run: "Test now",
    test_result: |accuracy, loss, count| {
        format!("{accuracy} of {count} test images correct, loss {loss}")
    },
    chance: |share, classes| format!("Guessing among {classes} classes gives {share}."),

    device: "Device",
    device_runs: |device| format!("Running on {device}"),
    device_cpu_long: "the CPU, one thread",
    device_gpu_long: |adapter| format!("WebGPU: {adapter}"),
    device_adapter: |adapter| format!("GPU adapter: {adapter}"),
    device_reason: |reason| match reason {
        DeviceReason::Chosen => "You chose it.".into(),
        DeviceReason::HardwareAdapter => {
            "The browser offers a hardware GPU. Its speed with this network is not measured yet."
                .into()
        }
        DeviceReason::NoWebGpu => "This browser has no WebGPU.".into(),
        DeviceReason::NoAdapter => "The browser has WebGPU but offers no GPU.".into(),
        DeviceReason::SoftwareAdapter => {
            "The only GPU offered is emulated in software, which is slower than the CPU.".into()
        }
        DeviceReason::GpuFailed(why) => format!("The GPU was tried and failed: {why}"),
        DeviceReason::Measured { cpu, gpu } => {
            let [cpu, gpu] = [*cpu, *gpu].map(|rate| Lang::En.integer(rate.into()));
            format!(
                "Measured with a network like this: GPU {gpu} images/s, CPU {cpu} images/s. The \
                 faster one runs."
            )
        }
    },
    device_comparing: "Measuring this network on the GPU and on the CPU…",
    device_switch: "Run on",
    device_auto: "Automatic",
    device_cpu: "CPU",
    device_gpu: "GPU",
    device_switch_help: "Automatic runs what is faster with this network. Switching keeps the trained weights.",
    background_note: "Training continues in a background tab; the browser may slow it down.",
};

/// Spanish.
pub const ES: Training = Training {
    heading: "Entrenamiento",
    settings: "Ajustes",
    optimizer: "Optimizador",
    optimizer_name: |optimizer| match optimizer {
        Optimizer::Sgd => "SGD",
        Optimizer::Momentum => "SGD con momento",
        Optimizer::Adam => "Adam",
    },
    optimizer_help: |optimizer| match optimizer {
        Optimizer::Sgd => {
            "Cada peso se mueve en contra de su gradiente. Prueba una tasa cercana a 0,05."
        }
        Optimizer::Momentum => {
            "Conserva 0,9 de la dirección anterior. Prueba una tasa cercana a 0,01."
        }
        Optimizer::Adam => {
            "Cada peso tiene su propio tamaño de paso. Prueba una tasa cercana a 0,001."
        }
    },
    learning_rate: "Tasa de aprendizaje",
    learning_rate_help: "Cuánto mueve los pesos cada paso. Se puede cambiar durante el entrenamiento.",
    lower: "Bajar la tasa de aprendizaje",
    higher: "Subir la tasa de aprendizaje",
    batch_size: "Tamaño del lote",
    batch_size_help: "Imágenes por paso.",
    epochs: "Épocas",
    epochs_help: "Pasadas por las imágenes de entrenamiento.",
    seed: "Semilla",
    seed_help: "Fija los pesos iniciales, el orden de las imágenes y el dropout.",
    fixed_during_run: "Durante el entrenamiento solo cambia la tasa de aprendizaje. Deténlo para cambiar el resto.",
    invalid_number: |min, max| format!("Escribe un número entre {min} y {max}"),

    results: "Curvas",
    loss_chart: "Pérdida",
    accuracy_chart: "Exactitud",
    train_line: "Entrenamiento",
    validation_line: "Validación",
    axis_step: "pasos",
    no_curve: "Las curvas aparecen al pulsar Entrenar.",
    beyond: |highest| format!("▲ hasta {highest}"),
    smooth: "Suavizar",
    smooth_help: "Dibuja una media móvil de la curva de entrenamiento en la que los valores extremos cuentan poco",
    as_table: "Mostrar como tabla",
    as_chart: "Mostrar como gráfica",
    chart_summary: |chart| {
        let mut text = format!("Tras {} pasos", chart.steps);
        if let Some(train) = chart.train {
            text.push_str(&format!(", entrenamiento {train}"));
        }
        if let Some(validation) = chart.validation {
            text.push_str(&format!(", validación {validation}"));
        }
        text.push('.');
        text
    },
    read_out_help: "Las flechas leen la curva punto por punto.",
    at_step: |step| format!("Paso {step}"),

    epoch_table: "Épocas",
    epoch: "Época",
    step: "Paso",
    train_loss: "Pérdida de entrenamiento",
    train_accuracy: "Exactitud de entrenamiento",
    validation_loss: "Pérdida de validación",
    validation_accuracy: "Exactitud de validación",
    no_epochs: "Aún no ha terminado ninguna época.",

    test_heading: "Prueba",
    test_none: "Se mide al acabar la última época, con imágenes que no se usan para entrenar.",
    test_run: "Evaluar ahora",
    test_result: |accuracy, loss, count| {
        format!("{accuracy} de aciertos en {count} imágenes de prueba, pérdida {loss}")
    },
    chance: |share, classes| format!("Al azar, entre {classes} clases, se acierta el {share}."),

    device: "Dispositivo",
    device_runs: |device| format!("Se ejecuta en {device}"),
    device_cpu_long: "la CPU, un hilo",
    device_gpu_long: |adapter| format!("WebGPU: {adapter}"),
    device_adapter: |adapter| format!("Adaptador de GPU: {adapter}"),
    device_reason: |reason| match reason {
        DeviceReason::Chosen => "Lo elegiste tú.".into(),
        DeviceReason::HardwareAdapter => {
            "El navegador ofrece una GPU física. Su velocidad con esta red aún no se ha medido."
                .into()
        }
        DeviceReason::NoWebGpu => "Este navegador no tiene WebGPU.".into(),
        DeviceReason::NoAdapter => "El navegador tiene WebGPU, pero no ofrece ninguna GPU.".into(),
        DeviceReason::SoftwareAdapter => {
            "La única GPU disponible está emulada por software, más lenta que la CPU.".into()
        }
        DeviceReason::GpuFailed(why) => format!("Se intentó usar la GPU y falló: {why}"),
        DeviceReason::Measured { cpu, gpu } => {
            let [cpu, gpu] = [*cpu, *gpu].map(|rate| Lang::Es.integer(rate.into()));
            format!(
                "Medido con una red como esta: GPU {gpu} imágenes/s, CPU {cpu} imágenes/s. Se usa \
                 la más rápida."
            )
        }
    },
    device_comparing: "Midiendo esta red en la GPU y en la CPU…",
    device_switch: "Ejecutar en",
    device_auto: "Automático",
    device_cpu: "CPU",
    device_gpu: "GPU",
    device_switch_help: "Automático usa lo más rápido con esta red. Al cambiar se conservan los pesos entrenados.",
    background_note: "El entrenamiento sigue en una pestaña en segundo plano; \
                      el navegador puede ralentizarlo.",
};
