//! Every kind of issue, line error and refusal, in both languages: none is missing, each Japanese one reads well.
//! Which file gets which issue is tested in `scenario_issues`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../facts/tests/japanese/mod.rs"]
mod japanese;

use japanese::{typography_error, unwanted_word};
use sts_atlas_facts::{Date, Micros, RegionId, Sdk, Version};
use sts_atlas_intake::{
    Condition, ConfigError, ConfigProblem, Expected, Found, Issue, IssueCode, JsonKind, JsonProblem, LineError,
    LinkError, RefusalReason, RoleChainError, Syntax, SyntaxProblem,
};
use sts_atlas_lessons::SceneError;
use sts_atlas_sim::SimTime;
use sts_atlas_words::{Lang, expected, issue, issue_code, line_error, link_not_opened, refusal, scene_not_opened};

/// One of each; a match without a wildcard keeps the list whole.
macro_rules! all {
    ($kind:ident: $($pattern:pat => $($sample:expr),+;)+) => {{
        let samples = vec![$($($sample),+),+];
        for sample in &samples {
            match sample { $($pattern => {}),+ }
        }
        let told = |sample: &$kind| [$(matches!(sample, $pattern)),+];
        let rows: Vec<_> = samples.iter().map(told).collect();
        assert!((0..rows[0].len()).all(|at| rows.iter().any(|row| row[at])), "a pattern without a sample");
        samples
    }};
}

fn conditions() -> Vec<Condition> {
    all! { Condition:
        Condition::Is { .. } => Condition::Is { key: "kind", words: &["job", "human", "admin"] };
        Condition::IsNot { .. } => Condition::IsNot { key: "kind", words: &["aws-service"] };
        Condition::Beside { .. } => Condition::Beside { key: "start" };
        Condition::InRegion => Condition::InRegion;
        Condition::ReadsNewRetries => Condition::ReadsNewRetries;
    }
}

fn found() -> Vec<Found> {
    all! { Found:
        Found::Text(_) => Found::Text("lagacy".into()), Found::Text("遅い".into());
        Found::Bare(_) => Found::Bare("1.5".into());
        Found::Nothing => Found::Nothing;
        Found::List(_) => Found::List(3);
        Found::Table => Found::Table;
        Found::Bytes(_) => Found::Bytes(1_048_577);
        Found::Depth => Found::Depth;
    }
}

fn versions() -> Vec<(Version, Option<Version>)> {
    let version = |major, minor| Version { major, minor, patch: 0 };
    vec![(version(1, 2), Some(version(1, 9))), (version(2, 0), None)]
}

fn expectations() -> Vec<Expected> {
    all! { Expected:
        Expected::Text { .. } => Expected::Text { most: 120 };
        Expected::Id => Expected::Id;
        Expected::Url => Expected::Url;
        Expected::Number { .. } => Expected::Number { least: 1, most: 1 }, Expected::Number { least: 1, most: 9 };
        Expected::Truth => Expected::Truth;
        Expected::Table => Expected::Table;
        Expected::Texts => Expected::Texts;
        Expected::List { .. } => Expected::List { least: 1, most: 8 };
        Expected::Day => Expected::Day;
        Expected::ModelledDay => Expected::ModelledDay;
        Expected::Utc => Expected::Utc;
        Expected::Span { .. } => Expected::Span { least: "1m", most: "7d" };
        Expected::Moment => Expected::Moment;
        Expected::Share => Expected::Share;
        Expected::EventTime => Expected::EventTime;
        Expected::Factor => Expected::Factor;
        Expected::Times => Expected::Times;
        Expected::Version => Expected::Version;
        Expected::KnownVersion { .. } => Expected::KnownVersion { ranges: versions() };
        Expected::OneOf(_) => Expected::OneOf(vec!["drop"]), Expected::OneOf(vec!["legacy", "regional"]);
        Expected::OneOfNames(_) => Expected::OneOfNames(vec!["web".into(), "管理者".into()]);
        Expected::PrincipalWithRole => Expected::PrincipalWithRole;
        Expected::Region => Expected::Region;
        Expected::MeasuredRegion => Expected::MeasuredRegion;
        Expected::Place => Expected::Place;
        Expected::RegionOrWord { .. } =>
            Expected::RegionOrWord { word: "global", measured: false },
            Expected::RegionOrWord { word: "none", measured: true };
        Expected::RegionEnabledByDefault => Expected::RegionEnabledByDefault;
        Expected::Session { .. } =>
            Expected::Session { operation: None, least: "15m".into(), most: "12h".into() },
            Expected::Session { operation: Some("AssumeRoot"), least: "1s".into(), most: "15m".into() };
        Expected::ChainedSession => Expected::ChainedSession;
        Expected::OptInRegion => Expected::OptInRegion;
        Expected::DeactivatableRegion => Expected::DeactivatableRegion;
        Expected::Bytes(_) => Expected::Bytes(1_048_576);
        Expected::Depth(_) => Expected::Depth(16);
    }
}

fn codes() -> Vec<IssueCode> {
    let unexpected = |found, expected| IssueCode::Unexpected { found, expected, nearest: None };
    let mut codes = all! { IssueCode:
        IssueCode::Syntax { .. } => IssueCode::Syntax { syntax: Syntax::Toml, problem: SyntaxProblem::Unclear };
        IssueCode::Empty { .. } => IssueCode::Empty { needed: vec!["version", "title"] };
        IssueCode::TableForList { .. } =>
            IssueCode::TableForList { key: "principal".into(), syntax: Syntax::Toml },
            IssueCode::TableForList { key: "principal".into(), syntax: Syntax::Json };
        IssueCode::MissingTexts { .. } => IssueCode::MissingTexts { key: "title" };
        IssueCode::DuplicateKey { .. } => IssueCode::DuplicateKey { key: "seed".into() };
        IssueCode::UnknownKey { .. } =>
            IssueCode::UnknownKey { key: "sead".into(), allowed: vec!["seed", "start"], nearest: Some("seed") };
        IssueCode::MissingKey { .. } => IssueCode::MissingKey { key: "length", because: None };
        IssueCode::Unexpected { .. } => IssueCode::Unexpected {
            found: Found::Text("lagacy".into()),
            expected: Expected::OneOf(vec!["legacy", "regional"]),
            nearest: Some("legacy".into()),
        };
        IssueCode::Repeated { .. } => IssueCode::Repeated { what: "web".into() };
        IssueCode::NotHere { .. } => IssueCode::NotHere { key: "lambda", only: Condition::InRegion };
        IssueCode::EndsBeforeStart => IssueCode::EndsBeforeStart;
        IssueCode::OutsideScenario => IssueCode::OutsideScenario;
        IssueCode::TooManyPrincipals { .. } => IssueCode::TooManyPrincipals { found: 10_001, most: 10_000 };
        IssueCode::NewerVersion { .. } => IssueCode::NewerVersion { found: 3, known: 2 };
        IssueCode::KeyOfLaterVersion { .. } => IssueCode::KeyOfLaterVersion { key: "change", since: 2, version: 1 };
        IssueCode::HoldsAtEnd => IssueCode::HoldsAtEnd;
        IssueCode::LongerThanRole { .. } => IssueCode::LongerThanRole { most: Micros::from_secs(3_600) };
        IssueCode::Migrated { .. } => IssueCode::Migrated { from: 1, to: 2, changes: vec![] };
        IssueCode::RegionNotLaunched { .. } =>
            IssueCode::RegionNotLaunched { region: RegionId::US_EAST_1, as_of: Date::literal(2006, 1, 1) };
    };
    for syntax in [Syntax::Toml, Syntax::Json] {
        codes.extend(syntax_problems().into_iter().map(|problem| IssueCode::Syntax { syntax, problem }));
    }
    codes.extend(found().into_iter().map(|found| unexpected(found, Expected::Table)));
    codes.extend(expectations().into_iter().map(|expected| unexpected(Found::Text("x".into()), expected)));
    codes.extend(conditions().into_iter().map(|only| IssueCode::NotHere { key: "end", only }));
    codes.extend(conditions().into_iter().map(|it| IssueCode::MissingKey { key: "every", because: Some(it) }));
    codes
}

fn assert_told(en: &str, ja: &str) {
    assert!(!en.is_empty() && en.is_ascii() && !en.contains("  "), "{en}");
    assert!(ja.ends_with(['。', '？']), "{ja}");
    assert_eq!((typography_error(ja), unwanted_word(ja)), (None, None), "{ja}");
    assert!(
        ja.split_inclusive('。').all(|sentence| sentence.chars().any(is_kana)),
        "a sentence that is not Japanese: {ja}"
    );
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30FE}')
}

#[test]
fn every_issue_reads_well_in_both_languages() {
    for code in codes() {
        let (en, ja) = (issue_code(Lang::En, &code), issue_code(Lang::Ja, &code));
        let named_in_japanese = en.contains(['遅', '管']);
        assert_told(if named_in_japanese { "a name from the file" } else { &en }, &ja);
    }
    for wanted in expectations() {
        assert!(!expected(Lang::En, &wanted).ends_with('.') && expected(Lang::Ja, &wanted).ends_with('。'));
    }
}

#[test]
fn a_line_has_its_place_and_a_note_its_mark() {
    let at = |path: &str, code| Issue { file: "s.toml".into(), line: 5, column: 3, path: path.into(), code };
    let missing = at("", IssueCode::MissingKey { key: "length", because: None });
    assert_eq!(issue(Lang::En, &missing), "s.toml:5:3: `length` is missing");
    assert_eq!(issue(Lang::Ja, &missing), "s.toml:5:3: `length` がありません。");
    let note = at("version", IssueCode::Migrated { from: 1, to: 2, changes: vec![] });
    assert!(
        issue(Lang::En, &note).starts_with("s.toml:5:3: note: version: version 1 of the format was read as version 2;")
    );
    assert!(issue(Lang::Ja, &note).starts_with("s.toml:5:3: 注: version: 形式のバージョン 1 を、"));
    let typo = IssueCode::Unexpected {
        found: Found::Text("lagacy".into()),
        expected: Expected::OneOf(vec!["legacy", "regional"]),
        nearest: Some("legacy".into()),
    };
    let said = issue_code(Lang::Ja, &typo);
    assert_eq!(said, "\"lagacy\" は使えません。使える値: `legacy`、`regional`。`legacy` ではありませんか？");
}

#[test]
fn a_text_of_the_file_is_shortened_and_made_visible() {
    let found = Found::Text(format!("\u{1b}[31m{}", "長".repeat(500)));
    let said = issue_code(Lang::Ja, &IssueCode::Unexpected { found, expected: Expected::Truth, nearest: None });
    assert!(said.contains("\\u{1b}[31m長") && said.contains("長…\"") && said.chars().count() < 120, "{said}");
}

fn syntax_problems() -> Vec<SyntaxProblem> {
    all! { SyntaxProblem:
        SyntaxProblem::IsJson => SyntaxProblem::IsJson;
        SyntaxProblem::IsNoJson => SyntaxProblem::IsNoJson;
        SyntaxProblem::CutOff => SyntaxProblem::CutOff;
        SyntaxProblem::Unclosed { .. } => SyntaxProblem::Unclosed { closing: "]" };
        SyntaxProblem::NoSeparator => SyntaxProblem::NoSeparator;
        SyntaxProblem::NoValue => SyntaxProblem::NoValue;
        SyntaxProblem::UnquotedText => SyntaxProblem::UnquotedText;
        SyntaxProblem::BadText => SyntaxProblem::BadText;
        SyntaxProblem::BadNumber => SyntaxProblem::BadNumber;
        SyntaxProblem::NoComma => SyntaxProblem::NoComma;
        SyntaxProblem::ExtraComma => SyntaxProblem::ExtraComma;
        SyntaxProblem::NoKey => SyntaxProblem::NoKey;
        SyntaxProblem::TooMuch => SyntaxProblem::TooMuch;
        SyntaxProblem::Unclear => SyntaxProblem::Unclear;
    }
}

fn json_kinds() -> Vec<JsonKind> {
    all! { JsonKind:
        JsonKind::Null => JsonKind::Null;
        JsonKind::Truth => JsonKind::Truth;
        JsonKind::Number => JsonKind::Number;
        JsonKind::Text => JsonKind::Text;
        JsonKind::List => JsonKind::List;
        JsonKind::Object => JsonKind::Object;
    }
}

fn json_problems() -> Vec<JsonProblem> {
    let allowed = || vec!["sdk".to_owned(), "version".to_owned()];
    let mut problems = all! { JsonProblem:
        JsonProblem::Syntax(_) => JsonProblem::Syntax(SyntaxProblem::CutOff);
        JsonProblem::UnknownKey { .. } =>
            JsonProblem::UnknownKey { key: Some("sdkk".into()), allowed: allowed() },
            JsonProblem::UnknownKey { key: None, allowed: allowed() };
        JsonProblem::MissingKey(_) => JsonProblem::MissingKey("sdk".into());
        JsonProblem::RepeatedKey(_) => JsonProblem::RepeatedKey("sdk".into());
        JsonProblem::OtherKind { .. } => JsonProblem::OtherKind { found: JsonKind::Null, expected: JsonKind::Text };
    };
    problems.extend(json_kinds().into_iter().map(|kind| JsonProblem::OtherKind { found: kind, expected: kind }));
    problems
}

fn line_errors() -> Vec<LineError> {
    let mut errors = all! { LineError:
        LineError::TooLong { .. } => LineError::TooLong { found: 600_000, most: 524_288 };
        LineError::NotUtf8 => LineError::NotUtf8;
        LineError::Json { .. } => LineError::Json { problem: JsonProblem::MissingKey("sdk".into()), column: 2 };
        LineError::UnknownSdk => LineError::UnknownSdk;
        LineError::UnreadableVersion => LineError::UnreadableVersion;
        LineError::UnknownVersion { .. } =>
            LineError::UnknownVersion { sdk: Sdk::AwsCli, version: Version { major: 0, minor: 1, patch: 0 } };
        LineError::UnknownOperation => LineError::UnknownOperation;
    };
    errors.extend(json_problems().into_iter().map(|problem| LineError::Json { problem, column: 2 }));
    errors
}

fn config_problems() -> Vec<ConfigProblem> {
    all! { ConfigProblem:
        ConfigProblem::UnclosedSection => ConfigProblem::UnclosedSection;
        ConfigProblem::OutsideSection => ConfigProblem::OutsideSection;
        ConfigProblem::NoDelimiter => ConfigProblem::NoDelimiter;
        ConfigProblem::NoName => ConfigProblem::NoName;
        ConfigProblem::StrayContinuation => ConfigProblem::StrayContinuation;
        ConfigProblem::NestedWithoutEquals => ConfigProblem::NestedWithoutEquals;
        ConfigProblem::NestedWithoutName => ConfigProblem::NestedWithoutName;
        ConfigProblem::RepeatedSection => ConfigProblem::RepeatedSection;
        ConfigProblem::RepeatedSetting => ConfigProblem::RepeatedSetting;
        ConfigProblem::TooLong => ConfigProblem::TooLong;
        ConfigProblem::LongLine => ConfigProblem::LongLine;
        ConfigProblem::ManySections => ConfigProblem::ManySections;
        ConfigProblem::ManySettings => ConfigProblem::ManySettings;
    }
}

fn role_chain_errors() -> Vec<RoleChainError> {
    all! { RoleChainError:
        RoleChainError::SourceMissing { .. } =>
            RoleChainError::SourceMissing { profile: "app".into(), source: "keys".into() };
        RoleChainError::Loop { .. } => RoleChainError::Loop { profile: "app".into() };
        RoleChainError::TwoSources { .. } => RoleChainError::TwoSources { profile: "app".into() };
        RoleChainError::TooLong { .. } => RoleChainError::TooLong { most: 32 };
    }
}

#[test]
fn lines_of_resolve_and_their_refusals_read_well_in_both_languages() {
    for error in line_errors() {
        assert_told(&line_error(Lang::En, &error), &line_error(Lang::Ja, &error));
    }
    let problems = config_problems().into_iter().map(|problem| RefusalReason::Config(ConfigError { line: 7, problem }));
    for reason in problems.chain(role_chain_errors().into_iter().map(RefusalReason::RoleChain)) {
        assert_told(&refusal(Lang::En, &reason), &refusal(Lang::Ja, &reason));
    }
    let limit = ConfigError { line: 1, problem: ConfigProblem::TooLong };
    assert!(refusal(Lang::Ja, &RefusalReason::Config(limit)).contains("262144 バイト以下"));
    assert_eq!(
        refusal(Lang::En, &RefusalReason::Config(ConfigError { line: 2, problem: ConfigProblem::NoDelimiter })),
        "shared config file, line 2: found a line that is neither section nor setting, expected `name = value`"
    );
}

#[test]
fn what_an_sdk_says_stays_in_its_own_words() {
    let reason = RefusalReason::Sdk("Invalid Configuration: Missing Region".into());
    assert_eq!(refusal(Lang::Ja, &reason), "Invalid Configuration: Missing Region");
}

#[test]
fn links_and_scenes_that_cannot_be_opened_say_why_in_both_languages() {
    let links = all! { LinkError:
        LinkError::TooLong { .. } => LinkError::TooLong { found: 9_000 };
        LinkError::Corrupt => LinkError::Corrupt;
        LinkError::UnknownVersion { .. } => LinkError::UnknownVersion { found: 9 };
        LinkError::UnknownScene { .. } => LinkError::UnknownScene { id: "nowhere".into() };
        LinkError::UnknownFault { .. } => LinkError::UnknownFault { index: 7 };
        LinkError::AfterTheEnd { .. } => LinkError::AfterTheEnd { at: SimTime(14_400_000_000) };
        LinkError::UnknownRegion { .. } => LinkError::UnknownRegion { code: "xx-east-1".into() };
        LinkError::DayNotModelled { .. } =>
            LinkError::DayNotModelled { found: Some(Date::literal(2012, 1, 1)) },
            LinkError::DayNotModelled { found: None };
        LinkError::SeedTooLarge { .. } => LinkError::SeedTooLarge { found: 1 << 53 };
        LinkError::UnknownPlace { .. } => LinkError::UnknownPlace { code: "xx-east-1".into() };
        LinkError::UnfitPlace { .. } => LinkError::UnfitPlace { code: "us-east-1".into() };
        LinkError::UnknownClient { .. } => LinkError::UnknownClient { name: "boto3 0.1.0".into() };
        LinkError::UnknownAccount { .. } => LinkError::UnknownAccount { index: 3 };
        LinkError::UnknownGroup { .. } => LinkError::UnknownGroup { index: 30 };
        LinkError::UnfitAssumption { .. } => LinkError::UnfitAssumption { key: "next_call", found: 0 };
        LinkError::OutOfRange { .. } => LinkError::OutOfRange { found: 2_000_000 };
    };
    for error in links {
        assert_told(&link_not_opened(Lang::En, &error), &link_not_opened(Lang::Ja, &error));
    }
    let unknown = SceneError::Unknown { id: "nowhere".into() };
    assert_told(&scene_not_opened(Lang::En, &unknown), &scene_not_opened(Lang::Ja, &unknown));
}
