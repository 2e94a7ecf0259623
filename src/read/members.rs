//! The members of a zip file, each unpacked within the budget.

use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::Budget;
use super::error::Problem;
use super::format::Format;

/// A zip file, or a document that is one.
pub struct Members<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
}

impl<'a> Members<'a> {
    /// Opens `bytes`, which are a document in `format`.
    ///
    /// # Errors
    ///
    /// [`Problem::Damaged`] where they are no zip file, or not all of one.
    pub fn open(bytes: &'a [u8], format: Format) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| problem(error, format))?;
        Ok(Self { archive, format })
    }

    /// The names of all members, in the order of the file; folders end with `/`.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// All of a member, or nothing where there is none of this name.
    ///
    /// # Errors
    ///
    /// [`Problem::Locked`], [`Problem::Bomb`] or [`Problem::Damaged`].
    pub fn get(&mut self, name: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, Problem> {
        match self.archive.by_name(name) {
            Ok(member) => budget.unpack(member, self.format).map(Some),
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(problem(error, self.format)),
        }
    }

    /// All of the member at `at`, counted from 0 in the order of [`Members::names`].
    ///
    /// # Errors
    ///
    /// As [`Members::get`].
    pub fn at(&mut self, at: usize, budget: &mut Budget) -> Result<Vec<u8>, Problem> {
        let member = self.archive.by_index(at).map_err(|error| problem(error, self.format))?;
        budget.unpack(member, self.format)
    }

    /// A member that the document cannot do without.
    ///
    /// # Errors
    ///
    /// As [`Members::get`], and [`Problem::Damaged`] where it is missing.
    pub fn need(&mut self, name: &str, budget: &mut Budget) -> Result<Vec<u8>, Problem> {
        self.get(name, budget)?.ok_or_else(|| Problem::damaged(self.format, format!("{name} is missing in it")))
    }
}

fn problem(error: ZipError, format: Format) -> Problem {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Problem::Locked(format)
        }
        error => Problem::damaged(format, error),
    }
}
