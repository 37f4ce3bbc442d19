//! Listing directories.
//! Reading what is in the files is the callers' business.

use std::{fs, path::Path};

use crate::failure::{Explain, Outcome};

/// All files below `directory`, sorted, as paths relative to it with `/`.
pub fn below(directory: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    collect(directory, "", &|_| true, &mut found)?;
    found.sort();
    Ok(found)
}

/// Like [`below`], without what `wanted` refuses (files and whole directories, by relative path).
pub fn below_where(directory: &Path, wanted: &dyn Fn(&str) -> bool) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    collect(directory, "", wanted, &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(directory: &Path, prefix: &str, wanted: &dyn Fn(&str) -> bool, found: &mut Vec<String>) -> Outcome {
    let entries = fs::read_dir(directory).explain(|| format!("cannot list {}", directory.display()))?;
    for entry in entries {
        let entry = entry.explain(|| format!("cannot list {}", directory.display()))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if !wanted(&name) {
            continue;
        }
        // Links are followed for files only; a loop of directories would have no end.
        let kind = entry.file_type().explain(|| format!("cannot read {}", entry.path().display()))?;
        if kind.is_dir() {
            collect(&entry.path(), &format!("{name}/"), wanted, found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// An empty directory for one test, below the system's temporary directory.
#[cfg(test)]
pub fn scratch_directory(name: &str) -> std::path::PathBuf {
    let directory = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_sorted_and_filtered() {
        let directory = scratch_directory("files");
        fs::create_dir(directory.join("b")).unwrap();
        for name in ["z", "a", "b/c"] {
            fs::write(directory.join(name), "").unwrap();
        }
        assert_eq!(below(&directory).unwrap(), ["a", "b/c", "z"]);
        assert_eq!(below_where(&directory, &|path| path != "b").unwrap(), ["a", "z"]);
    }
}
