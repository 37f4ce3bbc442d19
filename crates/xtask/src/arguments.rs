//! The command line: which chore, with which options.
//! Parsing only; what a chore does lives in its own file.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};

/// Shown by `cargo xtask` without a command and by `cargo xtask help`.
pub const USAGE: &str = "\
cargo xtask <command>

  setup [--test]     install what a build needs (with --test: what the browser tests need, too)
  serve              build and serve the app on this machine, for development
        --port N     another port (0: any free one)
        --release    the release build
        --watch      build again when a source file changes
  serve-dist         serve dist/ as a static host would, also below /some/sub/path/
        --port N
  build              release build into dist/
  test [--fast]      every check CI runs (--fast: without the browser)
  ci                 the same as test
  budget             what the first load weighs, against its limit (needs dist/)
  bench              build, then measure what has a budget or a rival, in one table
        --only PARTS only these, with commas: engine, growth, instructions, rivals, page, or heap, which takes
                     half an hour and is measured only where it is named
        --quick      small sizes, to see that everything runs
  fuzz [TARGET]      random input for everything that reads bytes from outside, or for one target of fuzz/
        --minutes N  for each target (10)
  audit              build, then hold both pages to two further engines of accessibility rules, and let
                     hands do anything
        --random-minutes N  so long (10)
  pictures           build, then make the first pictures in public/, README's screenshots and what the tests
                     compare with (e2e/frozen/) again
  tidy               rules of the house: rooms, lengths, names, banned functions

  --root DIR         work on another checkout (for any command)
";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Invocation {
    pub root: Option<PathBuf>,
    pub command: Command,
}

/// One chore with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Setup(SetupScope),
    Serve(ServeOptions),
    ServeDist { port: Option<u16> },
    Build,
    Test(TestScope),
    Budget,
    Bench(BenchOptions),
    Fuzz(FuzzOptions),
    Audit { random_minutes: u64 },
    Pictures,
    Tidy,
}

/// How much `setup` has to make ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupScope {
    /// Compile and bundle the app.
    Build,
    /// Also run the browser tests.
    BuildAndBrowser,
}

/// How much `test` runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestScope {
    WithoutBrowser,
    Everything,
}

/// Options of `serve`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServeOptions {
    pub port: Option<u16>,
    pub release: bool,
    pub watch: bool,
}

/// Options of `bench`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchOptions {
    /// In the order of [`BenchPart::ALL`].
    pub parts: Vec<BenchPart>,
    pub quick: bool,
}

/// A part of `bench` that can be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenchPart {
    /// A day natively and in WebAssembly, seeking, checkpoints.
    Engine,
    /// By number of principals and by simulated time.
    Growth,
    /// Of the engine's loop, counted by callgrind.
    Instructions,
    /// NeXosim and SimPy on the same day.
    Rivals,
    /// In the browser, and bytes of the first load.
    Page,
    /// What half an hour of playing leaves behind in the browser; only where it is named.
    Heap,
}

impl BenchPart {
    pub const ALL: [Self; 6] = [Self::Engine, Self::Growth, Self::Instructions, Self::Rivals, Self::Page, Self::Heap];

    /// What is measured where no part is named.
    fn usual() -> Vec<Self> {
        Self::ALL.into_iter().filter(|&part| part != Self::Heap).collect()
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Growth => "growth",
            Self::Instructions => "instructions",
            Self::Rivals => "rivals",
            Self::Page => "page",
            Self::Heap => "heap",
        }
    }
}

/// Options of `fuzz`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzOptions {
    /// For each target.
    pub minutes: u64,
    /// All of them where none is named.
    pub target: Option<String>,
}

impl FuzzOptions {
    pub fn asks_for(&self, target: &str) -> bool {
        self.target.as_deref().is_none_or(|wanted| wanted == target)
    }
}

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Outcome<Invocation> {
    let mut rest: Vec<String> = arguments.into_iter().collect();
    let root = take_value(&mut rest, "--root")?.map(PathBuf::from);
    let name = if rest.is_empty() { "help".to_owned() } else { rest.remove(0) };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => Command::Help,
        "setup" if take_flag(&mut rest, "--test") => Command::Setup(SetupScope::BuildAndBrowser),
        "setup" => Command::Setup(SetupScope::Build),
        "serve" => Command::Serve(ServeOptions {
            port: take_port(&mut rest)?,
            release: take_flag(&mut rest, "--release"),
            watch: take_flag(&mut rest, "--watch"),
        }),
        "serve-dist" => Command::ServeDist { port: take_port(&mut rest)? },
        "build" => Command::Build,
        "test" if take_flag(&mut rest, "--fast") => Command::Test(TestScope::WithoutBrowser),
        "test" | "ci" => Command::Test(TestScope::Everything),
        "budget" => Command::Budget,
        "bench" => {
            Command::Bench(BenchOptions { parts: take_parts(&mut rest)?, quick: take_flag(&mut rest, "--quick") })
        }
        "fuzz" => Command::Fuzz(FuzzOptions {
            minutes: take_minutes(&mut rest, "--minutes")?,
            target: (!rest.is_empty()).then(|| rest.remove(0)),
        }),
        "audit" => Command::Audit { random_minutes: take_minutes(&mut rest, "--random-minutes")? },
        "pictures" => Command::Pictures,
        "tidy" => Command::Tidy,
        unknown => return Err(Failure::new(format!("there is no command `{unknown}`")).mend(USAGE)),
    };
    match rest.first() {
        None => Ok(Invocation { root, command }),
        Some(extra) => Err(Failure::new(format!("`{name}` does not take `{extra}`")).mend(USAGE)),
    }
}

fn take_flag(rest: &mut Vec<String>, flag: &str) -> bool {
    let before = rest.len();
    rest.retain(|argument| argument != flag);
    rest.len() < before
}

fn take_value(rest: &mut Vec<String>, flag: &str) -> Outcome<Option<String>> {
    let Some(at) = rest.iter().position(|argument| argument == flag) else { return Ok(None) };
    if at + 1 >= rest.len() {
        return Err(Failure::new(format!("`{flag}` needs a value")).mend(USAGE));
    }
    rest.remove(at);
    Ok(Some(rest.remove(at)))
}

fn take_port(rest: &mut Vec<String>) -> Outcome<Option<u16>> {
    let Some(text) = take_value(rest, "--port")? else { return Ok(None) };
    match text.parse() {
        Ok(port) => Ok(Some(port)),
        Err(_) => Err(Failure::new(format!("`{text}` is not a port")).mend("a number from 0 to 65535")),
    }
}

fn take_minutes(rest: &mut Vec<String>, flag: &str) -> Outcome<u64> {
    let Some(text) = take_value(rest, flag)? else { return Ok(10) };
    match text.parse() {
        Ok(minutes @ 1..=10_000) => Ok(minutes),
        _ => Err(Failure::new(format!("`{text}` is no number of minutes")).mend("a number from 1 to 10000")),
    }
}

/// The usual ones where none is named.
fn take_parts(rest: &mut Vec<String>) -> Outcome<Vec<BenchPart>> {
    let Some(names) = take_value(rest, "--only")? else { return Ok(BenchPart::usual()) };
    let names: Vec<&str> = names.split(',').collect();
    let is_unknown = |name: &&&str| !BenchPart::ALL.iter().any(|part| part.name() == **name);
    match names.iter().find(is_unknown) {
        Some(unknown) => Err(Failure::new(format!("`bench` has no part `{unknown}`")).mend(USAGE)),
        None => Ok(BenchPart::ALL.into_iter().filter(|part| names.contains(&part.name())).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Outcome<Invocation> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn each_command_line_means_one_chore() {
        let serve = ServeOptions { port: Some(9000), release: true, watch: false };
        let rows = [
            ("", Command::Help),
            ("setup", Command::Setup(SetupScope::Build)),
            ("setup --test", Command::Setup(SetupScope::BuildAndBrowser)),
            ("serve", Command::Serve(ServeOptions::default())),
            ("serve --release --port 9000", Command::Serve(serve)),
            ("serve-dist --port 0", Command::ServeDist { port: Some(0) }),
            ("build", Command::Build),
            ("test", Command::Test(TestScope::Everything)),
            ("test --fast", Command::Test(TestScope::WithoutBrowser)),
            ("ci", Command::Test(TestScope::Everything)),
            ("bench", Command::Bench(BenchOptions { parts: BenchPart::usual(), quick: false })),
            (
                "bench --quick --only rivals,growth",
                Command::Bench(BenchOptions { parts: vec![BenchPart::Growth, BenchPart::Rivals], quick: true }),
            ),
            ("fuzz", Command::Fuzz(FuzzOptions { minutes: 10, target: None })),
            ("fuzz link --minutes 2", Command::Fuzz(FuzzOptions { minutes: 2, target: Some("link".into()) })),
            ("audit", Command::Audit { random_minutes: 10 }),
            ("audit --random-minutes 1", Command::Audit { random_minutes: 1 }),
            ("pictures", Command::Pictures),
            ("tidy", Command::Tidy),
        ];
        for (line, expected) in rows {
            assert_eq!(parsed(line).unwrap().command, expected, "given `{line}`");
        }
    }

    #[test]
    fn the_root_may_stand_anywhere() {
        for line in ["--root /x tidy", "tidy --root /x"] {
            let expected = Invocation { root: Some("/x".into()), command: Command::Tidy };
            assert_eq!(parsed(line).unwrap(), expected, "given `{line}`");
        }
    }

    #[test]
    fn a_line_that_makes_no_sense_is_refused_with_the_reason() {
        let rows = [
            ("dance", "there is no command `dance`"),
            ("build --fast", "`build` does not take `--fast`"),
            ("serve --port", "`--port` needs a value"),
            ("serve --port 70000", "`70000` is not a port"),
            ("fuzz --minutes 0", "`0` is no number of minutes"),
            ("fuzz link packed", "`fuzz` does not take `packed`"),
            ("bench --only page,engines", "`bench` has no part `engines`"),
        ];
        for (line, reason) in rows {
            let failure = parsed(line).unwrap_err().to_string();
            assert!(failure.contains(reason), "given `{line}`: {failure}");
        }
    }
}
