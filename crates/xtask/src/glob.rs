//! Patterns for file and URL paths: `*` is any run of characters within a segment, `**` crosses segments.
//! Pure text matching; no file system.

/// Whether `path` fits `pattern` from beginning to end.
pub fn matches(pattern: &str, path: &str) -> bool {
    let Some((literal, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(path) = path.strip_prefix(literal) else { return false };
    let (rest, crosses) = match rest.strip_prefix('*') {
        Some(rest) => (rest, true),
        None => (rest, false),
    };
    let mut ends = path.char_indices().map(|(at, letter)| (at, letter == '/')).collect::<Vec<_>>();
    ends.push((path.len(), false));
    for (end, is_separator) in ends {
        if matches(rest, &path[end..]) {
            return true;
        }
        if is_separator && !crosses {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_paths() {
        let rows = [
            ("index.html", "index.html", true),
            ("index.html", "en/index.html", false),
            ("app-*.css", "app-12ab.css", true),
            ("app-*.css", "app-12ab.css.map", false),
            ("*.wasm", "app_bg.wasm", true),
            ("*.wasm", "deep/app_bg.wasm", false),
            ("**.wasm", "deep/app_bg.wasm", true),
            ("crates/**", "crates/sim/src/lib.rs", true),
            ("crates/*/src/**", "crates/sim/src/lib.rs", true),
            ("crates/*/src/**", "crates/sim/tests/x.rs", false),
            ("/*", "/", true),
            ("", "", true),
        ];
        for (pattern, path, expected) in rows {
            assert_eq!(matches(pattern, path), expected, "`{pattern}` on `{path}`");
        }
    }
}
