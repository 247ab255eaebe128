package org.lanewise.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The numbers of a CSV file with a header row.
 *
 * <p>The format is RFC 4180 (commas, quoted fields, any line end) in UTF-8, with or without a byte
 * order mark. A number is decimal, with an optional sign, point and exponent, and blanks around it;
 * every cell of a column that is read must hold a finite one. Blanks around column names do not
 * count. Rows and columns are counted from 0. A table takes 8 bytes a cell and 4 bytes a row.
 *
 * <p>Immutable, so threads may share it.
 */
public final class CsvTable {
  private final Path file;
  private final CsvHeader fields;
  private final List<String> header;
  private final CellBlocks cells;

  CsvTable(Path file, CsvHeader fields, CellBlocks cells) {
    this.file = file;
    this.fields = fields;
    this.header = fields.keptNames();
    this.cells = cells;
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
    FileErrors.requireFile(file);
    CsvTableHandler handler = new CsvTableHandler(file, wanted);
    CsvReader.CsvReaderBuilder parser =
        CsvReader.builder()
            .skipEmptyLines(false)
            // The default takes a forgotten quote for a field that swallows the rest of the file.
            .allowUnclosedQuote(false);
    try (InputStream in = Files.newInputStream(file);
        Utf8Reader text = new Utf8Reader(in);
        CsvReader<DataFormatException> problems = parser.build(handler, text)) {
      for (DataFormatException problem : problems) {
        throw problem;
      }
      return handler.table();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        String message = "the bytes here are not UTF-8; save the file as UTF-8";
        throw new DataFormatException(file, handler.line(), handler.field(), message);
      }
      throw FileErrors.explained(file, e.getCause());
    } catch (CsvParseException e) {
      throw malformed(file, handler, e);
    } catch (IOException e) {
      throw FileErrors.explained(file, e);
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
   * Returns a cell, which is finite.
   *
   * @throws IndexOutOfBoundsException if there is no such row or column
   */
  public double value(int row, int column) {
    return cells.value(
        Objects.checkIndex(row, cells.rows()), Objects.checkIndex(column, header.size()));
  }

  /**
   * Returns the column of a name, with exactly this spelling.
   *
   * @throws IllegalArgumentException if there is none, or it was not wanted when the file was read;
   *     the message lists names that are close, or all of them
   */
  public int column(String name) {
    int field = fields.names().indexOf(name);
    if (field >= 0 && fields.columns()[field] >= 0) {
      return fields.columns()[field];
    }
    String named = OneLine.of(file) + " has no column " + OneLine.quoted(name);
    if (field >= 0) {
      throw new IllegalArgumentException(named + " here: the file has it, but it was not read");
    }
    List<String> near = ColumnNames.near(name, header);
    throw new IllegalArgumentException(
        near.isEmpty()
            ? named + "; its columns are " + ColumnNames.list(header)
            : named + "; did you mean " + ColumnNames.list(near) + "?");
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

  private static DataFormatException malformed(
      Path file, CsvTableHandler handler, CsvParseException problem) {
    Throwable cause = problem.getCause();
    // The parser wraps whatever is thrown inside it, even an exhausted heap.
    if (cause instanceof Error) {
      throw (Error) cause;
    }
    if (cause instanceof RuntimeException && !(cause instanceof CsvParseException)) {
      throw (RuntimeException) cause;
    }
    // The line is said at the beginning of the message already.
    String message = problem.getMessage().replaceFirst(" \\(record starting at line \\d+\\)$", "");
    DataFormatException explained =
        new DataFormatException(file, handler.line(), handler.field(), message);
    explained.initCause(problem);
    return explained;
  }
}
