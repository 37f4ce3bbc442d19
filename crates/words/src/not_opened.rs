//! Why a link or a scene cannot be opened, for a terminal.
//! The page says what to do about a link in `link_error`: there it can be reloaded.

use sts_atlas_intake::{LONGEST_LINK, LinkError};
use sts_atlas_lessons::{SCENE_IDS, SceneError};
use sts_atlas_sim::Seed;

use crate::Lang;
use crate::expected::names;
use crate::messages::messages;
use crate::typed::{code, visible};

messages! {
    /// A long link.
    opened_too_long(found, most) {
        en: "the link has {found} characters, and none has more than {most}",
        ja: "リンクが {found} 文字あります。リンクは {most} 文字までです。",
    }
    /// A cut or mistyped link.
    opened_corrupt() {
        en: "the link is cut off or mistyped",
        ja: "リンクが途中で切れているか、文字が変わっています。",
    }
    /// A link from a newer program.
    opened_version(version) {
        en: "the link has version {version}, which this program does not know",
        ja: "リンクの形式（バージョン {version}）に、このプログラムは対応していません。",
    }
    /// A link to another scene.
    opened_scene(key) { en: "the scene {key} is not here", ja: "シーン {key} は、このプログラムにありません。" }
    /// A link to another fault.
    opened_fault(number) {
        en: "the scene has no fault number {number}",
        ja: "シーンに {number} 番の障害はありません。",
    }
    /// A link past the end.
    opened_after_the_end(s) {
        en: "the link changes something {s} s into a shorter scene",
        ja: "リンクにある変更（開始から {s} 秒）は、シーンの終了より後です。",
    }
    /// A Region.
    opened_region(key) {
        en: "{key} is no opt-in Region known here",
        ja: "{key} は、対応しているオプトインリージョンではありません。",
    }
    /// A place.
    opened_place(key) {
        en: "{key} is no Region or city known here",
        ja: "{key} は、対応しているリージョンや都市ではありません。",
    }
    /// A Region that cannot be set so.
    opened_unfit_place(key) {
        en: "the link sets something for {key} that cannot be set there",
        ja: "リンクに、{key} では変更できない項目があります。",
    }
    /// A client.
    opened_client(key) {
        en: "nothing is known of the client {key}",
        ja: "クライアント {key} には対応していません。",
    }
    /// An account.
    opened_account(number) {
        en: "the scene has no account number {number}",
        ja: "シーンに {number} 番のアカウントはありません。",
    }
    /// A group of principals.
    opened_group(number) {
        en: "the scene has no group of principals number {number}",
        ja: "シーンに {number} 番のプリンシパルのグループはありません。",
    }
    /// An assumption.
    opened_assumption(key, found) {
        en: "{found} is out of range for the assumption {key}",
        ja: "仮定 {key} の値 {found} は範囲外です。",
    }
    /// A number.
    opened_range(found) {
        en: "one setting of the link is {found}, which is out of range",
        ja: "リンクの設定の 1 つが {found} で、範囲外です。",
    }
    /// A day.
    opened_day(iso_day) {
        en: "the rules of {iso_day} are not modelled",
        ja: "{iso_day} 時点の仕様には対応していません。",
    }
    /// A day that is none.
    opened_no_day() { en: "the link names a day that does not exist", ja: "リンクに、存在しない日付があります。" }
    /// A seed.
    opened_seed(found, most) {
        en: "the seed {found} is above {most}",
        ja: "シード {found} が大きすぎます（上限は {most}）。",
    }
    /// A scene that is not there.
    no_scene(key, list_of_names) {
        en: "there is no scene {key}, expected {list_of_names}",
        ja: "シーン {key} はありません。使えるシーン: {list_of_names}。",
    }
    /// A scene that is damaged.
    scene_unreadable(words) {
        en: "the scene cannot be read: {words}",
        ja: "シーンのデータを読み込めません（{words}）。",
    }
}

/// Why a link cannot be opened.
pub fn link_not_opened(lang: Lang, error: &LinkError) -> String {
    match error {
        LinkError::TooLong { found } => opened_too_long(lang, found, LONGEST_LINK),
        LinkError::Corrupt => opened_corrupt(lang),
        LinkError::UnknownVersion { found } => opened_version(lang, found),
        LinkError::UnknownScene { id } => opened_scene(lang, code(id)),
        LinkError::UnknownFault { index } => opened_fault(lang, index),
        LinkError::AfterTheEnd { at } => opened_after_the_end(lang, at.0 / 1_000_000),
        LinkError::UnknownRegion { code: region } => opened_region(lang, code(region)),
        LinkError::UnknownPlace { code: place } => opened_place(lang, code(place)),
        LinkError::UnfitPlace { code: place } => opened_unfit_place(lang, code(place)),
        LinkError::UnknownClient { name } => opened_client(lang, code(name)),
        LinkError::UnknownAccount { index } => opened_account(lang, index),
        LinkError::UnknownGroup { index } => opened_group(lang, index),
        LinkError::UnfitAssumption { key, found } => opened_assumption(lang, code(key), found),
        LinkError::OutOfRange { found } => opened_range(lang, found),
        LinkError::DayNotModelled { found: Some(day) } => opened_day(lang, day),
        LinkError::DayNotModelled { found: None } => opened_no_day(lang),
        LinkError::SeedTooLarge { found } => opened_seed(lang, found, Seed::MAX),
    }
}

/// Why a scene cannot be opened. That what is packed can be read is checked as the program is built.
pub fn scene_not_opened(lang: Lang, error: &SceneError) -> String {
    match error {
        SceneError::Unknown { id } => no_scene(lang, code(id), names(lang, SCENE_IDS)),
        SceneError::Unreadable { error } => scene_unreadable(lang, visible(&error.to_string())),
    }
}
