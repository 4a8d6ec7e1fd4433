//! `filtro train --save` and `--resume`: nothing that was trained is lost, whatever happens.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::{Done, Folder, TINY, command, filtro, plain_signals, tensors, wait};
use filtro_run::position::{self, Position};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A folder with the tiny network and CIFAR-10 of 200 training and 60 test pictures.
fn place() -> Folder {
    let folder = Folder::with_cifar(40, 60);
    folder.write("net.json", TINY.as_bytes());
    folder
}

/// `filtro train` in the folder.
fn training(folder: &Folder, more: &[&str]) -> Command {
    let (net, data) = (folder.arg("net.json"), folder.own());
    let fixed = ["train", &net, "--data", &data, "--json"];
    command(&[&fixed[..], more].concat())
}

fn train(folder: &Folder, more: &[&str]) -> Done {
    wait(training(folder, more).spawn().unwrap())
}

fn read(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap()
}

fn position(folder: &Folder, name: &str) -> Position {
    position::read(&read(folder, name)).unwrap().unwrap()
}

/// Starts a run that would take hours and waits for its first epoch.
fn endless(command: &mut Command) -> (Child, BufReader<ChildStdout>) {
    let mut child = command.spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    stdout.read_line(&mut first).unwrap();
    assert!(first.contains("\"event\":\"epoch\""), "{first}");
    (child, stdout)
}

const ENDLESS: [&str; 6] = ["--epochs", "1000000", "--batch-size", "16", "--seed", "3"];

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

/// Weights that are there can be used.
fn evaluates(folder: &Folder, name: &str) {
    let (net, data, weights) = (folder.arg("net.json"), folder.own(), folder.arg(name));
    filtro(&["evaluate", &net, "--data", &data, "--weights", &weights]).good();
}

/// As `filtro train … | true`: every line is written to a pipe that nobody reads.
#[test]
fn a_closed_pipe_loses_nothing() {
    let folder = place();
    let weights = folder.arg("w.safetensors");
    let run = |more: &[&str]| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let args = [&["--epochs", "3"], more].concat();
        wait(training(&folder, &args).stdout(writer).spawn().unwrap())
    };
    let done = run(&["--save", &weights]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(done.err.matches("cannot be written any more").count(), 1, "{}", done.err);
    assert_eq!(position(&folder, "w.safetensors").epoch, 3);
    evaluates(&folder, "w.safetensors");
    // With nothing to save there is nothing to go on for.
    let done = run(&[]);
    assert_eq!(done.code, Some(141), "{}", done.err);
    assert!(done.err.contains("nobody reads the results any more"), "{}", done.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_loses_nothing_and_is_told() {
    let folder = place();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let args = ["--epochs", "2", "--save", &folder.arg("w.safetensors")];
    let done = wait(training(&folder, &args).stdout(full).spawn().unwrap());
    assert_eq!(done.code, Some(1), "{}", done.err);
    assert_eq!(position(&folder, "w.safetensors").epoch, 2);
}

#[cfg(unix)]
#[test]
fn signals_save_and_exit_with_their_codes() {
    for (name, code) in [("-HUP", 129), ("-INT", 130), ("-TERM", 143)] {
        let folder = place();
        let save = ["--save", &folder.arg("w.safetensors")];
        let (child, stdout) = endless(&mut training(&folder, &[&ENDLESS[..], &save].concat()));
        signal(&child, name);
        let last = stdout.lines().map(Result::unwrap).last().unwrap();
        let done = wait(child);
        assert_eq!(done.code, Some(code), "{name}: {}", done.err);
        let last: Value = serde_json::from_str(&last).unwrap();
        assert_eq!((&last["event"], &last["interrupted"]), (&"result".into(), &true.into()));
        // What is counted is what was done and saved.
        assert_eq!(last["steps"], position(&folder, "w.safetensors").step);
        evaluates(&folder, "w.safetensors");
        assert!(folder.names().iter().all(|name| !name.ends_with(".part")), "{:?}", folder.names());
    }
}

/// A terminal that is closed takes the outputs with it, and says so twice.
#[cfg(unix)]
#[test]
fn a_closed_terminal_saves() {
    let folder = place();
    let save = ["--save", &folder.arg("w.safetensors")];
    let mut command = training(&folder, &[&ENDLESS[..], &save].concat());
    let (mut child, stdout) = endless(command.stderr(Stdio::piped()));
    drop((stdout, child.stderr.take()));
    signal(&child, "-HUP");
    signal(&child, "-HUP");
    assert_eq!(wait(child).code, Some(129));
    evaluates(&folder, "w.safetensors");
}

/// As with `nohup`, and in the background of a script.
#[cfg(unix)]
#[test]
fn what_the_starter_ignores_is_ignored() {
    let folder = place();
    let inner = training(&folder, &ENDLESS);
    let mut shell = Command::new("sh");
    plain_signals(&mut shell);
    shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]).arg(inner.get_program());
    shell.args(inner.get_args()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let (child, mut stdout) = endless(&mut shell);
    signal(&child, "-HUP");
    let mut line = String::new();
    for _ in 0..20 {
        line.clear();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains("\"event\":\"epoch\""), "{line}");
    }
    signal(&child, "-INT");
    stdout.lines().for_each(drop);
    assert_eq!(wait(child).code, Some(130));
}

#[cfg(unix)]
#[test]
fn every_epoch_is_on_disk_before_it_is_told() {
    let folder = place();
    let save = ["--save", &folder.arg("w.safetensors")];
    let (mut child, _stdout) = endless(&mut training(&folder, &[&ENDLESS[..], &save].concat()));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(position(&folder, "w.safetensors").epoch >= 1);
    evaluates(&folder, "w.safetensors");
}

/// Wherever a run is cut, and however often, it ends as if it had not been.
#[cfg(unix)]
#[test]
fn a_resumed_run_is_the_same_run_bit_for_bit() {
    let folder = place();
    let save = ["--save", &folder.arg("cut.safetensors")];
    let (child, stdout) = endless(&mut training(&folder, &[&ENDLESS[..], &save].concat()));
    signal(&child, "-INT");
    stdout.lines().for_each(drop);
    assert_eq!(wait(child).code, Some(130));
    let cut = position(&folder, "cut.safetensors");
    let resume = ["--resume", &folder.arg("cut.safetensors")];
    let epochs = |more: u32| (cut.epoch + more).to_string();
    for more in [2, 3] {
        let done = train(&folder, &[&resume[..], &["--epochs", &epochs(more)]].concat()).good();
        let last = done.lines().pop().unwrap();
        assert_eq!(
            (&last["epochs"], &last["interrupted"]),
            (&(cut.epoch + more).into(), &false.into())
        );
    }
    let whole = folder.arg("whole.safetensors");
    let settings = ["--batch-size", "16", "--seed", "3", "--epochs", &epochs(3), "--save", &whole];
    train(&folder, &settings).good();
    let [cut, whole] = ["cut.safetensors", "whole.safetensors"].map(|name| read(&folder, name));
    assert!(tensors(&cut) == tensors(&whole));
}

#[test]
fn what_cannot_be_resumed_is_refused_with_the_reason() {
    let folder = place();
    let weights = folder.arg("w.safetensors");
    train(&folder, &["--epochs", "1", "--save", &weights, "--seed", "4"]).good();
    let refused = |more: &[&str]| {
        let args = [&["--resume", &weights, "--epochs", "2"], more].concat();
        train(&folder, &args).failed().to_owned()
    };
    let message = refused(&["--seed", "5"]);
    assert!(
        message.ends_with("w.safetensors has another --seed; leave it out to go on"),
        "{message}"
    );
    assert!(refused(&["--batch-size", "3"]).contains("another --batch-size"));
    assert!(refused(&["--optimizer", "sgd"]).contains("another --optimizer"));
    let other = TINY.replace("\"filters\": 4", "\"filters\": 5");
    let before = read(&folder, "w.safetensors");
    folder.write("net.json", other.as_bytes());
    let message = refused(&[]);
    assert!(
        message.starts_with("cannot go on with ") && message.contains("2.weight: expected shape")
    );
    folder.write("net.json", TINY.as_bytes());
    assert!(read(&folder, "w.safetensors") == before);
    // The settings that it has may be repeated, and there is nothing left to do.
    let done = train(&folder, &["--resume", &weights, "--epochs", "1", "--seed", "4"]).good();
    assert!(done.err.contains("is over after 1 epochs; --epochs 2 goes on"), "{}", done.err);
    folder.write("w.safetensors", b"{}");
    assert!(refused(&[]).contains("cannot go on with "));
}

/// Such as the page saves without a run.
#[test]
fn plain_weights_evaluate_but_are_no_run() {
    let folder = place();
    let network = filtro_net::file::from_json(TINY).unwrap();
    let model = filtro_engine::Model::new(&network, 1, &filtro_engine::cpu_device()).unwrap();
    folder.write("w.safetensors", &pollster::block_on(model.weights()).unwrap());
    evaluates(&folder, "w.safetensors");
    let done = train(&folder, &["--resume", &folder.arg("w.safetensors")]);
    assert!(done.failed().ends_with("it holds weights alone, without the run that made them"));
}

#[test]
fn other_pictures_than_before_are_told() {
    let (folder, larger) = (place(), Folder::with_cifar(50, 60));
    let weights = folder.arg("w.safetensors");
    train(&folder, &["--epochs", "1", "--save", &weights]).good();
    let (net, data) = (folder.arg("net.json"), larger.own());
    let args = ["train", &net, "--data", &data, "--resume", &weights, "--epochs", "2"];
    let done = filtro(&args).good();
    assert!(done.err.contains("note: until now the run has learned from "), "{}", done.err);
}

#[test]
fn only_weights_are_ever_overwritten() {
    let folder = place();
    let save = |name: &str| train(&folder, &["--epochs", "1", "--save", &folder.arg(name)]);
    let foreign = {
        use safetensors::tensor::{Dtype, TensorView, serialize};
        let view = TensorView::new(Dtype::F32, vec![1], &[0; 4]).unwrap();
        serialize([("features.0.weight", view)], None).unwrap()
    };
    let long = vec![b'a'; 5000];
    let others = [("notes.txt", b"my notes".as_slice()), ("long.txt", &long), ("vgg.st", &foreign)];
    for (name, bytes) in others {
        folder.write(name, bytes);
        let done = save(name);
        let expected = "the file is there and holds something else than Filtro's weights";
        assert!(done.failed().contains(expected), "{name}: {}", done.err);
        assert!(read(&folder, name) == bytes, "{name}");
    }
    let network = save("net.json");
    assert!(network.failed().contains("holds something else"), "{}", network.err);
    let done = train(&folder, &["--save", &folder.own()]);
    assert!(done.failed().contains("expected a file name, found a folder"), "{}", done.err);
    // Those that may be: an empty file, and weights, which are announced.
    folder.write("empty", b"");
    save("empty").good();
    let done = save("empty").good();
    assert!(done.err.contains("note: the weights that are in "), "{}", done.err);
    evaluates(&folder, "empty");
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_refused_and_links_stay_links() {
    let folder = place();
    let done = train(&folder, &["--epochs", "1", "--save", "/dev/null"]);
    assert!(done.failed().contains("it is no ordinary file"), "{}", done.err);
    folder.write("real", b"");
    std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
    train(&folder, &["--epochs", "1", "--save", &folder.arg("link")]).good();
    assert!(fs::symlink_metadata(folder.path().join("link")).unwrap().is_symlink());
    evaluates(&folder, "real");
}

#[test]
fn divergence_has_a_code_of_its_own_and_leaves_the_last_good_weights() {
    let folder = place();
    let weights = folder.arg("w.safetensors");
    let fixed = ["--save", &weights, "--optimizer", "sgd", "--batch-size", "16"];
    train(&folder, &[&fixed[..], &["--epochs", "1"]].concat()).good();
    let good = read(&folder, "w.safetensors");
    // Absurd while it is a number still, and no number at all.
    for (rate, absurd) in [("1e6", true), ("1e38", false)] {
        let wild = ["--resume", &weights, "--epochs", "20", "--lr", rate];
        let done = train(&folder, &[&fixed[..], &wild].concat());
        assert_eq!(done.code, Some(3), "{}", done.err);
        assert!(done.err.contains("error: training has diverged at step "), "{}", done.err);
        assert!(done.err.contains("try a learning rate below 1"), "{}", done.err);
        let last = done.lines().pop().unwrap();
        assert_eq!(last["event"], "diverged");
        assert_eq!(last["loss"].as_f64().is_some_and(|loss| loss > 1e6), absurd, "{last}");
        // At once: within the group of steps in which it happens.
        assert!(last["steps"].as_u64().unwrap() <= 12 + 64, "{last}");
        assert!(read(&folder, "w.safetensors") == good);
    }
}
