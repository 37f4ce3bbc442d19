//! Words of the bench: controls, timeline, readouts.
//! No word of the model itself.

use crate::messages::messages;

messages! {
    /// Region of controls.
    controls() { en: "Controls", ja: "操作" }
    /// Region of numbers.
    readouts() { en: "Readouts", ja: "結果" }
    /// Region of the maps.
    stage() { en: "The two worlds on the map", ja: "地図で見る 2 つの世界" }
    /// Heading.
    scenario() { en: "Scenario", ja: "シナリオ" }
    /// Fold with links to every scene.
    other_scenarios() { en: "Choose another scenario", ja: "ほかのシナリオを選ぶ" }
    /// Heading.
    clients() { en: "Clients", ja: "クライアント" }
    /// Setting of a world's clients.
    endpoint_mode() { en: "Endpoint setting", ja: "エンドポイントの設定" }
    /// Nobody sets anything.
    mode_default() { en: "SDK default", ja: "SDK のデフォルト" }
    /// `legacy` everywhere.
    mode_legacy() { en: "legacy", ja: "legacy" }
    /// `regional` everywhere.
    mode_regional() { en: "regional", ja: "regional" }
    /// What the setting reaches.
    endpoint_mode_hint() {
        en: "sts_regional_endpoints, for every client whose SDK reads it",
        ja: "sts_regional_endpoints の値です。この設定に対応する SDK のクライアントに適用されます。",
    }
    /// As-of dial.
    rules_as_of() { en: "Rules as of", ja: "仕様の時点" }
    /// Newest stop of the dial.
    as_known_on(date) { en: "as known on {date}", ja: "{date}時点" }
    /// Note at a day that is not the scenario's own.
    as_of_inferred() {
        en: "How this day would have gone under these rules is inferred from what AWS documents; AWS has not said so itself.",
        ja: "この日の障害がこの時点の仕様のもとで起きていたら、という結果です。公開されている仕様からの推論であり、AWS が示したものではありません。",
    }
    /// Heading.
    account() { en: "Account", ja: "アカウント" }
    /// Column of switches.
    opt_in_regions() { en: "Opt-in Regions", ja: "オプトインリージョン" }
    /// Switch of one Region in one world.
    opt_in_switch(region, world) { en: "{region} enabled in world {world}", ja: "世界 {world} で{region}を有効化" }
    /// Token setting.
    global_token() { en: "Global tokens valid in all Regions", ja: "グローバルのトークンを全リージョンで有効にする" }
    /// Switch of the token setting in one world.
    global_token_switch(world) {
        en: "Global endpoint issues version 2 tokens in world {world}",
        ja: "世界 {world} で、グローバルエンドポイントがバージョン 2 のトークンを発行",
    }
    /// Settings hold from the start.
    from_the_start() { en: "Settings hold from the start of the scenario.", ja: "設定は、シナリオの最初から反映されます。" }
    /// Heading.
    break_something() { en: "Break something", ja: "壊してみる" }
    /// Breaks at the playhead.
    break_hint() { en: "A press breaks it in both worlds from the moment shown, another mends it.", ja: "ボタンを押すと、表示中の時刻から 2 つの世界で同時に障害が発生し、もう一度押すと復旧します。" }
    /// Fold with the times of a fault.
    fault_times() { en: "Times", ja: "開始と終了の時刻" }
    /// Field: minutes since the start.
    fault_from() { en: "From minute", ja: "開始（分後）" }
    /// Field: minutes since the start.
    fault_until() { en: "Until minute", ja: "終了（分後）" }
    /// Button.
    fault_never() { en: "Never", ja: "発生させない" }
    /// Fold with the form.
    break_anything() { en: "Break something else", ja: "ほかの場所を壊す" }
    /// Choice of a place.
    break_where() { en: "Where", ja: "場所" }
    /// Heading in a place's panel.
    who_stands_here() { en: "Principals here", ja: "ここにあるプリンシパル" }
    /// Button in a place's panel.
    center_here() { en: "Center the map here", ja: "ここを地図の中心にする" }
    /// A fault's windows.
    window(start, end) { en: "{start}–{end}", ja: "{start}〜{end}" }
    /// A fault without end.
    window_open(start) { en: "from {start}", ja: "{start} から" }
    /// A time, or times, that the sources give only roughly.
    about_time(time) { en: "≈ {time}", ja: "≈ {time}" }
    /// Mark of an assumption.
    assumed() { en: "assumed", ja: "仮定" }
    /// Heading.
    luck() { en: "Luck", ja: "乱数" }
    /// Seed.
    seed() { en: "Seed", ja: "シード" }
    /// Another seed.
    another_roll() { en: "Another roll", ja: "振り直す" }
    /// Heading.
    keep() { en: "Keep and share", ja: "保存と共有" }
    /// Button.
    copy_link() { en: "Copy link", ja: "リンクをコピー" }
    /// It worked.
    link_copied() { en: "Copied: the link opens exactly this state.", ja: "コピーしました。リンクを開くと、この状態がそのまま再現されます。" }
    /// It did, and plays a scenario that is not built in.
    link_needs_file() {
        en: "Copied. It opens where the scenario’s file is open; a saved recording holds both.",
        ja: "コピーしました。開くには、先に同じシナリオファイルを開いておく必要があります。「記録を保存」なら、シナリオも一緒に保存されます。",
    }
    /// It did not.
    link_not_copied() {
        en: "This page may not use the clipboard. While time stands still, the address bar holds the same link.",
        ja: "クリップボードを使えませんでした。停止中は、アドレスバーに同じリンクが表示されます。",
    }
    /// It would not open everywhere.
    link_too_long() {
        en: "Copied, but the link is so long that some programs cut it off.",
        ja: "コピーしましたが、リンクが長いため、貼り付け先によっては途中で切れることがあります。",
    }
    /// Button.
    save_history() { en: "History (CSV)", ja: "推移 (CSV)" }
    /// Button.
    save_requests() { en: "Last requests (CSV)", ja: "直近のリクエスト (CSV)" }
    /// Button.
    save_map_a() { en: "Map A (PNG)", ja: "地図 A (PNG)" }
    /// Button.
    save_map_b() { en: "Map B (PNG)", ja: "地図 B (PNG)" }
    /// Button.
    print() { en: "Print the page", ja: "ページを印刷" }
    /// Button.
    save_recording() { en: "Save recording", ja: "記録を保存" }
    /// Button.
    open_file() { en: "Open file", ja: "ファイルを開く" }
    /// What can be opened.
    open_file_hint() {
        en: "Recordings and scenario files (TOML, JSON) can be dropped here, too. Nothing is uploaded.",
        ja: "記録やシナリオファイル (TOML、JSON) は、ここにドロップしても開けます。外部には送信されません。",
    }
    /// What became of a file.
    recording_opened() { en: "Opened.", ja: "開きました。" }
    /// A file that is not opened.
    file_not_opened(reason) { en: "This file could not be opened. {reason}", ja: "このファイルは開けませんでした。{reason}" }
    /// Button.
    save_state() { en: "Numbers (JSON)", ja: "数値 (JSON)" }
    /// Button at a chart.
    save_chart_svg() { en: "Save as SVG", ja: "SVG で保存" }
    /// Button.
    save_chart_png() { en: "Save as PNG", ja: "PNG で保存" }
    /// Undo.
    undo() { en: "Undo", ja: "元に戻す" }
    /// Redo.
    redo() { en: "Redo", ja: "やり直す" }
    /// Reset.
    reset() { en: "Back to the scenario as written", ja: "最初の状態に戻す" }
    /// Heading of the player.
    timeline() { en: "Timeline", ja: "タイムライン" }
    /// Play.
    play() { en: "Play", ja: "再生" }
    /// Pause.
    pause() { en: "Pause", ja: "一時停止" }
    /// Regions too close to be pressed one by one.
    crowded_places(places) { en: "{places}: zoom in", ja: "{places}: 拡大" }
    /// Group of buttons.
    view_controls() { en: "View of the map", ja: "地図の表示" }
    /// Button.
    zoom_in() { en: "Zoom in", ja: "拡大" }
    /// Button.
    zoom_out() { en: "Zoom out", ja: "縮小" }
    /// Button.
    whole_world() { en: "Whole world", ja: "世界全体を表示" }
    /// Button.
    look_west() { en: "Look further west", ja: "西へ動かす" }
    /// Button.
    look_east() { en: "Look further east", ja: "東へ動かす" }
    /// Button.
    look_north() { en: "Look further north", ja: "北へ動かす" }
    /// Button.
    look_south() { en: "Look further south", ja: "南へ動かす" }
    /// Button.
    other_ocean() { en: "Center the other ocean", ja: "太平洋中心と大西洋中心を切り替える" }
    /// A key for both.
    play_or_pause() { en: "Play or pause", ja: "再生または一時停止" }
    /// Heading of the help.
    keyboard_help() { en: "Keys", ja: "キー操作" }
    /// When keys act.
    keyboard_help_hint() {
        en: "They act while the focus is anywhere in the bench, except while you type.",
        ja: "ラボの中のどこかにフォーカスがあれば働きます。文字の入力中は働きません。",
    }
    /// Two short notes side by side.
    both(first, second) { en: "{first}, {second}", ja: "{first}、{second}" }
    /// No fault at all.
    no_fault() { en: "no fault", ja: "障害なし" }
    /// A flag on the timeline.
    flag(time, text) { en: "{time} {text}", ja: "{time} {text}" }
    /// Ribbon.
    ribbon(succeeded, failed) { en: "So far {succeeded} requests succeeded and {failed} failed", ja: "ここまでのリクエスト: 成功 {succeeded} 件、失敗 {failed} 件" }
    /// A world.
    world(id) { en: "World {id}", ja: "世界 {id}" }
    /// A world's badge.
    badge(id) { en: "{id}", ja: "{id}" }
    /// Which world readouts show.
    readouts_of() { en: "Readouts of", ja: "表示する世界" }
    /// Heading.
    blast_radius() { en: "Blast radius", ja: "影響範囲" }
    /// Headline count.
    of_cannot_work(total) { en: "of {total} cannot work", ja: "/ {total} 個が停止" }
    /// Second line.
    more_cannot_renew(count) { en: "{count} more cannot renew", ja: "ほかに更新不可 {count} 個" }
    /// Comparison.
    other_world(impaired, renew) { en: "other world: {impaired} cannot work, {renew} cannot renew", ja: "もう一方の世界: 停止 {impaired} 個、更新不可 {renew} 個" }
    /// What kept working.
    kept_working(count, total) { en: "{count} of {total} keep working", ja: "{total} 個中 {count} 個は動き続けています" }
    /// Lost time.
    minutes_lost(minutes) { en: "{minutes} principal-minutes lost", ja: "プリンシパルの停止時間は、のべ {minutes} 分" }
    /// Harm without a fault.
    without_fault(count) { en: "{count} cannot work even without a fault", ja: "{count} 個は、障害がなくても停止" }
    /// Heading.
    latency() { en: "Latency", ja: "レイテンシー" }
    /// What the two states mean whose principals work and could not renew.
    states_mean() {
        en: "Exposed: works, but a renewal now would fail. Draining: a renewal has failed; works only while its session can still be used.",
        ja: "「潜在影響」は、動いているものの、いま更新すると失敗する状態です。「残り時間で稼働中」は、更新に失敗し、今のセッションが使えるあいだだけ動く状態です。",
    }
    /// What is measured.
    latency_hint() { en: "Time from call to answer at STS, since the start; true to about 6 %, and p95 rests on assumed jitter", ja: "開始からの STS 呼び出しの応答時間です。誤差は約 6 % で、p95 は仮定した揺らぎにも基づきます。" }
    /// Column.
    column_from() { en: "From", ja: "呼び出し元" }
    /// Column.
    column_route() { en: "Route", ja: "経路" }
    /// From somewhere to a Region.
    route(from, to) { en: "{from} → {to}", ja: "{from} → {to}" }
    /// Column.
    column_endpoint() { en: "Endpoint", ja: "エンドポイント" }
    /// Column.
    column_ok() { en: "OK", ja: "成功" }
    /// Column.
    column_p50() { en: "p50", ja: "p50" }
    /// Column.
    column_p95() { en: "p95", ja: "p95" }
    /// Column.
    column_no_answer() { en: "No answer", ja: "応答なし" }
    /// Heading.
    token_validity() { en: "Token validity", ja: "トークンの有効性" }
    /// Column.
    issued_by() { en: "Issued by", ja: "発行元" }
    /// Column of the 17 Regions.
    default_regions() { en: "Enabled by default", ja: "デフォルトで有効" }
    /// Column.
    held_by() { en: "Held by", ja: "保持数" }
    /// Heading.
    requests() { en: "Requests", ja: "リクエスト" }
    /// Column.
    column_sent() { en: "Sent", ja: "送信" }
    /// Column.
    column_succeeded() { en: "Succeeded", ja: "成功" }
    /// Column.
    column_failed() { en: "Failed", ja: "失敗" }
    /// Column.
    column_in_flight() { en: "Under way", ja: "処理中" }
    /// Heading.
    principals() { en: "Principals", ja: "プリンシパル" }
    /// Explanation at first mention.
    principals_hint() { en: "who calls, from where, and how long the session lasts", ja: "プリンシパルは、リクエストの実行主体です。それぞれの場所と、セッションの残り時間を示します。" }
    /// Column.
    column_name() { en: "Name", ja: "名前" }
    /// Column.
    column_place() { en: "Place", ja: "場所" }
    /// Column.
    column_state() { en: "State", ja: "状態" }
    /// Column.
    column_remaining() { en: "Remaining", ja: "残り時間" }
    /// Heading.
    ledger() { en: "Ledger", ja: "リクエストの記録" }
    /// Nothing yet.
    ledger_empty() { en: "No request has ended yet.", ja: "完了したリクエストはまだありません。" }
    /// Opens an explanation.
    why() { en: "Why?", ja: "なぜ？" }
    /// The same, named for what it explains.
    why_of(name) { en: "Why? {name}", ja: "なぜ？（{name}）" }
    /// Heading of the panel.
    why_heading(name) { en: "Why? {name}", ja: "{name}: なぜ？" }
    /// A try of many.
    try_of(attempt, of) { en: "try {attempt} of {of}", ja: "{of} 回中 {attempt} 回目" }
    /// Heading.
    what_differs() { en: "What differs between A and B", ja: "A と B の違い" }
    /// Fairness.
    difference_changed(changed, total) {
        en: "In B, another endpoint is used by {changed} of {total} principals. Faults and luck are the same.",
        ja: "{total} 個のプリンシパルのうち、{changed} 個が B では別のエンドポイントを使います。障害と乱数は同じです。",
    }
    /// Fairness.
    difference_rest(regional, none, stays) {
        en: "Unchanged: {regional} Regional in both worlds, {none} without STS calls of their own, {stays} on the global endpoint in both.",
        ja: "変わらないのは、どちらの世界でもリージョナルの {regional} 個、自分では STS を呼び出さない {none} 個、どちらの世界でもグローバルの {stays} 個です。",
    }
    /// Who could not be changed.
    difference_stays(names) { en: "On the global endpoint in both worlds: {names}. A client without a configured Region can stay there whatever the setting.", ja: "どちらの世界でもグローバルエンドポイントを使うもの: {names}。リージョンが設定されていないクライアントは、sts_regional_endpoints の値によらず、グローバルエンドポイントを使うことがあります。" }
    /// Heading.
    assumptions() { en: "What is assumed here", ja: "ここで仮定していること" }
    /// Legend heading.
    legend() { en: "Legend", ja: "凡例" }
    /// Legend.
    legend_global() { en: "global endpoint", ja: "グローバルエンドポイント" }
    /// Legend.
    legend_regional() { en: "Regional endpoint", ja: "リージョナルエンドポイント" }
    /// Legend.
    legend_opt_in() { en: "opt-in Region", ja: "オプトインリージョン" }
    /// Legend.
    legend_works() { en: "works", ja: "稼働" }
    /// Legend.
    legend_renew() { en: "cannot renew", ja: "更新不可" }
    /// Legend.
    legend_impaired() { en: "cannot work", ja: "停止" }
    /// Legend.
    legend_unknown() { en: "unknown", ja: "不明" }
    /// What lines are.
    legend_lines() { en: "The weight of a line shows the request rate at this tempo, a filling ring a client that waits; routes are schematic.", ja: "この速さでは、線の太さがリクエストの頻度を、円の弧が応答待ちの長さを表します。経路は模式図です。" }
    /// What dots are.
    legend_dots() { en: "A dot is one request under way, a filling ring a client that waits; routes are schematic.", ja: "点は処理中のリクエスト 1 件、円の弧は応答待ちの長さです。経路は模式図です。" }
    /// Count under a map.
    caption_counts(impaired, renew) { en: "{impaired} cannot work, {renew} cannot renew", ja: "停止 {impaired}、更新不可 {renew}" }
    /// The same, with those that could not work anyway.
    caption_counts_refused(impaired, renew, refused) {
        en: "{impaired} cannot work, {renew} cannot renew, {refused} stopped without a fault",
        ja: "停止 {impaired}、更新不可 {renew}、障害と無関係に停止 {refused}",
    }
    /// A world's caption once its clients were set otherwise.
    caption_sdk_default() { en: "each SDK’s default", ja: "SDK ごとのデフォルト" }
    /// The same.
    caption_legacy() { en: "legacy wherever it can be set", ja: "設定できるところは legacy" }
    /// The same.
    caption_regional() { en: "Regional wherever it can be set", ja: "設定できるところはリージョナル" }
    /// Behind a caption: other settings were changed.
    caption_changed(caption) { en: "{caption}, changed", ja: "{caption}（変更あり）" }
    /// Places with principals that a small map leaves out.
    off_the_map(places) { en: "Outside this view: {places}.", ja: "表示範囲の外にある場所: {places}。" }
    /// Short label.
    cannot_work() { en: "cannot work", ja: "停止" }
    /// Short label.
    cannot_renew() { en: "cannot renew", ja: "更新不可" }
    /// Before a count.
    of_total(total) { en: "of {total}", ja: "/ {total}" }
    /// Before a count.
    more() { en: "more", ja: "ほかに" }
    /// Fingerprint.
    fingerprint() { en: "fingerprint", ja: "ダイジェスト" }
    /// Events so far.
    events() { en: "events", ja: "イベント" }
    /// A place on the map.
    place_button(place, principals, impaired) {
        en: "{place}. Principals: {principals}, cannot work: {impaired}",
        ja: "{place}。プリンシパル {principals}、停止 {impaired}",
    }
    /// What the map shows, for those who do not see it.
    map_description(world, summary) { en: "Map of world {world}. {summary}", ja: "世界 {world} の地図。{summary}" }
    /// Tag where an arc leaves the map.
    edge_to(place) { en: "to {place}", ja: "{place}へ" }
    /// Tag where an arc enters the map.
    edge_from(place) { en: "from {place}", ja: "{place}から" }
    /// Switch state.
    on() { en: "on", ja: "オン" }
    /// Switch state.
    off() { en: "off", ja: "オフ" }
    /// Validity of a rule.
    valid_from(date) { en: "since {date}", ja: "{date}から" }
    /// Validity of a rule.
    valid_to(date) { en: "until {date}", ja: "{date}まで" }
    /// Quoted words of AWS.
    aws_wording() { en: "AWS’s own words", ja: "AWS の表現" }
    /// Nothing to explain.
    nothing_to_explain() { en: "Nothing has happened yet that could be explained.", ja: "説明できる出来事は、まだありません。" }
}
