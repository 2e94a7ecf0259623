//! Files with several articles: from the file to its list, from there to an article, and back to the list.

use std::path::PathBuf;

use super::listing::Listing;
use super::window::Standpoint;
use super::worker::Origin;

impl Standpoint {
    /// Shows the articles of a file that was read.
    pub(super) fn take_listing(&mut self, listing: Listing) {
        self.state.reading = None;
        self.state.recent.add(listing.file.clone());
        if self.state.notice.as_ref().is_some_and(|notice| notice.failure) {
            self.state.notice = None;
        }
        // The article was to take the place of one that was closed: there is only a list now.
        let waiting = self.left.take().is_some() && self.state.document.is_none() && self.shelf.has_shown();
        if waiting {
            self.shelf.remove(self.shelf.shown());
        }
        let mut listing = listing;
        if let Some(Origin::Part { file, at }) = self.state.document.as_ref().map(|document| &document.origin)
            && *file == listing.file
        {
            listing.choose(*at);
        }
        self.state.listing = Some(listing);
    }

    /// Opens the article with that number of the list.
    pub(super) fn open_article(&mut self, at: usize) {
        let Some(listing) = &mut self.state.listing else { return };
        listing.choose(at);
        let origin = Origin::Part { file: listing.file.clone(), at };
        if self.state.document.as_ref().is_some_and(|document| document.origin == origin) {
            listing.open = false;
            return;
        }
        if let Some(tab) = self.shelf.position(&origin) {
            return self.show_tab_at(tab);
        }
        if let Some(entry) = listing.entries.get(at) {
            self.state.reading = Some(entry.title.clone());
            self.left = None;
            self.worker.pick(listing.file.clone(), listing.encoding.clone(), listing.collection.clone(), at);
        }
    }

    /// Shows the list from which the article comes, or the last one.
    pub(super) fn show_articles(&mut self) {
        let from = match self.state.document.as_ref().map(|document| &document.origin) {
            Some(Origin::Part { file, at }) => Some((file.clone(), *at)),
            _ => None,
        };
        match (&mut self.state.listing, from) {
            (Some(listing), None) => listing.show_again(),
            (Some(listing), Some((file, at))) if listing.file == file => {
                listing.choose(at);
                listing.show_again();
            }
            // After a new start, or when another file was listed since.
            (_, Some((file, _))) => self.list_file(file),
            (None, None) => self.state.remark("No file with several articles is open."),
        }
    }

    fn list_file(&mut self, file: PathBuf) {
        self.state.reading = Some(file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned());
        self.left = None;
        let encoding = self.state.document.as_ref().and_then(|document| document.encoding.clone());
        self.worker.read_file(file, None, encoding);
    }

    /// Escape in the list: empties the filter, then goes back to the article.
    pub(super) fn close_listing(&mut self) {
        let Some(listing) = &mut self.state.listing else { return };
        if listing.filter.is_empty() {
            listing.open = false;
        } else {
            listing.filter.clear();
            listing.narrow();
            listing.wants_focus = true;
        }
    }
}
