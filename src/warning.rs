//! What was not read, or not certain, and what the reader should know of it.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Something that the reader or the analysis could not do, or is not sure of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What kind of thing it is.
    pub kind: WarningKind,
    /// Where in the text, when it is at one place.
    pub span: Option<Span>,
    /// A sentence for the reader, complete with what to do where something can be done.
    pub message: String,
}

/// The kinds of [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningKind {
    /// A quotation mark without its partner.
    UnbalancedQuotationMark,
    /// Characters that had been decoded wrongly were put right.
    RepairedEncoding,
    /// The encoding was a guess, or some bytes could not be decoded.
    UncertainEncoding,
    /// The article does not seem to be English, which the analysis is made for.
    LanguageNotEnglish,
    /// A part of the file was left out.
    NotRead,
}
