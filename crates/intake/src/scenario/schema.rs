//! The scenario format as JSON Schema (draft 2020-12), written from the same data that files are held to.
//! What a schema cannot say (names in the same file, spans within bounds, days of a calendar) it leaves to the reader.

use serde_json::{Map, Value, json};
use sts_atlas_facts::{CITIES, RegionId};

use super::format::{Absent, Key, Need, Places, Regions, SCENARIO, Shape, Table, Variant, Word, words};
use crate::issue::Condition;
use crate::limits::{LONGEST_ID, LONGEST_URL};

/// The schema of a scenario file, for editors and other programs.
///
/// It accepts every file that can be read in today's version of the format, and none with an unknown key, a missing
/// one, or a value of another type.
pub fn schema() -> Value {
    let mut tables = Map::new();
    let top = table(&SCENARIO, &mut tables);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("Scenario file of STS Atlas"));
    schema.extend(top);
    tables.extend(places());
    schema.insert("$defs".into(), Value::Object(tables));
    Value::Object(schema)
}

/// A table as a schema; those it refers to are put among the definitions.
fn table(table: &'static Table, tables: &mut Map<String, Value>) -> Map<String, Value> {
    let properties: Map<String, Value> =
        table.keys.iter().map(|key| (key.name.to_owned(), Value::Object(property(key, tables)))).collect();
    let mut schema = object(json!({
        "type": "object",
        "description": table.doc,
        "properties": properties,
        "additionalProperties": false,
    }));
    let required: Vec<&str> =
        table.keys.iter().filter(|key| matches!(key.need, Need::Must)).map(|key| key.name).collect();
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    if table.one_of {
        schema.insert("minProperties".into(), json!(1));
        schema.insert("maxProperties".into(), json!(1));
    }
    let needs: Vec<Value> = table.keys.iter().flat_map(|key| needs(table, key)).collect();
    if !needs.is_empty() {
        schema.insert("allOf".into(), Value::Array(needs));
    }
    schema
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn property(key: &'static Key, tables: &mut Map<String, Value>) -> Map<String, Value> {
    let mut schema = value(&key.shape, tables);
    let mut doc = key.doc.to_owned();
    if let Shape::Word(words) | Shape::TruthOr(words) | Shape::WordOrTable { words, .. } = key.shape {
        let meanings: Vec<String> = words.iter().filter(|word| !word.doc.is_empty()).map(meaning).collect();
        if !meanings.is_empty() {
            doc.push_str(&format!(" {}.", meanings.join("; ")));
        }
    }
    match key.absent {
        Absent::Nothing => {}
        Absent::Text(text) => drop(schema.insert("default".into(), json!(text))),
        Absent::Number(number) => drop(schema.insert("default".into(), json!(number))),
        Absent::Truth(truth) => drop(schema.insert("default".into(), json!(truth))),
        Absent::Words(words) => doc.push_str(&format!(" Without it: {words}.")),
    }
    schema.insert("title".into(), json!(key.name));
    schema.insert("description".into(), json!(doc));
    schema
}

fn meaning(word: &Word) -> String {
    format!("\"{}\": {}", word.word, word.doc)
}

/// What a condition on another key asks of this one.
fn needs(table: &Table, key: &Key) -> Vec<Value> {
    let must = |condition| {
        let then = json!({ "required": [key.name] });
        json!({ "if": holds(table, condition), "then": then })
    };
    let only = |condition| {
        let without = object_of(key.name, json!(false));
        json!({ "if": holds(table, condition), "else": { "properties": without } })
    };
    match key.need {
        Need::Must | Need::May => Vec::new(),
        Need::MayOnly(condition) => vec![only(condition)],
        Need::MustOnly(condition) => vec![must(condition), only(condition)],
    }
}

fn object_of(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

fn holds(table: &Table, condition: Condition) -> Value {
    match condition {
        Condition::Beside { key } => json!({ "required": [key] }),
        Condition::Is { key, words } => {
            let by_default = table
                .key(key)
                .is_some_and(|other| matches!(other.absent, Absent::Text(default) if words.contains(&default)));
            let is = object_of(key, json!({ "enum": words }));
            if by_default { json!({ "properties": is }) } else { json!({ "properties": is, "required": [key] }) }
        }
        Condition::IsNot { key, words } => {
            let is = object_of(key, json!({ "enum": words }));
            json!({ "not": { "properties": is, "required": [key] } })
        }
        // About more than this table: the reader's business.
        Condition::InRegion | Condition::ReadsNewRetries => json!(true),
    }
}

fn value(shape: &Shape, tables: &mut Map<String, Value>) -> Map<String, Value> {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    object(match *shape {
        Shape::Text { most } => {
            json!({ "type": "string", "minLength": 1, "maxLength": most, "pattern": NO_CONTROL })
        }
        Shape::Name { most, of } => {
            let comment = format!("a name that stands under `{of}`");
            json!({ "type": "string", "minLength": 1, "maxLength": most, "$comment": comment })
        }
        Shape::Tag => json!({ "type": "string" }),
        Shape::Id => text(&format!("^[a-z0-9-]{{1,{LONGEST_ID}}}$")),
        Shape::Url => {
            let host = "^https?://[A-Za-z0-9.:-]+(/[!-~]*)?$";
            json!({ "type": "string", "pattern": host, "maxLength": LONGEST_URL })
        }
        Shape::Number { least, most } if least == most => json!({ "const": least }),
        Shape::Number { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::TruthOr(allowed) => json!({ "anyOf": [{ "type": "boolean" }, { "enum": words(allowed) }] }),
        Shape::Span { least, most } => {
            let mut schema = object(text(SPAN));
            schema.insert("$comment".into(), json!(format!("from {least} to {most}")));
            Value::Object(schema)
        }
        Shape::Day => text(DAY),
        Shape::Utc => text(UTC),
        Shape::Moment => json!({ "type": "string", "anyOf": [{ "pattern": SPAN }, { "pattern": UTC }] }),
        Shape::EventTime => text("^[A-Z]{2,5} [+-]((0[0-9]|1[0-3]):(00|15|30|45)|14:00)$"),
        Shape::Share => text("^[0-9]+([.][0-9]{1,4})?%$"),
        Shape::Factor => json!({ "type": "number", "exclusiveMinimum": 1, "maximum": 1000 }),
        Shape::Times => json!({ "type": "number", "minimum": 0.001, "maximum": 1000 }),
        Shape::Version => text("^[0-9]+([.][0-9]+){0,2}$"),
        Shape::Word(allowed) => json!({ "enum": words(allowed) }),
        Shape::Region(regions) => reference(regions_name(regions)),
        Shape::RegionOr { word, regions } => json!({ "anyOf": [{ "const": word }, reference(regions_name(regions))] }),
        Shape::Place(places) => reference(places_name(places)),
        Shape::List { of, least, most } => {
            let item = Value::Object(value(of, tables));
            let many =
                json!({ "type": "array", "items": item, "minItems": least, "maxItems": most, "uniqueItems": true });
            json!({ "anyOf": [item, many] })
        }
        Shape::Table(of) => defined(of, tables),
        Shape::Tables { of, least, most } => {
            json!({ "type": "array", "items": defined(of, tables), "minItems": least, "maxItems": most })
        }
        Shape::TablesBy { by, of, least, most } => {
            let variants: Vec<Value> = of.iter().map(|variant| self::variant(by, variant, tables)).collect();
            json!({ "type": "array", "items": { "oneOf": variants }, "minItems": least, "maxItems": most })
        }
        Shape::WordOrTable { words: allowed, table } => {
            json!({ "anyOf": [{ "enum": words(allowed) }, defined(table, tables)] })
        }
    })
}

const NO_CONTROL: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
const SPAN: &str = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?([0-9]+us)?$";
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
const UTC: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2})?[Zz]$";

/// A reference to a table, which is among the definitions then.
fn defined(of: &'static Table, tables: &mut Map<String, Value>) -> Value {
    if !tables.contains_key(of.name) {
        let schema = table(of, tables);
        tables.insert(of.name.to_owned(), Value::Object(schema));
    }
    reference(of.name)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// The table of one word; the word itself is fixed in it.
fn variant(by: &str, variant: &'static Variant, tables: &mut Map<String, Value>) -> Value {
    let name = variant.table.name;
    if !tables.contains_key(name) {
        let mut schema = table(variant.table, tables);
        if let Some(tag) = schema.get_mut("properties").and_then(|properties| properties.get_mut(by)) {
            *tag = json!({ "const": variant.word, "title": by, "description": variant.table.doc });
        }
        tables.insert(name.to_owned(), Value::Object(schema));
    }
    reference(name)
}

fn regions_name(regions: Regions) -> &'static str {
    match regions {
        Regions::All => "region",
        Regions::Measured => "measured_region",
        Regions::EnabledByDefault => "default_region",
        Regions::OptIn => "opt_in_region",
        Regions::Deactivatable => "deactivatable_region",
    }
}

fn places_name(places: Places) -> &'static str {
    match places {
        Places::Measured => "measured_place",
        Places::All => "place",
    }
}

/// Regions and places by what they can be used for.
fn places() -> Map<String, Value> {
    let rows = [
        (Regions::All, "The code of a Region."),
        (Regions::Measured, "The code of a Region with latency data."),
        (Regions::EnabledByDefault, "The code of a Region that is enabled by default."),
        (Regions::OptIn, "The code of an opt-in Region."),
        (Regions::Deactivatable, "The code of a Region whose STS endpoint an account can deactivate."),
    ];
    let mut schemas = Map::new();
    for (regions, doc) in rows {
        let codes: Vec<&str> = RegionId::all().filter(|&region| regions.contains(region)).map(RegionId::code).collect();
        schemas.insert(regions_name(regions).to_owned(), json!({ "enum": codes, "description": doc }));
    }
    let cities: Vec<&str> = CITIES.iter().map(|city| city.name_en).collect();
    schemas.insert("city".into(), json!({ "enum": cities, "description": "A city." }));
    for (places, regions) in [(Places::Measured, Regions::Measured), (Places::All, Regions::All)] {
        let either = json!({ "anyOf": [reference(regions_name(regions)), reference("city")] });
        schemas.insert(places_name(places).to_owned(), either);
    }
    schemas
}
