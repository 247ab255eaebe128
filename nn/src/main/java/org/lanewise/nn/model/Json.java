package org.lanewise.nn.model;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/**
 * JSON (RFC 8259) as plain Java values, for the headers and metadata of model files.
 *
 * <p>An object is a {@link java.util.LinkedHashMap} in the order of the text, an array a {@link
 * java.util.List}, a string a {@link String}, {@code true} and {@code false} a {@link Boolean},
 * {@code null} is null. A number without fraction and exponent is a {@link Long} if it fits one
 * (and is not {@code -0}); every other number is the nearest {@link Double}.
 *
 * <p>Both directions are strict and have the same limits, so what was written can be read back, and
 * what is read can be written.
 */
final class Json {
  /** How deep arrays and objects may nest; far below what would exhaust a thread's stack. */
  static final int MAX_DEPTH = 64;

  /**
   * How many values a text may hold. A value costs up to about 120 bytes as Java objects, so this
   * bounds what a hostile text of 16 MiB can make its reader allocate.
   */
  static final int MAX_VALUES = 1 << 20;

  private Json() {}

  /**
   * Parses one value with optional white space around it.
   *
   * @throws SyntaxException if the text is not JSON, repeats a key in an object, holds a number too
   *     large for a double or half a surrogate pair, or is beyond a limit of this class
   */
  static Object parse(String text) throws SyntaxException {
    try {
      return parse(new StringReader(text));
    } catch (SyntaxException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("a StringReader does not fail", e);
    }
  }

  /**
   * Parses one value up to the reader's end, holding no more of the text than a small buffer.
   *
   * @throws SyntaxException as {@link #parse(String)} does
   * @throws IOException if the reader throws it
   */
  static Object parse(Reader reader) throws IOException {
    return new JsonParser(reader).document();
  }

  /**
   * Writes a value without white space: maps with string keys in their own order, lists, strings,
   * Byte to Long, Float and Double, Boolean and null. A double is written with the fewest digits
   * that read back to it, always with a point or an exponent; the text is the same on every JDK.
   * Characters outside ASCII stay as they are.
   *
   * @throws IllegalArgumentException if a value is of another class, a number is NaN or infinite, a
   *     string has half a surrogate pair, or a limit of this class is passed
   */
  static String write(Object value) {
    return new JsonWriter().document(value);
  }

  /** Returns whether a string has half a surrogate pair, which UTF-8 cannot hold. */
  static boolean hasUnpairedSurrogate(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int codePoint = Character.codePointAt(text, i);
        if (!Character.isSupplementaryCodePoint(codePoint)) {
          return true;
        }
        i++; // the second half
      }
    }
    return false;
  }

  /** A text that is not JSON; the message says where, in characters counted from 0. */
  static final class SyntaxException extends IOException {
    private static final long serialVersionUID = 1L;

    SyntaxException(String reason, long position) {
      super(reason + " at character " + position);
    }
  }
}
