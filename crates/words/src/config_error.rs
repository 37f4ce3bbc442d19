//! What is wrong with a shared config file, and how to mend it.
//! Never a text of the file, which may be a secret.

use sts_atlas_intake::{ConfigError, ConfigProblem};

use crate::Lang;
use crate::messages::messages;
use crate::typed::code;

messages! {
    /// A mistake in a shared config file, by its line.
    config_refused(line, problem) {
        en: "shared config file, line {line}: {problem}",
        ja: "共有設定ファイルの {line} 行目: {problem}",
    }
    /// A section's bracket.
    config_unclosed(opening, closing, example, other_example) {
        en: "found {opening} without {closing}, expected {example} or {other_example}",
        ja: "{opening} に対応する {closing} がありません。{example} や {other_example} のように書いてください。",
    }
    /// Before the first section.
    config_outside_section(example) {
        en: "found a line before the first section, expected a section such as {example} first",
        ja: "最初のセクションより前に行があります。{example} のようなセクションから始めてください。",
    }
    /// A line that is nothing.
    config_no_setting(example) {
        en: "found a line that is neither section nor setting, expected {example}",
        ja: "セクションでも設定でもない行です。{example} の形で書いてください。",
    }
    /// A setting's name.
    config_no_name(sign) {
        en: "found a value without a name, expected a name before {sign}",
        ja: "値に名前がありません。{sign} の前に名前を書いてください。",
    }
    /// An indented line.
    config_continues_nothing() {
        en: "found an indented line that continues nothing, expected a setting to continue, or no space in front",
        ja: "字下げされた行ですが、続きになる設定がありません。行頭の空白を取り除いてください。",
    }
    /// An indented line.
    config_nested_no_setting(sign, example) {
        en: "found an indented line without {sign} under an empty setting, expected {example}",
        ja: "空の設定の下に、{sign} のない字下げされた行があります。{example} の形で書いてください。",
    }
    /// An indented value.
    config_nested_no_name(sign) {
        en: "found an indented value without a name, expected a name before {sign}",
        ja: "字下げされた値に名前がありません。{sign} の前に名前を書いてください。",
    }
    /// A section.
    config_repeated_section() {
        en: "found a section that was there before, expected each section once",
        ja: "セクションが重複しています。同じセクションは 1 回だけ書いてください。",
    }
    /// A setting.
    config_repeated_setting() {
        en: "found a setting that was there before in its section, expected each setting once in a section",
        ja: "セクションの中で設定が重複しています。同じ設定は 1 回だけ書いてください。",
    }
    /// A file.
    config_too_long(most) {
        en: "found a longer file, expected at most {most} bytes",
        ja: "ファイルが長すぎます。{most} バイト以下にしてください。",
    }
    /// A line or a value.
    config_long_line(most) {
        en: "found a longer line or value, expected at most {most} bytes",
        ja: "行か値が長すぎます。{most} バイト以下にしてください。",
    }
    /// Sections.
    config_many_sections(most) {
        en: "found more sections, expected at most {most}",
        ja: "セクションが多すぎます。{most} 個以下にしてください。",
    }
    /// Settings.
    config_many_settings(most) {
        en: "found more settings in one section, expected at most {most}",
        ja: "1 つのセクションの設定が多すぎます。{most} 個以下にしてください。",
    }
}

/// What an SDK would refuse, with its line.
pub fn config_error(lang: Lang, error: &ConfigError) -> String {
    config_refused(lang, error.line, config_problem(lang, error.problem))
}

fn config_problem(lang: Lang, problem: ConfigProblem) -> String {
    let most = problem.limit().unwrap_or_default();
    let (sign, setting, section) = (code("="), code("name = value"), code("[default]"));
    match problem {
        ConfigProblem::UnclosedSection => config_unclosed(lang, code("["), code("]"), code("[profile name]"), section),
        ConfigProblem::OutsideSection => config_outside_section(lang, section),
        ConfigProblem::NoDelimiter => config_no_setting(lang, setting),
        ConfigProblem::NoName => config_no_name(lang, sign),
        ConfigProblem::StrayContinuation => config_continues_nothing(lang),
        ConfigProblem::NestedWithoutEquals => config_nested_no_setting(lang, sign, setting),
        ConfigProblem::NestedWithoutName => config_nested_no_name(lang, sign),
        ConfigProblem::RepeatedSection => config_repeated_section(lang),
        ConfigProblem::RepeatedSetting => config_repeated_setting(lang),
        ConfigProblem::TooLong => config_too_long(lang, most),
        ConfigProblem::LongLine => config_long_line(lang, most),
        ConfigProblem::ManySections => config_many_sections(lang, most),
        ConfigProblem::ManySettings => config_many_settings(lang, most),
    }
}
