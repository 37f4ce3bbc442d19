//! What the page asks for, as a text that travels between two programs, both ways.
//! What an answer looks like is the sheets' business.

use sts_atlas_intake::Route;
use sts_atlas_player::WorldId;
use sts_atlas_words::Lang;

/// Who or what a sheet is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A principal instance, by its index in the world.
    Principal(WorldId, u32),
    /// A finished request of a principal, by when it was sent, in microseconds since the start.
    Request(WorldId, u32, u64),
}

impl Subject {
    /// As it stands in a question, and in a sheet that lets a reader choose.
    pub fn text(self) -> String {
        match self {
            Self::Principal(world, index) => format!("{}.{index}", world.letter()),
            Self::Request(world, index, began) => format!("{}.{index}.{began}", world.letter()),
        }
    }

    /// Reads one; nothing where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let letter = parts.next()?;
        let world = WorldId::BOTH.into_iter().find(|world| world.letter() == letter)?;
        let index = parts.next()?.parse().ok()?;
        match (parts.next(), parts.next()) {
            (None, None) => Some(Self::Principal(world, index)),
            (Some(began), None) => Some(Self::Request(world, index, began.parse().ok()?)),
            _ => None,
        }
    }
}

macro_rules! sheets {
    ($($(#[$doc:meta])* $name:ident $text:literal,)*) => {
        /// A kind of sheet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Sheet {
            $($(#[$doc])* $name,)*
        }

        impl Sheet {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name, for messages, addresses and style sheets.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

sheets! {
    /// One map with what differs between the worlds.
    Difference "difference",
    /// What the twin changed, and what it could not.
    Differs "differs",
    /// States of principals over time, both worlds.
    States "states",
    /// Latency by route, both worlds paired.
    Latency "latency",
    /// Remaining life of sessions, both worlds.
    Life "life",
    /// Requests of the last principal that had trouble, or of the one asked for, as lanes.
    Lanes "lanes",
    /// Control plane, data planes, and how far changes have come, both worlds.
    Planes "planes",
    /// The same recording under other luck.
    Rolls "rolls",
    /// The causes of a state or an outcome.
    Why "why",
    /// The scene in words, with the log.
    Words "words",
    /// What the model assumes, with fields to change it.
    Assumptions "assumptions",
    /// The clients of a world, with fields to change them.
    Clients "clients",
    /// The accounts of a world, with fields to change them.
    Accounts "accounts",
    /// Moments of both worlds as pictures, for print.
    Storyboard "storyboard",
    /// Requests and states over time as a table for other programs; no HTML.
    HistoryCsv "history-csv",
    /// The last requests, likewise.
    RequestsCsv "requests-csv",
}

impl Sheet {
    /// Whether it says something else at another moment, or only where something else is played.
    pub const fn follows_time(self) -> bool {
        !matches!(self, Self::Differs | Self::Assumptions | Self::Clients | Self::Accounts)
    }

    /// Whether it takes too long to be drawn over and over while time passes.
    pub const fn waits_for_rest(self) -> bool {
        matches!(self, Self::Rolls)
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which sheet.
    pub sheet: Sheet,
    /// About whom, where a sheet is about someone.
    pub subject: Option<Subject>,
    /// In which language.
    pub lang: Lang,
    /// How wide the sheet is, in CSS pixels.
    pub width: u32,
    /// Scene, edits, moment and world, as an address has them.
    pub route: Route,
    /// A form of the sheet that the reader has filled in, as a browser writes it.
    pub filled: Option<String>,
}

/// A text that is no question; the page and this program are of one build, so that no reader can cause it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskError;

impl Ask {
    /// As it travels: sheet, subject, language, width and address, by spaces; a filled form on a line of its own.
    pub fn text(&self) -> String {
        let subject = self.subject.map_or_else(|| "-".to_owned(), Subject::text);
        let (sheet, lang, route) = (self.sheet.name(), self.lang.tag(), self.route.hash());
        let filled = self.filled.as_ref().map(|filled| format!("\n{filled}")).unwrap_or_default();
        format!("{sheet} {subject} {lang} {} {route}{filled}", self.width)
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where anything of it cannot be.
    pub fn read(text: &str) -> Result<Self, AskError> {
        let (line, filled) = text.split_once('\n').map_or((text, None), |(line, filled)| (line, Some(filled)));
        let mut words = line.splitn(5, ' ');
        let mut word = || words.next().ok_or(AskError);
        let (sheet, subject, lang, width, route) = (word()?, word()?, word()?, word()?, word()?);
        Ok(Self {
            sheet: Sheet::ALL.iter().copied().find(|known| known.name() == sheet).ok_or(AskError)?,
            subject: if subject == "-" { None } else { Some(Subject::read(subject).ok_or(AskError)?) },
            lang: Lang::from_tag(lang).ok_or(AskError)?,
            width: width.parse().map_err(|_| AskError)?,
            route: Route::parse(route).map_err(|_| AskError)?,
            filled: filled.map(str::to_owned),
        })
    }
}

#[cfg(test)]
mod tests {
    use sts_atlas_intake::Page;

    use super::*;

    #[test]
    fn every_question_survives_its_text() {
        let subjects = [
            None,
            Some(Subject::Principal(WorldId::A, 0)),
            Some(Subject::Principal(WorldId::B, 12)),
            Some(Subject::Request(WorldId::B, 3, 2_820_000_001)),
        ];
        let routes = [
            Route::to(Page::Lab),
            Route { recording: Some("AQxyz-_9".to_owned()), at: Some(2_820_000_000), ..Route::to(Page::Lab) },
        ];
        for &sheet in Sheet::ALL {
            for subject in subjects {
                for route in &routes {
                    for filled in [None, Some("which=1&x=a+b%0A".to_owned())] {
                        let ask = Ask { sheet, subject, lang: Lang::Ja, width: 640, route: route.clone(), filled };
                        assert_eq!(Ask::read(&ask.text()), Ok(ask));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_question_is_refused() {
        let odd = [
            "",
            "states",
            "states - en 640",
            "nothing - en 640 #/lab",
            "states C.1 en 640 #/lab",
            "states A en 640 #/lab",
            "states A.1.2.3 en 640 #/lab",
            "states - fr 640 #/lab",
            "states - en wide #/lab",
            "states - en 640 #/nowhere",
            "states A.-1 en 640 #/lab",
        ];
        for text in odd {
            assert_eq!(Ask::read(text), Err(AskError), "{text}");
        }
    }
}
