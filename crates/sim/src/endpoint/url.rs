//! What can be part of a host name: names of Regions, and endpoint URLs of the user's own.
//! What an SDK says to a bad one is its dialect's business.

/// Bytes of a label of a host name.
const LONGEST_LABEL: usize = 63;
/// Bytes of a host name.
const LONGEST_HOST: usize = 255;

/// Whether a Region's name can be a label of a host name: letters, digits and inner hyphens, not digits alone.
pub(super) fn is_region_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=LONGEST_LABEL).contains(&name.len())
        && name.bytes().all(fits)
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is a URL with a scheme, `http` and `https` unless any will do, and a host.
pub(super) fn is_endpoint_url(url: &str, any_scheme: bool) -> bool {
    let Some((scheme, rest)) = url.split_once("//") else { return false };
    let is_scheme = match scheme.strip_suffix(':') {
        Some(scheme) => any_scheme || matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https"),
        None => any_scheme && scheme.is_empty(),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(inside) = host_and_port.strip_prefix('[') {
        return is_scheme && inside.split(']').next().is_some_and(|address| address.contains(':'));
    }
    let host = host_and_port.split(':').next().unwrap_or_default();
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    is_scheme && (1..=LONGEST_HOST).contains(&host.len()) && host.split('.').all(is_label)
}
