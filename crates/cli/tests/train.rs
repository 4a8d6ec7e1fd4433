//! `filtro train` and `filtro evaluate`: what they print, save, repeat and refuse.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

mod common;

use common::{Done, Folder, TINY, command, filtro, wait};
use serde_json::Value;

/// A folder with the tiny network and CIFAR-10 of 200 training and 60 test pictures.
fn place() -> Folder {
    let folder = Folder::with_cifar(40, 60);
    folder.write("net.json", TINY.as_bytes());
    folder
}

fn train(folder: &Folder, more: &[&str]) -> Done {
    let (net, data) = (folder.arg("net.json"), folder.own());
    let fixed = ["train", &net, "--data", &data, "--json"];
    let usual: &[&str] = if more.contains(&"--batch-size") { &[] } else { &["--batch-size", "16"] };
    filtro(&[&fixed[..], usual, more].concat())
}

/// Everything but times.
fn timeless(done: &Done) -> Vec<Value> {
    let mut lines = done.lines();
    for line in &mut lines {
        let line = line.as_object_mut().unwrap();
        line.remove("seconds").unwrap();
        line.remove("images_per_second");
    }
    lines
}

#[test]
fn an_epoch_is_a_line_and_the_end_is_one_too() {
    let done = train(&place(), &["--epochs", "2"]).good();
    let lines = done.lines();
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["epoch", "epoch", "result"]);
    for (at, line) in lines[..2].iter().enumerate() {
        assert_eq!(line["epoch"], at + 1);
        for key in ["train_loss", "validation_loss", "images_per_second", "seconds"] {
            assert!(line[key].as_f64().unwrap() > 0.0, "{key}");
        }
        for key in ["train_accuracy", "validation_accuracy"] {
            assert!((0.0..=1.0).contains(&line[key].as_f64().unwrap()), "{key}");
        }
        assert_eq!(line.get("test_accuracy"), None);
    }
    let result = &lines[2];
    assert_eq!((&result["epochs"], &result["interrupted"]), (&2.into(), &false.into()));
    assert!(result["test_accuracy"].is_f64() && result["test_loss"].is_f64());
    assert!(done.err.contains(" for validation, 60 for the test"), "{}", done.err);
}

#[test]
fn without_validation_all_are_learned_from_and_the_test_is_every_epoch() {
    let done = train(&place(), &["--epochs", "1", "--no-validation"]).good();
    let lines = done.lines();
    assert_eq!(lines[0].get("validation_accuracy"), None);
    assert_eq!(lines[0]["test_accuracy"], lines[1]["test_accuracy"]);
    // 200 pictures are 12 whole batches of 16, and one of 8.
    assert_eq!((&lines[0]["steps"], &lines[1]["steps"]), (&13.into(), &13.into()));
    assert!(done.err.contains("200 pictures to learn from, 60 for the test"), "{}", done.err);
}

#[test]
fn a_seed_repeats_and_another_one_does_not() {
    let folder = place();
    let run = |seed| timeless(&train(&folder, &["--epochs", "2", "--seed", seed]).good());
    let first = run("5");
    assert_eq!(first, run("5"));
    assert_ne!(first, run("6"));
}

#[test]
fn training_learns_what_brightness_tells() {
    let args = ["--epochs", "12", "--no-validation", "--lr", "0.01"];
    let lines = train(&place(), &args).good().lines();
    let loss = |at: usize| lines[at]["train_loss"].as_f64().unwrap();
    assert!(loss(11) < loss(0) * 0.8, "{} then {}", loss(0), loss(11));
    assert!(lines[12]["test_accuracy"].as_f64().unwrap() > 0.25, "{}", lines[12]);
}

#[test]
fn saved_weights_evaluate_to_what_training_found() {
    let folder = place();
    let weights = folder.arg("weights.safetensors");
    let trained = train(&folder, &["--epochs", "1", "--save", &weights]).good();
    let result = &trained.lines()[1];
    let (net, data) = (folder.arg("net.json"), folder.own());
    let fixed = ["evaluate", &net, "--weights", &weights, "--data", &data];
    let found = filtro(&[&fixed[..], &["--batch-size", "16", "--json"]].concat()).good().lines();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["data"], "cifar10");
    assert_eq!(found[0]["images"], 60);
    assert_eq!(found[0]["accuracy"], result["test_accuracy"]);
    assert_eq!(found[0]["loss"], result["test_loss"]);
    let text = filtro(&fixed).good().out;
    assert!(text.starts_with("test accuracy ") && text.ends_with("60 pictures\n"), "{text}");
    // The file is a plain safetensors file, and nothing unfinished lies beside it.
    let bytes = std::fs::read(&weights).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(file.tensor("2.weight").unwrap().shape(), [4, 3, 3, 3]);
    assert!(folder.names().iter().all(|name| !name.ends_with(".part")), "{:?}", folder.names());
}

#[test]
fn the_synthetic_set_trains_without_files() {
    let folder = place();
    let net = folder.arg("net.json");
    let done = filtro(&["train", &net, "--epochs", "1", "--batch-size", "250", "--json"]).good();
    assert_eq!(done.lines().len(), 2);
    assert!(done.err.contains("synthetic: "), "{}", done.err);
}

#[test]
fn text_for_people_is_one_line_an_epoch() {
    let folder = place();
    let (net, data) = (folder.arg("net.json"), folder.own());
    let args = ["train", &net, "--data", &data, "--epochs", "2", "--batch-size", "16"];
    let done = filtro(&args).good();
    let lines: Vec<_> = done.out.lines().collect();
    assert!(lines[0].starts_with("epoch 1/2  train loss "), "{}", done.out);
    assert!(lines[2].starts_with("done after ") && lines[2].contains("test accuracy"));
    // Standard error is no terminal here: no bar, no control characters.
    assert!(!done.err.contains(['\r', '\x1b']), "{:?}", done.err);
}

#[test]
fn data_that_cannot_be_used_is_refused_with_the_cause() {
    let folder = place();
    let net = folder.arg("net.json");
    let refuse = |data: &str| {
        let done = filtro(&["train", &net, "--data", data, "--epochs", "1"]);
        let message = done.failed().to_owned();
        assert_eq!(message.lines().count(), 1, "{message}");
        message
    };
    assert!(refuse(&folder.arg("none")).starts_with("cannot read the data in "));
    assert!(refuse(&net).ends_with("found a text in net.json"));
    assert!(refuse(&Folder::new().own()).contains("expected data_batch_1.bin … data_batch_5.bin"));

    let part = Folder::with_cifar(30, 2);
    std::fs::remove_file(part.path().join("data_batch_3.bin")).unwrap();
    assert!(refuse(&part.own()).contains("lacks data_batch_3.bin; --incomplete"));
    let args = [
        "train",
        &net,
        "--data",
        &part.own(),
        "--incomplete",
        "--epochs",
        "1",
        "--batch-size",
        "4",
    ];
    assert!(filtro(&args).good().err.contains("lacks data_batch_3.bin"));

    let python = Folder::new();
    python.write("data_batch_1", b"\x80\x02}q");
    let message = refuse(&python.own());
    assert!(message.contains("found the Python version"), "{message}");

    let short = Folder::with_cifar(2, 2);
    short.write("test_batch.bin", &[1; 4000]);
    let message = refuse(&short.own());
    assert!(message.ends_with("3073 bytes in test_batch.bin, found 4000 bytes"), "{message}");

    let label = Folder::with_cifar(2, 2);
    let mut record = vec![200; 3073];
    record[0] = 77;
    label.write("data_batch_2.bin", &record);
    let message = refuse(&label.own());
    assert!(message.contains("label") && message.contains("77"), "{message}");
}

#[test]
fn renamed_and_repeated_files_are_read() {
    let (net, data) = (place(), Folder::with_cifar(4, 4));
    let path = |name: &str| data.path().join(name);
    std::fs::rename(path("data_batch_2.bin"), path("DATA_BATCH_2.BIN")).unwrap();
    std::fs::copy(path("data_batch_1.bin"), path("data_batch_1 (1).bin")).unwrap();
    std::fs::write(path("readme.html"), "<html>").unwrap();
    let (net, data) = (net.arg("net.json"), data.own());
    let args = ["train", &net, "--data", &data, "--epochs", "1", "--batch-size", "4"];
    let done = filtro(&args).good();
    assert!(done.err.contains("data_batch_1.bin has the same images as"), "{}", done.err);
}

#[test]
fn the_archives_own_folder_is_found() {
    let (folder, inner) = (Folder::new(), place());
    let to = folder.path().join("cifar-10-batches-bin");
    std::fs::create_dir(&to).unwrap();
    for name in inner.names().iter().filter(|name| name.ends_with(".bin")) {
        std::fs::copy(inner.path().join(name), to.join(name)).unwrap();
    }
    let (net, data) = (inner.arg("net.json"), folder.own());
    filtro(&["train", &net, "--data", &data, "--epochs", "1", "--batch-size", "16"]).good();
}

#[test]
fn a_network_for_other_data_is_refused_before_training() {
    let folder = place();
    let gray = TINY.replace("[3, 32, 32]", "[1, 32, 32]").replace("10}", "7}");
    folder.write("net.json", gray.as_bytes());
    let done = train(&folder, &[]);
    let message = done.failed();
    assert!(message.contains("input: expected 3×32×32 as the data has, found 1×32×32"));
    assert!(message.contains("expected 10 outputs, one for each class of the data, found 7"));
}

#[test]
fn failures_that_would_come_late_come_early() {
    let folder = place();
    let nowhere = folder.arg("no-such-folder/weights.safetensors");
    let done = train(&folder, &["--save", &nowhere]);
    assert!(done.failed().starts_with("cannot save the weights as "), "{}", done.err);
    let done = train(&folder, &["--save", &folder.own()]);
    assert!(done.failed().contains("expected a file name, found a folder"), "{}", done.err);
}

#[test]
fn a_set_smaller_than_a_batch_is_one_step() {
    let folder = place();
    let (net, data) = (folder.arg("net.json"), folder.own());
    let args = ["train", &net, "--data", &data, "--batch-size", "500", "--epochs", "2", "--json"];
    let lines = filtro(&args).good().lines();
    assert_eq!((&lines[0]["steps"], &lines[2]["steps"]), (&1.into(), &2.into()));
}

/// One picture of ten is held out, and the first of them is the sixth.
#[test]
fn what_there_are_no_pictures_for_is_left_out() {
    let folder = Folder::with_cifar(1, 1);
    folder.write("net.json", TINY.as_bytes());
    let done = train(&folder, &["--epochs", "1"]).good();
    let lines = done.lines();
    assert_eq!(lines[0].get("validation_loss"), None, "{}", done.out);
    assert!(lines[1]["test_accuracy"].is_f64(), "{}", done.out);
    assert!(done.err.contains("5 pictures to learn from, 0 for validation, 1 for the test"));
}

#[test]
fn weights_of_another_network_are_refused() {
    let folder = place();
    let weights = folder.arg("weights.safetensors");
    train(&folder, &["--epochs", "1", "--save", &weights]).good();
    let wider = TINY.replace("\"filters\": 4", "\"filters\": 5");
    folder.write("wider.json", wider.as_bytes());
    let (net, data) = (folder.arg("wider.json"), folder.own());
    let evaluate = |weights: &str| {
        let args = ["evaluate", &net, "--weights", weights, "--data", &data];
        filtro(&args).failed().to_owned()
    };
    let message = evaluate(&weights);
    let reason = "the weights do not fit the network: 2.weight: expected shape [5, 3, 3, 3], \
                  found [4, 3, 3, 3]";
    assert_eq!(message.matches(reason).count(), 1, "{message}");
    assert_eq!(message.matches("2.weight").count(), 1, "said once: {message}");
    let message = evaluate(&net);
    assert_eq!(message.matches("not a safetensors file").count(), 1, "{message}");
    assert!(evaluate(&folder.arg("none")).starts_with("cannot read the weights "));
}

/// Without drivers for Vulkan and OpenGL there is no adapter, whatever the machine has.
#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_a_graphics_card_says_so() {
    let folder = place();
    let (net, data) = (folder.arg("net.json"), folder.own());
    let mut command = command(&["train", &net, "--data", &data, "--device", "gpu"]);
    for name in ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "__EGL_VENDOR_LIBRARY_FILENAMES"] {
        command.env(name, folder.arg("no-such-driver.json"));
    }
    let done = wait(command.spawn().unwrap());
    let message = done.failed();
    assert!(message.starts_with("cannot use a graphics card here, try --device cpu: "));
    assert!(message.lines().count() == 1 && message.contains("adapter"), "{message}");
}

/// A batch norm behind a flatten has one value per channel and picture.
#[test]
fn steps_of_one_picture_are_refused_where_a_norm_cannot_bear_them() {
    let folder = place();
    folder.write(
        "net.json",
        TINY.replace(
            "{\"id\": 6,",
            "{\"id\": 7, \"kind\": \"batch_norm2d\"},\n        {\"id\": 6,",
        )
        .as_bytes(),
    );
    let refused = |batch: &str| {
        let done = train(&folder, &["--epochs", "1", "--no-validation", "--batch-size", batch]);
        assert_eq!((done.code, done.out.as_str()), (Some(1), ""), "{}", done.err);
        done.err.lines().find(|line| line.starts_with("error: ")).unwrap().to_owned()
    };
    assert_eq!(
        refused("199"),
        "error: node 7 (batch_norm2d): batches of 199, which leave one of 200 pictures over, give it \
         one value per channel, which has no variance; try --batch-size 200"
    );
    assert!(refused("1").ends_with(
        "batches of one picture give it one value per channel, which \
        has no variance; try --batch-size 2"
    ));
    train(&folder, &["--epochs", "1", "--no-validation", "--batch-size", "200"]).good();
}
