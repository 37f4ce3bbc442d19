//! Words of the timeline: steps, tempo, dead time, the axis, and where a moment lies.
//! No number is written here.

use crate::messages::messages;

messages! {
    /// Step.
    step_forward() { en: "Next step", ja: "次へ進む" }
    /// Step.
    step_back() { en: "Previous step", ja: "前に戻る" }
    /// Back to the start.
    restart() { en: "Back to the start", ja: "最初に戻る" }
    /// Name of the choice of how far a step goes.
    step_by() { en: "A step goes to", ja: "1 ステップの単位" }
    /// Choice.
    step_by_tempo() { en: "Step: automatic", ja: "単位: 自動" }
    /// Choice.
    step_by_packet() { en: "Step: next event", ja: "単位: イベント" }
    /// Choice.
    step_by_request() { en: "Step: next request", ja: "単位: リクエスト" }
    /// Choice.
    step_by_state() { en: "Step: next change", ja: "単位: 状態の変化" }
    /// Button: whether dead time is skipped.
    skip_dead_time() { en: "Skip time in which nothing happens", ja: "何も起きない時間を飛ばす" }
    /// Gaps on the time axis.
    gaps() { en: "Skipped while playing", ja: "再生中に飛ばした時間" }
    /// One of them.
    skipped(span) { en: "{span} skipped", ja: "飛ばした時間: {span}" }
    /// The time axis, which scrolls.
    time_axis() { en: "Time axis", ja: "時間軸" }
    /// Button: less time, more of it.
    zoom_in_time() { en: "Zoom time in", ja: "時間軸を拡大" }
    /// Button: more time, less of it.
    zoom_out_time() { en: "Zoom time out", ja: "時間軸を縮小" }
    /// Tempo control.
    tempo_label() { en: "Tempo", ja: "再生の速さ" }
    /// Playhead slider.
    playhead() { en: "Moment shown", ja: "表示する時刻" }
    /// Engine on its way.
    catching_up() { en: "Simulating up to this moment…", ja: "この時刻まで計算しています…" }
    /// How far into the fault.
    into_fault(span) { en: "{span} into the fault", ja: "障害発生から {span}" }
    /// Before the fault.
    before_fault(span) { en: "{span} before the fault", ja: "障害発生まで {span}" }
    /// After the fault.
    after_fault(span) { en: "{span} after the fault ended", ja: "障害の終了から {span}" }
}
