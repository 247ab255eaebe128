package org.lanewise.nn.data;

/**
 * How a column of a CSV file is read; a column that is not read has none.
 *
 * @param text whether its cells are texts, or numbers
 * @param gap what becomes of a row whose cell is missing
 */
record CsvColumn(boolean text, Gap gap) {
  static final CsvColumn NUMBER = new CsvColumn(false, Gap.REFUSED);

  /** What becomes of a missing cell: empty, and among numbers also a word such as n/a. */
  enum Gap {
    /** The file is refused with the cell's place. */
    REFUSED,
    /** The cell becomes NaN. */
    KEPT,
    /** The row is passed over. */
    ROW_DROPPED
  }
}
