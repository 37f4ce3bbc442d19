//! One style sheet instead of one per component: one request, and words that come again cost their bytes once.
//! What is in the sheets, and that cascade layers make their order harmless, is `style/`'s business.

use std::{fs, path::Path};

use super::{fingerprint::fingerprint, html};
use crate::failure::{Explain, Outcome};

/// Joins the page's own style sheets in their order into one file named by its content, and gives the page that knows it.
pub fn join(dist: &Path, page: &str) -> Outcome<String> {
    // One that is disabled is fetched once it no longer is.
    let is_sheet = |tag: &html::Tag| {
        tag.name == "link" && tag.attribute("rel") == Some("stylesheet") && tag.attribute("disabled").is_none()
    };
    let sheets: Vec<html::Tag> = html::tags(page).into_iter().filter(is_sheet).collect();
    let [first, ..] = sheets.as_slice() else { return Ok(page.to_owned()) };
    let mut joined = String::new();
    let mut rest = String::with_capacity(page.len());
    let mut copied = 0;
    for sheet in &sheets {
        let path = dist.join(sheet.attribute("href").unwrap_or_default());
        joined.push_str(&fs::read_to_string(&path).explain(|| format!("cannot read {}", path.display()))?);
        fs::remove_file(&path).explain(|| format!("cannot remove {}", path.display()))?;
        rest.push_str(&page[copied..sheet.span.start]);
        copied = sheet.span.end;
    }
    rest.push_str(&page[copied..]);
    let name = format!("style-{:016x}.css", fingerprint(joined.as_bytes()));
    let path = dist.join(&name);
    fs::write(&path, &joined).explain(|| format!("cannot write {}", path.display()))?;
    // Beside the page like the sheets it is made of, so addresses in it mean the same as before.
    rest.insert_str(first.span.start, &format!("<link href=./{name} rel=stylesheet>"));
    Ok(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_joined_in_the_order_of_the_page_and_the_rest_stays() {
        let dist = crate::files::scratch_directory("sheets");
        for (name, text) in [("b-1.css", "p{}"), ("a-2.css", "q{}"), ("c.css", "r{}")] {
            fs::write(dist.join(name), text).unwrap();
        }
        let page = "<title>x</title><link href=./b-1.css integrity=sha384-x rel=stylesheet>\n\
            <link href=i.svg rel=icon><link rel=\"stylesheet\" href=\"a-2.css\"/>\
            <link rel=stylesheet disabled href=later/d.css><p>y</p>";
        let name = format!("style-{:016x}.css", fingerprint(b"p{}q{}"));
        let expected = format!(
            "<title>x</title><link href=./{name} rel=stylesheet>\n<link href=i.svg rel=icon>\
            <link rel=stylesheet disabled href=later/d.css><p>y</p>"
        );
        assert_eq!(join(&dist, page).unwrap(), expected);
        assert_eq!(fs::read_to_string(dist.join(&name)).unwrap(), "p{}q{}");
        assert_eq!(crate::files::below(&dist).unwrap(), ["c.css".to_owned(), name]);
    }

    #[test]
    fn a_page_without_sheets_stays_and_a_sheet_that_is_not_there_stops_the_build() {
        let dist = crate::files::scratch_directory("no-sheets");
        assert_eq!(join(&dist, "<p>x</p>").unwrap(), "<p>x</p>");
        let failure = join(&dist, "<link href=./gone.css rel=stylesheet>").unwrap_err().to_string();
        assert!(failure.contains("gone.css"), "{failure}");
    }
}
