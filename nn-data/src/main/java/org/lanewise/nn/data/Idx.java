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
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

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

  private final Path file;
  private final IdxHeader header;

  private Idx(Path file, IdxHeader header) {
    this.file = file;
    this.header = header;
  }

  /**
   * Reads through a file of one to four dimensions and sees that it is whole; its values are read
   * again when they are asked for, to go where they are wanted without a copy of them in between.
   *
   * <p>Memory grows with what the file really holds, never with what its header announces.
   *
   * @param file the file, plain or packed with gzip
   * @throws DataFormatException if it is not an IDX file of unsigned bytes, is cut short, goes on
   *     after its last value, or is damaged
   * @throws IOException if it does not exist or cannot be read; the message names it
   */
  public static Idx read(Path file) throws IOException {
    return new Idx(file, stream(file, null, (values, at, length) -> {}));
  }

  /** Returns the sizes, the number of items first. */
  public int[] dimensions() {
    return header.dimensions().clone();
  }

  /** Returns the number of items, which is the first dimension. */
  public int count() {
    return header.dimensions()[0];
  }

  /**
   * Returns the values, each an unsigned byte.
   *
   * @throws IOException if the file has changed since it was read, or cannot be read any more
   */
  public byte[] values() throws IOException {
    byte[] all = new byte[header.values()];
    stream(file, header, (values, at, length) -> System.arraycopy(values, 0, all, at, length));
    return all;
  }

  /**
   * Returns an item a row, the values as numbers 0 to 255.
   *
   * @throws IOException if the file has changed since it was read, or cannot be read any more
   */
  public Tensor rows(Precision precision) throws IOException {
    int columns = count() == 0 ? 0 : header.values() / count();
    Tensor rows = Tensor.zeros(precision, count(), columns);
    stream(
        file,
        header,
        (values, at, length) -> {
          for (int i = 0; i < length; i++) {
            rows.set(at + i, values[i] & 0xFF);
          }
        });
    return rows;
  }

  /** Takes values: so many from the beginning of an array, the first of them the one at a place. */
  private interface Sink {
    void accept(byte[] values, int at, int length);
  }

  /**
   * Passes all values of a file on.
   *
   * @param expected the header that the file must have; null for any
   */
  private static IdxHeader stream(Path file, IdxHeader expected, Sink sink) throws IOException {
    FileErrors.requireFile(file);
    try (FileChannel channel = FileChannel.open(file)) {
      return isGzip(channel)
          ? streamGzip(file, channel, expected, sink)
          : streamPlain(file, channel, expected, sink);
    } catch (IOException e) {
      throw FileErrors.explained(file, e);
    }
  }

  private static boolean isGzip(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    return channel.read(magic, 0) == 2 && magic.getShort(0) == 0x1F8B;
  }

  private static IdxHeader streamPlain(
      Path file, FileChannel channel, IdxHeader expected, Sink sink) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("it is not a regular file");
    }
    InputStream in = Channels.newInputStream(channel);
    IdxHeader header = header(file, in, expected);
    requireCount(file, header, channel.size() - channel.position());
    requireCount(file, header, copy(in, header, sink)); // it may have shrunk under our hands
    return header;
  }

  private static IdxHeader streamGzip(Path file, FileChannel channel, IdxHeader expected, Sink sink)
      throws IOException {
    try (GzipChannelStream in = new GzipChannelStream(channel)) {
      IdxHeader header = header(file, in, expected);
      requireCount(file, header, copy(in, header, sink));
      if (in.read() >= 0) { // also makes the stream verify its checksum
        throw new DataFormatException(
            file, "the data go on after the " + announced(header) + " of the header");
      }
      if (in.bytesAfterEnd() != 0) {
        throw new DataFormatException(
            file, in.bytesAfterEnd() + " bytes that are not gzip follow the gzip data");
      }
      return header;
    } catch (EOFException e) {
      throw because(e, new DataFormatException(file, "the gzip data are cut short"));
    } catch (ZipException e) {
      String damage = "the gzip data are damaged: " + e.getMessage();
      throw because(e, new DataFormatException(file, damage));
    }
  }

  private static IdxHeader header(Path file, InputStream in, IdxHeader expected)
      throws IOException {
    IdxHeader header = IdxHeader.read(file, in);
    if (expected != null && !Arrays.equals(header.dimensions(), expected.dimensions())) {
      throw new DataFormatException(
          file,
          "the file was changed while it was read, from "
              + expected.shape()
              + " to "
              + header.shape());
    }
    return header;
  }

  /** Returns how many values there were, at most those announced. */
  private static int copy(InputStream in, IdxHeader header, Sink sink) throws IOException {
    byte[] block = new byte[Math.min(READ_BYTES, header.values())];
    int length = 0;
    while (length < header.values()) {
      int read = in.read(block, 0, Math.min(block.length, header.values() - length));
      if (read < 0) {
        break;
      }
      sink.accept(block, length, read);
      length += read;
    }
    return length;
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
    return "Idx" + Arrays.toString(header.dimensions());
  }
}
