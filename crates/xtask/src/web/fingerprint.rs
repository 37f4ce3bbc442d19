//! A name for content, so that a browser may keep a file for ever.
//! No defense against anyone, only a name.

/// FNV-1a, 64 bits: equal on every machine and in every version of Rust.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn it_is_the_published_function() {
        assert_eq!((fingerprint(b""), fingerprint(b"a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }
}
