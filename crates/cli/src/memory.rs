//! Whether a run fits into this machine's memory.
//!
//! A system that runs out of memory kills the process without a word, after minutes of a machine
//! that answers nobody. What training takes is known beforehand.

use crate::output::bytes;
use anyhow::{Result, bail};
use filtro_estimate::training_peak;
use filtro_program::Program;
use filtro_recipe::TrainConfig;
use std::fs;
use std::path::Path;

/// Refuses what will not fit. `pictures` are those that are learned from: a batch has no more.
///
/// # Errors
/// Where the run needs more than there is, with what would do.
pub fn check(program: &Program, config: &TrainConfig, pictures: usize) -> Result<()> {
    available().map_or(Ok(()), |room| check_in(room, program, config, pictures))
}

fn check_in(room: u64, program: &Program, config: &TrainConfig, pictures: usize) -> Result<()> {
    let batch = config.batch_size.min(pictures).max(1);
    let peak = |batch: usize| training_peak(program, batch, config.optimizer);
    let needed = peak(batch);
    if needed <= room {
        return Ok(());
    }
    let halves =
        std::iter::successors(Some(batch.next_power_of_two() / 2), |batch| Some(batch / 2));
    let smaller = halves.take_while(|batch| *batch > 0).find(|batch| peak(*batch) <= room);
    let remedy = smaller.map_or_else(
        || "a smaller network is needed".to_owned(),
        |batch| format!("try --batch-size {batch}"),
    );
    bail!(
        "training needs about {} of memory with batches of {batch}, and {} are free; {remedy}, or \
         --ignore-memory to try all the same",
        bytes(needed),
        bytes(room)
    )
}

/// Bytes that this process can still take, where the system says so (Linux): of the machine, and
/// of the group that the process was put in, as containers are.
fn available() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| free(&text));
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let group = group(&groups).and_then(|path| allowance(Path::new("/sys/fs/cgroup"), path));
    machine.into_iter().chain(group).min()
}

/// What `/proc/meminfo` says is available.
fn free(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    kib.checked_mul(1024)
}

/// The path of the process's group in the one hierarchy of version 2.
fn group(groups: &str) -> Option<&str> {
    groups.lines().find_map(|line| line.strip_prefix("0::/"))
}

/// The least that a group or one around it may still take; none where nothing limits them.
fn allowance(root: &Path, group: &str) -> Option<u64> {
    let own = root.join(group);
    let around = own.ancestors().take_while(|folder| folder.starts_with(root));
    let left = |folder: &Path| {
        let limit: u64 = fs::read_to_string(folder.join("memory.max")).ok()?.trim().parse().ok()?;
        // Not `memory.current`: files that the system keeps at hand count there, and give way.
        let used = fs::read_to_string(folder.join("memory.stat")).ok()?;
        let used = used.lines().find_map(|line| line.strip_prefix("anon "))?;
        Some(limit.saturating_sub(used.trim().parse().ok()?))
    };
    around.filter_map(left).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use filtro_program::analyse;
    use filtro_zoo::template;

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let (_, program) = analyse(&template("resnet-20-cifar").unwrap(), None);
        let config = TrainConfig { batch_size: 1000, ..TrainConfig::default() };
        let peak = |batch| training_peak(&program, batch, config.optimizer);
        assert!(check_in(peak(1000), &program, &config, 5000).is_ok());
        let refused = |room, pictures| {
            check_in(room, &program, &config, pictures).map_err(|it| it.to_string())
        };
        let message = refused(peak(1000) - 1, 5000).unwrap_err();
        assert!(message.contains("; try --batch-size 512, or --ignore-memory"), "{message}");
        let message = refused(peak(1) - 1, 5000).unwrap_err();
        assert!(message.contains("; a smaller network is needed, or"), "{message}");
        // No batch is larger than the set.
        assert_eq!(refused(peak(100), 100), Ok(()));
    }

    #[test]
    fn what_the_system_says_is_understood() {
        let text = "MemTotal:       24649900 kB\nMemFree:  1 kB\nMemAvailable:   23156260 kB\n";
        assert_eq!(free(text), Some(23_156_260 * 1024));
        assert_eq!(free("MemTotal: 5 kB"), None);
        assert_eq!(group("12:cpu:/x\n0::/user.slice/a\n"), Some("user.slice/a"));
        assert_eq!(group("0::/\n"), Some(""));
    }

    #[test]
    fn the_tightest_group_counts() {
        let root = std::env::temp_dir().join(format!("filtro-groups-{}", std::process::id()));
        let inner = root.join("outer/inner");
        fs::create_dir_all(&inner).unwrap();
        let write = |folder: &Path, limit: &str, used: &str| {
            fs::write(folder.join("memory.max"), limit).unwrap();
            fs::write(folder.join("memory.stat"), format!("anon {used}\nfile 7\n")).unwrap();
        };
        write(&inner, "max\n", "100");
        assert_eq!(allowance(&root, "outer/inner"), None);
        write(&root.join("outer"), "5000\n", "1000");
        assert_eq!(allowance(&root, "outer/inner"), Some(4000));
        write(&inner, "300\n", "100");
        assert_eq!(allowance(&root, "outer/inner"), Some(200));
        assert_eq!(allowance(&root, "elsewhere"), None);
        fs::remove_dir_all(&root).unwrap();
    }
}
