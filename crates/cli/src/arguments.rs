//! The command line, read into types that cannot be wrong.
//! No file is opened here.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;
use sts_atlas_facts::{Date, Micros, UtcInstant};
use sts_atlas_intake::scenario::is_modelled;
use sts_atlas_intake::{Expected, parse_span, parse_utc};
use sts_atlas_sim::Seed;
use sts_atlas_words::Lang;

use crate::failure::Failure;
use crate::rules::{self, RulesArguments};
use crate::why::{self, WhyArguments};

pub const HELP: &str = "\
STS Atlas without a browser: which door do your AWS credentials come through, and what stops working when it breaks?

Usage: sts-atlas <command> [options]

Commands:
  run      Play a scenario and print what is true at its end, or at a time
  resolve  Ask AWS's STS endpoint rule set, one JSON line per question
  picture  Draw both worlds at a time as SVG
  why      Print the causal chain behind a principal's state, each link with its rule
  rules    Print the dated rules behind the model, with their sources

Options:
  -h, --help     Print this help; after a command, the help of that command
  -V, --version  Print the version

Exit codes: 0 done, 1 the input is not right (every issue is printed), 2 the command line makes no sense.
";

pub const RUN_HELP: &str = "\
Play a scenario and print what is true at its end, or at a time, in both of its worlds.

Usage: sts-atlas run [options] <FILE>
       sts-atlas run [options] --scene <ID>
       sts-atlas run [options] --link <TEXT>

What to play (exactly one):
  <FILE>         A scenario file: .json is JSON, anything else TOML; - reads standard input
  --scene <ID>   A scene of the app, for example 2024-08-29
  --link <TEXT>  A share link's text, with the changes in it

Options:
  --until <TIME>  Stop there: an offset (47m, 1h58m, 2820000000us) or UTC (2024-08-29T09:00:00Z); default: the end
  --seed <N>      Luck, 0 to 9007199254740991; default: the scenario's
  --as-of <DAY>   The day whose AWS rules apply, in both worlds; default: the scenario's
  --json          Print JSON for programs instead of tables
  -h, --help      Print this help

Examples:
  sts-atlas run --scene 2024-08-29 --until 2024-08-29T09:00:00Z
  sts-atlas run --scene 2024-08-29 --until 1h30m --as-of 2026-11-21
  sts-atlas run my-scenario.toml --seed 42 --json | jq '.worlds[].blast.impaired'
";

pub const PICTURE_HELP: &str = "\
Draw both worlds side by side at a time as one SVG document, for places where scripts are banned.

Usage: sts-atlas picture [options] <FILE>
       sts-atlas picture [options] --scene <ID>
       sts-atlas picture [options] --link <TEXT>

Options:
  --until <TIME>         The time shown: an offset (47m) or UTC; default: the end
  --seed, --as-of        As for `run`
  --lang <en|ja>         Language of the names; default: en
  --theme <light|dark>   Colors; default: light
  -h, --help             Print this help

Example:
  sts-atlas picture --scene 2024-08-29 --until 47m --lang ja --theme dark > storm.svg
";

pub const RESOLVE_HELP: &str = "\
Ask AWS's STS endpoint rule set: JSON lines on standard input, one JSON line each on standard output, in order.

Usage: sts-atlas resolve --ruleset < questions.jsonl

Options:
  --ruleset   The questions are raw parameters: Region, UseFIPS, UseDualStack, UseGlobalEndpoint, Endpoint
  -h, --help  Print this help

A refusal by the rule set is an answer: {\"error\":{\"message\":…}}. A line that cannot be read gives
{\"error\":{\"line\":N,\"message\":…}}, the lines after it are still answered, and the exit code is 1.

Example:
  echo '{\"Region\":\"ap-northeast-1\",\"UseGlobalEndpoint\":true}' | sts-atlas resolve --ruleset
";

/// What is asked for.
#[derive(Debug)]
pub enum Command {
    Help,
    RunHelp,
    ResolveHelp,
    Version,
    Run(RunArguments),
    Picture(PictureArguments),
    PictureHelp,
    Resolve,
    Rules(RulesArguments),
    RulesHelp,
    Why(WhyArguments),
    WhyHelp,
}

/// What to play.
#[derive(Debug)]
pub enum Source {
    File(PathBuf),
    Scene(String),
    Link(String),
}

/// Where to stop.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    Offset(Micros),
    Utc(UtcInstant),
}

#[derive(Debug)]
pub struct RunArguments {
    pub source: Source,
    pub until: Option<Until>,
    pub seed: Option<Seed>,
    pub as_of: Option<Date>,
    pub json: bool,
}

#[derive(Debug)]
pub struct PictureArguments {
    pub run: RunArguments,
    pub lang: Lang,
    pub theme: Theme,
}

/// The colors of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

/// Reads the command line.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Failure> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    match parser.next().map_err(usage)? {
        None => Err(Failure::Usage("a command is missing".into())),
        Some(Short('h') | Long("help")) => Ok(Command::Help),
        Some(Short('V') | Long("version")) => Ok(Command::Version),
        Some(Value(command)) => match command.to_str() {
            Some("run") => parse_run(&mut parser),
            Some("picture") => parse_picture(&mut parser),
            Some("resolve") => parse_resolve(&mut parser),
            Some("why") => Ok(why::parse(&mut parser)?.map_or(Command::WhyHelp, Command::Why)),
            Some("rules") => Ok(rules::parse(&mut parser)?.map_or(Command::RulesHelp, Command::Rules)),
            Some("help") => Ok(Command::Help),
            _ => Err(Failure::Usage(format!(
                "unknown command `{}`, expected `run`, `resolve`, `picture`, `why` or `rules`",
                command.display()
            ))),
        },
        Some(other) => Err(usage(other.unexpected())),
    }
}

fn parse_run(parser: &mut lexopt::Parser) -> Result<Command, Failure> {
    let mut play = Play::default();
    let mut json = false;
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::RunHelp),
            Long("json") => json = true,
            other => play.take(&other.into(), parser)?,
        }
    }
    Ok(Command::Run(RunArguments { json, ..play.finish("run")? }))
}

fn parse_picture(parser: &mut lexopt::Parser) -> Result<Command, Failure> {
    let mut play = Play::default();
    let (mut lang, mut theme) = (Lang::En, Theme::Light);
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::PictureHelp),
            Long("lang") => lang = parse_language(&text(parser, "--lang")?)?,
            Long("theme") => {
                let themes = [("light", Theme::Light), ("dark", Theme::Dark)];
                theme = one_of("--theme", &text(parser, "--theme")?, &themes)?;
            }
            other => play.take(&other.into(), parser)?,
        }
    }
    Ok(Command::Picture(PictureArguments { run: play.finish("picture")?, lang, theme }))
}

/// An argument that no longer borrows the parser, so that its value can be read.
pub enum Argument {
    Long(String),
    Value(OsString),
    Short(char),
}

impl From<lexopt::Arg<'_>> for Argument {
    fn from(argument: lexopt::Arg<'_>) -> Self {
        match argument {
            Long(name) => Self::Long(name.to_owned()),
            Value(value) => Self::Value(value),
            Short(letter) => Self::Short(letter),
        }
    }
}

/// What to play and up to where, as every command asks for it that plays.
#[derive(Default)]
pub struct Play {
    sources: Vec<Source>,
    pub until: Option<Until>,
    seed: Option<Seed>,
    as_of: Option<Date>,
}

impl Play {
    pub fn take(&mut self, argument: &Argument, parser: &mut lexopt::Parser) -> Result<(), Failure> {
        match argument {
            Argument::Value(file) => self.sources.push(Source::File(file.into())),
            Argument::Long(name) => match name.as_str() {
                "scene" => self.sources.push(Source::Scene(text(parser, "--scene")?)),
                "link" => self.sources.push(Source::Link(text(parser, "--link")?)),
                "until" => self.until = Some(parse_until("--until", &text(parser, "--until")?)?),
                "seed" => self.seed = Some(parse_seed(&text(parser, "--seed")?)?),
                "as-of" => self.as_of = Some(parse_day(&text(parser, "--as-of")?)?),
                _ => return Err(usage(Long(name).unexpected())),
            },
            Argument::Short(letter) => return Err(usage(Short(*letter).unexpected())),
        }
        Ok(())
    }

    pub fn finish(mut self, command: &str) -> Result<RunArguments, Failure> {
        let (Some(source), true) = (self.sources.pop(), self.sources.is_empty()) else {
            let wanted = "exactly one of <FILE>, --scene <ID> and --link <TEXT>";
            return Err(Failure::Usage(format!("`{command}` needs {wanted}")));
        };
        Ok(RunArguments { source, until: self.until, seed: self.seed, as_of: self.as_of, json: false })
    }
}

fn one_of<T: Copy>(option: &str, found: &str, choices: &[(&str, T)]) -> Result<T, Failure> {
    let choice = choices.iter().find(|(name, _)| *name == found).map(|(_, choice)| *choice);
    choice.ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        Failure::Usage(format!("{option}: found \"{}\", expected {}", found.escape_debug(), names.join(" or ")))
    })
}

fn parse_resolve(parser: &mut lexopt::Parser) -> Result<Command, Failure> {
    let mut ruleset = false;
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::ResolveHelp),
            Long("ruleset") => ruleset = true,
            other => return Err(usage(other.unexpected())),
        }
    }
    if ruleset { Ok(Command::Resolve) } else { Err(Failure::Usage("`resolve` needs --ruleset".into())) }
}

pub fn usage(error: lexopt::Error) -> Failure {
    Failure::Usage(error.to_string())
}

pub fn text(parser: &mut lexopt::Parser, option: &str) -> Result<String, Failure> {
    let value = parser.value().map_err(usage)?;
    value.into_string().map_err(|_| Failure::Usage(format!("{option}: not UTF-8")))
}

/// A language by its tag.
pub fn parse_language(found: &str) -> Result<Lang, Failure> {
    one_of("--lang", found, &[("en", Lang::En), ("ja", Lang::Ja)])
}

pub fn parse_until(option: &str, text: &str) -> Result<Until, Failure> {
    let offset = parse_span(text).map(Until::Offset);
    let until = offset.or_else(|_| parse_utc(text).map(Until::Utc));
    until.map_err(|_| unexpected(option, text, &Expected::Moment))
}

fn parse_seed(text: &str) -> Result<Seed, Failure> {
    let seed = text.parse().ok().and_then(|seed| Seed::new(seed).ok());
    seed.ok_or_else(|| unexpected("--seed", text, &Expected::Number { least: 0, most: Seed::MAX }))
}

fn parse_day(text: &str) -> Result<Date, Failure> {
    let day = Date::parse(text).map_err(|_| unexpected("--as-of", text, &Expected::Day))?;
    if is_modelled(day) { Ok(day) } else { Err(unexpected("--as-of", text, &Expected::ModelledDay)) }
}

pub fn unexpected(option: &str, found: &str, expected: &Expected) -> Failure {
    Failure::Usage(format!("{option}: found \"{}\", expected {expected}", found.escape_debug()))
}
