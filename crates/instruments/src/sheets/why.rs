//! The causes of a state or an outcome, to the root, each with its rule, how well it is known, and who says so; and the
//! requests it shows in.
//! No cause is found here.

use sts_atlas_sim::{Cause, ClientSpec};
use sts_atlas_words as words;

use super::{Sitting, lanes};
use crate::Subject;
use crate::html::Html;
use crate::rules::{rule, sdk_fact};

pub(super) fn draw(html: &mut Html, sitting: &Sitting) {
    let (world, principal, chain) = match sitting.subject {
        Some(Subject::Principal(world, principal)) => {
            (world, principal, sitting.player.world(world).why_principal(principal))
        }
        Some(Subject::Request(world, principal, began)) => {
            let mut recent = sitting.player.world(world).recent();
            let record = recent.find(|record| record.principal == principal && record.began.0 == began);
            let chain = record.map(|record| sitting.player.world(world).why_request(record));
            (world, principal, chain.unwrap_or_default())
        }
        None => return,
    };
    if chain.is_empty() {
        sitting.said(html, &words::nothing_to_explain(sitting.lang));
    } else {
        if sitting.texts.is_none() {
            sitting.cannot_be_had(html);
        }
        let client = sitting.player.client_of(world, principal);
        if let Some(client) = &client {
            html.said("p", &[("class", "hint")], &words::sdk(sitting.lang, client.preset.sdk, client.version));
        }
        html.element("ol", &[("class", "chain")], |html| {
            chain.iter().for_each(|cause| link(html, sitting, client.as_ref(), cause));
        });
    }
    lanes::of_principal(html, sitting, world, principal);
}

fn link(html: &mut Html, sitting: &Sitting, client: Option<&ClientSpec>, cause: &Cause) {
    let recording = sitting.player.recording();
    html.element("li", &[], |html| {
        html.element("h3", &[("class", "cause")], |html| {
            if let Some(at) = cause.at {
                html.said("time", &[("class", "mono")], &words::clock(recording.scenario.start.plus_micros(at.0)));
                html.text(" ");
            }
            html.text(&words::cause(sitting.lang, &cause.kind, recording));
        });
        rule(html, sitting, cause.rule);
        if let Some((client, fact)) = client.and_then(|client| Some((client, cause.sdk_fact(client)?))) {
            sdk_fact(html, sitting, client, fact);
        }
    });
}
