//! User names, passwords and query strings in URLs: taken out before a URL is kept.
//! Whether a text is a URL an SDK takes is `sim`'s business.

/// What stands in place of a query or a fragment.
const MASKED: &str = "***";

/// A text with what may be secret in a URL taken out. One without `://` stays as it is: it may be no URL.
pub(crate) fn without_user(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", stripped(rest)),
        None => text.to_owned(),
    }
}

/// The same of a text that is meant as a URL, whether it has a scheme or not.
pub(crate) fn endpoint_without_user(text: &str) -> String {
    let is_scheme = |text: &str| {
        let name = text.strip_suffix(':').unwrap_or(text);
        name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    match text.split_once("//").filter(|(scheme, _)| is_scheme(scheme)) {
        Some((scheme, rest)) => format!("{scheme}//{}", stripped(rest)),
        None => stripped(text),
    }
}

/// Without everything up to the last `@`: a password may contain `/`, `?`, `#` and `@`, so an earlier `@` ends no user,
/// and no `/` ends the search. Then without query and fragment.
fn stripped(rest: &str) -> String {
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    match rest.find(['?', '#']) {
        Some(at) => format!("{}{MASKED}", &rest[..=at]),
        None => rest.to_owned(),
    }
}
