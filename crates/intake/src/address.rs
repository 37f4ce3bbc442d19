//! Addresses of the page: a typed route and the text after `#`, both ways.
//! Pure; the browser's own history is not touched here, and what a recording's payload means is `link`'s business.

/// A place in the app, with what its address carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Where.
    pub page: Page,
    /// A recording, as `intake`'s link payload.
    pub recording: Option<String>,
    /// The moment shown, in microseconds.
    pub at: Option<u64>,
}

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The door.
    #[default]
    Door,
    /// The bench.
    Lab,
}

/// An address that leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRoute;

impl Route {
    /// A page without anything else.
    pub const fn to(page: Page) -> Self {
        Self { page, recording: None, at: None }
    }

    /// Reads the part of an address after `#`. Unknown keys are ignored, so that old links keep working.
    ///
    /// # Errors
    /// A path that is no page.
    pub fn parse(hash: &str) -> Result<Self, UnknownRoute> {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let page = match path {
            "" | "/" => Page::Door,
            "/lab" => Page::Lab,
            _ => return Err(UnknownRoute),
        };
        let mut route = Self::to(page);
        for pair in query.split('&') {
            match pair.split_once('=') {
                Some(("r", recording)) if !recording.is_empty() => route.recording = Some(recording.to_owned()),
                Some(("t", at)) => route.at = at.parse().ok(),
                _ => {}
            }
        }
        Ok(route)
    }

    /// The address, with its `#`.
    pub fn hash(&self) -> String {
        let path = match self.page {
            Page::Door => "/",
            Page::Lab => "/lab",
        };
        let mut hash = format!("#{path}");
        let mut separator = '?';
        if let Some(recording) = &self.recording {
            hash.push(separator);
            hash.push_str("r=");
            hash.push_str(recording);
            separator = '&';
        }
        if let Some(at) = self.at {
            hash.push(separator);
            hash.push_str(&format!("t={at}"));
        }
        hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_survives_its_address() {
        let routes = [
            Route::to(Page::Door),
            Route::to(Page::Lab),
            Route { page: Page::Lab, recording: Some("AQxyz-_9".to_owned()), at: Some(2_820_000_000) },
            Route { page: Page::Lab, recording: None, at: Some(0) },
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.hash()), Ok(route));
        }
    }

    #[test]
    fn strange_addresses_are_refused_or_read_without_what_they_cannot_mean() {
        assert_eq!(Route::parse("#/nowhere"), Err(UnknownRoute));
        assert_eq!(Route::parse("#/lab?t=soon&lang=ja&x"), Ok(Route::to(Page::Lab)));
        assert_eq!(Route::parse(""), Ok(Route::to(Page::Door)));
    }
}
