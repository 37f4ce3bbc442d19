//! `why`: the causal chain behind a principal's state at a time, in both worlds, each link with its rule.
//! Causes are `sim`'s, sentences `words`'.

use serde_json::{Value as Json, json};
use sts_atlas_facts::{SdkFact, UtcInstant};
use sts_atlas_player::{Player, PrincipalSnapshot, Recording, WorldSnapshot};
use sts_atlas_sim::{Cause, ClientSpec};
use sts_atlas_words::{
    Lang, about_time, cause as words_of, cited, clock, clock_minutes, confidence, date, is_rough_time, known,
    sdk_source, state, statement_known, utc, why_moment, why_state, why_world,
};

use crate::command::{Command, Group, JSON, LANG, Opt, Values, WIDTH};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::help::OPTIONS;
use crate::playing::{AS_OF, SEED, SOURCE, play};
use crate::text::indented;

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
        Group { title: OPTIONS, operands: &[], options: &[&PRINCIPAL, &AT, &SEED, &AS_OF, &LANG, &WIDTH, &JSON] },
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
    let columns = given.columns()?;
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
    let set = Set { lang, columns };
    let chains = found.iter().map(|(shown, principal, chain)| to_text(set, &player, shown, principal, chain));
    print(&chains.collect::<Vec<_>>().join("\n"))
}

/// `name` means all of that name, `name/2`, or `name 2`, the second.
fn is_called(principal: &PrincipalSnapshot, wanted: &str) -> bool {
    let numbered =
        || wanted.rsplit_once(['/', ' ']).and_then(|(name, number)| Some((name, number.parse::<u32>().ok()?)));
    principal.group.name == wanted
        || numbered().is_some_and(|(name, number)| principal.group.name == name && principal.view.ordinal == number)
}

fn nobody(wanted: &str, worlds: &[WorldSnapshot]) -> Failure {
    let mut names: Vec<&str> =
        worlds.iter().flat_map(|world| &world.principals).map(|one| one.group.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    Failure::input(format_args!(
        "--principal: nobody is called `{}`, expected one of {}",
        wanted.escape_debug(),
        names.join(", ")
    ))
}

/// How the text is set.
#[derive(Clone, Copy)]
struct Set {
    lang: Lang,
    columns: usize,
}

fn to_text(set: Set, player: &Player, shown: &WorldSnapshot, principal: &PrincipalSnapshot, chain: &[Cause]) -> String {
    let (lang, recording) = (set.lang, player.recording());
    let label = lang.text(&recording.scenario.worlds[shown.id.index()].label);
    let asked = recording.scenario.start.plus_micros(player.playhead().0);
    let time = if asked.hms().2 == 0 { clock_minutes(asked) } else { clock(asked) };
    let moment = why_moment(lang, date(lang, asked.date()), utc(lang, time));
    let now = why_state(lang, principal.instance_name(), state(lang, principal.view.state), moment);
    let mut text = indented("", &why_world(lang, shown.id.letter(), label), set.columns);
    text.push_str(&format!("{}\n", indented("  ", &now, set.columns)));
    let client = player.client_of(shown.id, principal.index);
    text.extend(chain.iter().map(|cause| link(set, recording, client.as_ref(), cause, asked)));
    text
}

/// A cause, and below it the rule behind it, and what the principal's SDK does.
fn link(set: Set, recording: &Recording, client: Option<&ClientSpec>, cause: &Cause, asked: UtcInstant) -> String {
    let (lang, rule) = (set.lang, cause.rule.fact());
    let at = cause.at.map(|at| recording.scenario.start.plus_micros(at.0));
    let lead = at.map_or_else(String::new, |at| {
        // Of another day than the moment asked for.
        let day = if at.date() == asked.date() { String::new() } else { format!("{} ", at.date()) };
        let time = format!("{day}{}", clock(at));
        format!("{} ", if is_rough_time(cause, recording) { about_time(lang, time) } else { time })
    });
    let sentence = words_of(lang, &cause.kind, recording);
    let statement = statement_known(lang, lang.of(rule.statement_en, rule.statement_ja), known(lang, rule));
    let mut text = indented(&format!("  {lead}"), &sentence, set.columns);
    let own = client.and_then(|client| Some((client, cause.sdk_fact(client)?))).map(|(client, fact)| {
        let source = sdk_source(lang, client.preset.sdk, client.version, fact.source());
        statement_known(lang, &source, confidence(lang, fact.confidence()))
    });
    let below = [statement, cited(lang, rule.sources), rule.id.to_owned()];
    text.extend(below.iter().chain(&own).map(|line| indented("      ", line, set.columns)));
    text
}

fn to_json(lang: Lang, player: &Player, shown: &WorldSnapshot, principal: &PrincipalSnapshot, chain: &[Cause]) -> Json {
    let recording = player.recording();
    let client = player.client_of(shown.id, principal.index);
    let links = chain.iter().map(|link| {
        let sdk_source = client.as_ref().and_then(|client| link.sdk_fact(client)).map(SdkFact::source);
        json!({
            "at_ms": link.at.map(|at| at.0 / 1_000),
            "cause": words_of(lang, &link.kind, recording),
            "approximate": is_rough_time(link, recording),
            "rule": link.rule.fact().id,
            "sdk_source": sdk_source,
        })
    });
    json!({
        "world": shown.id.letter(),
        "principal": principal.instance_name(),
        "state": state(Lang::En, principal.view.state),
        "chain": links.collect::<Vec<_>>(),
    })
}
