//! The engine's measuring program, compiled natively: `crates/lessons/benches/engine`.
//! What it can measure is said there; what its figures mean, where they are reported.

use std::path::PathBuf;

use crate::{
    bench::figures::Figures,
    failure::{Failure, Outcome},
    process::Run,
    workspace::Workspace,
};

/// The compiled program.
#[derive(Debug)]
pub struct Native {
    pub program: PathBuf,
}

impl Native {
    /// Compiles it as `release` is; does nothing where it is up to date.
    pub fn build(workspace: &Workspace) -> Outcome<Self> {
        let words = ["bench", "--locked", "--package", "sts-atlas-lessons", "--bench", "engine", "--no-run"];
        let build = Run::new("cargo").arguments(words).directory(&workspace.root);
        // Once for the reader, who sees what is compiled, and once for the path.
        build.stream()?;
        let messages = build.arguments(["--message-format=json"]).capture()?;
        let program = messages.lines().filter_map(executable).next_back();
        program.map(|program| Self { program }).ok_or_else(|| Failure::new("cargo did not say where the benchmark is"))
    }

    /// Runs one of its tasks.
    pub fn measure(&self, task: &[&str], quick: bool) -> Outcome<Figures> {
        let flags = quick.then_some("--quick");
        let printed = Run::new(&self.program).arguments(task).arguments(flags).capture()?;
        Ok(Figures::parse(&printed))
    }
}

/// The path in a message of cargo about a compiled program.
fn executable(message: &str) -> Option<PathBuf> {
    let (_, rest) = message.split_once("\"executable\":\"")?;
    let (path, _) = rest.split_once('"')?;
    Some(PathBuf::from(path.replace("\\\\", "\\")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_says_where_a_program_is() {
        let rows = [
            (
                r#"{"reason":"compiler-artifact","executable":"/t/release/deps/engine-0f","fresh":true}"#,
                "/t/release/deps/engine-0f",
            ),
            (r#"{"executable":"C:\\t\\engine.exe"}"#, r"C:\t\engine.exe"),
        ];
        for (message, path) in rows {
            assert_eq!(executable(message), Some(PathBuf::from(path)), "given `{message}`");
        }
        assert_eq!(executable(r#"{"executable":null}"#), None);
    }
}
