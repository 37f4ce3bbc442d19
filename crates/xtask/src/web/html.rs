//! Start tags of an HTML page with their attributes, enough to find inline code.
//! Reads what Trunk and people write; no tree, no error recovery of a browser.

use std::ops::Range;

/// One start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Lower case.
    pub name: String,
    /// Names in lower case, values without quotes.
    pub attributes: Vec<(String, String)>,
    /// The bytes from `<` to `>`.
    pub span: Range<usize>,
    /// For `script` and `style`: the bytes up to the end tag.
    pub body: Option<Range<usize>>,
    /// Counted from 1.
    pub line: usize,
}

impl Tag {
    /// The value of an attribute; empty if it stands without one.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// All start tags in order; comments and the bodies of scripts and styles are skipped.
pub fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        let begin = at + found;
        if text[begin..].starts_with("<!--") {
            at = text[begin..].find("-->").map_or(text.len(), |end| begin + end + 3);
            continue;
        }
        let Some(mut tag) = start_tag(text, begin) else {
            at = begin + 1;
            continue;
        };
        at = tag.span.end;
        if ["script", "style", "textarea", "title"].contains(&tag.name.as_str()) {
            let end = find_end_tag(text, at, &tag.name);
            tag.body = ["script", "style"].contains(&tag.name.as_str()).then_some(at..end);
            at = end;
        }
        tags.push(tag);
    }
    tags
}

fn find_end_tag(text: &str, from: usize, name: &str) -> usize {
    let end_tag = format!("</{name}");
    let lower = text[from..].to_ascii_lowercase();
    lower.find(&end_tag).map_or(text.len(), |at| from + at)
}

fn start_tag(text: &str, begin: usize) -> Option<Tag> {
    let mut reader = Reader { text, at: begin + 1 };
    let name = reader.take(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        reader.take(|letter| letter.is_whitespace() || letter == '/');
        match reader.peek()? {
            '>' => break,
            _ => attributes.push(reader.attribute()),
        }
    }
    let line = 1 + text[..begin].matches('\n').count();
    Some(Tag { name, attributes, span: begin..reader.at + 1, body: None, line })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.text[self.at..];
        let end = rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn attribute(&mut self) -> (String, String) {
        let begin = self.at;
        // The first letter always belongs to the name, so that reading moves on whatever it is.
        self.at += self.peek().map_or(0, char::len_utf8);
        self.take(|letter| !letter.is_whitespace() && !['=', '>', '/'].contains(&letter));
        let name = self.text[begin..self.at].to_ascii_lowercase();
        self.take(char::is_whitespace);
        if self.peek() != Some('=') {
            return (name, String::new());
        }
        self.at += 1;
        self.take(char::is_whitespace);
        let value = match self.peek() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let value = self.take(|letter| letter != quote);
                self.at = (self.at + 1).min(self.text.len());
                value
            }
            _ => self.take(|letter| !letter.is_whitespace() && letter != '>'),
        };
        (name, value.to_owned())
    }
}

/// Everything a policy without `unsafe-inline` would block, as (line, what).
pub fn inline_code(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for tag in tags(text) {
        let name = &tag.name;
        let has_body = tag.body.clone().is_some_and(|body| !text[body].trim().is_empty());
        if has_body && name == "script" && tag.attribute("src").is_none() && !is_data(&tag) {
            found.push((tag.line, "inline <script>".to_owned()));
        }
        if has_body && name == "style" {
            found.push((tag.line, "inline <style>".to_owned()));
        }
        for (key, value) in &tag.attributes {
            if key == "style" {
                found.push((tag.line, format!("style attribute on <{name}>")));
            } else if key.starts_with("on") {
                found.push((tag.line, format!("{key} attribute on <{name}>")));
            } else if value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                found.push((tag.line, format!("javascript: address on <{name}>")));
            }
        }
    }
    found
}

/// Scripts of these types are data, which no policy blocks.
fn is_data(script: &Tag) -> bool {
    script.attribute("type").is_some_and(|kind| kind.ends_with("json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_quoted_or_not() {
        let text = "<!doctype html>\n<link rel=\"preload\" HREF=./a.wasm crossorigin>\n<!-- <b> --><img alt='a > b'/>";
        let found = tags(text);
        let names: Vec<_> = found.iter().map(|tag| (tag.name.as_str(), tag.line)).collect();
        assert_eq!(names, [("link", 2), ("img", 3)]);
        assert_eq!(found[0].attribute("href"), Some("./a.wasm"));
        assert_eq!(found[0].attribute("crossorigin"), Some(""));
        assert_eq!(found[1].attribute("alt"), Some("a > b"));
    }

    #[test]
    fn what_stands_in_scripts_and_titles_is_no_tag() {
        let names: Vec<_> =
            tags("<title><b></title><script>if(a<b){}</SCRIPT><p>").into_iter().map(|tag| tag.name).collect();
        assert_eq!(names, ["title", "script", "p"]);
    }

    #[test]
    fn a_page_cut_short_ends_quietly() {
        for text in ["<", "<p", "<p class=", "<p class=\"x", "<script>", "<!-- x"] {
            tags(text);
        }
    }

    #[test]
    fn inline_code_is_found_and_files_and_data_are_not() {
        let rows = [
            ("<script>go()</script>", vec!["inline <script>"]),
            ("<script type=module>go()</script>", vec!["inline <script>"]),
            ("<script src=a.js></script>", vec![]),
            ("<script type=\"application/ld+json\">{}</script>", vec![]),
            ("<style>p{}</style>", vec!["inline <style>"]),
            ("<p style='x'>", vec!["style attribute on <p>"]),
            ("<a href='javascript:go()' onclick=go()>", vec!["javascript: address on <a>", "onclick attribute on <a>"]),
        ];
        for (text, expected) in rows {
            let found: Vec<_> = inline_code(text).into_iter().map(|(_, what)| what).collect();
            assert_eq!(found, expected, "given `{text}`");
        }
    }
}
