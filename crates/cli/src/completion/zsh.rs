//! The script for zsh: `_arguments` per command, with what each option means.
//! To be found in `$fpath` as `_sts-atlas`.

use super::quoted;
use crate::command::{Command, Opt, Values};
use crate::commands;

pub fn script() -> String {
    let names: String = commands::all()
        .map(|command| format!("        {}\n", quoted(&described(command.name, command.about))))
        .collect();
    let cases: String = commands::all().map(case).collect();
    format!(
        "#compdef sts-atlas\n\
         # Completion of sts-atlas for zsh; printed by `sts-atlas completion zsh`.\n\
         _sts_atlas() {{\n    \
             local context state line\n    \
             local -a commands=(\n{names}    )\n    \
             _arguments -C '(- *)'{{-h,--help}}'[Print help]' '(- *)'{{-V,--version}}'[Print the version]' \\\n        \
                 '1: :->command' '*:: :->rest' && return\n    \
             case $state in\n        \
                 command) _describe command commands ;;\n        \
                 rest)\n            \
                     case $words[1] in\n{cases}            \
                     esac ;;\n    \
             esac\n\
         }}\n\
         if [ \"$funcstack[1]\" = _sts-atlas ]; then _sts_atlas \"$@\"; else compdef _sts_atlas sts-atlas; fi\n"
    )
}

fn case(command: &Command) -> String {
    let options = command.options().map(option);
    let operands = command.operands().map(|operand| {
        let many = if operand.most > 1 { "*" } else { "1" };
        quoted(&format!("{many}:{}:{}", operand.name, offer(operand.values)))
    });
    let specs: Vec<String> = options.chain(operands).map(|spec| format!(" \\\n                    {spec}")).collect();
    format!("                {}) _arguments{} ;;\n", command.name, specs.concat())
}

fn option(option: &Opt) -> String {
    let value = option.value.map(|(name, values)| format!(":{name}:{}", offer(values))).unwrap_or_default();
    let about = option.about.replace('[', "(").replace(']', ")").replace(':', "\\:");
    quoted(&format!("{}[{about}]{value}", option.typed()))
}

/// A word with its meaning, as `_describe` takes it.
fn described(name: &str, about: &str) -> String {
    format!("{name}:{}", about.replace(':', "\\:"))
}

fn offer(values: Values) -> String {
    match values {
        Values::Any => String::new(),
        Values::File => "_files".to_owned(),
        Values::OneOf(_) | Values::Scene | Values::Rule | Values::Command => format!("({})", values.words().join(" ")),
    }
}
