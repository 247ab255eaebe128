package org.lanewise.nn.data;

/**
 * How a column of a CSV file is read; a column that is not read has none.
 *
 * @param text whether its cells are texts, or numbers
 * @param gap what becomes of a row whose cell is missing
 */
record CsvColumn(boolean text, Gap gap) {
  /** An error with the cell's place; NaN; the row is passed over. */
  enum Gap {
    REFUSED,
    KEPT,
    ROW_DROPPED
  }

  static CsvColumn of(boolean text, boolean gaps, boolean drop) {
    return new CsvColumn(text, drop ? Gap.ROW_DROPPED : gaps ? Gap.KEPT : Gap.REFUSED);
  }
}
