//! What `filtro` writes on a terminal, whatever strangers have written into their files.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::{Done, Folder, TINY, filtro, filtro_with};

/// Escape sequences, a C1 control, bidirectional overrides, a bell, lines.
const WILD: &str = "a\u{1b}[31mred\u{9b}2J\u{202e}gnp\u{2066}\u{7}\u{7f}\nsecond\r";

/// The same as JSON writes it.
fn written() -> String {
    serde_json::to_string(WILD).unwrap()
}

fn is_harmless(done: &Done) {
    for text in [&done.out, &done.err] {
        let wild = |symbol: char| {
            symbol.is_control() && symbol != '\n' || ['\u{202e}', '\u{2066}'].contains(&symbol)
        };
        assert!(!text.contains(wild), "{text:?}");
        assert!(!text.lines().any(|line| line.starts_with("second")), "{text:?}");
    }
}

/// A document with such names everywhere.
fn wild() -> String {
    TINY.replace("\"Tiny\"", &written())
        .replace("{\"id\": 2,", &format!("{{\"id\": 2, \"name\": {},", written()))
}

#[test]
fn names_are_printed_without_orders_to_the_terminal() {
    let done = filtro_with(&["summary", "-"], &wild()).good();
    assert!(done.out.contains("a\u{fffd}[31mred"), "{}", done.out);
    is_harmless(&done);
    // Programs get the name as it is.
    let done = filtro_with(&["summary", "-", "--json"], &wild()).good();
    is_harmless(&done);
    assert_eq!(done.lines()[0]["layers"][1]["name"], WILD);

    let folder = Folder::with_cifar(2, 2);
    folder.write("net.json", wild().as_bytes());
    let (net, data) = (folder.arg("net.json"), folder.own());
    let done = filtro(&["train", &net, "--data", &data, "--epochs", "1"]).good();
    assert!(done.err.contains("a\u{fffd}[31mred"), "{}", done.err);
    is_harmless(&done);
}

#[test]
fn reasons_that_quote_a_file_are_harmless_too() {
    let field = TINY.replace("\"rate\": 0.1", &format!("{}: 0.1", written()));
    let kind = TINY.replace("\"dropout\"", &written());
    for document in [field, kind] {
        let done = filtro_with(&["summary", "-"], &document);
        assert_eq!(done.failed().lines().count(), 1, "{}", done.err);
        is_harmless(&done);
    }
    let folder = Folder::with_cifar(2, 2);
    folder.write("net.json", TINY.as_bytes());
    let network = filtro_net::file::from_json(TINY).unwrap();
    let model = filtro_engine::Model::new(&network, 1, &filtro_engine::cpu_device()).unwrap();
    let own = pollster::block_on(model.weights()).unwrap();
    let own = safetensors::SafeTensors::deserialize(&own).unwrap();
    let mut tensors = own.tensors();
    tensors.push((WILD.to_owned(), own.tensor("2.bias").unwrap()));
    folder.write("w.safetensors", &safetensors::serialize(tensors, None).unwrap());
    let (net, data, weights) = (folder.arg("net.json"), folder.own(), folder.arg("w.safetensors"));
    let done = filtro(&["evaluate", &net, "--data", &data, "--weights", &weights]);
    assert!(done.failed().contains("is not in the network"), "{}", done.err);
    is_harmless(&done);
}

#[test]
fn a_mark_of_the_byte_order_is_skipped() {
    let done = filtro_with(&["summary", "-"], &format!("\u{feff}{TINY}")).good();
    assert_eq!(done.out, filtro_with(&["summary", "-"], TINY).good().out);
}

/// Ten convolutions of a thousand maps, for all pictures at once: terabytes.
#[cfg(target_os = "linux")]
#[test]
fn what_does_not_fit_into_memory_is_foretold() {
    let layer = |id: usize| {
        format!("{{\"id\": {id}, \"kind\": \"conv2d\", \"filters\": 1000, \"kernel\": 1}}")
    };
    let layers: Vec<_> = (1..=10).map(layer).collect();
    let document = format!(
        "{{\"format\": \"filtro-network\", \"version\": 1, \"input\": [3, 32, 32], \"nodes\": [{},
         {{\"id\": 11, \"kind\": \"global_avg_pool\"}},
         {{\"id\": 12, \"kind\": \"dense\", \"units\": 10}}]}}",
        layers.join(", ")
    );
    let folder = Folder::new();
    folder.write("net.json", document.as_bytes());
    let net = folder.arg("net.json");
    let fixed = ["train", &net, "--batch-size", "1000000", "--epochs", "1"];
    let done = filtro(&fixed);
    let message = done.err.lines().find(|line| line.starts_with("error: ")).unwrap();
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(message.starts_with("error: training needs about "), "{message}");
    assert!(message.contains("; try --batch-size ") && message.contains("--ignore-memory"));
    // Who insists gets further: to the next thing that is wrong.
    let nowhere = folder.arg("no-such-folder/w.safetensors");
    let done = filtro(&[&fixed[..], &["--ignore-memory", "--save", &nowhere]].concat());
    assert!(done.err.contains("error: cannot save the weights as "), "{}", done.err);
}

#[test]
fn the_exit_codes_are_documented() {
    for args in [&["--help"][..], &["train", "--help"]] {
        let help = filtro(args).good().out;
        for code in ["\n  0 ", "\n  1 ", "\n  2 ", "\n  3 ", "129, 130, 143", "\n  141 "] {
            assert!(help.contains(code), "no {code:?} in {help}");
        }
    }
}

#[cfg(target_os = "linux")]
mod in_a_terminal {
    use super::common::{Folder, TINY, command};
    use std::fs::File;
    use std::io::Read;
    use std::os::fd::{FromRawFd, OwnedFd};

    /// A terminal of so many columns: its two ends.
    fn terminal(columns: u16) -> (File, OwnedFd) {
        let (mut own, mut other) = (0, 0);
        let size = libc::winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        // SAFETY: all pointers are valid or null as `openpty` allows, and the descriptors that it
        // opens belong to nobody else.
        unsafe {
            let none = std::ptr::null_mut();
            let found =
                libc::openpty(&raw mut own, &raw mut other, none, none.cast(), &raw const size);
            assert_eq!(found, 0);
            (File::from_raw_fd(own), OwnedFd::from_raw_fd(other))
        }
    }

    /// What training writes on the terminal.
    fn written(columns: u16) -> String {
        let folder = Folder::with_cifar(40, 60);
        folder.write("net.json", TINY.as_bytes());
        let (mut own, other) = terminal(columns);
        let (net, data) = (folder.arg("net.json"), folder.own());
        let mut command = command(&["train", &net, "--data", &data, "--epochs", "60"]);
        let mut child = command.stderr(other).spawn().unwrap();
        drop(command);
        let mut bytes = Vec::new();
        let mut buffer = [0; 4096];
        // Linux answers with an error once the other end is closed.
        while let Ok(count @ 1..) = own.read(&mut buffer) {
            bytes.extend_from_slice(&buffer[..count]);
        }
        assert!(child.wait().unwrap().success());
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_progress_line_fits_and_says_no_loss_before_there_is_one() {
        for columns in [80, 50] {
            let text = written(columns);
            let shown: Vec<_> = text.split('\r').filter(|part| part.contains("\x1b[K")).collect();
            assert!(shown.iter().any(|line| line.contains("loss 2.")), "{text:?}");
            for line in shown {
                let line = line.split("\x1b[K").next().unwrap();
                assert!(line.chars().count() < columns.into(), "{line:?}");
                assert!(!line.contains("loss 0.000"), "{line:?}");
            }
        }
    }
}
