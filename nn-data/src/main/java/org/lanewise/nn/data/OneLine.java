package org.lanewise.nn.data;

import java.nio.file.Path;

/**
 * Text from outside (file names, fields of a table) in a form that fits a one-line message.
 *
 * <p>Control characters, line separators and invisible formatting characters are escaped, so that a
 * hostile file can neither break a message into lines nor send commands to a terminal.
 */
public final class OneLine {
  /** Longer quotations are cut: a field may hold a whole document. */
  private static final int LONGEST_QUOTATION = 60;

  private OneLine() {}

  /** Returns a text with everything that does not print on the line escaped. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  /** Returns the name of a file as the user gave it. */
  static String of(Path file) {
    return of(file.toString());
  }

  /** Returns a text in single quotes, cut if it is long. */
  public static String quoted(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST_QUOTATION) {
      return "'" + of(text) + "'";
    }
    return "'" + of(text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTATION))) + "...'";
  }

  private static void append(StringBuilder line, int c) {
    switch (c) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              line.append(String.format("\\u%04x", c));
          default -> line.appendCodePoint(c);
        }
      }
    }
  }
}
