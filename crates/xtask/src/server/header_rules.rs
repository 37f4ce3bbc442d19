//! `_headers`, as Netlify and Cloudflare Pages read it: paths, then indented `Name: value` lines.
//! Only what this repository uses: exact paths and `*`, later rules win.

/// The file's name at the root of a site; it is never served itself.
pub const FILE: &str = "_headers";

/// Rules in the order of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct HeaderRules {
    rules: Vec<(String, Vec<(String, String)>)>,
}

impl HeaderRules {
    /// Reads the text; lines that are neither a path nor a header are passed over, as hosts do.
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
            if line.starts_with('/') {
                rules.push((line.trim().to_owned(), Vec::new()));
            } else if let (Some((_, headers)), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self { rules }
    }

    /// The headers for a path, beginning with `/`; a name may come twice, the later one counts.
    pub fn headers_for(&self, path: &str) -> impl Iterator<Item = (&str, &str)> {
        let fitting = self.rules.iter().filter(move |(pattern, _)| fits(pattern, path));
        fitting.flat_map(|(_, headers)| headers.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

/// On these hosts `*` crosses slashes.
fn fits(pattern: &str, path: &str) -> bool {
    crate::glob::matches(&pattern.replace('*', "**"), path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_follow_their_path() {
        let rules = HeaderRules::parse("# all\n/*\n  A: 1\n  B: x: y\n\n/*.wasm\n  A: 2\nnonsense\n");
        let headers = |path: &str| rules.headers_for(path).map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>();
        assert_eq!(headers("/"), ["A=1", "B=x: y"]);
        assert_eq!(headers("/deep/a.wasm"), ["A=1", "B=x: y", "A=2"]);
    }

    #[test]
    fn headers_before_any_path_belong_nowhere() {
        assert_eq!(HeaderRules::parse("  A: 1\n"), HeaderRules::default());
    }
}
