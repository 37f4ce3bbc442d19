//! Everything the page says to the second program, as texts: questions about sheets, scenarios of the reader's own, and
//! scenario files to be read.
//! What is answered is the desk's business.

use sts_atlas_words::Lang;

use crate::Ask;
use crate::ask::AskError;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A sheet is wanted.
    Sheet(Ask),
    /// A scenario that is built in nowhere, packed and as a text, for whatever is asked about it later; wants no answer.
    Keep(String),
    /// A scenario file that the reader has opened.
    ReadScenario {
        /// The language in which to say what is wrong with it.
        lang: Lang,
        /// The file's name.
        name: String,
        /// What is in it.
        text: String,
    },
}

const KEEP: &str = "keep";
const READ: &str = "read";

impl Question {
    /// As it travels.
    pub fn text(&self) -> String {
        match self {
            Self::Sheet(ask) => ask.text(),
            Self::Keep(packed) => format!("{KEEP} {packed}"),
            // A name may have any character but the one that ends it.
            Self::ReadScenario { lang, name, text } => {
                format!("{READ} {} {}\n{text}", lang.tag(), name.replace('\n', " "))
            }
        }
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(text: &str) -> Result<Self, AskError> {
        let (first, rest) = text.split_once(' ').ok_or(AskError)?;
        match first {
            KEEP => Ok(Self::Keep(rest.to_owned())),
            READ => {
                let (head, text) = rest.split_once('\n').ok_or(AskError)?;
                let (lang, name) = head.split_once(' ').ok_or(AskError)?;
                let lang = Lang::from_tag(lang).ok_or(AskError)?;
                Ok(Self::ReadScenario { lang, name: name.to_owned(), text: text.to_owned() })
            }
            _ => Ask::read(text).map(Self::Sheet),
        }
    }
}

#[cfg(test)]
mod tests {
    use sts_atlas_intake::{Page, Route};

    use super::*;
    use crate::Sheet;

    #[test]
    fn every_message_survives_its_text() {
        let ask = Ask {
            sheet: Sheet::Why,
            subject: None,
            lang: Lang::En,
            width: 600,
            route: Route::to(Page::Lab),
            filled: Some("a=b".into()),
        };
        let read =
            |name: &str, text: &str| Question::ReadScenario { lang: Lang::Ja, name: name.into(), text: text.into() };
        let messages = [
            Question::Sheet(ask),
            Question::Keep("BQxyz-_9".into()),
            read("my scene.toml", "version = 2\n\nid = \"x\"\n"),
            read("空 白.json", ""),
        ];
        for message in messages {
            assert_eq!(Question::read(&message.text()), Ok(message));
        }
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for text in ["", "keep", "read en x.toml", "read fr x.toml\nversion = 2", "read en\n", "tell me"] {
            assert_eq!(Question::read(text), Err(AskError), "{text}");
        }
    }
}
