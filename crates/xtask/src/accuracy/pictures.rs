//! CIFAR-10 from an archive of JPEG files.

use crate::project::Project;
use crate::run;
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};

/// Where the archive lies in this project's workplaces, from the checkout.
const ARCHIVE: &str = "../shared/data/cifar-10-jpeg.tar.xz";
/// The last file that the converter writes.
const LAST: &str = "batches.meta.txt";

/// The folder with the official binary files, made from the archive unless it is there.
pub fn prepare(project: &Project, archive: Option<&Path>) -> Result<PathBuf> {
    let folder = project.data().join("cifar-10-jpeg");
    if folder.join(LAST).is_file() {
        return Ok(folder);
    }
    let named = env::var_os("FILTRO_CIFAR_JPEG").map(PathBuf::from);
    let archive = archive.map(Path::to_path_buf).or(named);
    let archive = archive.unwrap_or_else(|| project.root.join(ARCHIVE));
    if !archive.is_file() {
        bail!(
            "there are no pictures at {}; name a tar file with train/CLASS/NAME.jpg and \
             test/CLASS/NAME.jpg by --pictures or FILTRO_CIFAR_JPEG",
            archive.display()
        );
    }
    let python = run::on_path("python3").context("python3 is needed to read JPEG files")?;
    if !run::succeeds(project.command(&python).args(["-c", "import PIL"])) {
        bail!("python3 lacks pillow, which reads JPEG files: `pip install pillow`");
    }
    println!("Reading {}", archive.display());
    let mut convert = project.command(&python);
    convert.arg("tests/oracle/cifar_bin.py").arg(&archive).arg(&folder);
    run::run(&mut convert)?;
    Ok(folder)
}
