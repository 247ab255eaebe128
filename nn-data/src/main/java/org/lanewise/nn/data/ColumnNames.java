package org.lanewise.nn.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lists of column names for messages: all of them, or those that a misspelled name may mean. */
final class ColumnNames {
  private static final int MOST_LISTED = 20;
  private static final int MOST_SUGGESTED = 3;

  private ColumnNames() {}

  /** Returns the names with commas between, the first 20 if there are more. */
  static String list(List<String> names) {
    String listed =
        String.join(", ", names.stream().limit(MOST_LISTED).map(ColumnNames::bare).toList());
    int more = names.size() - MOST_LISTED;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }

  /**
   * Returns the names nearest to a misspelled one, best first, at most 3.
   *
   * <p>Near is an edit distance of a third of the name, or that one name contains the other; case
   * does not count.
   */
  static List<String> near(String name, List<String> names) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(candidate -> isNear(lower, candidate.toLowerCase(Locale.ROOT)))
        .sorted(
            Comparator.comparingInt(
                candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))))
        .limit(MOST_SUGGESTED)
        .toList();
  }

  private static boolean isNear(String name, String candidate) {
    int shorter = Math.min(name.length(), candidate.length());
    if (shorter >= 3 && (name.contains(candidate) || candidate.contains(name))) {
      return true;
    }
    int tolerance = Math.max(name.length(), candidate.length()) / 3;
    return Math.abs(name.length() - candidate.length()) <= tolerance
        && distance(name, candidate) <= tolerance;
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static String bare(String name) {
    String quoted = OneLine.quoted(name);
    return quoted.substring(1, quoted.length() - 1);
  }
}
