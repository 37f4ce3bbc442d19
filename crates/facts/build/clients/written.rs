//! What the data of SDKs becomes: Rust tables, and lines for the file of texts.
//! How it is read and checked is `clients`' business.

use std::fmt::Write;

use super::{Clients, Retry, SAID_OF_CLIENTS, version};

/// Lines for the file of texts: where retry policies, refresh windows and timeouts were read, each with the id of its row
/// and the field, tabs between them. `RuleTexts` in `src/rule.rs` reads them.
pub fn write_sources(Clients { retries, clients }: &Clients) -> String {
    let mut out = String::new();
    for client in clients {
        for (field, source) in SAID_OF_CLIENTS.iter().zip(&client.sources) {
            let _ = writeln!(out, "{}\t{field}\t{source}", client.id);
        }
    }
    for Retry { id, source, .. } in retries {
        let _ = writeln!(out, "{id}\tpolicy\t{source}");
    }
    out
}

/// The Rust tables.
pub fn write(Clients { retries, clients }: &Clients) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "/// Every retry policy, in the order of the data file.");
    let _ = writeln!(out, "pub static RETRIES: [RetryFact; {}] = [", retries.len());
    for Retry { id, mode, policy, .. } in retries {
        let _ = writeln!(out, "RetryFact {{ id: {id:?}, mode: {mode}, policy: {policy} }},");
    }
    let _ = writeln!(out, "];\n/// Every SDK over its ranges of versions, in the order of the data file.");
    let _ = writeln!(out, "pub static PRESETS: [ClientPreset; {}] = [", clients.len());
    for client in clients {
        let below = client.below.map_or_else(|| "None".to_owned(), |below| format!("Some({})", version(below)));
        let _ = writeln!(
            out,
            "ClientPreset {{ id: {:?}, sdk: Sdk::{}, from: {}, below: {below}, \
             #[cfg(feature = \"sources\")] newest_known: {},",
            client.id,
            client.sdk,
            version(client.from),
            client.newest_known,
        );
        for (field, value) in &client.cited {
            let _ = writeln!(out, "{field}: {value},");
        }
        out.push_str("},\n");
    }
    out.push_str("];\n");
    out
}
