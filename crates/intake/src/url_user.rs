//! User names and passwords in URLs: taken out before a URL is kept.
//! Whether a text is a URL an SDK takes is `sim`'s business.

/// A text with what stands before `@` in a URL's host taken out.
pub(crate) fn without_user(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{host}{}", &rest[end..]),
        None => text.to_owned(),
    }
}
