//! Words of the page's frame: header, door, messages of last resort.
//! No word of the bench or the model.

use crate::messages::messages;

messages! {
    /// Name of the product; the same everywhere.
    product_name() { en: "STS Atlas", ja: "STS Atlas" }
    /// Skip link.
    skip_to_content() { en: "Skip to content", ja: "本文へ移動" }
    /// Label of the navigation.
    navigation() { en: "Pages", ja: "ページ一覧" }
    /// Link to the door.
    nav_home() { en: "Start", ja: "トップ" }
    /// Link to the Lab.
    nav_lab() { en: "Lab", ja: "ラボ" }
    /// Label of the language choice.
    language() { en: "Language", ja: "言語" }
    /// Theme switch, while light.
    theme_to_dark() { en: "Dark theme", ja: "ダークテーマにする" }
    /// Theme switch, while dark.
    theme_to_light() { en: "Light theme", ja: "ライトテーマにする" }
    /// The one sentence of the door.
    door_headline() { en: "Which door do your credentials come through?", ja: "お使いの認証情報は、どの入口から届いていますか？" }
    /// What the twin shows.
    door_lead() {
        en: "On 29 August 2024 seven Regions had trouble reaching us-east-1 for 86 minutes. The same storm in two worlds, replayed from data.",
        ja: "2024 年 8 月 29 日、7 つのリージョンから us-east-1 への通信に、86 分にわたって問題が生じました。同じ障害が 2 つの世界で何を引き起こすのか、データをもとに再現します。",
    }
    /// Way into the Lab.
    door_open_lab() { en: "Open the Lab", ja: "ラボを開く" }
    /// What waits there.
    door_open_lab_hint() { en: "break and mend anything yourself", ja: "自分の手で壊したり、直したりしてみてください" }
    /// Where the picture comes from.
    door_sources() {
        en: "From AWS’s Health Dashboard posts and latencies measured in the year to July 2025; how well each number is known is said beside it.",
        ja: "AWS Health Dashboard の投稿と、2025 年 7 月までの 1 年間に計測されたレイテンシーをもとにしています。それぞれの値の確からしさは、値のそばに示しています。",
    }
    /// AWS's own wording, quoted as such.
    door_quote() {
        en: "AWS wrote that customers “may have” experienced connectivity issues. How much was lost is not public: this replay assumes all of it, and that offices outside AWS were not hit.",
        ja: "AWS は、接続に問題が生じた「可能性がありました」と記載しています（原文は may have）。どれだけの通信が失われたのかは公表されていません。ここでは通信がすべて失われ、AWS の外の拠点には影響がなかったと仮定します。",
    }
    /// Page title of the door.
    title_home() { en: "STS Atlas: which door do your credentials come through?", ja: "STS Atlas: お使いの認証情報は、どの入口から届いていますか？" }
    /// Page title of the Lab.
    title_lab() { en: "Lab – STS Atlas", ja: "ラボ – STS Atlas" }
    /// Close a panel.
    close() { en: "Close", ja: "閉じる" }
    /// A link that cannot be read.
    link_broken(reason) {
        en: "This link could not be opened. {reason} The scenario is shown as written.",
        ja: "このリンクは開けませんでした。{reason}シナリオを最初の状態で表示しています。",
    }
    /// An address that leads nowhere.
    route_unknown() { en: "There is nothing at this address. Here is the start instead.", ja: "このアドレスにページはありません。代わりにトップを表示しています。" }
    /// Texts of rules on their way.
    rules_coming() { en: "Loading what the rules say…", ja: "説明を読み込んでいます…" }
    /// They could not be had.
    rules_failed() {
        en: "What the rules say could not be loaded. Check the connection and try again. If that does not help, reload the page.",
        ja: "説明を読み込めませんでした。接続を確認して、もう一度お試しください。解決しないときは、ページを再読み込みしてください。",
    }
    /// A scene on its way.
    scene_coming() { en: "Loading the scenario…", ja: "シナリオを読み込んでいます…" }
    /// It could not be had.
    scene_failed() {
        en: "The scenario could not be loaded. Check the connection and try again. If that does not help, reload the page. Until then another scenario is shown.",
        ja: "シナリオを読み込めませんでした。接続を確認して、もう一度お試しください。解決しないときは、ページを再読み込みしてください。それまでは、別のシナリオを表示しています。",
    }
    /// Asks once more.
    try_again() { en: "Try again", ja: "もう一度試す" }
    /// The door's card.
    twin_label() { en: "29 August 2024 in two worlds", ja: "2 つの世界で見る 2024 年 8 月 29 日" }
}
