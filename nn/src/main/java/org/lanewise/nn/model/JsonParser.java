package org.lanewise.nn.model;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.data.OneLine;

/** The reading half of {@link Json}: recursive descent with one character of look-ahead. */
final class JsonParser {
  private static final int END = -1;

  private final Reader reader;
  private final char[] buffer = new char[4096];
  private int next;
  private int limit;
  private long beforeBuffer;
  private int values;
  private final StringBuilder scratch = new StringBuilder();

  JsonParser(Reader reader) {
    this.reader = reader;
  }

  Object document() throws IOException {
    Object value = value(0);
    skipWhiteSpace();
    if (peek() != END) {
      throw unexpected("the end");
    }
    return value;
  }

  private Object value(int depth) throws IOException {
    skipWhiteSpace();
    if (++values > Json.MAX_VALUES) {
      throw error("more than " + Json.MAX_VALUES + " values");
    }
    if (depth > Json.MAX_DEPTH) {
      throw error("nested deeper than " + Json.MAX_DEPTH + " levels");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true", Boolean.TRUE);
      case 'f' -> literal("false", Boolean.FALSE);
      case 'n' -> literal("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("a value");
    };
  }

  private Map<String, Object> object(int depth) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    take();
    skipWhiteSpace();
    if (takeIf('}')) {
      return map;
    }
    do {
      skipWhiteSpace();
      if (peek() != '"') {
        throw unexpected("a key in quotes");
      }
      long keyPosition = position();
      String key = string();
      if (map.containsKey(key)) {
        throw new Json.SyntaxException(
            "the key " + OneLine.quoted(key) + " a second time in one object", keyPosition);
      }
      skipWhiteSpace();
      if (!takeIf(':')) {
        throw unexpected("':'");
      }
      map.put(key, value(depth + 1));
      skipWhiteSpace();
    } while (takeIf(','));
    if (!takeIf('}')) {
      throw unexpected("',' or '}'");
    }
    return map;
  }

  private List<Object> array(int depth) throws IOException {
    List<Object> list = new ArrayList<>();
    take();
    skipWhiteSpace();
    if (takeIf(']')) {
      return list;
    }
    do {
      list.add(value(depth + 1));
      skipWhiteSpace();
    } while (takeIf(','));
    if (!takeIf(']')) {
      throw unexpected("',' or ']'");
    }
    return list;
  }

  private String string() throws IOException {
    final long start = position();
    scratch.setLength(0);
    take();
    while (!takeIf('"')) {
      int c = peek();
      if (c == END) {
        throw unexpected("the closing quote of the string that begins at character " + start);
      }
      if (c < ' ') {
        throw unexpected("an escape instead of a control character");
      }
      take();
      scratch.append(c == '\\' ? escaped() : (char) c);
    }
    if (Json.hasUnpairedSurrogate(scratch)) {
      throw new Json.SyntaxException("half a surrogate pair in the string", start);
    }
    return scratch.toString();
  }

  private char escaped() throws IOException {
    char result =
        switch (peek()) {
          case '"', '\\', '/' -> (char) peek();
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> 0;
          default -> throw unexpected("one of \"\\/bfnrtu after a backslash");
        };
    return take() == 'u' ? fourHexDigits() : result;
  }

  private char fourHexDigits() throws IOException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int c = peek();
      // Character.digit alone would also take the digits of other scripts.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits");
      }
      take();
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private Object literal(String word, Object value) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (!takeIf(word.charAt(i))) {
        throw unexpected("the word " + word);
      }
    }
    return value;
  }

  private Object number() throws IOException {
    final long start = position();
    scratch.setLength(0);
    if (peek() == '-') {
      scratch.append((char) take());
    }
    boolean zero = peek() == '0';
    if (digits() > 1 && zero) {
      throw new Json.SyntaxException("a number with a leading zero", start);
    }
    boolean integer = true;
    if (peek() == '.') {
      integer = false;
      scratch.append((char) take());
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      integer = false;
      scratch.append((char) take());
      if (peek() == '+' || peek() == '-') {
        scratch.append((char) take());
      }
      digits();
    }
    return toNumber(scratch.toString(), integer, start);
  }

  /** Takes one digit or more and returns how many. */
  private int digits() throws IOException {
    if (!isDigit(peek())) {
      throw unexpected("a digit");
    }
    int before = scratch.length();
    while (isDigit(peek())) {
      scratch.append((char) take());
    }
    return scratch.length() - before;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Number toNumber(String text, boolean integer, long start)
      throws Json.SyntaxException {
    if (integer && !text.equals("-0")) { // a Long has no negative zero
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        // Too large for a Long: the nearest double, as for every other number.
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new Json.SyntaxException("a number too large for a double", start);
    }
    return value;
  }

  private void skipWhiteSpace() throws IOException {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      take();
    }
  }

  private int peek() throws IOException {
    if (next == limit) {
      beforeBuffer += limit;
      next = 0;
      limit = Math.max(0, reader.read(buffer, 0, buffer.length));
    }
    return limit == 0 ? END : buffer[next];
  }

  private int take() throws IOException {
    int c = peek();
    next++;
    return c;
  }

  private boolean takeIf(char expected) throws IOException {
    boolean matches = peek() == expected;
    if (matches) {
      next++;
    }
    return matches;
  }

  private long position() {
    return beforeBuffer + next;
  }

  private Json.SyntaxException unexpected(String expected) throws IOException {
    String found =
        peek() == END ? "the text ends" : "found " + OneLine.quoted(String.valueOf((char) peek()));
    return error(found + " where there should be " + expected);
  }

  private Json.SyntaxException error(String reason) {
    return new Json.SyntaxException(reason, position());
  }
}
