package org.lanewise.nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The columns of a CSV file: the names of all, and which of them are kept.
 *
 * @param names the name of each field
 * @param kept the fields, counted from 0, that become columns of the table
 * @param columns for each field its column of the table, or -1
 */
record CsvHeader(List<String> names, int[] kept, int[] columns) {
  /**
   * Checks the names and picks columns.
   *
   * @param line the line of the header row
   * @param names the fields of the header row, without surrounding blanks
   * @param wanted tells by its name whether a column is kept
   * @throws DataFormatException if the row looks like data, a name is empty or occurs twice, or
   *     nothing is kept
   */
  static CsvHeader of(Path file, int line, List<String> names, Predicate<String> wanted)
      throws DataFormatException {
    requireNames(file, line, names);
    int[] kept = new int[names.size()];
    int[] columns = new int[names.size()];
    int count = 0;
    for (int field = 0; field < columns.length; field++) {
      columns[field] = -1;
      if (wanted.test(names.get(field))) {
        columns[field] = count;
        kept[count] = field;
        count++;
      }
    }
    if (count == 0) {
      throw new DataFormatException(
          file, line, "none of the columns is wanted; they are " + ColumnNames.list(names));
    }
    return new CsvHeader(List.copyOf(names), Arrays.copyOf(kept, count), columns);
  }

  /** Returns the names of the kept columns. */
  List<String> keptNames() {
    List<String> list = new ArrayList<>(kept.length);
    for (int field : kept) {
      list.add(names.get(field));
    }
    return List.copyOf(list);
  }

  private static void requireNames(Path file, int line, List<String> names)
      throws DataFormatException {
    if (names.stream().allMatch(CsvHeader::isNumber)) {
      throw new DataFormatException(
          file,
          line,
          "the first row holds only numbers; a header row with the names of the columns is needed");
    }
    Map<String, Integer> fields = new HashMap<>();
    for (int field = 1; field <= names.size(); field++) {
      String name = names.get(field - 1);
      if (name.isEmpty()) {
        throw new DataFormatException(file, line, field, "the column has no name in the header");
      }
      Integer first = fields.putIfAbsent(name, field);
      if (first != null) {
        throw new DataFormatException(
            file,
            line,
            field,
            "the column name " + OneLine.quoted(name) + " is already that of column " + first);
      }
    }
  }

  private static boolean isNumber(String name) {
    return !Double.isNaN(DecimalNumber.parse(name.toCharArray(), 0, name.length()));
  }
}
