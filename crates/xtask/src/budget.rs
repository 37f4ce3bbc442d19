//! What the first load weighs, file by file, against its limit, and what is fetched later, each file against its own.
//! Which files belong to which is said in `tools.toml`; the page itself is checked against that list.

use std::{fs, path::Path};

use crate::{
    compression,
    failure::{Explain, Failure, Outcome},
    files, glob,
    pins::{BudgetPin, LaterFiles},
    table::{Align, Table, grouped},
    web::{html, later},
    workspace::Workspace,
};

/// Brotli at its best, as static hosts keep ready.
const QUALITY: u32 = 11;

/// One file of the first load.
#[derive(Debug)]
struct Weighed {
    path: String,
    why: String,
    raw_bytes: u64,
    brotli_bytes: u64,
}

/// The files of the first load, the largest first.
#[derive(Debug)]
pub struct FirstLoad(Vec<Weighed>);

/// Prints the tables; fails above a limit. Gives the closing line.
pub fn run(workspace: &Workspace) -> Outcome<String> {
    let first_load = weigh(workspace)?;
    println!("{}", first_load.table());
    let later = weigh_later(workspace)?;
    println!("\nfetched once it is needed:\n{}", table(&later, false));
    judge_later(&workspace.pins.budget.later, &later)?;
    judge(&workspace.pins.budget, first_load.brotli_bytes())
}

/// Weighs what `dist/` makes a browser fetch first.
pub fn weigh(workspace: &Workspace) -> Outcome<FirstLoad> {
    let dist = workspace.dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("there is no dist/ to weigh").mend("run `cargo xtask build` first"));
    }
    let budget = &workspace.pins.budget;
    let index = fs::read_to_string(dist.join("index.html")).explain(|| "cannot read dist/index.html".into())?;
    let chosen = choose(budget, &files::below(&dist)?, &fetched_by(&index))?;
    weigh_files(&dist, chosen).map(FirstLoad)
}

/// Weighs what `dist/` keeps ready for later.
fn weigh_later(workspace: &Workspace) -> Outcome<Vec<Weighed>> {
    let dist = workspace.dist();
    weigh_files(&dist, choose_later(&workspace.pins.budget.later, &files::below(&dist)?)?)
}

/// The files with their weight, the largest first.
fn weigh_files(dist: &Path, chosen: Vec<(String, String)>) -> Outcome<Vec<Weighed>> {
    let mut weighed = Vec::new();
    for (path, why) in chosen {
        let bytes = fs::read(dist.join(&path)).explain(|| format!("cannot read {path}"))?;
        let brotli_bytes = length(&compression::brotli(&bytes, QUALITY)?);
        weighed.push(Weighed { path, why, raw_bytes: length(&bytes), brotli_bytes });
    }
    weighed.sort_by_key(|file| std::cmp::Reverse(file.brotli_bytes));
    Ok(weighed)
}

fn length(bytes: &[u8]) -> u64 {
    bytes.len() as u64
}

/// The files of the first load with their reasons.
fn choose(budget: &BudgetPin, present: &[String], fetched: &[String]) -> Outcome<Vec<(String, String)>> {
    if let Some(path) = fetched.iter().find(|path| !present.contains(path)) {
        return Err(Failure::new(format!("index.html fetches {path}, which is not in dist/"))
            .mend("put it into public/, or correct the address in index.html"));
    }
    let mut chosen: Vec<(String, String)> = Vec::new();
    for entry in &budget.files {
        let found: Vec<&String> = present.iter().filter(|path| glob::matches(&entry.glob, path)).collect();
        if found.is_empty() {
            return Err(Failure::new(format!("`{}` in tools.toml [budget] matches nothing in dist/", entry.glob))
                .mend("correct the pattern, or remove it if the file is no longer fetched on start"));
        }
        for path in found {
            if !chosen.iter().any(|(known, _)| known == path) {
                chosen.push((path.clone(), entry.why.clone()));
            }
        }
    }
    match fetched.iter().find(|path| !chosen.iter().any(|(known, _)| known == *path)) {
        None => Ok(chosen),
        Some(path) => Err(Failure::new(format!("index.html fetches {path}, which tools.toml [budget] does not count"))
            .mend("add a [[budget.files]] entry saying why it is fetched on start")),
    }
}

/// The files that are fetched later, with their reasons.
fn choose_later(kinds: &[LaterFiles], present: &[String]) -> Outcome<Vec<(String, String)>> {
    if let Some(kind) = kinds.iter().find(|kind| !present.iter().any(|path| glob::matches(&kind.glob, path))) {
        return Err(Failure::new(format!("`{}` in tools.toml [budget] matches nothing in dist/", kind.glob))
            .mend("correct the pattern, or remove it if there are no such files any more"));
    }
    let later = present.iter().filter(|path| later::is_later(path));
    later
        .map(|path| match kind_of(kinds, path) {
            Some(kind) => Ok((path.clone(), kind.why.clone())),
            None => Err(Failure::new(format!("{path} is fetched later, and tools.toml [budget] does not count it"))
                .mend("add a [[budget.later]] entry saying what it is and what it may weigh")),
        })
        .collect()
}

fn kind_of<'a>(kinds: &'a [LaterFiles], path: &str) -> Option<&'a LaterFiles> {
    kinds.iter().find(|kind| glob::matches(&kind.glob, path))
}

fn judge_later(kinds: &[LaterFiles], weighed: &[Weighed]) -> Outcome {
    for file in weighed {
        let Some(kind) = kind_of(kinds, &file.path) else { continue };
        if file.brotli_bytes > kind.limit_bytes {
            let (bytes, limit) = (grouped(file.brotli_bytes), grouped(kind.limit_bytes));
            return Err(Failure::new(format!("{}: {bytes} bytes of {limit}", file.path))
                .mend("part it into files of which a reader needs only some, or raise its limit in tools.toml"));
        }
    }
    Ok(())
}

/// What the page makes a browser fetch at once, as paths in `dist/`. Icons and the manifest come later.
fn fetched_by(index: &str) -> Vec<String> {
    let address = |tag: &html::Tag| {
        let at_once = ["stylesheet", "preload", "modulepreload"];
        let relation = tag.attribute("rel").unwrap_or_default();
        match tag.name.as_str() {
            "script" | "img" if tag.attribute("loading") != Some("lazy") => tag.attribute("src").map(str::to_owned),
            // A style sheet that is disabled is not fetched.
            "link" if tag.attribute("disabled").is_some() => None,
            "link" if relation.split_whitespace().any(|word| at_once.contains(&word)) => {
                tag.attribute("href").map(str::to_owned)
            }
            _ => None,
        }
    };
    let addresses = html::tags(index).iter().filter_map(address).collect::<Vec<_>>();
    let own = addresses.into_iter().filter(|address| !address.contains(':'));
    own.map(|address| {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        path.trim_start_matches("./").trim_start_matches('/').to_owned()
    })
    .filter(|path| !path.is_empty())
    .collect()
}

impl FirstLoad {
    /// All of it, as it is sent.
    pub fn brotli_bytes(&self) -> u64 {
        self.0.iter().map(|file| file.brotli_bytes).sum()
    }

    /// File by file, with the sum.
    pub fn table(&self) -> String {
        table(&self.0, true)
    }
}

/// File by file, with the sum where they are fetched together.
fn table(files: &[Weighed], together: bool) -> String {
    let columns = [("file", Align::Left), ("bytes", Align::Right), ("brotli 11", Align::Right), ("why", Align::Left)];
    let mut table = Table::new(&columns);
    for file in files {
        table.row([file.path.clone(), grouped(file.raw_bytes), grouped(file.brotli_bytes), file.why.clone()]);
    }
    if together {
        let sum = |read: fn(&Weighed) -> u64| grouped(files.iter().map(read).sum());
        table.row(["total".into(), sum(|file| file.raw_bytes), sum(|file| file.brotli_bytes)]);
    }
    table.render()
}

fn judge(budget: &BudgetPin, total_bytes: u64) -> Outcome<String> {
    let (limit, aim) = (grouped(budget.limit_bytes), grouped(budget.aim_bytes));
    let line = format!("first load: {} bytes of {limit}, aim {aim}", grouped(total_bytes));
    if total_bytes > budget.limit_bytes {
        let over = grouped(total_bytes - budget.limit_bytes);
        return Err(Failure::new(format!("{line}: {over} too many"))
            .mend("fetch later what is not needed at first, or leave it out; the table shows where the bytes are"));
    }
    let line = if total_bytes > budget.aim_bytes { format!("{line} (above the aim)") } else { line };
    println!("{line}");
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pins::BudgetFile;

    fn budget(globs: &[&str]) -> BudgetPin {
        let files = globs.iter().map(|glob| BudgetFile { glob: (*glob).into(), why: "x".into() }).collect();
        BudgetPin { limit_bytes: 100, aim_bytes: 50, files, later: Vec::new() }
    }

    fn paths(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_the_page_fetches_at_once_is_found() {
        let index = "<link rel=stylesheet href=./a.css><link disabled rel=stylesheet href=l.css><link rel=icon href=i.svg><script src='b.js?1'></script>\
            <link rel=preload as=fetch href=./c.wasm><img src=d.png><img src=e.png loading=lazy>\
            <link rel=modulepreload href=/f.js><img src='data:image/png;base64,x'>";
        assert_eq!(fetched_by(index), ["a.css", "b.js", "c.wasm", "d.png", "f.js"]);
    }

    #[test]
    fn a_file_counts_once_even_if_two_patterns_fit() {
        let chosen = choose(&budget(&["*.css", "a*"]), &paths(&["a.css", "b.css", "later.json"]), &[]).unwrap();
        let names: Vec<_> = chosen.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(names, ["a.css", "b.css"]);
    }

    #[test]
    fn the_list_must_fit_the_page() {
        let stale = choose(&budget(&["gone.js"]), &paths(&["a.css"]), &[]).unwrap_err().to_string();
        assert!(stale.contains("`gone.js` in tools.toml [budget] matches nothing"), "{stale}");
        let uncounted = choose(&budget(&["a.css"]), &paths(&["a.css", "b.js"]), &paths(&["b.js"]));
        assert!(uncounted.unwrap_err().to_string().contains("index.html fetches b.js, which tools.toml"));
        let absent = choose(&budget(&["a.css"]), &paths(&["a.css"]), &paths(&["b.js"]));
        assert!(absent.unwrap_err().to_string().contains("index.html fetches b.js, which is not in dist/"));
    }

    #[test]
    fn what_is_fetched_later_is_counted_whole_each_file_against_its_own_limit() {
        let kinds = [("later-*/rules-*.txt", 10), ("later-*/*.scene", 5)].map(|(glob, limit_bytes)| LaterFiles {
            glob: glob.into(),
            why: glob.into(),
            limit_bytes,
        });
        let there = paths(&["a.css", "later-1/rules-en.txt", "later-1/x.scene"]);
        let chosen = choose_later(&kinds, &there).unwrap();
        let weighed = |bytes: [u64; 2]| -> Vec<Weighed> {
            let files = chosen.iter().zip(bytes).map(|((path, why), brotli_bytes)| Weighed {
                path: path.clone(),
                why: why.clone(),
                raw_bytes: 99,
                brotli_bytes,
            });
            files.collect()
        };
        assert!(judge_later(&kinds, &weighed([10, 5])).is_ok());
        let failure = judge_later(&kinds, &weighed([10, 6])).unwrap_err().to_string();
        assert!(failure.contains("later-1/x.scene: 6 bytes of 5"), "{failure}");
        let uncounted = choose_later(&kinds, &[there.clone(), paths(&["later-1/x.json"])].concat()).unwrap_err();
        assert!(uncounted.to_string().contains("later-1/x.json is fetched later"), "{uncounted}");
        let stale = choose_later(&kinds, &paths(&["later-1/x.scene"])).unwrap_err().to_string();
        assert!(stale.contains("`later-*/rules-*.txt` in tools.toml [budget] matches nothing"), "{stale}");
    }

    #[test]
    fn only_the_limit_stops_a_build() {
        for (bytes, expected) in [(50, Some("aim 50")), (51, Some("(above the aim)")), (100, Some("")), (101, None)] {
            let judged = judge(&budget(&[]), bytes);
            assert_eq!(judged.is_ok(), expected.is_some(), "{bytes} bytes");
            assert!(judged.is_err() || judged.unwrap().ends_with(expected.unwrap()), "{bytes} bytes");
        }
    }
}
