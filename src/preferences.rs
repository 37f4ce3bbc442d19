//! Language and theme: the reader's choice, switched in place, kept on this device only.
//! Nothing of a recording is kept here.

use leptos::prelude::*;
use sts_atlas_words::Lang;

use crate::picked::Picked;
use crate::platform::{document, storage};
use crate::site::site;

const LANG_KEY: &str = "sts-atlas.lang";
const THEME_KEY: &str = "sts-atlas.theme";

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Paper.
    Light,
    /// Night.
    Dark,
}

impl Theme {
    /// As it is written in the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.name() == name)
    }
}

/// The choices in force; `boot.js` has set them on the root element before the first paint.
#[derive(Clone, Copy)]
pub struct Preferences {
    lang: Picked<Lang>,
    theme: Picked<Theme>,
}

impl Preferences {
    /// Takes over what `boot.js` found.
    pub fn from_page() -> Self {
        let lang = document::root_attribute("lang").and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default();
        let dark = document::root_attribute("data-theme").is_some_and(|theme| theme == Theme::Dark.name());
        Self { lang: Picked::new(lang), theme: Picked::new(if dark { Theme::Dark } else { Theme::Light }) }
    }

    /// The language; reading it follows its changes.
    pub fn lang(self) -> Lang {
        self.lang.get()
    }

    /// The language, without following its changes.
    pub fn lang_now(self) -> Lang {
        self.lang.get_untracked()
    }

    /// The theme; reading it follows its changes.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Switches the language in place.
    pub fn set_lang(self, lang: Lang) {
        document::set_root_attribute("lang", lang.tag());
        storage::keep(LANG_KEY, lang.tag());
        self.lang.set(lang);
    }

    /// The theme, without following its changes.
    pub fn theme_now(self) -> Theme {
        self.theme.get_untracked()
    }

    /// Switches to the other theme.
    pub fn switch_theme(self) {
        self.set_theme(match self.theme_now() {
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Light,
        });
    }

    /// Switches the theme in place.
    pub fn set_theme(self, theme: Theme) {
        document::set_root_attribute("data-theme", theme.name());
        storage::keep(THEME_KEY, theme.name());
        self.theme.set(theme);
    }
}

/// The preferences of this page.
pub fn preferences() -> Preferences {
    site().preferences
}

/// The language of this page; reading it follows its changes.
pub fn lang() -> Lang {
    preferences().lang()
}

/// A message without values.
pub type Message = fn(Lang) -> String;

/// A message without values, in the language of the moment. One type for all of them keeps the module small.
pub fn say(message: Message) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || message(lang())
}

/// A text that changes.
pub type Text = Box<dyn Fn() -> String + Send>;

/// A text that changes, behind one type: each closure of its own type would weigh 2 to 4 KB in WebAssembly.
pub fn text(text: impl Fn() -> String + Send + 'static) -> Text {
    Box::new(text)
}

/// A sentence in which names such as `us-east-1` keep together: Japanese lines are full, and would often end in one.
pub fn unbroken(sentence: &str) -> String {
    if lang() == Lang::Ja { sentence.replace('-', "-\u{2060}") } else { sentence.to_owned() }
}

/// Does something now and whenever what it reads changes, behind one type, for the same reason.
pub fn follow(run: Box<dyn Fn()>) {
    Effect::new(run);
}

/// A part of the page that changes.
pub type Part = Box<dyn Fn() -> AnyView + Send>;

/// A part of the page that changes, behind one type, for the same reason.
pub fn part(part: impl Fn() -> AnyView + Send + 'static) -> Part {
    Box::new(part)
}

/// A part that is there only at times.
pub fn maybe(part: impl Fn() -> Option<AnyView> + Send + 'static) -> Part {
    Box::new(move || part().unwrap_or_else(nothing))
}

/// No view at all.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A condition that changes.
pub type Flag = Box<dyn Fn() -> bool + Send>;

/// A condition that changes, behind one type, for the same reason.
pub fn flag(flag: impl Fn() -> bool + Send + 'static) -> Flag {
    Box::new(flag)
}
