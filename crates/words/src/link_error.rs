//! Why a share link or a recording's file cannot be opened, and what to do about it.
//! Whether it can be is decided in `intake`; its texts are untrusted and shown shortened.

use sts_atlas_facts::Micros;
use sts_atlas_intake::recording_file::RecordingFileError;
use sts_atlas_intake::{LONGEST_LINK, LinkError};
use sts_atlas_sim::Seed;

use crate::messages::messages;
use crate::{Lang, date, grouped, span};

messages! {
    /// Too long.
    link_too_long(found, most) {
        en: "It has {found} characters; a link may have {most} at most. Make it again with fewer changes.",
        ja: "リンクが長すぎます（{found} 文字、上限は {most} 文字）。変更を減らして、リンクを作り直してください。",
    }
    /// Cut off, mistyped, or never a link.
    link_corrupt() {
        en: "It is cut off or mistyped. Copy the whole link once more.",
        ja: "途中で切れているか、文字が変わっています。リンク全体をもう一度コピーしてください。",
    }
    /// Another form of link.
    link_version(version) {
        en: "Its form, version {version}, is not known here. Reload the page to get its newest version; if that does not help, copy the whole link once more.",
        ja: "リンクの形式（バージョン {version}）に対応していません。ページを再読み込みして最新版にしてください。それでも開けないときは、リンク全体をもう一度コピーしてください。",
    }
    /// A scene that is not here.
    link_scene(id) {
        en: "It belongs to the scenario “{id}”, which is not here. Open that scenario’s file first, or open the link on the site where it was made.",
        ja: "シナリオ「{id}」はこのページにありません。先にシナリオファイルを開くか、リンクを作成したサイトで開いてください。",
    }
    /// A fault that the scene does not have.
    link_fault(number) {
        en: "It switches fault number {number}, which this scenario does not have. Make the link again from the scenario as it is now.",
        ja: "リンクにある {number} 番目の障害は、このシナリオにありません。現在のシナリオからリンクを作り直してください。",
    }
    /// A time after the scene's end.
    link_after_the_end(span) {
        en: "It changes something after the scenario has ended: {span} from the start. Make it again with earlier changes.",
        ja: "シナリオの終了後に変更があります（開始からの時間: {span}）。終了より前の変更で、リンクを作り直してください。",
    }
    /// A Region that is not known, or that needs no opt-in.
    link_region(code) {
        en: "“{code}” is no opt-in Region known here. Reload the page to get its newest version, or make the link again.",
        ja: "「{code}」は、対応しているオプトインリージョンではありません。ページを再読み込みして最新版にするか、リンクを作り直してください。",
    }
    /// Neither a Region nor a city known here.
    link_place(code) {
        en: "“{code}” is no Region or city known here. Reload the page to get its newest version, or make the link again.",
        ja: "「{code}」は、対応しているリージョンや都市ではありません。ページを再読み込みして最新版にするか、リンクを作り直してください。",
    }
    /// A Region that cannot be set so.
    link_unfit_place(code) {
        en: "It sets something for {code} that cannot be set there. Make the link again without it.",
        ja: "{code} では変更できない項目が指定されています。その変更を除いて、リンクを作り直してください。",
    }
    /// A client of which nothing is known.
    link_client(name) {
        en: "Nothing is known here of the client “{name}”. Reload the page to get its newest version, or make the link again with another one.",
        ja: "クライアント「{name}」には対応していません。ページを再読み込みして最新版にするか、別のクライアントでリンクを作り直してください。",
    }
    /// An account that the scene does not have.
    link_account(number) {
        en: "It changes account number {number}, which this scenario does not have. Make the link again from the scenario as it is now.",
        ja: "リンクにある {number} 番目のアカウントは、このシナリオにありません。現在のシナリオからリンクを作り直してください。",
    }
    /// A group of principals that the scene does not have.
    link_group(number) {
        en: "It changes the clients of group number {number}, which this scenario does not have. Make the link again from the scenario as it is now.",
        ja: "リンクにある {number} 番目のプリンシパルのグループは、このシナリオにありません。現在のシナリオからリンクを作り直してください。",
    }
    /// An assumption beyond its range.
    link_assumption(key, found) {
        en: "It sets the assumption “{key}” to {found}, which is out of range. Make the link again with a value that the page offers.",
        ja: "仮定「{key}」の値 {found} は範囲外です。ページで選べる値で、リンクを作り直してください。",
    }
    /// A number beyond its limits.
    link_range(found) {
        en: "One of its settings is {found}, which is out of range. Make the link again with a value that the page offers.",
        ja: "設定の 1 つが {found} で、範囲外です。ページで選べる値で、リンクを作り直してください。",
    }
    /// A day whose rules are not modeled.
    link_day(date) {
        en: "AWS’s rules of {date} are not modeled here. Make it again with one of the days that the page offers.",
        ja: "{date}時点の仕様には対応していません。ページで選べる日付で、リンクを作り直してください。",
    }
    /// A day that the calendar does not have.
    link_no_day() {
        en: "It names a day that does not exist. Make it again with one of the days that the page offers.",
        ja: "存在しない日付が指定されています。ページで選べる日付で、リンクを作り直してください。",
    }
    /// A seed too large.
    link_seed(found, most) {
        en: "Its seed, {found}, is above {most}, the largest there is. Make it again with a smaller one.",
        ja: "シード {found} が大きすぎます（上限は {most}）。小さいシードで、リンクを作り直してください。",
    }
}

messages! {
    /// Another file.
    file_no_recording() {
        en: "It is neither a recording nor a scenario file. Open one that was saved here, or one in TOML or JSON.",
        ja: "記録でもシナリオファイルでもありません。このサイトで保存した記録か、TOML または JSON のシナリオファイルを開いてください。",
    }
    /// A file too large.
    file_too_long() {
        en: "It is larger than any recording or scenario file. Open another one.",
        ja: "ファイルが大きすぎます。別のファイルを開いてください。",
    }
    /// A damaged file.
    file_corrupt() {
        en: "It is cut off or damaged. Copy the file once more, or make it again.",
        ja: "途中で切れているか、壊れています。ファイルをもう一度コピーするか、保存し直してください。",
    }
    /// A file of a newer version.
    file_version(version) {
        en: "Its form, version {version}, is not known here. Reload the page to get its newest version.",
        ja: "ファイルの形式（バージョン {version}）に対応していません。ページを再読み込みして最新版にしてください。",
    }
    /// A file whose scenario cannot be used.
    file_scenario() {
        en: "The scenario in it cannot be used here. Reload the page to get its newest version, or make the file again.",
        ja: "ファイルの中のシナリオを使えません。ページを再読み込みして最新版にするか、保存し直してください。",
    }
}

/// What is wrong with a recording's file and how to mend it, in whole sentences about "it".
pub fn recording_file_error(lang: Lang, error: &RecordingFileError) -> String {
    match error {
        RecordingFileError::NoRecording => file_no_recording(lang),
        RecordingFileError::TooLong { .. } => file_too_long(lang),
        RecordingFileError::Corrupt => file_corrupt(lang),
        RecordingFileError::UnknownVersion { found } => file_version(lang, found),
        RecordingFileError::Scenario(_) => file_scenario(lang),
        RecordingFileError::Edits(error) => link_error(lang, error),
    }
}

/// The most characters shown of a text that came with a link.
const LONGEST_SHOWN: usize = 40;

/// What is wrong with a link and how to mend it, in whole sentences about "it".
pub fn link_error(lang: Lang, error: &LinkError) -> String {
    match error {
        LinkError::TooLong { found } => link_too_long(lang, characters(*found), characters(LONGEST_LINK)),
        LinkError::Corrupt => link_corrupt(lang),
        LinkError::UnknownVersion { found } => link_version(lang, found),
        LinkError::UnknownScene { id } => link_scene(lang, shortened(id)),
        LinkError::UnknownFault { index } => link_fault(lang, u32::from(*index) + 1),
        LinkError::AfterTheEnd { at } => link_after_the_end(lang, span(lang, Micros(at.0))),
        LinkError::UnknownRegion { code } => link_region(lang, shortened(code)),
        LinkError::UnknownPlace { code } => link_place(lang, shortened(code)),
        LinkError::UnfitPlace { code } => link_unfit_place(lang, shortened(code)),
        LinkError::UnknownClient { name } => link_client(lang, shortened(name)),
        LinkError::UnknownAccount { index } => link_account(lang, u32::from(*index) + 1),
        LinkError::UnknownGroup { index } => link_group(lang, u32::from(*index) + 1),
        LinkError::UnfitAssumption { key, found } => link_assumption(lang, key, grouped(*found)),
        LinkError::OutOfRange { found } => link_range(lang, grouped(*found)),
        LinkError::DayNotModelled { found: Some(day) } => link_day(lang, date(lang, *day)),
        LinkError::DayNotModelled { found: None } => link_no_day(lang),
        LinkError::SeedTooLarge { found } => link_seed(lang, grouped(*found), grouped(Seed::MAX)),
    }
}

/// A number of characters.
fn characters(count: usize) -> String {
    grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

/// The beginning of an untrusted text, made visible: whatever an id does not have is escaped.
fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_SHOWN).flat_map(char::escape_default).collect();
    if text.chars().nth(LONGEST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use sts_atlas_facts::Date;
    use sts_atlas_sim::SimTime;

    use super::*;

    #[test]
    fn every_reason_is_whole_sentences_that_say_how_to_mend_it() {
        let errors = [
            LinkError::TooLong { found: 9_000 },
            LinkError::Corrupt,
            LinkError::UnknownVersion { found: 9 },
            LinkError::UnknownScene { id: "nowhere".into() },
            LinkError::UnknownFault { index: 7 },
            LinkError::AfterTheEnd { at: SimTime(14_400_000_000) },
            LinkError::UnknownRegion { code: "xx-east-1".into() },
            LinkError::UnknownPlace { code: "xx-east-1".into() },
            LinkError::UnfitPlace { code: "us-east-1".into() },
            LinkError::UnknownClient { name: "boto3 0.1.0".into() },
            LinkError::UnknownAccount { index: 3 },
            LinkError::UnknownGroup { index: 30 },
            LinkError::UnfitAssumption { key: "next_call", found: 0 },
            LinkError::OutOfRange { found: 2_000_000 },
            LinkError::DayNotModelled { found: Some(Date::literal(2022, 1, 1)) },
            LinkError::DayNotModelled { found: None },
            LinkError::SeedTooLarge { found: 1 << 53 },
        ];
        for error in errors {
            let (en, ja) = (link_error(Lang::En, &error), link_error(Lang::Ja, &error));
            assert!(en.ends_with('.') && ["Make", "Copy", "Reload", "Open"].iter().any(|act| en.contains(act)), "{en}");
            assert!(ja.ends_with("ください。"), "{ja}");
        }
    }

    #[test]
    fn every_reason_against_a_file_is_whole_sentences_that_say_how_to_mend_it() {
        let errors = [
            RecordingFileError::NoRecording,
            RecordingFileError::TooLong { found: 9_000_000 },
            RecordingFileError::Corrupt,
            RecordingFileError::UnknownVersion { found: 9 },
            RecordingFileError::Scenario(sts_atlas_intake::PackedError::Corrupt),
            RecordingFileError::Edits(LinkError::UnknownFault { index: 7 }),
        ];
        for error in errors {
            let (en, ja) = (recording_file_error(Lang::En, &error), recording_file_error(Lang::Ja, &error));
            assert!(en.ends_with('.') && ["Make", "make", "Open", "Reload"].iter().any(|act| en.contains(act)), "{en}");
            assert!(ja.ends_with("ください。"), "{ja}");
        }
    }

    #[test]
    fn what_was_wrong_is_named() {
        let cases = [
            (LinkError::TooLong { found: 9_000 }, "9,000", "9,000 文字"),
            (LinkError::UnknownFault { index: 7 }, "fault number 8", "8 番目"),
            (LinkError::AfterTheEnd { at: SimTime(14_400_000_000) }, "4 h from the start", "4 時間）"),
            (
                LinkError::DayNotModelled { found: Some(Date::literal(2022, 1, 1)) },
                "1 Jan 2022",
                "2022 年 1 月 1 日時点",
            ),
        ];
        for (error, en, ja) in cases {
            assert!(link_error(Lang::En, &error).contains(en), "{en}");
            assert!(link_error(Lang::Ja, &error).contains(ja), "{ja}");
        }
    }

    #[test]
    fn a_text_from_a_link_is_shortened_and_made_visible() {
        let error = LinkError::UnknownScene { id: format!("a\n{}", "b".repeat(8_000)) };
        let said = link_error(Lang::En, &error);
        assert!(said.contains("“a\\nbbb") && said.contains("b…”") && said.len() < 200, "{said}");
    }
}
