package org.lanewise.nn.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Takes the fields of a CSV file from the parser's buffer into a table, without a string for each.
 *
 * <p>As a record it gives the parser {@code null}, which means "go on", or the first problem.
 */
final class CsvTableHandler extends AbstractBaseCsvCallbackHandler<DataFormatException> {
  private final Path file;
  private final Predicate<String> wanted;
  private final List<String> names = new ArrayList<>();
  private CsvHeader header;
  private int[] columns;
  private CellBlocks cells;
  private DataFormatException problem;
  private int blankLine;

  CsvTableHandler(Path file, Predicate<String> wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  /** Returns the line on which the record being read begins. */
  int line() {
    return (int) Math.min(getStartingLineNumber(), Integer.MAX_VALUE);
  }

  /** Returns the 1-based number of the field being read. */
  int field() {
    return getFieldCount() + 1;
  }

  /**
   * Returns the table at the end of the file.
   *
   * @throws DataFormatException if there was no header row or nothing after it
   */
  CsvTable table() throws DataFormatException {
    if (header == null) {
      throw new DataFormatException(
          file, "the file is empty; a header row with the names of the columns is needed");
    }
    if (cells.rows() == 0) {
      throw new DataFormatException(file, "there are no rows after the header");
    }
    cells.trim();
    return new CsvTable(file, header, cells);
  }

  @Override
  protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
    if (header == null) {
      names.add(new String(text, offset, length).strip());
    } else if (problem == null && field < columns.length && columns[field] >= 0) {
      double value = DecimalNumber.parse(text, offset, offset + length);
      if (Math.abs(value) <= Double.MAX_VALUE) {
        cells.set(columns[field], value);
      } else {
        problem = notANumber(field, new String(text, offset, length), value);
      }
    }
  }

  @Override
  protected DataFormatException buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      // Blank lines may end a file. Elsewhere one would be a lost row, so the next record tells.
      blankLine = blankLine == 0 ? line() : blankLine;
      return null;
    }
    if (blankLine > 0) {
      return new DataFormatException(file, blankLine, "the line is blank, but more lines follow");
    }
    return header == null ? endHeader() : endRow();
  }

  private DataFormatException endHeader() {
    try {
      header = CsvHeader.of(file, line(), names, wanted);
    } catch (DataFormatException e) {
      return e; // the parser would wrap what is thrown here
    }
    columns = header.columns();
    cells = new CellBlocks(header.kept().length);
    return null;
  }

  private DataFormatException endRow() {
    int count = getFieldCount();
    if (count != columns.length) { // comes first: in a ragged row the fields are out of place
      return new DataFormatException(
          file,
          line(),
          count + (count == 1 ? " field" : " fields") + ", the header has " + columns.length);
    }
    if (problem == null) {
      cells.endRow(line());
    }
    return problem;
  }

  private DataFormatException notANumber(int field, String text, double value) {
    String column = OneLine.of(header.names().get(field));
    String stripped = text.strip();
    String message;
    if (stripped.isEmpty()) {
      message = "the cell in column " + column + " is empty";
    } else if (Double.isInfinite(value) || isNonFiniteWord(stripped)) {
      message = OneLine.quoted(stripped) + " is not a finite number in column " + column;
    } else {
      message = OneLine.quoted(stripped) + " is not a number in column " + column;
    }
    return new DataFormatException(file, line(), field + 1, message);
  }

  private static boolean isNonFiniteWord(String text) {
    boolean signed = text.startsWith("+") || text.startsWith("-");
    return switch (text.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "infinity" -> true;
      default -> false;
    };
  }
}
