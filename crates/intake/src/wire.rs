//! How plain data is written as bytes: fields in their order, whole numbers seven bits a byte, texts and lists after
//! their length, as postcard does. Code for it is small, since a reader goes on after a failure and is asked at the end.
//! What the data means, and whether it may be so, is not judged here.

/// Data that can be written and read back.
pub(crate) trait Wire: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it from the front; anything at all once the reader has failed.
    fn take(from: &mut Reader<'_>) -> Self;
}

/// The bytes of a value.
pub(crate) fn to_bytes(value: &impl Wire) -> Vec<u8> {
    let mut out = Vec::new();
    value.put(&mut out);
    out
}

/// The value that takes up all of the bytes; `None` if they are cut off, altered, or go on.
pub(crate) fn from_bytes<T: Wire>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader { rest: bytes, failed: false };
    let value = T::take(&mut reader);
    (!reader.failed && reader.rest.is_empty()).then_some(value)
}

/// What is left to be read.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    /// Once set, it stays.
    failed: bool,
}

impl Reader<'_> {
    /// For a value that no writer writes.
    pub fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.rest.split_first() else {
            self.fail();
            return 0;
        };
        self.rest = rest;
        first
    }

    /// A number of at most so much; 0 if it is larger.
    #[inline(never)]
    fn number(&mut self, most: u64) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            let bits = u64::from(byte & 0x7f);
            value |= bits << shift;
            if byte & 0x80 == 0 {
                // Of the tenth byte, only one bit has room.
                if value <= most && value >> shift == bits {
                    return value;
                }
                break;
            }
        }
        self.fail();
        0
    }

    /// A yes or no.
    #[inline(never)]
    fn flag(&mut self) -> bool {
        match self.byte() {
            0 => false,
            1 => true,
            _ => {
                self.fail();
                false
            }
        }
    }

    /// Whether a list of so many still goes on: never past the end of the bytes, whatever its length claims to be.
    fn goes_on(&self) -> bool {
        !self.failed
    }
}

#[inline(never)]
fn put_number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

impl Wire for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.byte()
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.flag()
    }
}

macro_rules! wire_numbers {
    ($($number:ty)*) => { $(
        impl Wire for $number {
            fn put(&self, out: &mut Vec<u8>) {
                put_number(out, u64::from(*self));
            }

            fn take(from: &mut Reader<'_>) -> Self {
                from.number(u64::from(Self::MAX)) as Self
            }
        }
    )* };
}
wire_numbers! { u16 u32 u64 }

/// Signed numbers change sign from one to the next: 0, −1, 1, −2 …
impl Wire for i64 {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, ((self << 1) ^ (self >> 63)).cast_unsigned());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let value = from.number(u64::MAX);
        (value >> 1).cast_signed() ^ -((value & 1).cast_signed())
    }
}

impl Wire for i32 {
    fn put(&self, out: &mut Vec<u8>) {
        i64::from(*self).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        Self::try_from(i64::take(from)).unwrap_or_else(|_| {
            from.fail();
            0
        })
    }
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, self.len() as u64);
        out.extend_from_slice(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let length = usize::try_from(from.number(u64::MAX)).unwrap_or(usize::MAX);
        let found = from.rest.split_at_checked(length);
        let text = found.and_then(|(text, rest)| Some((str::from_utf8(text).ok()?, rest)));
        let Some((text, rest)) = text else {
            from.fail();
            return Self::new();
        };
        from.rest = rest;
        text.to_owned()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        from.flag().then(|| T::take(from))
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_number(out, self.len() as u64);
        for value in self {
            value.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Self {
        let mut list = Self::new();
        // Every value takes a byte at least, so the bytes end before memory does.
        for _ in 0..from.number(u64::MAX) {
            let value = T::take(from);
            if !from.goes_on() {
                break;
            }
            list.push(value);
        }
        list
    }
}

impl<T: Wire> Wire for [T; 2] {
    fn put(&self, out: &mut Vec<u8>) {
        let [a, b] = self;
        a.put(out);
        b.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        [T::take(from), T::take(from)]
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        (A::take(from), B::take(from))
    }
}

impl<A: Wire, B: Wire, C: Wire> Wire for (A, B, C) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Self {
        (A::take(from), B::take(from), C::take(from))
    }
}

/// A struct whose bytes are those of its fields, in the order in which they stand.
macro_rules! wire {
    ($($(#[$about:meta])* $open:vis struct $name:ident {
        $($(#[$field_about:meta])* $field_open:vis $field:ident: $kind:ty,)*
    })*) => { $(
        $(#[$about])*
        $open struct $name {
            $($(#[$field_about])* $field_open $field: $kind,)*
        }

        impl $crate::wire::Wire for $name {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::wire::Wire::put(&self.$field, out);)*
            }

            fn take(from: &mut $crate::wire::Reader<'_>) -> Self {
                Self { $($field: $crate::wire::Wire::take(from),)* }
            }
        }
    )* };
}
pub(crate) use wire;

#[cfg(test)]
mod tests {
    use super::*;

    wire! {
        #[derive(Debug, PartialEq)]
        struct Sample {
            small: u8,
            day: i32,
            start: i64,
            length: u64,
            text: String,
            list: Vec<(u16, Option<bool>)>,
        }
    }

    fn sample() -> Sample {
        let list = vec![(300, None), (65_535, Some(true))];
        Sample { small: 200, day: -65, start: i64::MIN, length: u64::MAX, text: "é".into(), list }
    }

    #[test]
    fn bytes_are_as_postcard_writes_them() {
        let expected: &[&[u8]] = &[
            &[200],
            &[129, 1],
            &[255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            &[255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            &[2, 0xc3, 0xa9],
            &[2, 172, 2, 0, 255, 255, 3, 1, 1],
        ];
        assert_eq!(to_bytes(&sample()), expected.concat());
    }

    #[test]
    fn what_is_written_comes_back_and_nothing_shorter_or_longer_does() {
        let bytes = to_bytes(&sample());
        assert_eq!(from_bytes(&bytes), Some(sample()));
        for length in 0..bytes.len() {
            assert_eq!(from_bytes::<Sample>(&bytes[..length]), None, "{length} bytes");
        }
        assert_eq!(from_bytes::<Sample>(&[bytes, vec![0]].concat()), None);
    }

    #[test]
    fn what_no_writer_writes_is_refused_in_little_memory() {
        assert_eq!(from_bytes::<u16>(&[128, 128, 4]), None, "65,536");
        assert_eq!(from_bytes::<u64>(&[255, 255, 255, 255, 255, 255, 255, 255, 255, 2]), None, "more than 64 bits");
        assert_eq!(from_bytes::<u64>(&[128; 11]), None, "no end");
        assert_eq!(from_bytes::<i32>(&[128, 128, 128, 128, 16]), None, "2³¹");
        assert_eq!(from_bytes::<bool>(&[2]), None);
        assert_eq!(from_bytes::<Option<u8>>(&[2, 0]), None);
        assert_eq!(from_bytes::<String>(&[1, 0xff]), None, "no UTF-8");
        let many = to_bytes(&u64::MAX);
        assert_eq!(from_bytes::<Vec<u8>>(&many), None);
        assert_eq!(from_bytes::<String>(&many), None);
    }
}
