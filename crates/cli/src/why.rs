//! `why`: the causal chain behind a principal's state at a time, in both worlds, each link with its rule.
//! Causes are `sim`'s, sentences `words`'.

use serde_json::{Value as Json, json};
use sts_atlas_player::{Player, PrincipalSnapshot, WorldSnapshot};
use sts_atlas_sim::Cause;
use sts_atlas_words::{Lang, cause, clock, clock_minutes, confidence, sources, state, statement_known, utc, world};

use crate::command::{Command, Group, JSON, LANG, Opt, Values};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::help::OPTIONS;
use crate::playing::{AS_OF, SEED, SOURCE, play};
use crate::text::{WIDTH, indented};

pub const COMMAND: Command = Command {
    name: "why",
    about: "Print why a principal is in its state at a time, in both worlds: the chain of causes, each with its rule and \
            sources",
    usage: &[
        "--principal <NAME> [options] <FILE>",
        "--principal <NAME> [options] --scene <ID>",
        "--principal <NAME> [options] --link <TEXT>",
    ],
    groups: &[
        SOURCE,
        Group { title: OPTIONS, operands: &[], options: &[&PRINCIPAL, &AT, &SEED, &AS_OF, &LANG, &JSON] },
    ],
    notes: "",
    examples: &[
        "sts-atlas why --scene 2024-08-29 --at 47m --principal invoice-pdf",
        "sts-atlas why --scene 2024-08-29 --at 2024-08-29T08:47:00Z --principal batch-etl/2 --lang ja",
    ],
    run,
};

const PRINCIPAL: Opt = Opt {
    long: "principal",
    short: None,
    value: Some(("NAME", Values::Any)),
    about: "Whose state: a name, or one of several with its number (batch-etl/2)",
};

const AT: Opt = Opt {
    long: "at",
    short: None,
    value: Some(("TIME", Values::Any)),
    about: "When: an offset (47m) or UTC (2024-08-29T08:47:00Z); default: the end",
};

fn run(given: &Given) -> Result<(), Failure> {
    let Some(name) = given.text(&PRINCIPAL) else {
        return Err(Failure::Usage("`why` needs --principal <NAME>".into()));
    };
    let player = play(given, &AT)?;
    let snapshot = player.snapshot();
    let mut found = Vec::new();
    for shown in &snapshot.worlds {
        for principal in shown.principals.iter().filter(|principal| is_called(principal, name)) {
            found.push((shown, principal, player.world(shown.id).why_principal(principal.index)));
        }
    }
    if found.is_empty() {
        return Err(nobody(name, &snapshot.worlds));
    }
    let lang = given.lang();
    if given.has(&JSON) {
        let chains = found.iter().map(|(shown, principal, chain)| to_json(lang, &player, shown, principal, chain));
        return print(&format!("{:#}\n", Json::Array(chains.collect())));
    }
    let chains = found.iter().map(|(shown, principal, chain)| to_text(lang, &player, shown, principal, chain));
    print(&chains.collect::<Vec<_>>().join("\n"))
}

/// `name` means all of that name, `name/2`, or `name 2`, the second.
fn is_called(principal: &PrincipalSnapshot, wanted: &str) -> bool {
    let numbered =
        || wanted.rsplit_once(['/', ' ']).and_then(|(name, number)| Some((name, number.parse::<u32>().ok()?)));
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

fn to_text(
    lang: Lang,
    player: &Player,
    shown: &WorldSnapshot,
    principal: &PrincipalSnapshot,
    chain: &[Cause],
) -> String {
    let recording = player.recording();
    let now = state(lang, principal.view.state);
    let start = recording.scenario.start;
    let asked = start.plus_micros(player.playhead().0);
    let time = if asked.hms().2 == 0 { clock_minutes(asked) } else { clock(asked) };
    let when = utc(lang, format_args!("{} {time}", asked.date()));
    let whose = statement_known(lang, principal.instance_name(), when);
    let mut text = format!("{}: {whose}: {now}\n", world(lang, shown.id.letter()));
    for link in chain {
        let rule = link.rule.fact();
        let at = link.at.map(|at| start.plus_micros(at.0)).map_or_else(String::new, |at| {
            // Of another day than the moment asked for.
            let date = if at.date() == asked.date() { String::new() } else { format!("{} ", at.date()) };
            format!("{date}{} ", clock(at))
        });
        text.push_str(&indented(&format!("  {at}"), &cause(lang, &link.kind, recording), WIDTH));
        let statement = lang.of(rule.statement_en, rule.statement_ja);
        let statement = statement_known(lang, statement, confidence(lang, rule.confidence));
        let known = [statement, sources(lang, rule.sources.join("; ")), rule.id.to_owned()];
        text.extend(known.iter().map(|line| indented("      ", line, WIDTH)));
    }
    text
}

fn to_json(lang: Lang, player: &Player, shown: &WorldSnapshot, principal: &PrincipalSnapshot, chain: &[Cause]) -> Json {
    let recording = player.recording();
    let links = chain.iter().map(|link| {
        json!({
            "at_ms": link.at.map(|at| at.0 / 1_000),
            "cause": cause(lang, &link.kind, recording),
            "rule": link.rule.fact().id,
        })
    });
    json!({
        "world": shown.id.letter(),
        "principal": principal.instance_name(),
        "state": state(Lang::En, principal.view.state),
        "chain": links.collect::<Vec<_>>(),
    })
}
