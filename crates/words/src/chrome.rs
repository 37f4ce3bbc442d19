//! Words of the page's frame: header, door, messages of last resort.
//! No word of the bench or the model.

use crate::messages::messages;

messages! {
    /// Name of the product; the same everywhere.
    product_name() { en: "STS Atlas", ja: "STS Atlas" }
    /// Skip link.
    skip_to_content() { en: "Skip to content", ja: "本文へ移動" }
    /// Label of the navigation.
    navigation() { en: "Places in the app", ja: "ページの一覧" }
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
    door_headline() { en: "Which door do your credentials come through?", ja: "その認証情報は、どの入口から来ていますか？" }
    /// What the twin shows.
    door_lead() {
        en: "On 29 August 2024 seven Regions had trouble reaching us-east-1 for 86 minutes. The same storm in two worlds, replayed from data.",
        ja: "2024 年 8 月 29 日、7 つのリージョンから us-east-1 への通信に 86 分間の問題が起きました。同じ障害を 2 つの世界で、データから再現します。",
    }
    /// Way into the Lab.
    door_open_lab() { en: "Open the Lab", ja: "ラボを開く" }
    /// What waits there.
    door_open_lab_hint() { en: "break and mend anything yourself", ja: "自分の手で壊したり、直したりしてみてください" }
    /// Where the picture comes from.
    door_sources() {
        en: "From AWS’s Health Dashboard posts and latencies measured in 2025; how well each number is known is said beside it.",
        ja: "AWS Health Dashboard の掲載内容と、2025 年に計測されたレイテンシーから作っています。それぞれの確からしさは、数値のそばに書いています。",
    }
    /// AWS's own wording, quoted as such.
    door_quote() {
        en: "AWS wrote that customers “may have experienced” errors. How much was lost is not public: this replay assumes all of it, and that offices outside AWS were not hit.",
        ja: "AWS の表現は「影響を受けた可能性があります (may have experienced)」です。どれだけの通信が失われたかは公表されていないため、ここではすべて失われ、AWS 外の拠点には影響がなかったと仮定します。",
    }
    /// Page title of the door.
    title_home() { en: "STS Atlas: which door do your credentials come through?", ja: "STS Atlas: その認証情報は、どの入口から来ていますか？" }
    /// Page title of the Lab.
    title_lab() { en: "Lab – STS Atlas", ja: "ラボ – STS Atlas" }
    /// Close a panel.
    close() { en: "Close", ja: "閉じる" }
    /// A link that cannot be read.
    link_broken(reason) {
        en: "This link could not be read ({reason}). The scenario is shown as written.",
        ja: "このリンクは読み取れませんでした（{reason}）。シナリオを最初の状態で表示しています。",
    }
    /// An address that leads nowhere.
    route_unknown() { en: "There is nothing at this address. Here is the start instead.", ja: "このアドレスにはページがありません。トップを表示しています。" }
    /// The door's card.
    twin_label() { en: "29 August 2024 in two worlds", ja: "2 つの世界で見る 2024 年 8 月 29 日" }
}
