//! The one way to write a message: both languages side by side, so that neither can be forgotten.
//! No message of its own lives here.

/// Declares messages as functions of a language and their values. Each must have `en` and `ja`.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident($($value:ident),*) { en: $en:literal, ja: $ja:literal $(,)? })*) => {$(
        $(#[$doc])*
        pub fn $name(lang: $crate::Lang $(, $value: impl std::fmt::Display)*) -> String {
            lang.say(format_args!($en), format_args!($ja))
        }
    )*};
}

pub(crate) use messages;
