//! The script for bash: one function that knows the words before the cursor.
//! Works from bash 3.2 on, without the package bash-completion.

use crate::command::{Command, Opt, Values};
use crate::commands;

const START: &str = r#"# Completion of sts-atlas for bash; printed by `sts-atlas completion bash`.
_sts_atlas() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "@commands --help --version" -- "$word"))
        return
    fi
    case "$command $before" in
"#;

const MIDDLE: &str = r#"    esac
    case "$command $word" in
"#;

const END: &str = r#"    esac
}
complete -F _sts_atlas sts-atlas
"#;

pub fn script() -> String {
    let names: Vec<&str> = commands::all().map(|command| command.name).collect();
    let values: String =
        commands::all().flat_map(|command| command.options().map(|option| value(command, option))).collect();
    let words: String = commands::all().map(words).collect();
    [&START.replace("@commands", &names.join(" ")), &values, MIDDLE, &words, END].concat()
}

/// What may follow an option that takes a value.
fn value(command: &Command, option: &Opt) -> String {
    let Some((_, values)) = option.value else { return String::new() };
    format!("        '{} {}') {}; return ;;\n", command.name, option.typed(), offer(values))
}

/// Options where the word begins with a dash, operands where it does not.
fn words(command: &Command) -> String {
    let options: Vec<String> = command.options().map(Opt::typed).collect();
    let dashes =
        format!("        '{} -'*) COMPREPLY=($(compgen -W \"{}\" -- \"$word\")) ;;\n", command.name, options.join(" "));
    let operands = command.operands().next();
    let operand = operands.map(|operand| format!("        '{} '*) {} ;;\n", command.name, offer(operand.values)));
    dashes + &operand.unwrap_or_default()
}

fn offer(values: Values) -> String {
    match values {
        Values::Any => ":".to_owned(),
        // Only here, lest a directory's slash is put behind a word that is no path.
        Values::File => "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$word\"))".to_owned(),
        Values::OneOf(_) | Values::Scene | Values::Rule | Values::Command => {
            format!("COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))", values.words().join(" "))
        }
    }
}
