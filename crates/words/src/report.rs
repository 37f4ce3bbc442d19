//! Words of the page that the command line prints about a run.
//! No number is formatted here; names of the model's own words stand in `model`.

use crate::messages::messages;

messages! {
    /// A statement with how well it is known.
    statement_known(statement, known) { en: "{statement} ({known})", ja: "{statement}（{known}）" }
    /// Heading of a chain of causes: which world.
    why_world(world, label) { en: "World {world}: {label}", ja: "世界 {world}: {label}" }
    /// Below it: who, in what state, when.
    why_state(name, state, moment) { en: "State of {name} at {moment}: {state}.", ja: "{moment} の {name} の状態は「{state}」です。" }
    /// A moment within that sentence.
    why_moment(date, time) { en: "{time} on {date}", ja: "{date} {time}" }
    /// The day and the hours of a scenario.
    report_hours(date, start, end) { en: "{date}, {start}–{end} UTC", ja: "{date} {start}〜{end} UTC" }
    /// The same for one that goes past midnight.
    report_days(date, start, end, until) { en: "{date}, {start} UTC to {until}, {end} UTC", ja: "{date} {start} UTC〜{until} {end} UTC" }
    /// The same hours in another time zone.
    report_local(start, end, zone) { en: "{start}–{end} {zone}", ja: "{zone} では {start}〜{end}" }
    /// Where it was stopped.
    report_until(time) { en: "played up to {time} UTC", ja: "{time} UTC まで再生" }
    /// Which rules and which luck.
    report_rules(date, number) { en: "AWS’s rules of {date}, seed {number}", ja: "{date}時点の仕様、シード {number}" }
    /// Which rules.
    rules_of(date) { en: "AWS’s rules of {date}", ja: "{date}時点の仕様" }
    /// A world that has a day of its own.
    report_rules_of(world, date) { en: "World {world}: AWS’s rules of {date}", ja: "世界 {world}: {date}時点の仕様" }
    /// Heading.
    report_in_short() { en: "In short", ja: "要約" }
    /// Sentence: nobody was hurt.
    report_calm(total) { en: "No fault stopped any of the {total} principals.", ja: "{total} 個のプリンシパルは、どれも障害で停止しませんでした。" }
    /// Sentence: how bad it got.
    report_worst(time, impaired, total) {
        en: "At the worst moment, {time} UTC, {impaired} of {total} principals could not work.",
        ja: "停止したプリンシパルが最も多かったのは {time} UTC で、{total} 個のうち {impaired} 個でした。",
    }
    /// Sentence: somebody was hurt, but never at the end of a minute.
    report_brief() { en: "Some principals were stopped for less than a minute.", ja: "1 分に満たない停止がありました。" }
    /// Sentence: what was lost and what was not.
    report_lost(minutes, kept, total) {
        en: "{minutes} principal-minutes were lost; {kept} of {total} lost none.",
        ja: "停止時間はのべ {minutes} 分です。{total} 個のうち {kept} 個は停止しませんでした。",
    }
    /// Sentence: could not renew.
    report_cannot_renew(count) { en: "Up to {count} could work but not renew.", ja: "動いていても更新不可だったものは、最大 {count} 個です。" }
    /// Sentence: the state of things at the end.
    report_now(time, impaired, renew) {
        en: "At {time} UTC, {impaired} cannot work and {renew} cannot renew.",
        ja: "{time} UTC の時点では、停止 {impaired} 個、更新不可 {renew} 個です。",
    }
    /// Sentence: failed requests of all sent.
    report_failed(failed, total) { en: "{failed} of {total} requests failed.", ja: "リクエスト {total} 件のうち {failed} 件が失敗しました。" }
    /// Sentence: STS that answered slowly.
    report_slowed(region, slow, usual) {
        en: "STS in {region} answered slowly: p95 up to {slow}, {usual} without faults.",
        ja: "{region}の STS の応答が遅くなりました（p95 は最大 {slow}、障害がなければ {usual}）。",
    }
    /// Sentence: whom the twin changes otherwise.
    report_set_otherwise(names) { en: "More than the endpoint setting is different for {names}.", ja: "エンドポイント以外の設定も異なるもの: {names}。" }
    /// Heading.
    report_events() { en: "What broke when", ja: "いつ何が起きたか" }
    /// Column.
    report_into() { en: "Into it", ja: "発生から" }
    /// Event.
    report_breaks(fault) { en: "{fault}", ja: "{fault}" }
    /// Event.
    report_mends(fault) { en: "over: {fault}", ja: "終了: {fault}" }
    /// Nothing happened.
    report_no_events() { en: "No fault holds in this run.", ja: "この再生では、障害は起きません。" }
    /// Heading.
    report_states() { en: "States over time", ja: "状態の推移" }
    /// How to read the ribbons: a column.
    report_column(long) {
        en: "One column is {long} and shows the principals at its end.",
        ja: "1 列は {long}で、その終わりの時点の個数を示します。",
    }
    /// The same for one of several counts.
    report_column_most(long, step) {
        en: "One column is {long} and shows the most principals at the end of any {step} in it.",
        ja: "1 列は {long}で、{step}ごとに数えた個数のうち最大のものを示します。",
    }
    /// How high a ribbon can be.
    report_height(total) { en: "Full height is all {total}.", ja: "高さの上限は全 {total} 個です。" }
    /// The same with letters.
    report_height_ascii(total) {
        en: "1 is up to a tenth of all {total}, 9 up to nine tenths, # more.",
        ja: "全 {total} 個に対して、1 は 1 割まで、9 は 9 割まで、# はそれより上です。",
    }
    /// How to read the ribbons of failed requests.
    report_height_failed(step, most) {
        en: "Failed requests are counted per {step}, and their scale ends at {most}, the most in either world.",
        ja: "失敗したリクエストは {step}ごとの件数で、2 つの世界を通じた最大値の {most} 件を上限とします。",
    }
    /// How to read the latency table.
    report_latency_hint() {
        en: "Time from call to answer at STS, since the start. Percentiles come from a histogram and are true to about 6 %; p95 also rests on assumed jitter.",
        ja: "開始からの STS 呼び出しの応答時間です。p50 と p95 はヒストグラムから求めた値で、誤差は約 6 % です。p95 は、仮定した揺らぎにも基づきます。",
    }
    /// How to read the row of posts.
    report_posts_more() {
        en: "“+” stands for several posts, or for one numbered 10 or more.",
        ja: "「+」は、複数の投稿か、番号が 10 以上の投稿です。",
    }
    /// Row.
    report_faults() { en: "faults", ja: "障害" }
    /// Row.
    report_posts() { en: "posts", ja: "投稿" }
    /// Row.
    report_failed_requests() { en: "failed requests", ja: "失敗したリクエスト" }
    /// Column.
    report_most() { en: "Most", ja: "最大" }
    /// A ribbon without anything in it.
    report_healthy_throughout() { en: "healthy throughout", ja: "終始正常" }
    /// Heading.
    report_changes() { en: "Changes of IAM", ja: "IAM の変更" }
    /// A change: its name, who writes it, and what.
    change_headline(name, by, what) { en: "{name}: {by} {what}.", ja: "{name}: {what}（実行者: {by}）" }
    /// What is written, after who does.
    change_create_role(principal) { en: "creates the role of {principal}", ja: "{principal} のロールを作成" }
    /// What is written.
    change_delete_role(principal) { en: "deletes the role of {principal}", ja: "{principal} のロールを削除" }
    /// What is written.
    change_allow(principal) { en: "allows {principal} to use its services", ja: "{principal} にサービスの利用を許可" }
    /// What is written.
    change_deny(principal) { en: "no longer allows {principal} to use its services", ja: "{principal} のサービスの利用を許可しない設定に" }
    /// What is written.
    change_activate(region) { en: "activates STS in {region}", ja: "{region}リージョンの STS をアクティブ化" }
    /// What is written.
    change_deactivate(region) { en: "deactivates STS in {region}", ja: "{region}リージョンの STS を非アクティブ化" }
    /// What is written.
    change_token(version) { en: "sets the global endpoint’s tokens to version {version}", ja: "グローバルエンドポイントのトークンをバージョン {version} に設定" }
    /// What is written.
    change_enable(region) { en: "enables the opt-in Region {region}", ja: "オプトインリージョンの{region}を有効化" }
    /// What is written.
    change_disable(region) { en: "disables the opt-in Region {region}", ja: "オプトインリージョンの{region}を無効化" }
    /// Sentence: how far it is.
    change_not_sent() { en: "Not sent yet.", ja: "まだ送信していません。" }
    /// Sentence: how far it is.
    change_not_acknowledged() {
        en: "Sent, but not acknowledged by the control plane.",
        ja: "送信しましたが、コントロールプレーンはまだ受け付けていません。",
    }
    /// Sentence: how far it is.
    change_acknowledged(time) { en: "Acknowledged at {time}.", ja: "{time} にコントロールプレーンが受け付けました。" }
    /// A Region, and when it arrived there.
    change_region_at(region, time) { en: "{region} ({time})", ja: "{region}（{time}）" }
    /// Sentence: Regions, each with its time.
    change_arrived(list) { en: "Arrived in {list}.", ja: "到着したリージョン: {list}。" }
    /// Sentence: Regions in which nobody of the cast is.
    change_arrived_also(count, time) { en: "Also in {count} Regions without principals, the last at {time}.", ja: "プリンシパルのいないほかの {count} リージョンには、{time} までに届きました。" }
    /// The same, where it is in no other.
    change_arrived_in(count, time) { en: "Arrived in {count} Regions without principals, the last at {time}.", ja: "プリンシパルのいない {count} リージョンには、{time} までに届きました。" }
    /// Sentence: Regions it is on its way to.
    change_on_the_way(list) { en: "On its way to {list}.", ja: "伝播の途中: {list}。" }
    /// Sentence: Regions that are cut off or down.
    change_waits(list) { en: "Waits for {list}.", ja: "疎通の回復を待っているリージョン: {list}。" }
    /// Heading.
    report_places() { en: "Blast radius by place", ja: "場所ごとの影響範囲" }
    /// Explanation.
    report_places_hint() {
        en: "Stopped at some time by a fault, kept working all the time, and principal-minutes lost, less what the same world loses without faults.",
        ja: "障害で一時でも停止した数、動き続けた数、のべ停止時間（分）です。障害がなくても生じる分は除いています。",
    }
    /// Column.
    report_stopped() { en: "Stopped", ja: "停止" }
    /// Column.
    report_kept() { en: "Kept on", ja: "稼働" }
    /// Column.
    report_minutes() { en: "Min lost", ja: "停止（分）" }
    /// Row.
    report_all() { en: "All", ja: "合計" }
    /// Heading.
    report_first_harm() { en: "First stall, first error", ja: "最初の待機と最初のエラー" }
    /// Sentence: there was neither.
    report_no_harm() { en: "No caller waited in vain, or got an error, because of a fault.", ja: "障害による待機もエラーもありませんでした。" }
    /// Row.
    report_first_stall() { en: "first stall", ja: "最初の待機" }
    /// Row.
    report_first_error() { en: "first error", ja: "最初のエラー" }
    /// Nothing to name.
    report_none() { en: "none", ja: "なし" }
    /// Heading.
    report_errors() { en: "Failed requests by error", ja: "失敗したリクエストの内訳" }
    /// Nothing failed.
    report_no_errors() { en: "No request failed.", ja: "失敗したリクエストはありません。" }
    /// A route within one place.
    report_within(place) { en: "within {place}", ja: "{place}内" }
    /// Kind of endpoint, below a heading that says so.
    report_global() { en: "global", ja: "グローバル" }
    /// Kind of endpoint, below a heading that says so.
    report_regional() { en: "Regional", ja: "リージョナル" }
    /// Column.
    report_round_trip() { en: "Round trip", ja: "往復時間の根拠" }
    /// A fault that is not reported by anybody.
    report_assumed_fault(fault) { en: "“{fault}” is made up for this scenario.", ja: "「{fault}」は、このシナリオのための仮定です。" }
    /// What to know about a fault.
    report_fault_note(fault, text) { en: "{fault}. {text}", ja: "{fault}。{text}" }
    /// Sentence: whom an open question concerns, in both worlds.
    report_concerns_both(names) { en: "Here: {names}.", ja: "ここでの対象は {names} です。" }
    /// The same in one world.
    report_concerns(world, names) { en: "World {world}: {names}.", ja: "世界 {world} での対象は {names} です。" }
    /// Sources contradict each other on a client's default.
    report_disputed(name, sdk, list, mode) {
        en: "{name} ({sdk}): sources contradict each other on the default of sts_regional_endpoints: {list}. Here it is {mode}.",
        ja: "{name}: {sdk} の sts_regional_endpoints のデフォルトは、情報源によって異なります。{list}。ここでは {mode} とします。",
    }
    /// Heading.
    report_unknown() { en: "What is unknown here", ja: "ここで分からないこと" }
    /// Nothing is.
    report_nothing_unknown() {
        en: "Nothing in this run lies beyond what is documented, observed or assumed above.",
        ja: "公式文書、観測、上記の仮定のいずれでも説明できないことは、この再生にはありません。",
    }
    /// Principals whose state nobody knows.
    report_unknown_states(world, count) {
        en: "World {world}: for up to {count} principals at a time nobody documents whether they could work.",
        ja: "世界 {world}: 最大 {count} 個のプリンシパルは、動けたかどうかが公式文書からは分かりません。",
    }
    /// Routes nobody measured.
    report_estimated_routes(count, total) {
        en: "Round trips of {count} of {total} routes are estimated or assumed, not measured.",
        ja: "{total} 本の経路のうち {count} 本の往復時間は、実測ではなく推定か仮定です。",
    }
    /// Principals that take no part.
report_inactive(world, names, what) { en: "World {world}: {names} ({what}).", ja: "世界 {world}: {names}（{what}）" }
    /// Heading.
    report_fingerprint() { en: "Fingerprint", ja: "ダイジェスト" }
    /// Heading of the spread over seeds.
    report_spread() { en: "Spread of the figures over all seeds", ja: "全シードでの値の分布" }
    /// Which seeds.
    report_seeds(count, least, most) { en: "{count} seeds, {least} to {most}", ja: "シード {least}〜{most}（{count} 個）" }
    /// Explanation.
    report_seeds_hint() {
        en: "Each row over all seeds; behind the least and the greatest value stands the smallest seed that gives it.",
        ja: "行ごとに、すべてのシードでの値をまとめています。最小と最大の後の # は、その値になる最小のシードです。",
    }
    /// Column.
    report_least() { en: "Least", ja: "最小" }
    /// Column.
    report_median() { en: "Median", ja: "中央値" }
    /// Column.
    report_p90() { en: "p90", ja: "p90" }
    /// Column.
    report_greatest() { en: "Greatest", ja: "最大" }
    /// Row.
    report_impaired_peak() { en: "impaired at the worst moment", ja: "最も多いときの停止数" }
    /// Row.
    report_cannot_renew_peak() { en: "could not renew, at most", ja: "更新不可の最大数" }
    /// Row.
    report_stopped_ever() { en: "stopped at some time", ja: "一時でも停止した数" }
    /// Row.
    report_minutes_lost() { en: "principal-minutes lost", ja: "のべ停止時間（分）" }
    /// Row.
    report_requests_failed() { en: "failed requests", ja: "失敗したリクエスト" }
    /// Row.
    report_until_stall() { en: "start to first stall, min", ja: "最初の待機まで（分）" }
    /// Row.
    report_until_error() { en: "start to first error, min", ja: "最初のエラーまで（分）" }
    /// Behind a row: in some seeds there was none.
    report_never_in(count) { en: "none in {count}", ja: "{count} 個ではなし" }
}
