package org.lanewise.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The header of an IDX file: two zero bytes, a type code, the number of dimensions, and each
 * dimension as a big-endian 32-bit number.
 *
 * @param dimensions one to four sizes, whose product is {@code values}
 * @param values how many values the header announces
 */
record IdxHeader(int[] dimensions, int values) {
  /** The type code of unsigned bytes, the only one that image and label files use. */
  private static final int UNSIGNED_BYTE = 0x08;

  private static final int MOST_DIMENSIONS = 4;

  /** The longest array that every JVM can make. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

  /** The bytes before the dimensions. */
  private static final int MAGIC_BYTES = 4;

  /**
   * Reads a header and leaves the stream at the first value.
   *
   * @throws DataFormatException if it is cut short, of another type or format, or announces more
   *     values than an array can hold
   */
  static IdxHeader read(Path file, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    if (magic.length < MAGIC_BYTES) {
      throw new DataFormatException(
          file, "the data end after " + bytes(magic.length) + ", before an IDX header is complete");
    }
    if (magic[0] != 0 || magic[1] != 0) {
      throw new DataFormatException(
          file,
          String.format(
              "this is not an IDX file: it begins with bytes %02x %02x, IDX with 00 00",
              magic[0], magic[1]));
    }
    requireUnsignedBytes(file, magic[2] & 0xFF);
    int count = magic[3] & 0xFF;
    if (count < 1 || count > MOST_DIMENSIONS) {
      throw new DataFormatException(
          file, "the header has " + count + " dimensions, 1 to " + MOST_DIMENSIONS + " are read");
    }
    byte[] sizes = in.readNBytes(Integer.BYTES * count);
    if (sizes.length < Integer.BYTES * count) {
      int complete = MAGIC_BYTES + Integer.BYTES * count;
      throw new DataFormatException(
          file,
          String.format(
              "the data end after %s, the header alone has %d",
              bytes(MAGIC_BYTES + sizes.length), complete));
    }
    return of(file, sizes);
  }

  private static IdxHeader of(Path file, byte[] sizes) throws DataFormatException {
    long[] announced = new long[sizes.length / Integer.BYTES];
    for (int i = 0; i < sizes.length; i++) {
      announced[i / Integer.BYTES] = announced[i / Integer.BYTES] << 8 | sizes[i] & 0xFF;
    }
    long product = 1;
    for (long size : announced) {
      // Both factors are below 2^32 here and the product is checked at once: no overflow.
      product *= size;
      if (size > MOST_VALUES || product > MOST_VALUES) {
        throw new DataFormatException(
            file,
            String.format(
                "the header announces %s values, at most %d fit in an array",
                text(announced), MOST_VALUES));
      }
    }
    return new IdxHeader(
        Arrays.stream(announced).mapToInt(Math::toIntExact).toArray(), (int) product);
  }

  private static void requireUnsignedBytes(Path file, int code) throws DataFormatException {
    if (code == UNSIGNED_BYTE) {
      return;
    }
    String type =
        switch (code) {
          case 0x09 -> "signed bytes";
          case 0x0B -> "16-bit integers";
          case 0x0C -> "32-bit integers";
          case 0x0D -> "32-bit floats";
          case 0x0E -> "64-bit floats";
          default -> "an unknown type";
        };
    throw new DataFormatException(
        file,
        String.format(
            "the values are %s (type code 0x%02x), only unsigned bytes (0x08) are read",
            type, code));
  }

  /** Returns the dimensions as in {@code 60000x28x28}. */
  String shape() {
    return text(Arrays.stream(dimensions).asLongStream().toArray());
  }

  private static String text(long[] sizes) {
    return Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }

  private static String bytes(int count) {
    return count + (count == 1 ? " byte" : " bytes");
  }
}
