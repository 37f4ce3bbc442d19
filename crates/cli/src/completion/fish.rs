//! The script for fish: one line per option, with what it means.
//! To be put into `~/.config/fish/completions/`.

use super::quoted;
use crate::command::{Command, Operand, Opt, Values};
use crate::commands;

pub fn script() -> String {
    let mut text = String::from(
        "# Completion of sts-atlas for fish; printed by `sts-atlas completion fish`.\n\
         complete -c sts-atlas -f\n\
         complete -c sts-atlas -n __fish_use_subcommand -s h -l help -d 'Print help'\n\
         complete -c sts-atlas -n __fish_use_subcommand -s V -l version -d 'Print the version'\n",
    );
    for command in commands::all() {
        text.push_str(&format!(
            "complete -c sts-atlas -n __fish_use_subcommand -a {} -d {}\n",
            command.name,
            quoted(command.about)
        ));
    }
    for command in commands::all() {
        text.extend(command.options().map(|option| line(command, option)));
        text.extend(command.operands().map(|operand| operand_line(command, operand)));
    }
    text
}

fn start(command: &Command) -> String {
    format!("complete -c sts-atlas -n '__fish_seen_subcommand_from {}'", command.name)
}

fn line(command: &Command, option: &Opt) -> String {
    let short = option.short.map(|letter| format!(" -s {letter}")).unwrap_or_default();
    let value = option.value.map(|(_, values)| format!(" -r{}", offer(values))).unwrap_or_default();
    format!("{}{short} -l {}{value} -d {}\n", start(command), option.long, quoted(option.about))
}

fn operand_line(command: &Command, operand: &Operand) -> String {
    format!("{}{} -d {}\n", start(command), offer(operand.values), quoted(operand.about))
}

fn offer(values: Values) -> String {
    match values {
        Values::Any => String::new(),
        Values::File => " -F".to_owned(),
        Values::OneOf(_) | Values::Scene | Values::Rule | Values::Command => {
            format!(" -a {}", quoted(&values.words().join(" ")))
        }
    }
}
