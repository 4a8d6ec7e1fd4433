//! `filtro summary`: its JSON, its table, its refusals.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::{Folder, TINY, command, filtro, filtro_with};
use filtro_net::{LayerKind, file, inspect};
use filtro_zoo::TEMPLATES;
use serde_json::{Value, json};
use std::io::Read;

#[test]
fn the_json_of_every_template_is_as_announced() {
    for template in TEMPLATES {
        let done = filtro(&["summary", "--template", template.name, "--json"]).good();
        let summary: Value = serde_json::from_str(&done.out).unwrap();
        let keys = |value: &Value| -> Vec<String> {
            let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let network = (template.build)();
        assert_eq!(keys(&summary), ["input", "layers", "totals"]);
        assert_eq!(summary["input"], json!(network.input));
        let layers = summary["layers"].as_array().unwrap();
        let kinds = network.walk().filter_map(|node| node.item.kind()).map(LayerKind::name);
        assert!(layers.iter().map(|layer| layer["kind"].as_str().unwrap()).eq(kinds));
        for layer in layers {
            let expected = ["activations", "id", "kind", "multiply_adds", "output", "parameters"];
            let mut expected = [&expected[..], &["receptive_field"]].concat();
            if layer.get("name").is_some() {
                expected.insert(4, "name");
            }
            assert_eq!(keys(layer), expected, "{}", template.name);
            assert_eq!(keys(&layer["receptive_field"]), ["centre", "size", "stride"]);
        }
        let output = inspect(&network, None).output.unwrap().dims();
        assert_eq!(layers.last().unwrap()["output"], json!(output), "{}", template.name);
        // Blocks must not count twice.
        for cost in ["parameters", "multiply_adds"] {
            let sum: u64 = layers.iter().map(|layer| layer[cost].as_u64().unwrap()).sum();
            assert_eq!(summary["totals"][cost], json!(sum), "{} {cost}", template.name);
        }
        let training = &summary["totals"]["training"];
        let parts = ["weights", "gradients", "optimizer", "activations"];
        let sum: u64 = parts.iter().map(|part| training[part].as_u64().unwrap()).sum();
        assert_eq!(
            (training["total"].as_u64(), training["batch_size"].as_u64()),
            (Some(sum), Some(64))
        );
        let only_notes = done.err.lines().all(|line| line.starts_with("note: "));
        assert!(only_notes, "{}: {}", template.name, done.err);
    }
}

/// By hand: of LeNet's first pooling, 6·14·14 places of maxima and as many values behind the ReLU.
#[test]
fn memory_grows_with_the_batch_and_the_optimizers_states() {
    let totals = |more: &[&str]| {
        let args = [&["summary", "--template", "lenet-5-cifar", "--json"], more].concat();
        filtro(&args).good().lines()[0].clone()
    };
    let one = totals(&["--batch-size", "1", "--optimizer", "sgd"]);
    assert_eq!(one["layers"][2]["activations"], json!(2 * 6 * 14 * 14));
    assert_eq!(one["layers"][2]["receptive_field"]["size"], json!([6, 6]));
    assert_eq!(one["totals"]["depth"], json!(5));
    let [one, more] = [one, totals(&["--batch", "10", "--optimizer", "momentum"])]
        .map(|summary| summary["totals"]["training"].clone());
    assert_eq!(one["optimizer"], json!(0));
    assert_eq!(more["optimizer"], one["weights"]);
    assert_eq!(more["activations"].as_u64(), one["activations"].as_u64().map(|one| 10 * one));
}

/// Counted by PyTorch for the accuracy reference.
#[test]
fn the_references_parameters() {
    for (name, parameters) in [("lenet-5-cifar", 62_006), ("cnn3-cifar", 161_130)] {
        let done = filtro(&["summary", "--template", name, "--json"]).good();
        assert_eq!(done.lines()[0]["totals"]["parameters"], json!(parameters));
    }
}

/// A window of 5×5 with stride 1 on 32×32, then 2×2 pooling; 24 windows of 3×3.
#[test]
fn the_lectures_exercise() {
    let exercise = |input: u8, filters: u8, kernel: u8| {
        let network = json!({
            "format": "filtro-network", "version": 1, "input": [input, 32, 32],
            "nodes": [
                {"id": 1, "kind": "conv2d", "filters": filters, "kernel": kernel},
                {"id": 2, "kind": "max_pool2d", "kernel": 2, "stride": 2}
            ]
        });
        let done = filtro_with(&["summary", "-", "--json"], &network.to_string()).good();
        let layers = done.lines()[0]["layers"].clone();
        (layers[0]["output"].clone(), layers[1]["output"].clone(), layers[0]["parameters"].clone())
    };
    assert_eq!(exercise(1, 6, 5), (json!([6, 28, 28]), json!([6, 14, 14]), json!(156)));
    assert_eq!(exercise(3, 6, 5), (json!([6, 28, 28]), json!([6, 14, 14]), json!(456)));
    assert_eq!(exercise(1, 24, 3).0, json!([24, 30, 30]));
}

#[test]
fn a_file_a_template_and_standard_input_say_the_same() {
    let folder = Folder::new();
    let network = filtro_zoo::template("resnet-8-cifar").unwrap();
    let text = file::to_json(&network);
    folder.write("net.json", text.as_bytes());
    let from_template = filtro(&["summary", "--template", "resnet-8-cifar"]).good().out;
    assert_eq!(filtro(&["summary", &folder.arg("net.json")]).good().out, from_template);
    assert_eq!(filtro_with(&["summary", "-"], &text).good().out, from_template);
    assert_eq!(filtro(&["summary", "resnet-8-cifar"]).good().out, from_template);
    assert!(from_template.contains("78,042"), "{from_template}");
}

#[test]
fn what_is_no_document_is_refused_with_the_cause() {
    let folder = Folder::new();
    let refuse = |text: &str| {
        folder.write("net.json", text.as_bytes());
        let done = filtro(&["summary", &folder.arg("net.json"), "--json"]);
        let message = done.failed().to_owned();
        assert_eq!(message.lines().count(), 1, "{message}");
        message.split_once("net.json is no network document: ").unwrap().1.to_owned()
    };
    assert!(refuse("{").starts_with("not JSON: EOF"), "{}", refuse("{"));
    let slip = TINY.replace("\"filters\": 4", "\"filters\": \"four\"");
    assert_eq!(
        refuse(&slip),
        "nodes[1].filters: expected a whole number from 0 to 4294967295, found \"four\""
    );
    let kind = TINY.replace("dropout", "dropuot");
    assert!(refuse(&kind).starts_with("nodes[3].kind: expected "), "{}", refuse(&kind));

    let absent = filtro(&["summary", &folder.arg("absent.json")]);
    let message = absent.failed();
    assert!(message.starts_with("cannot read ") && message.contains("absent.json: "), "{message}");
    assert!(message.ends_with("neither a file nor a template has this name"), "{message}");
    folder.write("bytes", &[0xff, 0xfe, 0x00]);
    let message = filtro(&["summary", &folder.arg("bytes")]).failed().to_owned();
    assert!(message.contains("bytes is no network document: not JSON: "), "{message}");
    folder.write("long", &vec![b' '; (4 << 20) + 10]);
    let message = filtro(&["summary", &folder.arg("long")]).failed().to_owned();
    assert!(message.ends_with("expected at most 4194304 bytes, found 4194305"), "{message}");
}

#[test]
fn every_problem_of_a_network_is_listed_with_its_node() {
    let broken = TINY
        .replace("\"kernel\": 3", "\"kernel\": 9")
        .replace("\"rate\": 0.1", "\"rate\": 1.5")
        .replace("{\"id\": 5, \"kind\": \"flatten\"},", "");
    let done = filtro_with(&["summary", "-", "--json"], &broken);
    let message = done.failed();
    let lines: Vec<_> = message.lines().collect();
    assert_eq!(lines[0], "the network cannot run, 3 errors:");
    let begins = [
        "  node 2 (conv2d): expected a window of at most 8×8, found 9×9",
        "  node 4 (dropout): rate: expected a value from 0 to ",
        "  node 6 (dense): expected a vector, found feature maps of ",
    ];
    assert_eq!(lines.len(), 4, "{message}");
    for (line, begin) in lines[1..].iter().zip(begins) {
        assert!(line.starts_with(begin) && line.contains("(to repair: "), "{message}");
    }
}

#[test]
fn wrong_usage_is_2_and_names_what_is_close() {
    let done = filtro(&["summary", "--template", "lenet-5-cifer"]);
    assert_eq!((done.code, done.out.as_str()), (Some(2), ""));
    assert!(done.err.contains("'lenet-5-cifar'"), "{}", done.err);
    for wrong in [
        &["summary"][..],
        &["summary", "net.json", "--template", "lenet-5"],
        &["sumary", "net.json"],
        &["train", "--template", "lenet-5-cifar", "--lr", "0"],
        &["train", "--template", "lenet-5-cifar", "--epochs", "0"],
        &["train", "--template", "lenet-5-cifar", "--device", "tpu"],
        &["evaluate", "--template", "lenet-5-cifar"],
    ] {
        let done = filtro(wrong);
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(done.err.starts_with("error: "), "{}", done.err);
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for args in [&["--help"][..], &["train", "--help"], &["--version"]] {
        assert!(!filtro(args).good().out.is_empty());
    }
    assert!(filtro(&["summary", "--help"]).out.contains("resnet-8-cifar"));
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let mut child = command(&["summary", "--template", "resnet-8-cifar"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
