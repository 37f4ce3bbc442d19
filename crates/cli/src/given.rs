//! A command line that was checked against its command: known options, each at most once, with values that can be.
//! What a value means is the command's business.

use std::ffi::{OsStr, OsString};
use std::fmt;

use lexopt::Arg;
use sts_atlas_intake::{Expected, nearest};
use sts_atlas_words::{Lang, expected};

use crate::command::{Command, HELP, LANG, Opt, Values, WIDTH};
use crate::failure::Failure;
use crate::terminal::{self, NARROWEST, WIDEST};

/// What was given to a command.
#[derive(Debug)]
pub struct Given {
    pub command: &'static Command,
    options: Vec<(&'static Opt, Option<String>)>,
    operands: Vec<OsString>,
}

impl Given {
    /// Reads what follows a command.
    ///
    /// # Errors
    /// Whatever the command does not declare.
    pub fn read(command: &'static Command, parser: &mut lexopt::Parser) -> Result<Self, Failure> {
        let mut given = Self { command, options: Vec::new(), operands: Vec::new() };
        let most: usize = command.operands().map(|operand| operand.most).sum();
        while let Some(argument) = parser.next().map_err(usage)? {
            let option = match argument {
                Arg::Value(operand) if given.operands.len() < most => {
                    given.operands.push(operand);
                    continue;
                }
                Arg::Value(operand) => {
                    return Err(Failure::Usage(format!("unexpected `{}` after the rest", shown(&operand))));
                }
                Arg::Long(name) => command.options().find(|option| option.long == name).ok_or_else(|| {
                    let names = command.options().map(|option| option.long);
                    let meant = nearest(name, names).map(|name| format!("; did you mean `--{name}`?"));
                    unknown(command, format_args!("--{}", name.escape_debug()), meant)
                })?,
                Arg::Short(letter) => command
                    .options()
                    .find(|option| option.short == Some(letter))
                    .ok_or_else(|| unknown(command, format_args!("-{}", letter.escape_debug()), None))?,
            };
            if given.has(option) {
                return Err(Failure::Usage(format!("`{}` stands here a second time", option.typed())));
            }
            let value = option.value.map(|(_, values)| value_of(option, values, parser)).transpose()?;
            given.options.push((option, value));
        }
        Ok(given)
    }

    /// Whether its help is asked for.
    pub fn asks_for_help(&self) -> bool {
        self.has(&HELP)
    }

    /// Whether an option was given.
    pub fn has(&self, option: &Opt) -> bool {
        self.options.iter().any(|(given, _)| given.long == option.long)
    }

    /// The value of an option, if it was given.
    pub fn text(&self, option: &Opt) -> Option<&str> {
        debug_assert!(self.command.options().any(|known| known.long == option.long), "{} is not declared", option.long);
        self.options.iter().find(|(given, _)| given.long == option.long).and_then(|(_, value)| value.as_deref())
    }

    /// The value of an option, read by its own reader, which gives `None` for what is not as expected.
    ///
    /// # Errors
    /// A value that is not.
    pub fn parsed<T>(
        &self,
        option: &Opt,
        expected: &dyn fmt::Display,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(found) = self.text(option) else { return Ok(None) };
        read(found).map(Some).ok_or_else(|| unexpected(option, found, expected))
    }

    /// A whole number within bounds.
    ///
    /// # Errors
    /// Anything else.
    pub fn number(&self, option: &Opt, least: u64, most: u64) -> Result<Option<u64>, Failure> {
        let read = |text: &str| text.parse().ok().filter(|number| (least..=most).contains(number));
        self.parsed(option, &wanted(&Expected::Number { least, most }), read)
    }

    /// The language asked for, or English.
    pub fn lang(&self) -> Lang {
        self.text(&LANG).and_then(Lang::from_tag).unwrap_or(Lang::En)
    }

    /// The width asked for, or the terminal's.
    ///
    /// # Errors
    /// A width that is none, or out of bounds.
    pub fn columns(&self) -> Result<usize, Failure> {
        let asked = self.number(&WIDTH, NARROWEST as u64, WIDEST as u64)?;
        Ok(asked.and_then(|columns| usize::try_from(columns).ok()).unwrap_or_else(terminal::columns))
    }

    /// What stands without a name.
    pub fn operands(&self) -> &[OsString] {
        &self.operands
    }
}

fn value_of(option: &Opt, values: Values, parser: &mut lexopt::Parser) -> Result<String, Failure> {
    let value = parser.value().map_err(|_| Failure::Usage(format!("`{}` needs a value", option.typed())))?;
    let text = value.into_string().map_err(|_| Failure::Usage(format!("{}: not UTF-8", option.typed())))?;
    match values {
        Values::OneOf(words) if !words.contains(&text.as_str()) => {
            Err(unexpected(option, &text, &format_args!("`{}`", words.join("` or `"))))
        }
        _ => Ok(text),
    }
}

/// What a value must be, in the language of usage.
pub fn wanted(value: &Expected) -> String {
    expected(Lang::En, value)
}

/// A value that is not what it should be.
pub fn unexpected(option: &Opt, found: &str, expected: &dyn fmt::Display) -> Failure {
    Failure::Usage(format!("{}: found \"{}\", expected {expected}", option.typed(), found.escape_debug()))
}

/// What the tokenizer refuses.
pub fn usage(error: lexopt::Error) -> Failure {
    Failure::Usage(error.to_string())
}

/// An operand on a terminal.
pub fn shown(operand: &OsStr) -> String {
    operand.to_string_lossy().escape_debug().to_string()
}

fn unknown(command: &Command, option: fmt::Arguments<'_>, meant: Option<String>) -> Failure {
    let meant = meant.unwrap_or_else(|| format!("; `sts-atlas {} --help` names them all", command.name));
    Failure::Usage(format!("unknown option `{option}`{meant}"))
}
