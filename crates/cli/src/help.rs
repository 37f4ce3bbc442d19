//! Help, written from the declarations of the commands.
//! No option is described here.

use crate::command::{Command, Group, HELP, Opt};
use crate::commands;
use crate::terminal;
use crate::text::wrap;

const ABOUT: &str = "\
STS Atlas without a browser: which door do your AWS credentials come through, and what stops working when it breaks?";

const CODES: &str = "\
Exit codes: 0 done, 1 the input is not right (every issue is printed), 2 the command line makes no sense, \
130 interrupted.";

/// Help on everything.
pub fn overview() -> String {
    let names: Vec<(String, &str)> = commands::all().map(|command| (command.name.to_owned(), command.about)).collect();
    let options = [HELP.about, "Print the version"].into_iter().zip(["-h, --help", "-V, --version"]);
    let options: Vec<(String, &str)> = options.map(|(about, typed)| (typed.to_owned(), about)).collect();
    let columns = terminal::columns();
    let more = "`sts-atlas <command> --help` explains a command, with examples.";
    format!(
        "{}\n\nUsage: sts-atlas <command> [options]\n\nCommands:\n{}\nOptions:\n{}\n{more}\n\n{}\n",
        wrap(ABOUT, columns),
        rows(&names, columns),
        rows(&options, columns),
        wrap(CODES, columns)
    )
}

/// Help on one command.
pub fn of(command: &Command) -> String {
    let columns = terminal::columns();
    let mut text = format!("{}\n\n", wrap(command.about, columns));
    for (index, usage) in command.usage.iter().enumerate() {
        let lead = if index == 0 { "Usage:" } else { "      " };
        text.push_str(format!("{lead} sts-atlas {} {usage}", command.name).trim_end());
        text.push('\n');
    }
    let mut groups: Vec<(&str, Vec<(String, &str)>)> = command.groups.iter().map(group).collect();
    match groups.last_mut() {
        Some((title, options)) if *title == OPTIONS => options.push(row(&HELP)),
        _ => groups.push((OPTIONS, vec![row(&HELP)])),
    }
    for (title, options) in groups {
        text.push_str(&format!("\n{title}:\n{}", rows(&options, columns)));
    }
    for paragraph in command.notes.lines().filter(|line| !line.is_empty()) {
        text.push_str(&format!("\n{}\n", wrap(paragraph, columns)));
    }
    text.push_str(if command.examples.len() == 1 { "\nExample:\n" } else { "\nExamples:\n" });
    for example in command.examples {
        text.push_str(&format!("  {example}\n"));
    }
    text
}

/// The heading of options that belong to no other group.
pub const OPTIONS: &str = "Options";

fn group(group: &'static Group) -> (&'static str, Vec<(String, &'static str)>) {
    let operands = group.operands.iter().map(|operand| (format!("<{}>", operand.name), operand.about));
    (group.title, operands.chain(group.options.iter().map(|option| row(option))).collect())
}

fn row(option: &Opt) -> (String, &'static str) {
    let short = option.short.map(|letter| format!("-{letter}, ")).unwrap_or_default();
    let value = option.value.map(|(name, _)| format!(" <{name}>")).unwrap_or_default();
    (format!("{short}--{}{value}", option.long), option.about)
}

/// What is typed on the left, what it means on the right.
fn rows(rows: &[(String, &str)], columns: usize) -> String {
    let widest = rows.iter().map(|(typed, _)| typed.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (typed, about) in rows {
        for (index, line) in wrap(about, columns.saturating_sub(widest + 4).max(20)).lines().enumerate() {
            let typed = if index == 0 { typed.as_str() } else { "" };
            text.push_str(&format!("  {typed:<widest$}  {line}\n"));
        }
    }
    text
}
