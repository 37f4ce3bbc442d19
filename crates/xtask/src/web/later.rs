//! Files that the page fetches once they are needed: what build scripts left in a folder `later` of their output, and
//! the program that runs beside the page, are put into one folder named by its content, and the page is told the name.
//! What is in the files is their rooms' business; when one is fetched, the app's.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Flavor, PACKAGE, PROFILE, TARGET, cargo_stand_in, fingerprint::fingerprint, html};
use crate::{
    failure::{Explain, Failure, Outcome},
    files,
    process::Run,
    workspace::Workspace,
};

/// The folder of a build script's output that is published, and the id of the page's link into it.
const NAME: &str = "later";
/// How the files of the program that runs beside the page begin, as in `index.html`.
const PROGRAM: &str = "sts-atlas-instruments";

/// A file by its name, with its content.
type Content = (String, Vec<u8>);

/// What the build scripts of the app's crates left to be published. The app must have been built into `target`: cargo is
/// asked where, and has nothing to do.
pub fn collect(workspace: &Workspace, flavor: Flavor, target: &Path) -> Outcome<Vec<Content>> {
    let mut words = vec!["build", "--quiet", "--target", TARGET, "--bin", PACKAGE, "--message-format", "json"];
    if flavor == Flavor::Release {
        words.extend(["--profile", PROFILE, "--locked"]);
    }
    let run = Run::new("cargo").arguments(words).arguments(cargo_stand_in::added_words(workspace, flavor));
    let messages = run.directory(&workspace.root).variable("CARGO_TARGET_DIR", target).capture()?;
    gather(&output_directories(&messages)?)
}

/// Where build scripts have written to, from cargo's messages.
fn output_directories(messages: &str) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for line in messages.lines().filter(|line| line.contains("\"reason\":\"build-script-executed\"")) {
        let Some((_, rest)) = line.split_once("\"out_dir\":\"") else { continue };
        let text = rest.split_once('"').map_or(rest, |(text, _)| text);
        // A path in JSON is written as one in TOML.
        let table: toml::Table = format!("path = \"{text}\"").parse().explain(|| format!("cargo names `{text}`"))?;
        found.extend(table.get("path").and_then(toml::Value::as_str).map(PathBuf::from));
    }
    Ok(found)
}

/// The files of all folders, each name once: a script may have run for the host as well as for the browser.
fn gather(outputs: &[PathBuf]) -> Outcome<Vec<Content>> {
    let mut gathered: Vec<Content> = Vec::new();
    for folder in outputs.iter().map(|output| output.join(NAME)).filter(|folder| folder.is_dir()) {
        for name in files::below(&folder)? {
            let path = folder.join(&name);
            let bytes = fs::read(&path).explain(|| format!("cannot read {}", path.display()))?;
            match gathered.iter().find(|(known, _)| *known == name) {
                None => gathered.push((name, bytes)),
                Some((_, known)) if *known == bytes => {}
                Some(_) => {
                    return Err(Failure::new(format!("two build scripts write different files `{NAME}/{name}`")));
                }
            }
        }
    }
    gathered.sort();
    Ok(gathered)
}

/// Takes the program that runs beside the page out of Trunk's files: what is fetched later lies in one place.
pub fn take_program(dist: &Path) -> Outcome<Vec<Content>> {
    let take = |name: String| {
        let path = dist.join(&name);
        let bytes = fs::read(&path).explain(|| format!("cannot read {name}"))?;
        fs::remove_file(&path).explain(|| format!("cannot remove {name}"))?;
        Ok((name, bytes))
    };
    files::below(dist)?.into_iter().filter(|name| name.starts_with(PROGRAM)).map(take).collect()
}

/// Writes the files beside the page and gives the page that knows their folder.
pub fn publish(dist: &Path, contents: &[Content], page: &str) -> Outcome<String> {
    let everything: Vec<u8> =
        contents.iter().flat_map(|(name, bytes)| [name.as_bytes(), b"\0", bytes].concat()).collect();
    let folder = format!("{NAME}-{:016x}", fingerprint(&everything));
    let (page, file) = tell(page, &format!("./{folder}/"))?;
    if contents.iter().all(|(name, _)| *name != file) {
        return Err(Failure::new(format!("index.html has a link to `{NAME}/{file}`, which nobody has made")));
    }
    fs::create_dir_all(dist.join(&folder)).explain(|| format!("cannot create {folder}"))?;
    for (name, bytes) in contents {
        let path = dist.join(&folder).join(name);
        fs::write(&path, bytes).explain(|| format!("cannot write {}", path.display()))?;
    }
    Ok(page)
}

/// Whether a path in `dist/` leads into that folder.
pub fn is_later(path: &str) -> bool {
    path.split_once('/').is_some_and(|(folder, _)| folder.starts_with(NAME))
}

/// Puts the folder's address into the page's link to a file in it; the page, and that file's name.
fn tell(page: &str, address: &str) -> Outcome<(String, String)> {
    let tag = html::tags(page).into_iter().find(|tag| tag.name == "link" && tag.attribute("id") == Some(NAME));
    let found = tag.as_ref().and_then(|tag| Some((tag, tag.attribute("href")?.strip_prefix("later/")?)));
    let (tag, file) = found.ok_or_else(|| {
        Failure::new(format!("index.html has no <link id=\"{NAME}\" href=\"{NAME}/…\">"))
            .mend("the app reads from it where to fetch from")
    })?;
    let link = format!("<link rel=stylesheet disabled id={NAME} href=\"{address}{file}\">");
    Ok(([&page[..tag.span.start], &link, &page[tag.span.end..]].concat(), file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(files: &[(&str, &str)]) -> Vec<Content> {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn cargo_s_messages_tell_where_build_scripts_wrote() {
        let messages = r#"{"reason":"compiler-artifact","out_dir":"/no"}
{"reason":"build-script-executed","package_id":"x","env":[],"out_dir":"/t/build/x-1/out"}
{"reason":"build-script-executed","package_id":"y","out_dir":"C:\\t\\out"}
{"reason":"build-finished","success":true}"#;
        let found = output_directories(messages).unwrap();
        assert_eq!(found, [PathBuf::from("/t/build/x-1/out"), PathBuf::from("C:\\t\\out")]);
    }

    #[test]
    fn each_file_is_gathered_once_and_two_of_one_name_are_refused() {
        let root = files::scratch_directory("gather");
        let outputs = ["a", "b", "c", "d"].map(|name| root.join(name));
        for (output, text) in outputs.iter().zip(["1", "1", "2"]) {
            fs::create_dir_all(output.join(NAME)).unwrap();
            fs::write(output.join(NAME).join("x.txt"), text).unwrap();
            fs::write(output.join("table.rs"), "not published").unwrap();
        }
        let same = [outputs[0].clone(), outputs[1].clone(), outputs[3].clone()];
        assert_eq!(gather(&same).unwrap(), contents(&[("x.txt", "1")]));
        let failure = gather(&outputs).unwrap_err().to_string();
        assert!(failure.contains("different files `later/x.txt`"), "{failure}");
    }

    #[test]
    fn the_folder_is_named_by_what_is_in_it_and_the_page_knows_it() {
        let dist = files::scratch_directory("publish");
        let page = "<meta charset=utf-8><link href=later/a.txt id=later><p>x</p>";
        let told = publish(&dist, &contents(&[("a.txt", "1"), ("b.txt", "2")]), page).unwrap();
        let folder = told.split('"').nth(1).unwrap().strip_suffix("a.txt").unwrap();
        let link = format!("<link rel=stylesheet disabled id=later href=\"{folder}a.txt\">");
        assert_eq!(told, format!("<meta charset=utf-8>{link}<p>x</p>"));
        assert_eq!(fs::read_to_string(dist.join(folder).join("b.txt")).unwrap(), "2");
        let failure = publish(&dist, &contents(&[("b.txt", "2")]), page).unwrap_err().to_string();
        assert!(failure.contains("`later/a.txt`"), "{failure}");
        for others in
            [&[("a.txt", "1"), ("b.txt", "3")][..], &[("a.txt", "1"), ("c.txt", "2")], &[("a.txt", "1b.txt2")]]
        {
            assert_ne!(publish(&dist, &contents(others), page).unwrap(), told);
        }
    }

    #[test]
    fn a_page_that_could_not_be_told_is_refused() {
        for page in ["<link href=later/a.css>", "<link id=later href=a.css>", "<link id=later>"] {
            let failure = tell(page, "./x/").unwrap_err().to_string();
            assert!(failure.contains("no <link id=\"later\" href=\"later/…\">"), "{failure}");
        }
    }
}
