//! What a fault is called where nobody has given it a title: what breaks, and where.
//! Titles of a scenario's own faults are content.

use sts_atlas_facts::{Place, RegionId};
use sts_atlas_player::Recording;
use sts_atlas_sim::{Fault, PathEffect, ServerEffect, StsNames, Zones};

use crate::messages::messages;
use crate::{Lang, list, place, region};

messages! {
    /// Title.
    fault_path_cut(from, to) { en: "Path cut: {from} ⇄ {to}", ja: "経路を切断: {from} ⇄ {to}" }
    /// Title: from everywhere else.
    fault_all_paths(to) { en: "Paths from all other Regions to {to} cut", ja: "ほかの全リージョンから{to}への経路を切断" }
    /// Title.
    fault_path_ill(from, to) { en: "Path disturbed: {from} ⇄ {to}", ja: "経路が不安定: {from} ⇄ {to}" }
    /// Title.
    fault_region(at) { en: "{at}: the whole Region down", ja: "{at}: リージョン全体が停止" }
    /// Title.
    fault_sts(at) { en: "{at}: STS down", ja: "{at}: STS が停止" }
    /// Title.
    fault_sts_regional(at) { en: "{at}: Regional STS endpoint down", ja: "{at}: リージョナルエンドポイントが停止" }
    /// Title.
    fault_sts_global(at) { en: "{at}: global STS endpoint down as served there", ja: "{at}: このリージョンが処理するグローバルエンドポイントが停止" }
    /// Title.
    fault_sts_ill(at) { en: "{at}: STS errors or delays", ja: "{at}: STS にエラーまたは遅延" }
    /// Title.
    fault_data_plane(at) { en: "{at}: IAM data plane down", ja: "{at}: IAM のデータプレーンが停止" }
    /// Title.
    fault_zone(at) { en: "{at}: IAM data plane loses one Availability Zone", ja: "{at}: IAM のデータプレーンでアベイラビリティーゾーンが 1 つ停止" }
    /// Title.
    fault_control_plane() { en: "IAM control plane fails", ja: "IAM のコントロールプレーンに障害" }
    /// Title.
    fault_account_api() { en: "Account Management API fails", ja: "Account Management API に障害" }
    /// Title.
    fault_sign_in(at) { en: "{at}: sign-in fails", ja: "{at}: サインインに障害" }
    /// Title.
    fault_issuer(at) { en: "{at}: issuer of web identities out of reach", ja: "{at}: ウェブ ID の発行者に届かない" }
    /// Title.
    fault_dns() { en: "STS names without an address", ja: "STS の名前を解決できない" }
    /// Title.
    fault_throttle(at) { en: "{at}: STS throttles", ja: "{at}: STS がスロットリング" }
    /// Title.
    fault_allow_list(at) { en: "{at}: firewall lets only listed STS names through", ja: "{at}: ファイアウォールが一覧の STS 名だけを通す" }
    /// Title.
    fault_vpc_endpoint(at) { en: "{at}: only a VPC endpoint for the Region’s own STS", ja: "{at}: そのリージョンの STS への VPC エンドポイントだけ" }
    /// Title.
    fault_region_deny(at) { en: "Policy denies Regions other than {at}", ja: "{at}以外のリージョンをポリシーで拒否" }
}

/// What a recording's fault is called: its title in the scenario, or what it is.
pub fn fault_title(lang: Lang, recording: &Recording, index: u16) -> String {
    let offered = recording.scenario.faults.get(usize::from(index)).map(|offered| lang.text(&offered.title));
    offered.or_else(|| recording.fault(index).map(|fault| fault_name(lang, fault))).unwrap_or_default()
}

/// What a fault is called by what it is.
pub fn fault_name(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::Path { from, to, effect: PathEffect::Drop, .. } if from.len() > MOST_NAMED => {
            fault_all_paths(lang, regions(lang, to))
        }
        Fault::Path { from, to, effect: PathEffect::Drop, .. } => {
            fault_path_cut(lang, places(lang, from), regions(lang, to))
        }
        Fault::Path { from, to, .. } => fault_path_ill(lang, places(lang, from), regions(lang, to)),
        Fault::Region { at } => fault_region(lang, regions(lang, at)),
        Fault::Sts { at, names, effect: ServerEffect::Down } => {
            let at = regions(lang, at);
            match names {
                StsNames::Both => fault_sts(lang, at),
                StsNames::RegionalOnly => fault_sts_regional(lang, at),
                StsNames::GlobalOnly => fault_sts_global(lang, at),
            }
        }
        Fault::Sts { at, .. } => fault_sts_ill(lang, regions(lang, at)),
        Fault::IamDataPlane { at, zones: Zones::All } => fault_data_plane(lang, regions(lang, at)),
        Fault::IamDataPlane { at, zones: Zones::One } => fault_zone(lang, regions(lang, at)),
        Fault::IamControlPlane { .. } => fault_control_plane(lang),
        Fault::AccountApi { .. } => fault_account_api(lang),
        Fault::SignIn { at, .. } => fault_sign_in(lang, regions(lang, at)),
        Fault::Issuer { at } => fault_issuer(lang, places(lang, at)),
        Fault::Dns { .. } => fault_dns(lang),
        Fault::Throttle { at, .. } => fault_throttle(lang, regions(lang, at)),
        Fault::EgressAllowList { at, .. } => fault_allow_list(lang, places(lang, at)),
        Fault::VpcEndpointOnly { at } => fault_vpc_endpoint(lang, regions(lang, at)),
        Fault::RegionDeny { allowed } => fault_region_deny(lang, regions(lang, allowed)),
    }
}

/// More ends of a path are not named one by one: so many are only all of them.
const MOST_NAMED: usize = 12;

fn places(lang: Lang, places: &[Place]) -> String {
    let names: Vec<_> = places.iter().map(|&at| place(lang, at)).collect();
    list(lang, &names)
}

fn regions(lang: Lang, regions: &[RegionId]) -> String {
    let names: Vec<_> = regions.iter().map(|&at| region(lang, at)).collect();
    list(lang, &names)
}
