//! The languages of the product, equal in rank, and a pseudo-language that shows what is not a message.
//! Which one a reader uses is the app's business.

use sts_atlas_player::LocalizedText;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
    /// English in brackets: whatever stands outside brackets did not come from here. For tests.
    Pseudo,
}

impl Lang {
    /// The languages readers can choose.
    pub const CHOICES: [Self; 2] = [Self::En, Self::Ja];

    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
            Self::Pseudo => "en-x-pseudo",
        }
    }

    /// The language with this tag, if there is one.
    pub fn from_tag(tag: &str) -> Option<Self> {
        [Self::En, Self::Ja, Self::Pseudo].into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ja => "日本語",
            Self::Pseudo => "⟦pseudo⟧",
        }
    }

    /// One of two texts that stand side by side in facts.
    pub fn of(self, en: &str, ja: &str) -> String {
        match self {
            Self::En => en.to_owned(),
            Self::Ja => ja.to_owned(),
            Self::Pseudo => format!("⟦{en}⟧"),
        }
    }

    /// A message, made up in this language only. Not generic: all messages share it.
    pub(crate) fn say(self, en: std::fmt::Arguments<'_>, ja: std::fmt::Arguments<'_>) -> String {
        match self {
            Self::En => std::fmt::format(en),
            Self::Ja => std::fmt::format(ja),
            Self::Pseudo => format!("⟦{en}⟧"),
        }
    }

    /// A text of the content.
    pub fn text(self, text: &LocalizedText) -> String {
        self.of(&text.en, &text.ja)
    }
}

/// In Japanese, a space wherever a Latin letter or a digit meets kana or kanji, as all texts have it: names of Regions
/// that end in Latin letters stand before particles. Other languages stay as they are.
pub fn spaced(lang: Lang, text: String) -> String {
    if lang != Lang::Ja {
        return text;
    }
    let is_japanese =
        |letter| matches!(letter, '\u{3041}'..='\u{30FA}' | '\u{30FC}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}');
    let mut mended = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let meet = |left: char, right: char| left.is_ascii_alphanumeric() && is_japanese(right);
        if meet(before, letter) || meet(letter, before) {
            mended.push(' ');
        }
        mended.push(letter);
        before = letter;
    }
    mended
}
