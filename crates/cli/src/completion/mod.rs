//! `completion`: what a shell offers after `sts-atlas`, written from the declarations of the commands.
//! One module per shell; no command is named in them.

mod bash;
mod fish;
mod zsh;

use crate::command::{Command, Group, Operand, Values};
use crate::failure::{Failure, print};
use crate::given::{Given, shown};

pub const COMMAND: Command = Command {
    name: "completion",
    about: "Print a script that teaches a shell to complete commands, options and their values",
    usage: &["<SHELL>"],
    groups: &[Group {
        title: "Which shell",
        operands: &[Operand {
            name: "SHELL",
            values: Values::OneOf(&["bash", "zsh", "fish"]),
            most: 1,
            about: "bash, zsh or fish",
        }],
        options: &[],
    }],
    notes: "",
    examples: &[
        "sts-atlas completion bash > ~/.local/share/bash-completion/completions/sts-atlas",
        "sts-atlas completion zsh > \"${fpath[1]}/_sts-atlas\"",
        "sts-atlas completion fish > ~/.config/fish/completions/sts-atlas.fish",
    ],
    run,
};

fn run(given: &Given) -> Result<(), Failure> {
    let script = match given.operands().first().map(|shell| shown(shell)).as_deref() {
        Some("bash") => bash::script(),
        Some("zsh") => zsh::script(),
        Some("fish") => fish::script(),
        Some(other) => {
            return Err(Failure::Usage(format!("unknown shell `{other}`, expected one of `bash`, `zsh`, `fish`")));
        }
        None => return Err(Failure::Usage("`completion` needs a <SHELL>: `bash`, `zsh` or `fish`".into())),
    };
    print(&script)
}

/// In single quotes for a shell: nothing in it is read as anything but text.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
