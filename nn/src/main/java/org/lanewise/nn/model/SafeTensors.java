package org.lanewise.nn.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.data.OneLine;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A file of named tensors in the safetensors format, which many programs read and write.
 *
 * <p>The format (github.com/huggingface/safetensors): 8 bytes with the length of the header, little
 * endian; the header, a JSON object that gives each tensor's dtype, shape and place and may hold
 * metadata from string to string; then the data, little endian and row-major.
 *
 * <p>A file is not trusted. Opening it checks the whole header against the file's size before any
 * tensor is touched, and needs memory for the header's content (at most {@value #MAX_HEADER_BYTES}
 * bytes of text and about a million values) and a small buffer. Every dtype of the format's first
 * version may be in the file; F32 and F64 can be read.
 *
 * <p>Reading is safe from many threads at once. A thread that is interrupted while it reads closes
 * the file for all, as {@link FileChannel} does.
 */
public final class SafeTensors implements Closeable {
  /**
   * The longest header that is read or written. The format's own limit is 100 MB; a header of 16
   * MiB describes a hundred thousand tensors.
   */
  public static final int MAX_HEADER_BYTES = 16 << 20;

  static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;
  private final SafeTensorsHeader header;

  private SafeTensors(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long size = channel.size();
    long headerBytes = headerLength(size);
    this.dataStart = Long.BYTES + headerBytes;
    this.header = new SafeTensorsHeader(file, parseHeader(headerBytes), size - dataStart);
  }

  /**
   * A tensor's description in the header.
   *
   * @param name its name, unique in the file
   * @param dtype its element type, such as {@code "F32"}
   * @param shape its dimensions; empty for a scalar
   * @param begin its first byte, counted from the begin of the data section
   * @param end the byte after its last
   */
  public record Entry(String name, String dtype, List<Long> shape, long begin, long end) {
    /** Copies the shape. */
    public Entry {
      shape = List.copyOf(shape);
    }

    /** Returns the number of elements, the product of the shape. */
    public long elements() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public String toString() {
      return "%s %s %s [%d, %d)".formatted(name, dtype, shape, begin, end);
    }
  }

  /**
   * Opens a file and checks its header. No tensor is read yet.
   *
   * @throws ModelFormatException if the file is not a safetensors file, is damaged or cut short, or
   *     has a header longer than {@link #MAX_HEADER_BYTES}
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the file cannot be read
   */
  public static SafeTensors open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) { // opening a pipe would wait for ever
      throw new ModelFormatException(
          file, Files.isDirectory(file) ? "is a folder, not a file" : "is not a regular file");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new SafeTensors(file, channel);
    } catch (IOException | RuntimeException | Error failure) {
      try {
        channel.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  /**
   * Writes a file, atomically: see {@link AtomicFile#write}. The tensors are laid out in the order
   * given and the data section begins at a multiple of 8 bytes. The same arguments give the same
   * bytes, provided that the metadata's map has an order of its own (a {@code LinkedHashMap} or a
   * {@code TreeMap}; {@code Map.of} and {@code HashMap} have none).
   *
   * @throws IllegalArgumentException if two tensors have one name, a tensor is called {@code
   *     __metadata__}, a name or text has half a surrogate pair, or the header would be longer than
   *     {@link #MAX_HEADER_BYTES}; nothing is written then
   * @throws IOException if writing fails; the old file, if there was one, is then untouched
   */
  public static void write(Path file, Map<String, String> metadata, List<TensorData> tensors)
      throws IOException {
    SafeTensorsWriter.write(file, metadata, tensors);
  }

  /** Returns the metadata in the order of the header; empty if there are none; unmodifiable. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** Returns the tensors in the order of their data in the file; unmodifiable. */
  public List<Entry> entries() {
    return List.copyOf(header.entries().values());
  }

  /** Returns whether the file has a tensor of that name. */
  public boolean contains(String name) {
    return header.entries().containsKey(name);
  }

  /**
   * Returns the description of a tensor.
   *
   * @throws ModelFormatException if the file has no tensor of that name
   */
  public Entry entry(String name) throws ModelFormatException {
    Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new ModelFormatException(file, "has no tensor " + OneLine.quoted(name));
    }
    return entry;
  }

  /**
   * Reads a whole tensor, bit for bit.
   *
   * @param destination of as many elements and of the precision of the dtype, F32 or F64; its shape
   *     is not compared
   * @throws IllegalArgumentException if it has another number of elements
   * @throws ModelFormatException if the file has no such tensor, the tensor has another dtype, or
   *     the file was cut short since it was opened
   * @throws IOException if reading fails; the destination may have been changed in part
   */
  public void read(String name, Tensor destination) throws IOException {
    boolean single = destination.precision() == Precision.FLOAT32;
    Entry entry = readable(name, single ? DataType.F32 : DataType.F64, destination);
    long bytes = entry.end() - entry.begin();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(bytes, BUFFER_BYTES));
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    int at = destination.offset();
    for (long done = 0; done < bytes; done += buffer.limit()) {
      buffer.clear().limit((int) Math.min(bytes - done, BUFFER_BYTES));
      readFully(buffer, dataStart + entry.begin() + done, "tensor " + OneLine.quoted(name));
      int count = buffer.flip().limit() / destination.precision().bytes();
      if (single) {
        buffer.asFloatBuffer().get(destination.floats(), at, count);
      } else {
        buffer.asDoubleBuffer().get(destination.doubles(), at, count);
      }
      at += count;
    }
  }

  /** Returns a new tensor with the content of a matrix of dtype F32 or F64. */
  public Tensor matrix(String name) throws IOException {
    Entry entry = entry(name);
    boolean fits = entry.shape.stream().allMatch(d -> d <= Integer.MAX_VALUE - 8);
    if (entry.shape.size() != 2 || !fits || entry.elements() > Integer.MAX_VALUE - 8) {
      throw refused("tensor " + entry + " is not a matrix that fits one array");
    }
    Precision precision = entry.dtype.equals("F32") ? Precision.FLOAT32 : Precision.FLOAT64;
    int rows = entry.shape.get(0).intValue();
    Tensor tensor = Tensor.zeros(precision, rows, entry.shape.get(1).intValue());
    read(name, tensor);
    return tensor;
  }

  /** Closes the file. The descriptions stay available. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private long headerLength(long size) throws IOException {
    if (size < Long.BYTES) {
      throw refused("is " + size + " bytes long; a safetensors file has at least 8");
    }
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(buffer, 0, "the header's length");
    long length = buffer.getLong(0);
    // A negative long is a length of 2^63 or more, larger than any file.
    if (length < 0 || length > size - Long.BYTES) {
      throw refused(
          "its header would be %s bytes long, but only %d bytes follow"
              .formatted(Long.toUnsignedString(length), size - Long.BYTES));
    }
    if (length > MAX_HEADER_BYTES) {
      throw refused(
          "its header is %d bytes long, the limit is %d".formatted(length, MAX_HEADER_BYTES));
    }
    return length;
  }

  private Object parseHeader(long length) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    if (length > 0) {
      readFully(first, Long.BYTES, "the header");
    }
    if (first.get(0) != '{') { // the format allows no white space in front
      throw refused("its header does not begin with '{'");
    }
    var bytes = new FileSection(channel, Long.BYTES, length);
    // A decoder, unlike a Charset, makes the reader refuse what is not UTF-8.
    try (var text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())) {
      return Json.parse(text);
    } catch (Json.SyntaxException e) {
      throw new ModelFormatException(file, "its header is not JSON: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new ModelFormatException(file, "its header is not UTF-8", e);
    }
  }

  private Entry readable(String name, DataType type, Tensor destination)
      throws ModelFormatException {
    Entry entry = entry(name);
    if (!entry.dtype().equals(type.name())) {
      throw refused(
          "tensor %s has dtype %s, not %s".formatted(OneLine.quoted(name), entry.dtype(), type));
    }
    if (entry.elements() != destination.size()) {
      throw new IllegalArgumentException(
          "tensor '%s' has %d elements, the destination has %d"
              .formatted(name, entry.elements(), destination.size()));
    }
    return entry;
  }

  /** Fills a buffer, whose position is 0, from a place in the file. */
  private void readFully(ByteBuffer buffer, long place, String what) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, place + buffer.position()) < 0) {
        throw refused(
            "ends at byte %d, within %s; it was cut short while it was read"
                .formatted(place + buffer.position(), what));
      }
    }
  }

  private ModelFormatException refused(String reason) {
    return new ModelFormatException(file, reason);
  }
}
