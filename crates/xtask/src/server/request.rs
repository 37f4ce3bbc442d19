//! One HTTP request: its first line and the few headers a static host looks at.
//! Untrusted bytes end here; what comes out is a clean path.

use std::io::{self, BufRead, Read};

/// No honest request to a static host has a longer head.
const LONGEST_HEAD_BYTES: u64 = 16 * 1024;

/// A request for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Decoded, beginning with `/`, free of `..`, backslashes and hidden names.
    pub path: String,
    /// From `?` on, as sent.
    pub query: String,
    pub head_only: bool,
    pub accepts_brotli: bool,
    pub keep_open: bool,
}

/// Why there is no request.
#[derive(Debug)]
pub enum Unreadable {
    /// The connection broke.
    Broken(io::Error),
    /// The request makes no sense here; the status to answer with.
    Refused(&'static str),
}

impl Request {
    /// Reads the next request; `None` once the browser has closed the connection.
    pub fn read(from: &mut impl BufRead) -> Result<Option<Self>, Unreadable> {
        let mut head = from.take(LONGEST_HEAD_BYTES);
        let mut lines = Vec::new();
        loop {
            let mut bytes = Vec::new();
            let count = head.read_until(b'\n', &mut bytes).map_err(Unreadable::Broken)?;
            if count == 0 && lines.is_empty() {
                return Ok(None);
            }
            if bytes.last() != Some(&b'\n') {
                return Err(Unreadable::Refused("400 Bad Request"));
            }
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            lines.push(line);
        }
        Self::parse(&lines).map(Some).map_err(Unreadable::Refused)
    }

    fn parse(lines: &[String]) -> Result<Self, &'static str> {
        const BAD: &str = "400 Bad Request";
        let mut words = lines.first().ok_or(BAD)?.split(' ');
        let (method, target) = (words.next().ok_or(BAD)?, words.next().ok_or(BAD)?);
        let version = words.next().ok_or(BAD)?;
        if !["GET", "HEAD"].contains(&method) {
            return Err("405 Method Not Allowed");
        }
        let header = |name: &str| {
            let mut fields = lines[1..].iter().filter_map(|line| line.split_once(':'));
            fields.find(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
        };
        let target = target.split('#').next().unwrap_or_default();
        let (path, query) = target.find('?').map_or((target, ""), |at| target.split_at(at));
        let listed = |name: &str, item: &str| {
            let items = header(name).unwrap_or_default().split(',');
            items.map(|entry| entry.split(';').next().unwrap_or_default().trim()).any(|e| e.eq_ignore_ascii_case(item))
        };
        // A body would be read as the next request; nobody sends one with GET.
        let has_body =
            header("content-length").is_some_and(|length| length != "0") || header("transfer-encoding").is_some();
        Ok(Self {
            path: clean_path(path).ok_or(BAD)?,
            query: query.to_owned(),
            head_only: method == "HEAD",
            accepts_brotli: listed("accept-encoding", "br"),
            keep_open: version == "HTTP/1.1" && !has_body && !listed("connection", "close"),
        })
    }
}

/// Decodes `%xx` and refuses whatever could leave the served directory or show hidden files.
fn clean_path(sent: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(sent.len());
    let mut rest = sent.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                let digits = std::str::from_utf8(&digits).ok()?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    let forbidden = |letter: char| letter == '\\' || letter == ':' || letter.is_control();
    let hidden = |segment: &str| segment.starts_with('.') && segment != ".well-known";
    if !path.starts_with('/') || path.contains("//") || path.contains(forbidden) || path.split('/').any(hidden) {
        return None;
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Request>, Unreadable> {
        Request::read(&mut text.as_bytes())
    }

    #[test]
    fn a_browser_s_request_is_understood() {
        let text = "GET /a%20b/c.js?x=1#y HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br;q=1.0\r\n\r\n";
        let expected = Request {
            path: "/a b/c.js".into(),
            query: "?x=1".into(),
            head_only: false,
            accepts_brotli: true,
            keep_open: true,
        };
        assert_eq!(read(text).unwrap(), Some(expected));
    }

    #[test]
    fn connections_end_where_the_request_says_so() {
        let rows = [
            ("HEAD / HTTP/1.1\r\nconnection: Close\r\n\r\n", false),
            ("GET / HTTP/1.0\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody", false),
            ("GET / HTTP/1.1\r\n\r\n", true),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text).unwrap().unwrap().keep_open, expected, "given {text:?}");
        }
    }

    #[test]
    fn paths_that_leave_the_site_are_refused() {
        let paths = [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "/a\\..\\x",
            "/%5cx",
            "/c:/x",
            "/.git/config",
            "/%00",
            "x",
            "/%zz",
            "/%f",
            "/%ff",
            "",
            "//etc/passwd",
        ];
        for path in paths {
            assert_eq!(clean_path(path), None, "given `{path}`");
        }
        for path in ["/", "/a/b.js", "/a..b", "/.well-known/security.txt", "/%E6%97%A5"] {
            assert!(clean_path(path).is_some(), "given `{path}`");
        }
    }

    #[test]
    fn an_endless_head_is_cut_off() {
        let text = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(20_000));
        assert!(matches!(read(&text), Err(Unreadable::Refused("400 Bad Request"))));
        assert!(matches!(read(""), Ok(None)));
    }
}
