//! The plain text tables under `assets/lexicon`, which are compiled into the program.

/// The rows of a table: columns parted by tabs, without comments (`#`) and blank lines.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// The values of a column: parted by `|`; `-` stands for none.
pub fn values(column: Option<&&'static str>) -> impl Iterator<Item = &'static str> {
    column.copied().unwrap_or_default().split('|').map(str::trim).filter(|value| !value.is_empty() && *value != "-")
}
