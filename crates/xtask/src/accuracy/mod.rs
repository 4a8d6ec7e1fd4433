//! Accuracies of the CIFAR-sized templates: `cargo xtask accuracy`.
//!
//! Each is trained by `filtro train` and its row written into the table that `filtro_net` carries,
//! so that no figure is ever typed. A row whose template and settings are still the same is kept.

mod date;
mod pictures;

use crate::project::Project;
use crate::run;
use anyhow::{Context, Result, bail};
use clap::Args;
use filtro_net::inspect;
use filtro_zoo::TEMPLATES;
use filtro_zoo::templates::{Template, fingerprint};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Every run's, as the page's own defaults are.
const BATCH: usize = 64;
const OPTIMIZER: &str = "adam";
const RATE: f64 = 0.001;
const SEED: u64 = 1;

/// What to measure.
#[derive(Args)]
pub struct Options {
    /// Only these templates
    #[arg(long, value_delimiter = ',', value_name = "NAME")]
    only: Vec<String>,
    /// Passes over the training pictures
    #[arg(long, value_name = "N", default_value_t = 3)]
    epochs: usize,
    /// Measure again what is in the table already
    #[arg(long)]
    force: bool,
    /// A tar file with train/CLASS/NAME.jpg and test/CLASS/NAME.jpg; else FILTRO_CIFAR_JPEG names it
    #[arg(long, value_name = "FILE")]
    pictures: Option<PathBuf>,
}

/// Trains what is missing from the table, the cheapest first, and writes each row at once.
pub fn command(project: &Project, options: &Options) -> Result<()> {
    let rows = Table::read(project)?;
    let wanted: Vec<_> = chosen(options)?
        .into_iter()
        .filter(|template| options.force || !rows.holds(template, options.epochs))
        .collect();
    if wanted.is_empty() {
        println!("Every row is up to date.");
        return Ok(());
    }
    let data = pictures::prepare(project, options.pictures.as_deref())?;
    run::run(project.cargo().args(["build", "--workspace", "--bin", "filtro"]))?;
    let program =
        project.target.join("debug").join(format!("filtro{}", std::env::consts::EXE_SUFFIX));
    for template in wanted {
        println!("{}", template.name);
        let accuracy = train(project, &program, &data, template, options.epochs)?;
        println!("{}: {:.2} % after {} epochs", template.name, accuracy * 100.0, options.epochs);
        // Read again: another run may have written meanwhile.
        let mut rows = Table::read(project)?;
        rows.put(row(template, options.epochs, accuracy)?);
        rows.write()?;
    }
    Ok(())
}

/// The templates for CIFAR or those that were named, by their multiply-adds.
fn chosen(options: &Options) -> Result<Vec<&'static Template>> {
    let small = || TEMPLATES.iter().filter(|template| template.name.ends_with("-cifar"));
    if let Some(name) = options.only.iter().find(|name| !small().any(|it| it.name == **name)) {
        let names: Vec<_> = small().map(|template| template.name).collect();
        bail!("no template for CIFAR is called {name}; there are {}", names.join(", "));
    }
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|it| it == name);
    let mut templates: Vec<_> = small().filter(|template| wanted(template.name)).collect();
    templates.sort_by_cached_key(|template| inspect(&(template.build)(), None).multiply_adds);
    Ok(templates)
}

/// Trains on every training picture and returns the share of test pictures told rightly.
fn train(
    project: &Project,
    program: &Path,
    data: &Path,
    template: &Template,
    epochs: usize,
) -> Result<f64> {
    let mut command = project.command(program);
    command.args(["train", "--json", "--no-validation", "--template", template.name, "--data"]);
    command.arg(data).args(["--optimizer", OPTIMIZER, "--lr", &RATE.to_string()]);
    let numbers = [("--epochs", epochs as u64), ("--batch-size", BATCH as u64), ("--seed", SEED)];
    for (option, number) in numbers {
        command.args([option, &number.to_string()]);
    }
    let mut found = None;
    run::heard(&mut command, |line| found = tested(line, epochs).or(found))?;
    found.with_context(|| format!("`{}` reported no test accuracy", run::line(&command)))
}

/// The test accuracy, where `line` is the result of a whole run.
fn tested(line: &str, epochs: usize) -> Option<f64> {
    let value: Value = serde_json::from_str(line).ok()?;
    let whole = value.get("event")? == "result" && value.get("epochs")? == epochs;
    whole.then(|| value.get("test_accuracy")?.as_f64()).flatten()
}

fn row(template: &Template, epochs: usize, accuracy: f64) -> Result<Value> {
    Ok(json!({
        "template": template.name,
        "document": fingerprint(&(template.build)()),
        "epochs": epochs,
        "batch": BATCH,
        "optimizer": OPTIMIZER,
        "learning_rate": RATE,
        "seed": SEED,
        "test_accuracy": accuracy,
        "date": date::today()?,
        "device": "CPU",
        "data": "CIFAR-10, from JPEG copies",
    }))
}

/// The table's file.
struct Table {
    path: PathBuf,
    rows: Vec<Value>,
}

impl Table {
    fn read(project: &Project) -> Result<Self> {
        let path = project.root.join("crates/zoo/src/templates/accuracy.json");
        let text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
        let rows = serde_json::from_str(&text)
            .with_context(|| format!("{} is no list of rows", path.display()))?;
        Ok(Self { path, rows })
    }

    /// Whether the template's row is of the document and the settings of today.
    fn holds(&self, template: &Template, epochs: usize) -> bool {
        let Ok(Value::Object(new)) = row(template, epochs, 0.0) else { return false };
        let settled = ["document", "epochs", "batch", "optimizer", "learning_rate", "seed", "data"];
        let same = |old: &Value| settled.iter().all(|key| old.get(key) == new.get(*key));
        self.rows.iter().any(|old| named(old) == Some(template.name) && same(old))
    }

    /// Puts a row in the place of the template's old one, in the templates' order.
    fn put(&mut self, row: Value) {
        let name = named(&row).map(str::to_owned);
        self.rows.retain(|old| named(old) != name.as_deref());
        self.rows.push(row);
        let place = |row: &Value| TEMPLATES.iter().position(|it| named(row) == Some(it.name));
        // A row of a template that is gone is of no use.
        self.rows.retain(|row| place(row).is_some());
        self.rows.sort_by_key(place);
    }

    /// One row a line, so that a change is read with ease.
    fn write(&self) -> Result<()> {
        let lines: Vec<_> = self.rows.iter().map(|row| format!("  {row}")).collect();
        fs::write(&self.path, format!("[\n{}\n]\n", lines.join(",\n")))?;
        Ok(())
    }
}

fn named(row: &Value) -> Option<&str> {
    row.get("template")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: Vec<Value>) -> Table {
        Table { path: PathBuf::new(), rows }
    }

    fn template(name: &str) -> &'static Template {
        TEMPLATES.iter().find(|template| template.name == name).unwrap()
    }

    #[test]
    fn only_the_result_of_a_whole_run_counts() {
        let line = r#"{"event":"result","epochs":3,"test_accuracy":0.5}"#;
        assert_eq!(tested(line, 3), Some(0.5));
        assert_eq!(tested(line, 4), None);
        assert_eq!(tested(r#"{"event":"epoch","epochs":3,"test_accuracy":0.5}"#, 3), None);
        assert_eq!(tested(r#"{"event":"result","epochs":3,"test_accuracy":null}"#, 3), None);
        assert_eq!(tested("training …", 3), None);
    }

    #[test]
    fn a_row_is_kept_while_template_and_settings_are_the_same() {
        let lenet = template("lenet-5-cifar");
        let mut rows = table(vec![]);
        assert!(!rows.holds(lenet, 3));
        rows.put(row(lenet, 3, 0.5).unwrap());
        assert!(rows.holds(lenet, 3) && !rows.holds(lenet, 4));
        rows.rows[0]["document"] = json!("another");
        assert!(!rows.holds(lenet, 3));
    }

    #[test]
    fn there_is_one_row_a_template_in_their_order() {
        let mut rows = table(vec![json!({"template": "gone"})]);
        for name in ["resnet-8-cifar", "lenet-5-cifar", "resnet-8-cifar"] {
            rows.put(row(template(name), 3, 0.5).unwrap());
        }
        let names: Vec<_> = rows.rows.iter().map(named).collect();
        assert_eq!(names, [Some("lenet-5-cifar"), Some("resnet-8-cifar")]);
    }

    #[test]
    fn cheap_templates_come_first_and_unknown_names_are_refused() {
        let options = |only: &[&str]| {
            let only = only.iter().map(|name| (*name).to_owned()).collect();
            Options { only, epochs: 3, force: false, pictures: None }
        };
        let names = |only: &[&str]| {
            let chosen = chosen(&options(only))?;
            Ok::<_, anyhow::Error>(chosen.iter().map(|it| it.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&[]).unwrap()[0], "dense-cifar");
        let two = names(&["resnet-20-cifar", "lenet-5-cifar"]).unwrap();
        assert_eq!(two, ["lenet-5-cifar", "resnet-20-cifar"]);
        let error = names(&["alexnet"]).unwrap_err().to_string();
        assert!(error.contains("no template for CIFAR is called alexnet"), "{error}");
    }
}
