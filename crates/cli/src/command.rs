//! What a command is: its name, its options, its words of help and what it does, declared once for parser, help and shells.
//! Which commands there are is `commands`' business.

use crate::failure::Failure;
use crate::given::Given;

/// A command, as it is parsed, documented and completed.
#[derive(Debug)]
pub struct Command {
    pub name: &'static str,
    /// One sentence.
    pub about: &'static str,
    /// What follows the name, one line per way to call it.
    pub usage: &'static [&'static str],
    pub groups: &'static [Group],
    /// What else to know, in paragraphs; may be empty.
    pub notes: &'static str,
    /// Lines for a shell.
    pub examples: &'static [&'static str],
    pub run: fn(&Given) -> Result<(), Failure>,
}

/// Options that belong together, with their heading in the help.
#[derive(Debug)]
pub struct Group {
    pub title: &'static str,
    pub operands: &'static [Operand],
    pub options: &'static [&'static Opt],
}

/// What stands without a name.
#[derive(Debug)]
pub struct Operand {
    pub name: &'static str,
    pub values: Values,
    /// How many there may be.
    pub most: usize,
    pub about: &'static str,
}

/// An option. Two are the same if their long names are.
#[derive(Debug)]
pub struct Opt {
    pub long: &'static str,
    pub short: Option<char>,
    /// Name and kind of its value, if it takes one.
    pub value: Option<(&'static str, Values)>,
    pub about: &'static str,
}

/// What a value can be: what the parser refuses and what a shell offers.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// The command itself knows.
    Any,
    /// A path.
    File,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The id of a scene.
    Scene,
    /// The id of a rule, or its beginning.
    Rule,
    /// The name of a command.
    Command,
}

/// Every command explains itself.
pub const HELP: Opt = Opt { long: "help", short: Some('h'), value: None, about: "Print this help" };

/// For programs.
pub const JSON: Opt =
    Opt { long: "json", short: None, value: None, about: "Print JSON for programs instead of a page for people" };

/// The language of what is printed for people.
pub const LANG: Opt = Opt {
    long: "lang",
    short: None,
    value: Some(("en|ja", Values::OneOf(&["en", "ja"]))),
    about: "Language; default: en",
};

/// How wide pages and tables are.
pub const WIDTH: Opt = Opt {
    long: "width",
    short: None,
    value: Some(("COLUMNS", Values::Any)),
    about: "Width of what is printed for people, 60 to 400; default: the terminal's up to 120, or 80",
};

impl Opt {
    /// As it is typed: `--until`.
    pub fn typed(&self) -> String {
        format!("--{}", self.long)
    }
}

impl Command {
    /// Its options in the order of its help, `--help` last.
    pub fn options(&self) -> impl Iterator<Item = &'static Opt> {
        self.groups.iter().flat_map(|group| group.options.iter().copied()).chain([&HELP])
    }

    /// What it takes without a name.
    pub fn operands(&self) -> impl Iterator<Item = &'static Operand> {
        self.groups.iter().flat_map(|group| group.operands)
    }
}

impl Values {
    /// The words to offer, where they are few and known.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Any | Self::File => Vec::new(),
            Self::OneOf(words) => words.to_vec(),
            Self::Scene => sts_atlas_lessons::scenes().iter().map(|scene| scene.id).collect(),
            Self::Rule => sts_atlas_facts::RULES.iter().map(|rule| rule.id).collect(),
            Self::Command => crate::commands::all().map(|command| command.name).collect(),
        }
    }
}
