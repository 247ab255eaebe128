package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The numbers, and on demand the texts, of a CSV file with a header row.
 *
 * <p>The format is RFC 4180 (commas, quoted fields, any line end) in UTF-8, with or without a byte
 * order mark. A number is decimal, with an optional sign, point and exponent, and blanks around it;
 * every cell of a column that is read must hold a finite one, unless {@link Preprocessing} allows
 * for missing cells or texts. Blanks around column names and texts do not count. Rows and columns
 * are counted from 0. A table takes 8 bytes a cell and 4 bytes a row.
 *
 * <p>Immutable, so threads may share it.
 */
public final class CsvTable {
  private final Path file;
  private final CsvHeader fields;
  private final List<String> header;
  private final CellBlocks cells;
  private final List<List<String>> texts;

  CsvTable(Path file, CsvHeader fields, CellBlocks cells, List<List<String>> texts) {
    this.file = file;
    this.fields = fields;
    this.header = fields.keptNames();
    this.cells = cells;
    this.texts = texts;
  }

  /**
   * Reads a file whose columns are all numeric.
   *
   * @throws DataFormatException at the first field, row or byte that is not as described above, at
   *     a file without a header (a first row of numbers only is taken for data) or without rows,
   *     and at a column name that is empty or occurs twice; the message begins with file, line and
   *     column
   * @throws IOException if the file does not exist or cannot be read; the message names it
   */
  public static CsvTable read(Path file) throws IOException {
    return read(file, name -> true);
  }

  /**
   * Reads some columns of a file; the fields of the others may hold anything.
   *
   * @param wanted tells by its name whether a column becomes part of the table
   * @throws DataFormatException as {@link #read(Path)}, and if no column is wanted
   * @throws IOException if the file does not exist or cannot be read; the message names it
   */
  public static CsvTable read(Path file, Predicate<String> wanted) throws IOException {
    Objects.requireNonNull(wanted, "wanted");
    return readAs(
        file, List.of(), name -> wanted.test(name) ? CsvColumn.of(false, false, false) : null);
  }

  /** Reads each column as the type for its name says; some must be there. */
  static CsvTable readAs(Path file, Collection<String> required, Function<String, CsvColumn> typeOf)
      throws IOException {
    try (CsvBlocks blocks = new CsvBlocks(file, required, typeOf)) {
      return blocks.next(Integer.MAX_VALUE);
    }
  }

  /** Returns the file this table came from, for messages about its content. */
  public Path file() {
    return file;
  }

  /** Returns the names of the columns, in their order. */
  public List<String> header() {
    return header;
  }

  /** Returns the number of rows, at least 1. */
  public int rows() {
    return cells.rows();
  }

  /** Returns the number of columns, at least 1. */
  public int columns() {
    return header.size();
  }

  /**
   * Returns a cell: a finite number; the index of a text in {@link #texts}; NaN if it is missing,
   * where that is allowed.
   *
   * @throws IndexOutOfBoundsException if there is no such row or column
   */
  public double value(int row, int column) {
    return cells.value(
        Objects.checkIndex(row, cells.rows()), Objects.checkIndex(column, header.size()));
  }

  /** Returns the distinct texts of a column, as they came first; none if it holds numbers. */
  public List<String> texts(int column) {
    return texts.get(column);
  }

  /** Returns whether a column holds texts, not numbers. */
  public boolean isText(int column) {
    return fields.types()[column].text();
  }

  /**
   * Returns the column of a name, with exactly this spelling.
   *
   * @throws IllegalArgumentException if there is none, or it was not wanted when the file was read;
   *     the message lists names of the file that are close, or all of them
   */
  public int column(String name) {
    int field = fields.names().indexOf(name);
    if (field >= 0 && fields.columns()[field] >= 0) {
      return fields.columns()[field];
    }
    if (field < 0) {
      throw CsvHeader.lacking(file, List.of(name), fields.names());
    }
    throw new IllegalArgumentException(
        "%s has no column %s here: the file has it, but it was not read"
            .formatted(OneLine.of(file), OneLine.quoted(name)));
  }

  /**
   * Returns the line of the file on which a row begins, counted from 1. Quoted fields may hold line
   * ends, so this is not always {@code row + 2}.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int line(int row) {
    return cells.line(Objects.checkIndex(row, cells.rows()));
  }

  /**
   * Returns the 1-based number of a column's field in the file, which is the column of a {@link
   * DataFormatException}. It differs from {@code column + 1} if columns before it were not read.
   *
   * @throws IndexOutOfBoundsException if there is no such column
   */
  public int field(int column) {
    return fields.kept()[Objects.checkIndex(column, header.size())] + 1;
  }
}
