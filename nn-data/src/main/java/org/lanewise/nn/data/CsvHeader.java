package org.lanewise.nn.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns of a CSV file: the names of all, and which of them are kept.
 *
 * @param names the name of each field
 * @param kept the fields, counted from 0, that become columns of the table
 * @param columns for each field its column of the table, or -1
 * @param types how each column of the table is read
 */
record CsvHeader(List<String> names, int[] kept, int[] columns, CsvColumn[] types) {
  /**
   * Checks the names and picks columns.
   *
   * @param line the line of the header row
   * @param names the fields of the header row, without surrounding blanks
   * @param required names that must be among them
   * @param typeOf tells by its name how a column is read; null if it is not
   * @throws DataFormatException if the row looks like data, a name is empty or occurs twice, or
   *     nothing is kept
   * @throws IllegalArgumentException if required names are not there; the message has all of them
   */
  static CsvHeader of(
      Path file,
      int line,
      List<String> names,
      Collection<String> required,
      Function<String, CsvColumn> typeOf)
      throws DataFormatException {
    requireNames(file, line, names);
    Set<String> missing = new LinkedHashSet<>(required);
    names.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw lacking(file, List.copyOf(missing), names);
    }
    int[] kept = new int[names.size()];
    int[] columns = new int[names.size()];
    CsvColumn[] types = new CsvColumn[names.size()];
    int count = 0;
    for (int field = 0; field < columns.length; field++) {
      columns[field] = -1;
      types[count] = typeOf.apply(names.get(field));
      if (types[count] != null) {
        columns[field] = count;
        kept[count] = field;
        count++;
      }
    }
    if (count == 0) {
      throw new DataFormatException(
          file, line, "none of the columns is wanted; they are " + ColumnNames.list(names));
    }
    return new CsvHeader(
        List.copyOf(names), Arrays.copyOf(kept, count), columns, Arrays.copyOf(types, count));
  }

  /** Returns the names of the kept columns. */
  List<String> keptNames() {
    return Arrays.stream(kept).mapToObj(names::get).toList();
  }

  /** Returns what to throw where a file lacks columns: it names them, and those there are. */
  static IllegalArgumentException lacking(Path file, List<String> missing, List<String> names) {
    String only = missing.get(0);
    List<String> near = missing.size() == 1 ? ColumnNames.near(only, names) : List.of();
    String lacks =
        missing.size() == 1
            ? " has no column " + OneLine.quoted(only)
            : " lacks the columns " + ColumnNames.list(missing);
    return new IllegalArgumentException(
        OneLine.of(file)
            + lacks
            + (near.isEmpty()
                ? "; its columns are " + ColumnNames.list(names)
                : "; did you mean " + ColumnNames.list(near) + "?"));
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
        String problem = "the column name %s is already that of column %d";
        throw new DataFormatException(
            file, line, field, problem.formatted(OneLine.quoted(name), first));
      }
    }
  }

  private static boolean isNumber(String name) {
    return !Double.isNaN(DecimalNumber.parse(name));
  }
}
