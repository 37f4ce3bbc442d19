//! Names by which the app's module and its glue know each other: short ones in place of mangled ones with hashes, which
//! no compression makes small, and none of the notes that tools leave for tools. Every other byte of both stays; what they do
//! is wasm-bindgen's business.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::failure::{Failure, Outcome};

/// A module and the glue that loads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub glue: String,
    pub module: Vec<u8>,
}

/// What wasm-bindgen's own names begin with: nobody but the two uses these.
const MADE: [&str; 4] = ["__wb", "__externref", "wasm_bindgen__", "__wasm_bindgen"];
/// A note that says nothing of what the module does: by which tools it was made, for instance.
const NOTE: u8 = 0;
/// The one note that people read: what each function was called, where a build keeps that for a profiler.
const FUNCTION_NAMES: &[u8] = b"\x04name";
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// Before the first section: magic number and version.
const HEADER: usize = 8;

/// The same pair with short names.
pub fn shorten(pair: &Pair) -> Outcome<Pair> {
    let sections = sections(&pair.module).ok_or_else(unreadable)?;
    let mut names = BTreeMap::new();
    let mut fresh = FreshNames::beside(&pair.glue);
    for (id, body) in &sections {
        for name in names_in(*id, &pair.module[body.clone()]).ok_or_else(unreadable)? {
            let text = String::from_utf8_lossy(name).into_owned();
            if MADE.iter().any(|start| text.starts_with(start)) {
                names.entry(text).or_insert_with(|| fresh.next());
            }
        }
    }
    let mut module = pair.module[..HEADER].to_vec();
    for (id, body) in sections {
        if id == NOTE && !pair.module[body.clone()].starts_with(FUNCTION_NAMES) {
            continue;
        }
        let body = renamed(id, &pair.module[body], &names).ok_or_else(unreadable)?;
        module.push(id);
        write_number(&mut module, body.len());
        module.extend(body);
    }
    Ok(Pair { glue: replace_words(&pair.glue, &names), module })
}

fn unreadable() -> Failure {
    Failure::new("the module Trunk has built is no WebAssembly as expected here")
        .mend("see crates/xtask/src/web/short_names.rs")
}

/// Short words that no function of JavaScript may be called.
const RESERVED: [&str; 8] = ["do", "for", "if", "in", "let", "new", "try", "var"];

/// Words that occur nowhere in a text: `a`, `b`, … `z`, `aa`, `ab`, …
struct FreshNames {
    taken: Vec<String>,
    count: usize,
}

impl FreshNames {
    fn beside(text: &str) -> Self {
        let mut taken: Vec<String> = words(text).map(|word| text[word].to_owned()).collect();
        taken.extend(RESERVED.map(str::to_owned));
        taken.sort_unstable();
        taken.dedup();
        Self { taken, count: 0 }
    }

    fn next(&mut self) -> String {
        loop {
            let mut name = String::new();
            let mut rest = self.count;
            self.count += 1;
            loop {
                name.insert(0, char::from(b'a' + (rest % 26) as u8));
                rest /= 26;
                if rest == 0 {
                    break;
                }
                rest -= 1;
            }
            if self.taken.binary_search(&name).is_err() {
                return name;
            }
        }
    }
}

/// Where the words of a text are: letters, digits, `_` and `$`.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || !byte.is_ascii();
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|&byte| is_word(byte))?;
        let length = bytes[start..].iter().position(|&byte| !is_word(byte)).unwrap_or(bytes.len() - start);
        at = start + length;
        Some(start..at)
    })
}

fn replace_words(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for word in words(text) {
        if let Some(short) = names.get(&text[word.clone()]) {
            out.push_str(&text[copied..word.start]);
            out.push_str(short);
            copied = word.end;
        }
    }
    out.push_str(&text[copied..]);
    out
}

/// A module's sections: what each is, and where its content lies.
fn sections(module: &[u8]) -> Option<Vec<(u8, Range<usize>)>> {
    let mut sections = Vec::new();
    let mut at = HEADER;
    if !module.starts_with(b"\0asm\x01\0\0\0") {
        return None;
    }
    while at < module.len() {
        let id = module[at];
        at += 1;
        let length = read_number(module, &mut at)?;
        let end = at.checked_add(length).filter(|&end| end <= module.len())?;
        sections.push((id, at..end));
        at = end;
    }
    Some(sections)
}

/// An entry of imports or exports, in pieces.
struct Entry<'a> {
    /// The module an import is from.
    from: Option<&'a [u8]>,
    name: &'a [u8],
    /// Kind and index, or type.
    rest: &'a [u8],
}

fn entries(id: u8, body: &[u8]) -> Option<Vec<Entry<'_>>> {
    let mut at = 0;
    let count = read_number(body, &mut at)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let from = if id == IMPORTS { Some(read_name(body, &mut at)?) } else { None };
        let name = read_name(body, &mut at)?;
        let begin = at;
        skip_rest(id, body, &mut at)?;
        entries.push(Entry { from, name, rest: &body[begin..at] });
    }
    (at == body.len()).then_some(entries)
}

/// Skips what follows a name: an export's kind and index; of imports, functions only: wasm-bindgen imports nothing else.
fn skip_rest(id: u8, body: &[u8], at: &mut usize) -> Option<()> {
    let kind = *body.get(*at)?;
    *at += 1;
    let known = id == EXPORTS || kind == 0;
    known.then(|| read_number(body, at))?.map(|_| ())
}

fn names_in(id: u8, body: &[u8]) -> Option<Vec<&[u8]>> {
    if id != IMPORTS && id != EXPORTS {
        return Some(Vec::new());
    }
    Some(entries(id, body)?.iter().map(|entry| entry.name).collect())
}

fn renamed(id: u8, body: &[u8], names: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    if id != IMPORTS && id != EXPORTS {
        return Some(body.to_vec());
    }
    let entries = entries(id, body)?;
    let mut out = Vec::new();
    write_number(&mut out, entries.len());
    for entry in entries {
        entry.from.into_iter().for_each(|from| write_name(&mut out, from));
        let short = std::str::from_utf8(entry.name).ok().and_then(|name| names.get(name));
        write_name(&mut out, short.map_or(entry.name, |short| short.as_bytes()));
        out.extend(entry.rest);
    }
    Some(out)
}

/// Reads a number as WebAssembly writes them: seven bits in each byte, the low ones first.
fn read_number(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut number = 0_usize;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn read_name<'a>(bytes: &'a [u8], at: &mut usize) -> Option<&'a [u8]> {
    let length = read_number(bytes, at)?;
    let name = bytes.get(*at..at.checked_add(length)?)?;
    *at += length;
    Some(name)
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    write_number(out, name.len());
    out.extend(name);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module of imports, exports and a section of another kind, as wasm-bindgen makes them.
    fn pair() -> Pair {
        let mut imports = vec![2];
        for name in ["__wbg_append_1e60bd927c609246", "now"] {
            write_name(&mut imports, b"./app_bg.js");
            write_name(&mut imports, name.as_bytes());
            imports.extend([0, 0x83, 0x01]);
        }
        let mut exports = vec![2];
        for name in ["memory", "__wbindgen_start"] {
            write_name(&mut exports, name.as_bytes());
            exports.extend([2, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, body) in [(IMPORTS, imports), (EXPORTS, exports), (10, vec![7; 200])] {
            module.push(id);
            write_number(&mut module, body.len());
            module.extend(body);
        }
        let glue = "let a=1,c=a;({\"./app_bg.js\":{__wbg_append_1e60bd927c609246:function(){},now:a}});\
            wasm.__wbindgen_start();wasm.memory;x.__wbindgen_started";
        Pair { glue: glue.into(), module }
    }

    fn names(module: &[u8]) -> Vec<String> {
        let sections = sections(module).unwrap();
        let names = sections.iter().flat_map(|(id, body)| names_in(*id, &module[body.clone()]).unwrap());
        names.map(|name| String::from_utf8(name.to_vec()).unwrap()).collect()
    }

    #[test]
    fn both_sides_get_the_same_short_names_that_nothing_else_has() {
        let short = shorten(&pair()).unwrap();
        assert_eq!(names(&short.module), ["b", "now", "memory", "d"]);
        assert_eq!(
            short.glue,
            "let a=1,c=a;({\"./app_bg.js\":{b:function(){},now:a}});wasm.d();wasm.memory;x.__wbindgen_started"
        );
    }

    #[test]
    fn everything_but_names_stays() {
        let (long, short) = (pair(), shorten(&pair()).unwrap());
        assert_eq!(short.module[short.module.len() - 200..], long.module[long.module.len() - 200..]);
        assert_eq!(shorten(&short).unwrap(), short);
    }

    #[test]
    fn notes_of_tools_for_tools_go_and_the_names_of_functions_stay() {
        let mut noted = pair();
        for note in [&b"\x09producers with what follows"[..], b"\x04name with what follows"] {
            noted.module.push(NOTE);
            write_number(&mut noted.module, note.len());
            noted.module.extend(note);
        }
        let short = shorten(&noted).unwrap().module;
        let has = |text: &[u8]| short.windows(text.len()).any(|part| part == text);
        assert!(!has(b"producers") && has(b"\x04name with what follows"));
    }

    #[test]
    fn after_z_come_two_letters() {
        let mut fresh = FreshNames::beside("ab");
        let names: Vec<_> = (0..29).map(|_| fresh.next()).collect();
        assert_eq!((names[25].as_str(), names[26].as_str(), names[27].as_str()), ("z", "aa", "ac"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let mut cut = pair();
        cut.module.truncate(30);
        assert!(shorten(&cut).is_err());
        assert!(shorten(&Pair { module: b"<html>".to_vec(), ..cut }).is_err());
    }
}
