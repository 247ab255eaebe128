package org.lanewise.nn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * An array of unsigned bytes from an IDX file, the format of MNIST and its relatives.
 *
 * <p>The file may be packed with gzip, which is told by its first two bytes and not by its name.
 * The values are row-major: of 60000x28x28 images, pixel (row, column) of image i is value {@code
 * (i * 28 + row) * 28 + column}.
 */
public final class Idx {
  /** A larger read would make the JDK hold a second copy of the values outside the heap. */
  private static final int READ_BYTES = 1 << 16;

  private final int[] dimensions;
  private final byte[] values;

  private Idx(int[] dimensions, byte[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  /**
   * Reads a file of one to four dimensions.
   *
   * <p>Memory grows with what the file really holds, never with what its header announces.
   *
   * @param file the file, plain or packed with gzip
   * @throws DataFormatException if it is not an IDX file of unsigned bytes, is cut short, goes on
   *     after its last value, or is damaged
   * @throws IOException if it does not exist or cannot be read; the message names it
   */
  public static Idx read(Path file) throws IOException {
    FileErrors.requireFile(file);
    try (FileChannel channel = FileChannel.open(file)) {
      return isGzip(channel) ? readGzip(file, channel) : readPlain(file, channel);
    } catch (IOException e) {
      throw FileErrors.explained(file, e);
    }
  }

  /** Returns the sizes, the number of items first. */
  public int[] dimensions() {
    return dimensions.clone();
  }

  /** Returns the number of items, which is the first dimension. */
  public int count() {
    return dimensions[0];
  }

  /**
   * Returns the values, each an unsigned byte. This is the array itself, not a copy: callers must
   * not change it.
   */
  public byte[] values() {
    return values;
  }

  private static boolean isGzip(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    return channel.read(magic, 0) == 2 && magic.getShort(0) == 0x1F8B;
  }

  private static Idx readPlain(Path file, FileChannel channel) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    InputStream in = Channels.newInputStream(channel);
    IdxHeader header = IdxHeader.read(file, in);
    requireCount(file, header, channel.size() - channel.position());
    byte[] values = new byte[header.values()];
    int length = 0;
    while (length < values.length) {
      int read = in.read(values, length, Math.min(READ_BYTES, values.length - length));
      if (read < 0) { // the file has shrunk under our hands
        requireCount(file, header, length);
      }
      length += read;
    }
    return new Idx(header.dimensions(), values);
  }

  private static Idx readGzip(Path file, FileChannel channel) throws IOException {
    try (GzipChannelStream in = new GzipChannelStream(channel)) {
      IdxHeader header = IdxHeader.read(file, in);
      // This read collects small blocks, so a false header costs no more than twice the real data.
      byte[] values = in.readNBytes(header.values());
      requireCount(file, header, values.length);
      if (in.read() >= 0) { // also makes the stream verify its checksum
        throw new DataFormatException(
            file, "the data go on after the " + announced(header) + " of the header");
      }
      if (in.bytesAfterEnd() != 0) {
        throw new DataFormatException(
            file, in.bytesAfterEnd() + " bytes that are not gzip follow the gzip data");
      }
      return new Idx(header.dimensions(), values);
    } catch (EOFException e) {
      throw because(e, new DataFormatException(file, "the gzip data are cut short"));
    } catch (ZipException e) {
      String damage = "the gzip data are damaged: " + e.getMessage();
      throw because(e, new DataFormatException(file, damage));
    }
  }

  private static void requireCount(Path file, IdxHeader header, long held)
      throws DataFormatException {
    if (held < header.values()) {
      throw new DataFormatException(
          file, "the header announces " + announced(header) + ", the data end after " + held);
    }
    if (held > header.values()) {
      throw new DataFormatException(
          file, "the header announces " + announced(header) + ", the file holds " + held);
    }
  }

  private static String announced(IdxHeader header) {
    String count = header.values() == 1 ? "1 value" : header.values() + " values";
    return header.dimensions().length == 1 ? count : count + " (" + header.shape() + ")";
  }

  private static DataFormatException because(IOException cause, DataFormatException problem) {
    problem.initCause(cause);
    return problem;
  }

  @Override
  public String toString() {
    return "Idx" + Arrays.toString(dimensions);
  }
}
