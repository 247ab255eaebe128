package org.lanewise.nn.data;

/**
 * Decimal numbers as tables write them, read straight from the parser's buffer.
 *
 * <p>The syntax is an optional sign, digits with an optional point, and an optional exponent, with
 * blanks around the whole: {@code [+-]? (digits [. digits?] | . digits) ([eE] [+-]? digits)?}. It
 * is stricter than {@link Double#parseDouble(String)}, which also takes {@code 1f}, {@code 0x1p3}
 * and {@code NaN}. The result is the correctly rounded double.
 */
final class DecimalNumber {
  /** Whole numbers of up to 15 digits are below 2^53, so a double holds them exactly. */
  private static final int EXACT_DIGITS = 15;

  /** The powers of ten that a double holds exactly: 5^22 is below 2^53, 5^23 is not. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private DecimalNumber() {}

  /**
   * Reads one number.
   *
   * @param text holds the number from {@code begin} to before {@code end}
   * @return the number; infinity if it is beyond the range of a double; NaN if this is no number
   */
  static double parse(char[] text, int begin, int end) {
    while (begin < end && isBlank(text[begin])) {
      begin++;
    }
    while (begin < end && isBlank(text[end - 1])) {
      end--;
    }
    int i = begin;
    boolean negative = i < end && text[i] == '-';
    if (negative || i < end && text[i] == '+') {
      i++;
    }
    long mantissa = 0;
    int significant = 0; // digits without the leading zeros; the mantissa is right up to 15
    int digits = 0;
    int decimals = 0;
    boolean point = false;
    for (; i < end; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits++;
        mantissa = mantissa * 10 + digit;
        significant += significant > 0 || digit > 0 ? 1 : 0;
        decimals += point ? 1 : 0;
      } else if (text[i] == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0 || i < end && !isExponent(text, i, end)) {
      return Double.NaN;
    }
    if (i == end && significant <= EXACT_DIGITS && decimals < EXACT_POWERS.length) {
      // Both operands are exact, so the one rounding of the division is the correct one (Clinger
      // 1990, "How to read floating point numbers accurately").
      double magnitude = mantissa / EXACT_POWERS[decimals];
      return negative ? -magnitude : magnitude;
    }
    return Double.parseDouble(new String(text, begin, end - begin));
  }

  static double parse(String text) {
    return parse(text.toCharArray(), 0, text.length());
  }

  /** Tells a space or a tab, which may surround a number. */
  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isExponent(char[] text, int begin, int end) {
    int i = begin;
    if (text[i] != 'e' && text[i] != 'E') {
      return false;
    }
    i++;
    if (i < end && (text[i] == '-' || text[i] == '+')) {
      i++;
    }
    if (i == end) {
      return false;
    }
    for (; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
