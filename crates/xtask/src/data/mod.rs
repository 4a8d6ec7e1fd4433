//! Data sets where the page finds them: `cargo xtask data`.
//!
//! They lie in `data/` (not in version control), served as `data/` beside the page, with an index
//! that the worker reads: `{"sets":[{"set":"cifar10","file":"cifar-10-binary.tar.gz","bytes":N}]}`.

mod archive;

use crate::project::Project;
use crate::run;
use anyhow::{Context, Result, bail};
use archive::Contents;
use clap::{Args, Subcommand};
use md5::{Digest, Md5};
use serde_json::json;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The index's name.
pub const INDEX: &str = "index.json";

/// The authors' binary archive.
const FILE: &str = "cifar-10-binary.tar.gz";
const URL: &str = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz";
const BYTES: u64 = 170_052_171;
/// As published beside the download.
const MD5: &str = "c32a1d4ab5d03f1284b67883e8d87530";

/// Which data set.
#[derive(Subcommand)]
pub enum Which {
    /// CIFAR-10: 60,000 colour pictures of 32×32 pixels in 10 classes (170 MB)
    Cifar10(Cifar10),
}

/// Where CIFAR-10 comes from.
#[derive(Args)]
pub struct Cifar10 {
    /// Take this cifar-10-binary.tar.gz instead of downloading it from its authors
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// Gets the data set, checks it and writes the index.
pub fn command(project: &Project, which: &Which) -> Result<()> {
    let Which::Cifar10(options) = which;
    let folder = project.data();
    fs::create_dir_all(&folder)?;
    let place = folder.join(FILE);
    let part = folder.join(format!("{FILE}.part"));
    match &options.from {
        Some(from) => take(from, &part)?,
        None if place.is_file() && checksum(&place)? == MD5 => {
            println!("{} is here and whole.", place.display());
            return index(&folder);
        }
        None => download(&part)?,
    }
    fs::rename(&part, &place)?;
    index(&folder)?;
    println!(
        "{} is ready: `cargo xtask serve`, then Data, CIFAR-10 from this server.",
        place.display()
    );
    Ok(())
}

/// A local file: the authors' by its checksum, or another of the same layout.
fn take(from: &Path, part: &Path) -> Result<()> {
    let sum = checksum(from).with_context(|| format!("could not read {}", from.display()))?;
    let contents =
        archive::check(from).with_context(|| format!("{} is not usable", from.display()))?;
    if sum != MD5 {
        let Contents { train, test } = contents;
        eprintln!(
            "warning: this is not the authors' file (MD5 {sum}, expected {MD5}), but of its \
             layout: {train} training and {test} test pictures"
        );
    }
    fs::copy(from, part).with_context(|| format!("could not copy to {}", part.display()))?;
    Ok(())
}

fn download(part: &Path) -> Result<()> {
    // An earlier attempt may have got all of it: a server refuses to continue after the end.
    let whole = part.metadata().is_ok_and(|meta| meta.len() == BYTES);
    if !whole {
        fetch(part)?;
    }
    let length = part.metadata()?.len();
    let sum = checksum(part)?;
    if length != BYTES || sum != MD5 {
        fs::remove_file(part)?;
        bail!(
            "the download is not the authors' file: {length} bytes with MD5 {sum}, expected \
             {BYTES} bytes with MD5 {MD5}"
        );
    }
    Ok(())
}

fn fetch(part: &Path) -> Result<()> {
    println!("Downloading {URL}");
    let mut tool = if run::on_path("curl").is_some() {
        let mut curl = Command::new("curl");
        // What an earlier attempt got is kept and continued.
        curl.args(["--fail", "--location", "--continue-at", "-", "--progress-bar", "--output"]);
        curl.arg(part).arg(URL);
        curl
    } else if run::on_path("wget").is_some() {
        let mut wget = Command::new("wget");
        wget.args(["--continue", "--output-document"]).arg(part).arg(URL);
        wget
    } else {
        bail!("curl or wget is needed; or download {URL} and give it with --from FILE");
    };
    run::run(&mut tool).with_context(|| {
        format!("the download failed; try again, or fetch {URL} another way and give it with --from FILE")
    })
}

fn index(folder: &Path) -> Result<()> {
    let bytes = folder.join(FILE).metadata()?.len();
    let index = json!({ "sets": [{ "set": "cifar10", "file": FILE, "bytes": bytes }] });
    fs::write(folder.join(INDEX), format!("{index}\n"))?;
    Ok(())
}

fn checksum(path: &Path) -> Result<String> {
    let mut file = File::open(path)?;
    let mut md5 = Md5::new();
    let mut piece = vec![0; 1 << 20];
    loop {
        let count = file.read(&mut piece)?;
        let Some(read) = piece.get(..count).filter(|read| !read.is_empty()) else { break };
        md5.update(read);
    }
    Ok(md5.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_md5() {
        let path = std::env::temp_dir().join(format!("filtro-md5-{}", std::process::id()));
        fs::write(&path, "abc").unwrap();
        assert_eq!(checksum(&path).unwrap(), "900150983cd24fb0d6963f7d28e17f72");
        fs::remove_file(path).unwrap();
    }
}
