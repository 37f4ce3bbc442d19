//! What `check` says about files as a whole: which are right, how many are not, and what could not be read.
//! What is wrong inside one stands in `issue`.

use crate::Lang;
use crate::messages::messages;

messages! {
    /// A file that is right, with what is in it.
    file_right(name, principals, faults, start, end) {
        en: "{name}: right: {principals}, {faults}, {start} to {end}",
        ja: "{name}: 問題ありません（{principals}、{faults}、{start} から {end} まで）。",
    }
    /// All files.
    files_checked(files, wrong, errors, notes) {
        en: "{files}, {wrong} wrong; {errors}, {notes}",
        ja: "{files}（問題あり {wrong} 件）。{errors}、{notes}。",
    }
    /// A file that cannot be read; the operating system's own words.
    file_unreadable(name, words) { en: "{name}: {words}", ja: "{name}: 読み込めません（{words}）。" }
    /// A file that is no text.
    file_not_utf8(name, n) {
        en: "{name}: not UTF-8 from byte {n} on",
        ja: "{name}: {n} バイト目から先が UTF-8 ではありません。",
    }
    /// One file.
    one_file() { en: "1 file", ja: "ファイル 1 件" }
    /// Files.
    some_files(n) { en: "{n} files", ja: "ファイル {n} 件" }
    /// One principal.
    one_principal() { en: "1 principal", ja: "プリンシパル 1 件" }
    /// Principals.
    some_principals(n) { en: "{n} principals", ja: "プリンシパル {n} 件" }
    /// One fault.
    one_fault() { en: "1 fault", ja: "障害 1 件" }
    /// Faults.
    some_faults(n) { en: "{n} faults", ja: "障害 {n} 件" }
    /// One error.
    one_error() { en: "1 error", ja: "エラー 1 件" }
    /// Errors.
    some_errors(n) { en: "{n} errors", ja: "エラー {n} 件" }
    /// One note.
    one_note() { en: "1 note", ja: "注 1 件" }
    /// Notes.
    some_notes(n) { en: "{n} notes", ja: "注 {n} 件" }
}

/// So many files.
pub fn count_files(lang: Lang, count: usize) -> String {
    if count == 1 { one_file(lang) } else { some_files(lang, count) }
}

/// So many principals.
pub fn count_principals(lang: Lang, count: u32) -> String {
    if count == 1 { one_principal(lang) } else { some_principals(lang, count) }
}

/// So many faults.
pub fn count_faults(lang: Lang, count: usize) -> String {
    if count == 1 { one_fault(lang) } else { some_faults(lang, count) }
}

/// So many errors.
pub fn count_errors(lang: Lang, count: usize) -> String {
    if count == 1 { one_error(lang) } else { some_errors(lang, count) }
}

/// So many notes.
pub fn count_notes(lang: Lang, count: usize) -> String {
    if count == 1 { one_note(lang) } else { some_notes(lang, count) }
}
