//! Addresses of the page: a typed route and the text after `#`, both ways.
//! Pure; the browser's own history is not touched here, and what a recording's payload means is `link`'s business.

use sts_atlas_player::WorldId;

/// A place in the app, with what its address carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Where.
    pub page: Page,
    /// A scene's id. A recording names its own.
    pub scene: Option<String>,
    /// A recording, as `intake`'s link payload.
    pub recording: Option<String>,
    /// The moment shown, in microseconds.
    pub at: Option<u64>,
    /// The world whose numbers are shown.
    pub world: Option<WorldId>,
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
        Self { page, scene: None, recording: None, at: None, world: None }
    }

    /// Reads the part of an address after `#`. Unknown keys are ignored, so that old links keep working, and so is a
    /// value of `t` or `world` that cannot be.
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
                Some(("scene", scene)) if !scene.is_empty() => route.scene = Some(scene.to_owned()),
                Some(("r", recording)) if !recording.is_empty() => route.recording = Some(recording.to_owned()),
                Some(("t", at)) => route.at = at.parse().ok(),
                Some(("world", letter)) => {
                    route.world = WorldId::BOTH.into_iter().find(|world| world.letter() == letter);
                }
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
        let at = self.at.map(|at| at.to_string());
        let world = self.world.map(|world| world.letter().to_owned());
        let keys = [("scene", &self.scene), ("r", &self.recording), ("t", &at), ("world", &world)];
        for (key, value) in keys {
            if let Some(value) = value {
                hash.push(separator);
                hash.push_str(key);
                hash.push('=');
                hash.push_str(value);
                separator = '&';
            }
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
            Route { recording: Some("AQxyz-_9".to_owned()), at: Some(2_820_000_000), ..Route::to(Page::Lab) },
            Route { scene: Some("five-hundred".to_owned()), at: Some(1), ..Route::to(Page::Lab) },
            Route { at: Some(0), ..Route::to(Page::Lab) },
            Route { world: Some(WorldId::B), scene: Some("storm".to_owned()), ..Route::to(Page::Lab) },
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
        for odd in ["world=C", "world="] {
            assert_eq!(Route::parse(&format!("#/lab?{odd}")), Ok(Route::to(Page::Lab)), "{odd}");
        }
    }
}
