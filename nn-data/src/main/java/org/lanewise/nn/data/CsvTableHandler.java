package org.lanewise.nn.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes the fields of a CSV file from the parser's buffer into tables, without a string for each
 * number.
 *
 * <p>As a record it gives the parser itself, after a row or at a {@link #problem}; {@code null}
 * means "go on".
 */
final class CsvTableHandler extends AbstractBaseCsvCallbackHandler<CsvTableHandler> {
  /** What stands for a missing number besides an empty cell, in small letters. */
  static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

  private final Path file;
  private final Collection<String> required;
  private final Function<String, CsvColumn> typeOf;
  private final List<String> names = new ArrayList<>();
  private CsvHeader header;
  private CellBlocks cells;
  private List<Map<String, Integer>> texts;
  private DataFormatException problem;
  private boolean dropped;
  private boolean anyDropped;
  private int blankLine;

  CsvTableHandler(Path file, Collection<String> required, Function<String, CsvColumn> typeOf) {
    this.file = file;
    this.required = required;
    this.typeOf = typeOf;
  }

  /** Returns the line on which the record being read begins. */
  int line() {
    return (int) Math.min(getStartingLineNumber(), Integer.MAX_VALUE);
  }

  /** Returns the 1-based number of the field being read. */
  int field() {
    return getFieldCount() + 1;
  }

  /** Returns what is wrong with the file, if anything. */
  DataFormatException problem() {
    return problem;
  }

  /** Returns how many rows the table being filled has. */
  int rows() {
    return cells == null ? 0 : cells.rows();
  }

  /** Returns the problem of a file that has ended without a row. */
  DataFormatException noRows() {
    if (header == null) {
      return new DataFormatException(
          file, "the file is empty; a header row with the names of the columns is needed");
    }
    return new DataFormatException(
        file,
        anyDropped
            ? "every row lacks a value in a column where such rows are dropped"
            : "there are no rows after the header");
  }

  /** Returns the table that was filled, at least a row, and begins another. */
  CsvTable table() {
    cells.trim();
    List<List<String>> distinct = texts.stream().map(map -> List.copyOf(map.keySet())).toList();
    CsvTable table = new CsvTable(file, header, cells, distinct);
    begin();
    return table;
  }

  private void begin() {
    cells = new CellBlocks(header.kept().length);
    texts = new ArrayList<>();
    for (CsvColumn type : header.types()) {
      texts.add(type.text() ? new LinkedHashMap<>() : Map.of());
    }
  }

  @Override
  protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
    if (header == null) {
      names.add(new String(text, offset, length).strip());
      return;
    }
    int column = problem == null && field < header.columns().length ? header.columns()[field] : -1;
    if (column < 0) {
      return;
    }
    CsvColumn type = header.types()[column];
    double value = Double.NaN;
    String word = null;
    if (!type.text()) {
      value = DecimalNumber.parse(text, offset, offset + length);
      if (Math.abs(value) <= Double.MAX_VALUE) {
        cells.set(column, value);
        return;
      }
    }
    word = new String(text, offset, length).strip();
    if (type.text() && !word.isEmpty()) {
      Map<String, Integer> known = texts.get(column);
      Integer code = known.putIfAbsent(word, known.size());
      cells.set(column, code == null ? known.size() - 1 : code);
    } else if (type.gap() != CsvColumn.Gap.REFUSED
        && MISSING.contains(word.toLowerCase(Locale.ROOT))) {
      cells.set(column, Double.NaN);
      dropped |= type.gap() == CsvColumn.Gap.ROW_DROPPED;
    } else {
      problem = notAValue(field, word, value);
    }
  }

  @Override
  protected CsvTableHandler buildRecord() {
    if (getRecordType() == RecordType.EMPTY) {
      // Blank lines may end a file. Elsewhere one would be a lost row, so the next record tells.
      blankLine = blankLine == 0 ? line() : blankLine;
      return null;
    }
    if (blankLine > 0) {
      problem =
          new DataFormatException(file, blankLine, "the line is blank, but more lines follow");
      return this;
    }
    return header == null ? endHeader() : endRow();
  }

  private CsvTableHandler endHeader() {
    try {
      header = CsvHeader.of(file, line(), names, required, typeOf);
    } catch (DataFormatException e) {
      problem = e; // the parser would wrap what is thrown here
      return this;
    }
    begin();
    return null;
  }

  private CsvTableHandler endRow() {
    int count = getFieldCount();
    int expected = header.columns().length;
    if (count != expected) { // comes first: in a ragged row the fields are out of place
      String fields = count == 1 ? " field" : " fields";
      problem =
          new DataFormatException(file, line(), count + fields + ", the header has " + expected);
    } else if (problem == null && !dropped) {
      cells.endRow(line());
    }
    boolean passedOver = problem == null && dropped;
    anyDropped |= dropped;
    dropped = false;
    return passedOver ? null : this;
  }

  private DataFormatException notAValue(int field, String text, double value) {
    String column = OneLine.of(header.names().get(field));
    String message;
    if (text.isEmpty()) {
      message = "the cell in column " + column + " is empty";
    } else {
      boolean beyond = Double.isInfinite(value) || text.matches("(?i)[+-]?(nan|inf|infinity)");
      message =
          "%s is not a %s in column %s"
              .formatted(OneLine.quoted(text), beyond ? "finite number" : "number", column);
    }
    return new DataFormatException(file, line(), field + 1, message);
  }
}
