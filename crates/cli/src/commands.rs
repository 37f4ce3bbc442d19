//! The commands there are, in the order of the help.
//! What each is and does stands in its own module.

use crate::command::{Command, Group, Operand, Values};
use crate::failure::{Failure, print};
use crate::given::Given;
use crate::{check, completion, help, picture, resolve, rules, run, schema, why};

const COMMANDS: [&Command; 9] = [
    &run::COMMAND,
    &why::COMMAND,
    &check::COMMAND,
    &schema::COMMAND,
    &resolve::COMMAND,
    &rules::COMMAND,
    &picture::COMMAND,
    &completion::COMMAND,
    &HELP,
];

/// Every command.
pub fn all() -> impl Iterator<Item = &'static Command> {
    COMMANDS.into_iter()
}

/// The command of a name.
pub fn find(name: &str) -> Option<&'static Command> {
    all().find(|command| command.name == name)
}

/// A name no command has.
pub fn unknown(found: &str) -> Failure {
    let names: Vec<&str> = all().map(|command| command.name).collect();
    let meant = sts_atlas_intake::nearest(found, names.iter().copied());
    let meant = meant.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    Failure::Usage(format!(
        "unknown command `{}`, expected one of `{}`{meant}",
        found.escape_debug(),
        names.join("`, `")
    ))
}

const HELP: Command = Command {
    name: "help",
    about: "Explain all commands, or one",
    usage: &["[<COMMAND>]"],
    groups: &[Group {
        title: "What to explain",
        operands: &[Operand { name: "COMMAND", values: Values::Command, most: 1, about: "A command; default: all" }],
        options: &[],
    }],
    notes: "",
    examples: &["sts-atlas help run"],
    run: explain,
};

fn explain(given: &Given) -> Result<(), Failure> {
    match given.operands().first() {
        None => print(&help::overview()),
        Some(name) => {
            let name = name.to_string_lossy();
            print(&help::of(find(&name).ok_or_else(|| unknown(&name))?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usage_line_names_only_what_its_command_declares() {
        for command in all() {
            for word in command.usage.iter().flat_map(|line| line.split([' ', '[', ']'])) {
                if let Some(option) = word.strip_prefix("--") {
                    assert!(command.options().any(|known| known.long == option), "{}: --{option}", command.name);
                }
                if let Some(operand) = word.strip_prefix('<').filter(|operand| !operand.is_empty()) {
                    let name = operand.trim_end_matches(['>', '.', '…']);
                    let is_operand = command.operands().any(|known| known.name == name);
                    let is_value = command.options().any(|known| known.value.is_some_and(|(value, _)| value == name));
                    assert!(is_operand || is_value, "{}: <{name}>", command.name);
                }
            }
        }
    }

    #[test]
    fn no_command_declares_an_option_twice() {
        for command in all() {
            let mut names: Vec<&str> = command.options().map(|option| option.long).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", command.name);
            assert!(!command.examples.is_empty(), "{} has no example", command.name);
        }
    }
}
