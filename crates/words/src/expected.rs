//! What a value must be, with an example: for a file's issues and for options of the command line.
//! Whether a value is that is judged elsewhere. In Japanese each is a sentence that says what to write.

use sts_atlas_facts::{CHECK_DATE, Version};
use sts_atlas_intake::{Expected, FIRST_DAY};

use crate::Lang;
use crate::messages::messages;
use crate::typed::{code, quoted};

messages! {
    /// A text.
    some_text(most) {
        en: "a text of 1 to {most} characters, in quotes",
        ja: "引用符で囲んだ 1〜{most} 文字の文字列を指定してください。",
    }
    /// An id.
    some_id() {
        en: "1 to 64 lower-case letters, digits and hyphens",
        ja: "英小文字、数字、ハイフンを使った 1〜64 文字の名前を指定してください。",
    }
    /// A server's address.
    some_url(example) {
        en: "a URL such as {example}, without a user name",
        ja: "ユーザー名を含まない URL を、{example} のように指定してください。",
    }
    /// Exactly one number.
    this_number(n) { en: "{n}", ja: "{n} を指定してください。" }
    /// A number within bounds.
    some_number(least, most) {
        en: "a whole number from {least} to {most}",
        ja: "{least}〜{most} の整数を指定してください。",
    }
    /// A truth value.
    some_truth() { en: "true or false", ja: "true または false を指定してください。" }
    /// A table.
    some_table() { en: "a table", ja: "テーブルを指定してください。" }
    /// A text in each language.
    some_texts(example) {
        en: "a text in both languages such as {example}",
        ja: "2 つの言語の文字列を、{example} のように指定してください。",
    }
    /// A list.
    some_list(least, most) {
        en: "a list of {least} to {most}",
        ja: "{least}〜{most} 個の値のリストを指定してください。",
    }
    /// A day.
    some_day(example) { en: "a day such as {example}", ja: "日付を {example} のように指定してください。" }
    /// A day within bounds.
    modelled_day(earliest, latest) {
        en: "a day from {earliest} to {latest}: older rules are not modelled, and the facts were checked on the last one",
        ja: "{earliest} から {latest} までの日付を指定してください。これより古い仕様には対応していません。最後の日は、事実を確認した日です。",
    }
    /// An instant.
    some_utc(example) {
        en: "an instant in UTC such as {example}",
        ja: "UTC の時刻を {example} のように指定してください。",
    }
    /// A span.
    some_span(shortest, longest, example) {
        en: "a span from {shortest} to {longest} such as {example}",
        ja: "{shortest} から {longest} までの長さを、{example} のように指定してください。",
    }
    /// An offset or an instant.
    some_moment(example, other_example) {
        en: "an offset such as {example} or an instant in UTC such as {other_example}",
        ja: "開始からの時間（例: {example}）か、UTC の時刻（例: {other_example}）を指定してください。",
    }
    /// A clock by which an event was told.
    some_event_time(example) {
        en: "the short name of a clock and how far it is ahead of UTC, such as {example}",
        ja: "タイムゾーンの略称と UTC との時差を、{example} の形式で指定してください。",
    }
    /// A share.
    some_share(example, longest) {
        en: "a share such as {example}, at most {longest}",
        ja: "割合を {example} のように指定してください（上限は {longest}）。",
    }
    /// A factor.
    some_factor() {
        en: "a factor above 1 such as 3 or 2.5, at most 1000",
        ja: "1 より大きく 1000 以下の倍率を、3 や 2.5 のように指定してください。",
    }
    /// A multiple.
    some_times() {
        en: "a number from 0.001 to 1000 such as 0.5 or 20",
        ja: "0.001 から 1000 までの数を、0.5 や 20 のように指定してください。",
    }
    /// A version.
    some_version(example) {
        en: "a version such as {example}",
        ja: "バージョンを {example} のように指定してください。",
    }
    /// A version that is known.
    known_version(ranges) {
        en: "a version whose behavior is known: {ranges}",
        ja: "動作が分かっているバージョンを指定してください（{ranges}）。",
    }
    /// Versions without an end.
    versions_from(version) { en: "{version} and later", ja: "{version} 以降" }
    /// Versions with an end.
    versions_between(version, below) {
        en: "{version} and later below {below}",
        ja: "{version} 以降 {below} 未満",
    }
    /// Between two ranges.
    or_range(ranges, other_ranges) { en: "{ranges}, or {other_ranges}", ja: "{ranges}、または {other_ranges}" }
    /// Words that may stand there.
    one_of_these(allowed) { en: "{allowed}", ja: "使える値: {allowed}。" }
    /// A principal with a role.
    principal_with_role() {
        en: "a principal that acts in a role: whoever has a long-term key, signs in as a user, or calls an operation that assumes no role has none",
        ja: "ロールを使うプリンシパルを指定してください。長期的なアクセスキーや、ユーザーとしてのサインイン、ロールを引き受けない操作では、ロールを使いません。",
    }
    /// A Region.
    some_region(example) {
        en: "the code of a Region such as {example}",
        ja: "リージョンのコードを {example} のように指定してください。",
    }
    /// A Region with principals.
    measured_region(example) {
        en: "the code of a Region with latency data such as {example}",
        ja: "レイテンシーのデータがあるリージョンのコードを、{example} のように指定してください。",
    }
    /// A Region or a city.
    some_place(example, other_example) {
        en: "the code of a Region with latency data such as {example}, or a city such as {other_example}",
        ja: "レイテンシーのデータがあるリージョンのコード（例: {example}）か、都市の名前（例: {other_example}）を指定してください。",
    }
    /// A word or a Region.
    word_or_region(word, example) {
        en: "{word}, or the code of a Region such as {example}",
        ja: "{word} か、リージョンのコード（例: {example}）を指定してください。",
    }
    /// A word or a Region with principals.
    word_or_measured_region(word, example) {
        en: "{word}, or the code of a Region with latency data such as {example}",
        ja: "{word} か、レイテンシーのデータがあるリージョンのコード（例: {example}）を指定してください。",
    }
    /// A Region of every account.
    region_enabled_by_default(example) {
        en: "the code of a Region that is enabled by default such as {example}",
        ja: "デフォルトで有効なリージョンのコードを、{example} のように指定してください。",
    }
    /// A session.
    some_session(shortest, longest) {
        en: "a session from {shortest} to {longest}",
        ja: "{shortest} から {longest} までのセッションを指定してください。",
    }
    /// A session of an operation.
    session_of(shortest, longest, operation) {
        en: "a session from {shortest} to {longest}, which is what {operation} gives",
        ja: "{shortest} から {longest} までのセッションを指定してください。{operation} で得られるのは、この長さです。",
    }
    /// A session of a chained role.
    chained_session(longest) {
        en: "at most {longest}: a longer session of a chained role is refused by AWS",
        ja: "{longest} 以下にしてください。ロールの連鎖では、これより長いセッションは AWS に拒否されます。",
    }
    /// An opt-in Region.
    some_opt_in_region(example) {
        en: "the code of an opt-in Region such as {example}",
        ja: "オプトインリージョンのコードを {example} のように指定してください。",
    }
    /// A Region whose STS can be deactivated.
    deactivatable_region() {
        en: "a Region whose STS endpoint can be deactivated: enabled by default and not us-east-1",
        ja: "STS エンドポイントを非アクティブ化できるリージョンを指定してください。us-east-1 を除く、デフォルトで有効なリージョンです。",
    }
    /// A size.
    at_most_bytes(most) { en: "at most {most} bytes", ja: "{most} バイト以下にしてください。" }
    /// A depth.
    at_most_levels(most) { en: "at most {most} levels", ja: "{most} 段以下にしてください。" }
    /// Several names.
    one_of(list_of_names) { en: "one of {list_of_names}", ja: "{list_of_names}" }
    /// Between two names.
    and_name(allowed, key) { en: "{allowed}, {key}", ja: "{allowed}、{key}" }
}

const REGION: &str = "\"ap-northeast-1\"";
const DAY: &str = "2024-08-29";
/// A text in both languages; in JSON with `:` and quotes around the keys.
pub(crate) const TEXTS: &str = "{ en = \"...\", ja = \"...\" }";
const INSTANT: &str = "2024-08-29T08:32:00Z";

/// What a value must be: in English after "expected", in Japanese a sentence.
pub fn expected(lang: Lang, wanted: &Expected) -> String {
    match wanted {
        Expected::Text { most } => some_text(lang, most),
        Expected::Id => some_id(lang),
        Expected::Url => some_url(lang, "\"https://sts.eu-west-1.amazonaws.com\""),
        Expected::Number { least, most } if least == most => this_number(lang, least),
        Expected::Number { least, most } => some_number(lang, least, most),
        Expected::Truth => some_truth(lang),
        Expected::Table => some_table(lang),
        Expected::Texts => some_texts(lang, TEXTS),
        Expected::List { least, most } => some_list(lang, least, most),
        Expected::Day => some_day(lang, DAY),
        Expected::ModelledDay => modelled_day(lang, FIRST_DAY, CHECK_DATE),
        Expected::Utc => some_utc(lang, INSTANT),
        Expected::Span { least, most } => some_span(lang, quoted(least), quoted(most), "\"1h30m\""),
        Expected::Moment => some_moment(lang, "\"32m\"", INSTANT),
        Expected::EventTime => some_event_time(lang, "\"PDT -07:00\""),
        Expected::Share => some_share(lang, "\"20%\"", "\"100%\""),
        Expected::Factor => some_factor(lang),
        Expected::Times => some_times(lang),
        Expected::Version => some_version(lang, "\"1.34.0\""),
        Expected::KnownVersion { ranges } => known_version(lang, versions(lang, ranges)),
        Expected::OneOf(allowed) => one_of_these(lang, names(lang, allowed)),
        Expected::OneOfNames(allowed) => one_of_these(lang, names(lang, allowed)),
        Expected::PrincipalWithRole => principal_with_role(lang),
        Expected::Bytes(most) => at_most_bytes(lang, most),
        Expected::Depth(most) => at_most_levels(lang, most),
        Expected::Session { operation: None, least, most } => some_session(lang, quoted(least), quoted(most)),
        Expected::Session { operation: Some(operation), least, most } => {
            session_of(lang, quoted(least), quoted(most), operation)
        }
        Expected::ChainedSession => chained_session(lang, "\"1h\""),
        Expected::Region
        | Expected::MeasuredRegion
        | Expected::Place
        | Expected::RegionOrWord { .. }
        | Expected::RegionEnabledByDefault
        | Expected::OptInRegion
        | Expected::DeactivatableRegion => place(lang, wanted),
    }
}

/// What a place must be.
fn place(lang: Lang, wanted: &Expected) -> String {
    match wanted {
        Expected::MeasuredRegion => measured_region(lang, REGION),
        Expected::Place => some_place(lang, REGION, "\"Tokyo\""),
        Expected::RegionOrWord { word, measured: false } => word_or_region(lang, quoted(word), REGION),
        Expected::RegionOrWord { word, measured: true } => word_or_measured_region(lang, quoted(word), REGION),
        Expected::RegionEnabledByDefault => region_enabled_by_default(lang, "\"us-east-1\""),
        Expected::OptInRegion => some_opt_in_region(lang, "\"ap-east-1\""),
        Expected::DeactivatableRegion => deactivatable_region(lang),
        _ => some_region(lang, REGION),
    }
}

/// Names that may stand there.
pub(crate) fn names<S: AsRef<str>>(lang: Lang, allowed: &[S]) -> String {
    let list = all_of(lang, allowed);
    if allowed.len() == 1 { list } else { one_of(lang, list) }
}

/// Names that must all stand there.
pub(crate) fn all_of<S: AsRef<str>>(lang: Lang, needed: &[S]) -> String {
    let names = needed.iter().map(|name| code(name.as_ref()));
    names.reduce(|before, name| and_name(lang, before, name)).unwrap_or_default()
}

fn versions(lang: Lang, ranges: &[(Version, Option<Version>)]) -> String {
    let ranges = ranges.iter().map(|(from, below)| match below {
        Some(below) => versions_between(lang, from, below),
        None => versions_from(lang, from),
    });
    ranges.reduce(|before, range| or_range(lang, before, range)).unwrap_or_default()
}
