package org.lanewise.nn.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.data.OneLine;

/** The writing half of {@link Json}. */
final class JsonWriter {
  /** Seventeen significant digits tell any two doubles apart. */
  private static final int MAX_DIGITS = 17;

  private final StringBuilder text = new StringBuilder();
  private int values;

  String document(Object value) {
    value(value, 0);
    return text.toString();
  }

  private void value(Object value, int depth) {
    if (++values > Json.MAX_VALUES) {
      throw new IllegalArgumentException("more than " + Json.MAX_VALUES + " values");
    }
    if (depth > Json.MAX_DEPTH) { // also the end of a list that holds itself
      throw new IllegalArgumentException("nested deeper than " + Json.MAX_DEPTH + " levels");
    }
    if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Double || value instanceof Float) {
      number(((Number) value).doubleValue());
    } else if (value == null || isPlain(value)) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("JSON has no form for a " + value.getClass().getName());
    }
  }

  private static boolean isPlain(Object value) {
    return value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private void object(Map<?, ?> map, int depth) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getKey() instanceof String key)) {
        throw new IllegalArgumentException("the key " + member.getKey() + " is not a string");
      }
      text.append(separator);
      string(key);
      text.append(':');
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    text.append('}');
  }

  private void array(List<?> list, int depth) {
    text.append('[');
    String separator = "";
    for (Object element : list) {
      text.append(separator);
      value(element, depth + 1);
      separator = ",";
    }
    text.append(']');
  }

  private void string(String string) {
    if (Json.hasUnpairedSurrogate(string)) {
      throw new IllegalArgumentException("half a surrogate pair in " + OneLine.quoted(string));
    }
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /** Not by Double.toString, whose digits changed in JDK 19: files are to be the same on all. */
  private void number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no form for the number " + value);
    }
    if (value == 0) {
      text.append(1 / value < 0 ? "-0.0" : "0.0");
      return;
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    String digits =
        exponent >= -6 && exponent < MAX_DIGITS ? shortest.toPlainString() : shortest.toString();
    text.append(digits);
    if (digits.indexOf('.') < 0 && digits.indexOf('E') < 0) {
      text.append(".0"); // so that it is read back as a Double
    }
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS));
  }
}
