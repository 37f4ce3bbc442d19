//! `why`: the causal chain behind a principal's state at a time, in both worlds, each link with its rule.
//! Causes are `sim`'s, sentences `words`'.

use lexopt::prelude::*;
use serde_json::{Value as Json, json};
use sts_atlas_player::{Player, PrincipalSnapshot, WorldSnapshot};
use sts_atlas_sim::Cause;
use sts_atlas_words::{Lang, cause, clock, confidence, sources, state, world};

use crate::arguments::{Play, RunArguments, parse_language, parse_until, text, usage};
use crate::failure::Failure;
use crate::run::play;

pub const HELP: &str = "\
Print why a principal is in its state at a time, in both worlds: the chain of causes, each with its rule and sources.

Usage: sts-atlas why --principal <NAME> [options] <FILE>
       sts-atlas why --principal <NAME> [options] --scene <ID>
       sts-atlas why --principal <NAME> [options] --link <TEXT>

Options:
  --principal <NAME>  Whose state: a name, or one of several with its number (batch-etl/2)
  --at <TIME>         When: an offset (47m) or UTC (2024-08-29T08:47:00Z); default: the end
  --seed, --as-of     As for `run`
  --lang <en|ja>      Language; default: en
  --json              Print JSON for programs instead of text
  -h, --help          Print this help

Example:
  sts-atlas why --scene 2024-08-29 --at 47m --principal invoice-pdf
";

/// Whose state, when, and how to print it.
#[derive(Debug)]
pub struct WhyArguments {
    run: RunArguments,
    principal: String,
    lang: Lang,
}

/// Reads what follows the command; `None` where help is asked for.
pub fn parse(parser: &mut lexopt::Parser) -> Result<Option<WhyArguments>, Failure> {
    let (mut play, mut principal, mut lang, mut json) = (Play::default(), None, Lang::En, false);
    while let Some(argument) = parser.next().map_err(usage)? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("principal") => principal = Some(text(parser, "--principal")?),
            Long("at") => play.until = Some(parse_until("--at", &text(parser, "--at")?)?),
            Long("lang") => lang = parse_language(&text(parser, "--lang")?)?,
            Long("json") => json = true,
            other => play.take(&other.into(), parser)?,
        }
    }
    let Some(principal) = principal else { return Err(Failure::Usage("`why` needs --principal <NAME>".into())) };
    Ok(Some(WhyArguments { run: RunArguments { json, ..play.finish("why")? }, principal, lang }))
}

/// The chains, as text or JSON.
///
/// # Errors
/// What `run` refuses, and a name nobody has.
pub fn why(arguments: &WhyArguments) -> Result<String, Failure> {
    let player = play(&arguments.run)?;
    let snapshot = player.snapshot();
    let mut found = Vec::new();
    for shown in &snapshot.worlds {
        for principal in shown.principals.iter().filter(|principal| is_called(principal, &arguments.principal)) {
            found.push((shown, principal, player.world(shown.id).why_principal(principal.index)));
        }
    }
    if found.is_empty() {
        return Err(nobody(&arguments.principal, &snapshot.worlds));
    }
    let lang = arguments.lang;
    Ok(if arguments.run.json {
        let chains = found.iter().map(|(shown, principal, chain)| to_json(lang, &player, shown, principal, chain));
        format!("{:#}\n", Json::Array(chains.collect()))
    } else {
        let chains = found.iter().map(|(shown, principal, chain)| to_text(lang, &player, shown, principal, chain));
        chains.collect::<Vec<_>>().join("\n")
    })
}

/// `name` means all of that name, `name/2` the second.
fn is_called(principal: &PrincipalSnapshot, wanted: &str) -> bool {
    let numbered = || wanted.rsplit_once('/').and_then(|(name, number)| Some((name, number.parse::<u32>().ok()?)));
    principal.name == wanted
        || numbered().is_some_and(|(name, number)| principal.name == name && principal.view.ordinal == number)
}

fn nobody(wanted: &str, worlds: &[WorldSnapshot]) -> Failure {
    let mut names: Vec<&str> = worlds.iter().flat_map(|world| &world.principals).map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Failure::input(format_args!(
        "--principal: nobody is called `{}`, expected one of {}",
        wanted.escape_debug(),
        names.join(", ")
    ))
}

fn name_of(principal: &PrincipalSnapshot) -> String {
    if principal.count > 1 { format!("{}/{}", principal.name, principal.view.ordinal) } else { principal.name.clone() }
}

fn to_text(
    lang: Lang,
    player: &Player,
    shown: &WorldSnapshot,
    principal: &PrincipalSnapshot,
    chain: &[Cause],
) -> String {
    let scenario = &player.recording().scenario;
    let now = state(lang, principal.view.state);
    let mut text = format!("{}: {}: {now}\n", world(lang, shown.id.letter()), name_of(principal));
    for link in chain {
        let rule = link.rule.fact();
        let at = link.at.map(|at| format!("{} ", clock(scenario.start.plus_micros(at.0)))).unwrap_or_default();
        text.push_str(&format!(
            "  {at}{}\n      {} ({})\n      {} · {}\n",
            cause(lang, &link.kind, scenario),
            lang.of(rule.statement_en, rule.statement_ja),
            confidence(lang, rule.confidence),
            sources(lang, rule.sources.join("; ")),
            rule.id
        ));
    }
    text
}

fn to_json(lang: Lang, player: &Player, shown: &WorldSnapshot, principal: &PrincipalSnapshot, chain: &[Cause]) -> Json {
    let scenario = &player.recording().scenario;
    let links = chain.iter().map(|link| {
        json!({
            "at_ms": link.at.map(|at| at.0 / 1_000),
            "cause": cause(lang, &link.kind, scenario),
            "rule": link.rule.fact().id,
        })
    });
    json!({
        "world": shown.id.letter(),
        "principal": name_of(principal),
        "state": state(Lang::En, principal.view.state),
        "chain": links.collect::<Vec<_>>(),
    })
}
