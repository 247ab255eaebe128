package org.lanewise.nn.model;

/**
 * Text from a file as it may stand in a message: in single quotes, shortened, on one line. A
 * hostile file can hold a name of megabytes or one that moves the terminal's cursor.
 */
final class Quoted {
  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints().limit(MAX_LENGTH).forEach(c -> append(quoted, c));
    if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
      quoted.append("...");
    }
    return quoted.append('\'').toString();
  }

  static String of(char c) {
    return of(String.valueOf(c));
  }

  private static void append(StringBuilder quoted, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          quoted.append("U+%04X".formatted(codePoint));
      default -> quoted.appendCodePoint(codePoint);
    }
  }
}
