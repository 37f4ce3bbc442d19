//! Words of the instruments: charts, lanes, planes, rolls, the storyboard, and what their marks mean.
//! No word of the model itself.

use crate::messages::messages;

messages! {
    /// Choice of what the stage shows.
    stage_shows() { en: "Show", ja: "表示" }
    /// Choice: the maps.
    sheet_map() { en: "Map", ja: "地図" }
    /// Choice: one map with what differs.
    sheet_difference() { en: "A − B", ja: "A − B" }
    /// Choice: states over time.
    sheet_states() { en: "Over time", ja: "推移" }
    /// Choice: latency.
    sheet_latency() { en: "Latency", ja: "レイテンシー" }
    /// Choice: remaining life of sessions.
    sheet_life() { en: "Session life", ja: "残り時間" }
    /// Choice: requests as lanes.
    sheet_lanes() { en: "Requests", ja: "リクエスト" }
    /// Choice: IAM's planes.
    sheet_planes() { en: "IAM", ja: "IAM" }
    /// Choice: other luck.
    sheet_rolls() { en: "Other seeds", ja: "別のシード" }
    /// The program that draws the charts is on its way.
    sheet_coming() { en: "Drawing…", ja: "描画しています…" }
    /// It cannot be had.
    sheet_failed() {
        en: "This could not be loaded. Check the connection and try again. If that does not help, reload the page.",
        ja: "読み込めませんでした。接続を確認して、もう一度お試しください。解決しないときは、ページを再読み込みしてください。",
    }
    /// Fold with the numbers behind a chart.
    sheet_table() { en: "The numbers as a table", ja: "数値を表で見る" }
    /// Fold with what the marks of a chart mean.
    sheet_marks() { en: "What the marks mean", ja: "記号の意味" }
    /// A world with its label.
    world_labeled(letter, label) { en: "World {letter}: {label}", ja: "世界 {letter}: {label}" }

    /// Title of a map.
    difference_title(here, there) {
        en: "Who fares worse in world {here} than in world {there}, and routes that only one has",
        ja: "世界 {there} より世界 {here} で状態の悪いプリンシパルと、片方にしかない経路",
    }
    /// What the map comes to.
    difference_counts(worse, world, better) {
        en: "Principals that fare worse in world {world}: {worse}; that fare better: {better}.",
        ja: "世界 {world} のほうが状態の悪いプリンシパルは {worse} 個、良いものは {better} 個です。",
    }
    /// What the marks mean.
    difference_marks() {
        en: "Squares: only principals whose state is worse in the world shown, in that state. Lines: only routes to STS that one world has and the other has not, purple to the global endpoint, blue to a Regional one. Choose World A or World B to see it the other way round.",
        ja: "四角は、表示中の世界のほうが状態の悪いプリンシパルだけを、その状態で示します。線は、片方の世界にしかない STS への経路で、紫はグローバル、青はリージョナルのエンドポイントです。世界 A と世界 B を切り替えると、逆から見られます。",
    }

    /// A column of one world.
    in_world(letter, what) { en: "{letter}: {what}", ja: "{letter}: {what}" }

    /// Title of a chart.
    states_title(world) { en: "Principals that are hurt, over time, world {world}", ja: "影響を受けたプリンシパルの推移（世界 {world}）" }
    /// What the marks mean.
    states_marks() {
        en: "Stacked from the axis up: principals that cannot work, that run on what is left, that are exposed, and those of which it is unknown. The line is the other world. Shaded: a fault holds. Drawn as far as it was simulated.",
        ja: "下から順に、停止、残り時間で稼働中、潜在影響、不明のプリンシパルの数を積み上げています。線はもう一方の世界、網かけは障害の発生中です。シミュレーション済みのところまで描いています。",
    }
    /// Column.
    column_until() { en: "Until", ja: "時刻" }

    /// Title of a chart.
    latency_title() { en: "Latency of STS calls by route, both worlds", ja: "経路別の STS のレイテンシー（両方の世界）" }
    /// What the marks mean.
    latency_marks() {
        en: "Filled: the round trip is measured; open: estimated from distance; dotted: assumed. The sign stands where half of the calls were back, the broken line ends where 95 of 100 were: that tail is assumed. Red: calls nobody answered.",
        ja: "塗りつぶしは往復時間が計測値、白抜きは距離からの推定、点線は仮定です。記号は呼び出しの半数が、破線の右端は 95% が戻った時間を示します。破線の部分は仮定に基づきます。赤は応答がなかった呼び出しです。",
    }
    /// Nothing to draw yet.
    latency_empty() { en: "No call to STS has ended yet.", ja: "STS の呼び出しは、まだ 1 つも完了していません。" }
    /// Column.
    column_world() { en: "World", ja: "世界" }
    /// Column.
    column_round_trip() { en: "Round trip", ja: "往復時間" }

    /// Title of a chart.
    life_title(world) { en: "What is left of each session, world {world}", ja: "セッションの残り時間（世界 {world}）" }
    /// What the marks mean.
    life_marks() {
        en: "Solid: the client still uses the session; hatched: AWS would still accept it, the client no longer uses it; the line below: the client tries to renew. Time runs from now to the right.",
        ja: "塗りつぶしは、クライアントがまだセッションを使う期間です。斜線は、AWS では有効でも、クライアントがもう使わない期間です。下の線は、クライアントが更新を試みる期間を示します。左端が現在です。",
    }
    /// Nobody holds a session.
    life_empty() { en: "Nobody holds a session now.", ja: "セッションを持つプリンシパルは、いまありません。" }
    /// Column.
    column_until_cutoff() { en: "Used for", ja: "使用可能" }
    /// Column.
    column_until_expiry() { en: "Expires in", ja: "有効期限まで" }
    /// Rows that are left out.
    and_more(count) { en: "and {count} more", ja: "ほか {count} 個" }

    /// Title of a chart.
    lanes_title(name, world) { en: "The last requests of {name}, world {world}", ja: "{name} の直近のリクエスト（世界 {world}）" }
    /// What the marks mean.
    lanes_marks() {
        en: "One lane for each that takes part. Arrows: what travels; broken: a connection is opened; a bar: the server works; hatched red: nothing comes back. Dotted: the client waits before it tries again. Widths grow as the square root of time, so that a millisecond shows beside a minute.",
        ja: "関係するものごとに 1 本の線を引いています。矢印は通信、破線は接続の確立、帯はサーバーの処理、赤い斜線は応答がない時間です。点線は、次に試すまでの待ち時間です。1 ミリ秒と 1 分を並べて見られるように、幅は時間の平方根に比例させています。",
    }
    /// Nothing to draw yet.
    lanes_empty() { en: "No request has ended yet.", ja: "完了したリクエストはまだありません。" }
    /// None of the last requests is this principal's.
    lanes_none(name) { en: "None of the last requests is one of {name}.", ja: "直近のリクエストに、{name} のものはありません。" }
    /// Heading of a choice.
    lanes_whose() { en: "Choose a principal", ja: "プリンシパルを選ぶ" }
    /// A lane.
    lane_client(place) { en: "client, {place}", ja: "クライアント（{place}）" }
    /// A lane.
    lane_name_server() { en: "DNS resolver", ja: "DNS リゾルバー" }
    /// A lane.
    lane_server(service, region) { en: "{service}, {region}", ja: "{service}（{region}）" }
    /// A lane.
    lane_target(region) { en: "service, {region}", ja: "サービス（{region}）" }
    /// A part of a request with how long it took.
    lane_part(part, took) { en: "{part} {took}", ja: "{part} {took}" }
    /// Part of a request.
    part_between() { en: "wait", ja: "待ち" }
    /// Part of a request.
    part_look_up() { en: "name", ja: "名前解決" }
    /// Part of a request.
    part_connect() { en: "TCP", ja: "TCP" }
    /// Part of a request.
    part_tls() { en: "TLS", ja: "TLS" }
    /// Part of a request.
    part_request() { en: "request", ja: "要求" }
    /// Part of a request.
    part_server() { en: "server", ja: "処理" }
    /// Part of a request.
    part_reply() { en: "reply", ja: "応答" }
    /// Part of a request.
    part_no_name() { en: "no address", ja: "アドレスなし" }
    /// Part of a request.
    part_no_connection() { en: "no connection", ja: "接続できず" }
    /// Part of a request.
    part_no_reply() { en: "no reply", ja: "応答なし" }
    /// Column.
    column_began() { en: "Sent", ja: "送信時刻" }
    /// Column.
    column_part() { en: "What", ja: "内訳" }
    /// Column.
    column_took() { en: "Took", ja: "所要時間" }
    /// Column.
    column_outcome() { en: "Outcome", ja: "結果" }

    /// Title of a picture.
    planes_title(world) { en: "IAM: control plane and data planes, world {world}", ja: "IAM のコントロールプレーンとデータプレーン（世界 {world}）" }
    /// What the marks mean.
    planes_marks() {
        en: "Large hexagon: the one control plane of the partition. Small hexagons: the data plane of each Region the account has; solid where a change has arrived, hatched while it is on its way, with a bar where it waits for a Region that is cut off, crossed where it is down. Regions light up one by one: how long each takes is assumed.",
        ja: "大きい六角形は、パーティションに 1 つのコントロールプレーンです。小さい六角形は、各リージョンのデータプレーンです。塗りつぶしは変更が届いたもの、斜線は反映の途中、下線つきは切り離されたリージョンへの反映待ち、×は停止を表します。どのリージョンにいつ届くかは、仮定に基づきます。",
    }
    /// No change in the scenario.
    planes_no_change() {
        en: "This scenario follows no single change of IAM on its way.",
        ja: "このシナリオでは、個々の IAM の変更がどこまで届いたかは追っていません。",
    }
    /// Title of a chart.
    propagation_title(world) { en: "How far changes of IAM have come, world {world}", ja: "IAM の変更の反映状況（世界 {world}）" }
    /// So many Regions have not got it yet.
    planes_on_the_way(count) { en: "{count} to come", ja: "残り {count} 個" }
    /// So many Regions are cut off.
    planes_waiting(count) { en: "{count} cut off", ja: "{count} 個が反映待ち" }
    /// Column.
    column_change() { en: "Change", ja: "変更" }
    /// Column.
    column_written() { en: "Acknowledged", ja: "受け付け" }
    /// Column.
    column_arrived() { en: "Arrived in", ja: "反映済み" }
    /// Column.
    column_on_the_way() { en: "On its way to", ja: "反映の途中" }
    /// Column.
    column_waits() { en: "Waits for", ja: "反映待ち" }
    /// Not yet.
    not_yet() { en: "not yet", ja: "まだ" }

    /// Title of a chart.
    rolls_title(count, time) { en: "The same at {time} under {count} other seeds", ja: "別の {count} 個のシードでの {time} の状態" }
    /// Key: the column of what is on the page.
    shown_seed() { en: "the seed you are looking at", ja: "表示中のシード" }
    /// What the marks mean.
    rolls_marks() {
        en: "One column for each seed, world A above world B, with the principals that cannot work and those that cannot renew. The first column, underlined, is the seed you are looking at; the others are beside it to compare. If columns differ little, luck is not the cause.",
        ja: "1 列が 1 つのシードで、上が世界 A、下が世界 B です。停止したプリンシパルと、更新不可のプリンシパルの数を積み上げています。左端の下線つきの列が、いま表示しているシードで、残りが比較用の別のシードです。列ごとの差が小さければ、結果は運によるものではありません。",
    }
    /// Range over all seeds.
    rolls_range(world, least, most, median) {
        en: "World {world}: {least} to {most} principals cannot work, median {median}.",
        ja: "世界 {world}: 停止するプリンシパルは {least}〜{most} 個、中央値は {median} 個です。",
    }
    /// The same under every seed.
    rolls_same(world, count) {
        en: "World {world}: principals that cannot work, whatever the seed: {count}.",
        ja: "世界 {world}: 停止するプリンシパルは、どのシードでも {count} 個です。",
    }
    /// Column.
    column_seed() { en: "Seed", ja: "シード" }
    /// Column.
    column_impaired(world) { en: "{world}: cannot work", ja: "{world}: 停止" }
    /// Column.
    column_cannot_renew(world) { en: "{world}: cannot renew", ja: "{world}: 更新不可" }
    /// Column.
    column_failed_in(world) { en: "{world}: failed requests", ja: "{world}: 失敗したリクエスト" }

    /// Over a saved picture: of what it is, and when.
    picture_moment(scenario, time) { en: "{scenario}, {time}", ja: "{scenario}、{time}" }
    /// Heading of the storyboard.
    storyboard_title(scenario) { en: "Storyboard: {scenario}", ja: "ストーリーボード: {scenario}" }
    /// Button.
    storyboard() { en: "Print a storyboard", ja: "ストーリーボードを印刷" }
    /// Where it comes from.
    storyboard_note(date, seed) {
        en: "Simulated with STS Atlas, rules of {date}, seed {seed}. States and requests are simulated, not observed at AWS.",
        ja: "STS Atlas によるシミュレーション（{date}時点の仕様、シード {seed}）。状態とリクエストは計算によるもので、AWS での観測結果ではありません。",
    }
}
