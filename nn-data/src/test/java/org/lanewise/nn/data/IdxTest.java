package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class IdxTest {
  private static final int BYTES = 0x08;

  @TempDir Path folder;

  @Test
  void everyNumberOfDimensionsIsReadBackPlainAndPacked() throws IOException {
    int[][] shapes = {{5}, {2, 3}, {4, 2, 3}, {2, 3, 1, 4}, {1}, {0}, {0, 28, 28}};
    for (int[] shape : shapes) {
      byte[] values = randomBytes(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
      byte[] file = idx(BYTES, values, shape);
      for (Path path : new Path[] {write("plain", file), write("packed", gzip(file))}) {
        Idx read = Idx.read(path);
        assertArrayEquals(shape, read.dimensions());
        assertArrayEquals(values, read.values());
        assertEquals(shape[0], read.count());
      }
    }
  }

  @Test
  void valuesLargerThanEveryBufferAreReadBack() throws IOException {
    byte[] values = randomBytes(300_007);
    byte[] file = idx(BYTES, values, values.length);
    assertArrayEquals(values, Idx.read(write("plain", file)).values());
    assertArrayEquals(values, Idx.read(write("packed", gzip(file))).values());
  }

  @Test
  void gzipIsToldByItsBytesAndNotByItsName() throws IOException {
    byte[] file = idx(BYTES, new byte[] {1, 2, 3}, 3);
    assertEquals(3, Idx.read(write("plain.gz", file)).count());
    assertEquals(3, Idx.read(write("packed.idx", gzip(file))).count());
  }

  @Test
  void gzipOfSeveralMembersIsReadAsOneStream() throws IOException {
    byte[] values = randomBytes(200_000);
    byte[] file = idx(BYTES, values, values.length);
    for (int cut : new int[] {1, 4, 8, 100, 65_000, 100_000}) {
      byte[] first = gzip(Arrays.copyOf(file, cut));
      byte[] second = gzip(Arrays.copyOfRange(file, cut, file.length));
      assertArrayEquals(values, Idx.read(write("members", concatenated(first, second))).values());
    }
  }

  @Test
  void dimensionsAreACopy() throws IOException {
    Idx read = Idx.read(write("a", idx(BYTES, new byte[] {1, 2}, 2)));
    read.dimensions()[0] = 7;
    assertEquals(2, read.count());
  }

  @Test
  void anItemIsARowOfNumbers() throws IOException {
    byte[] file = idx(BYTES, new byte[] {0, 1, 127, (byte) 128, (byte) 255, 7}, 2, 1, 3);
    for (Precision precision : Precision.values()) {
      Tensor expected = Tensor.of(precision, 2, 0, 1, 127, 128, 255, 7);
      assertTrue(expected.sameBits(Idx.read(write("plain", file)).rows(precision)));
      assertTrue(expected.sameBits(Idx.read(write("packed", gzip(file))).rows(precision)));
    }
    Tensor none = Idx.read(write("none", idx(BYTES, new byte[0], 0, 2))).rows(Precision.FLOAT32);
    assertEquals(0, none.rows());
  }

  @Test
  void aFileThatChangesBeforeItsValuesAreWantedIsRefused() throws IOException {
    Idx read = Idx.read(write("a", idx(BYTES, new byte[6], 2, 3)));
    write("a", idx(BYTES, new byte[6], 3, 2));
    IOException other = assertThrows(DataFormatException.class, read::values);
    assertTrue(other.getMessage().contains("was changed while it was read, from 2x3 to 3x2"));
    write("a", Arrays.copyOf(idx(BYTES, new byte[6], 2, 3), 12));
    assertThrows(DataFormatException.class, () -> read.rows(Precision.FLOAT32));
    Files.delete(folder.resolve("a"));
    assertThrows(IOException.class, read::values);
  }

  @Test
  void plainFileCutAtAnyLengthIsRefused() throws IOException {
    byte[] file = idx(BYTES, randomBytes(6), 2, 3);
    for (int length = 0; length < file.length; length++) {
      String message = refusal(Arrays.copyOf(file, length));
      assertTrue(message.contains(": the "), message);
      assertTrue(message.contains("the data end after "), length + " bytes: " + message);
    }
  }

  @Test
  void packedFileCutAtAnyLengthIsRefused() throws IOException {
    byte[] file = gzip(idx(BYTES, randomBytes(6), 2, 3));
    for (int length = 2; length < file.length; length++) {
      assertProblem("the gzip data are cut short", Arrays.copyOf(file, length));
    }
  }

  @Test
  void idxCutInsideAnIntactGzipIsRefused() throws IOException {
    byte[] file = idx(BYTES, randomBytes(6), 2, 3);
    for (int length = 0; length < file.length; length++) {
      String message = refusal(gzip(Arrays.copyOf(file, length)));
      assertTrue(message.contains("the data end after "), length + " bytes: " + message);
    }
  }

  @Test
  void cutFilesSayHowMuchIsMissing() throws IOException {
    byte[] file = idx(BYTES, randomBytes(6), 2, 3);
    assertProblem(
        "the data end after 1 byte, before an IDX header is complete", Arrays.copyOf(file, 1));
    assertProblem("the data end after 9 bytes, the header alone has 12", Arrays.copyOf(file, 9));
    assertProblem(
        "the header announces 6 values (2x3), the data end after 4", Arrays.copyOf(file, 16));
  }

  @Test
  void bytesAfterTheLastValueAreRefused() throws IOException {
    byte[] file = idx(BYTES, randomBytes(6), 2, 3);
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertProblem("the header announces 6 values (2x3), the file holds 7", longer);
    assertProblem("the data go on after the 6 values (2x3) of the header", gzip(longer));
    assertProblem(
        "1 value, the file holds 3", idx(BYTES, new byte[3], 1)); // one dimension needs no shape
  }

  @Test
  void bytesAfterTheGzipDataAreRefusedWhereverTheReadBufferEnds() throws IOException {
    // Incompressible values put the end of the gzip data at a known place; the sizes move it
    // across the end of the 64 KiB that are read at once.
    for (int size = 65_440; size <= 65_536; size++) {
      byte[] packed = gzip(idx(BYTES, randomBytes(size), size));
      Path file = write("packed", packed);
      assertEquals(size, Idx.read(file).count());
      for (int extra : new int[] {1, 2, 9, 40}) {
        Files.write(file, Arrays.copyOf(packed, packed.length + extra));
        DataFormatException e =
            assertThrows(DataFormatException.class, () -> Idx.read(file), "size " + size);
        assertEquals(
            file + ": " + extra + " bytes that are not gzip follow the gzip data", e.getMessage());
      }
    }
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    assertProblem(
        "this is not an IDX file: it begins with bytes 89 50, IDX with 00 00",
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    assertProblem(
        "this is not an IDX file: it begins with bytes 00 01, IDX with 00 00",
        new byte[] {0, 1, 8, 1, 0, 0, 0, 0});
  }

  @Test
  void otherTypesAreRefusedByName() throws IOException {
    assertType(0x09, "signed bytes (type code 0x09)");
    assertType(0x0B, "16-bit integers (type code 0x0b)");
    assertType(0x0C, "32-bit integers (type code 0x0c)");
    assertType(0x0D, "32-bit floats (type code 0x0d)");
    assertType(0x0E, "64-bit floats (type code 0x0e)");
    assertType(0xFF, "an unknown type (type code 0xff)");
  }

  @Test
  void numbersOfDimensionsOutsideOneToFourAreRefused() throws IOException {
    assertProblem(
        "the header has 0 dimensions, 1 to 4 are read", idx(BYTES, new byte[1], new int[0]));
    assertProblem(
        "the header has 5 dimensions, 1 to 4 are read", idx(BYTES, new byte[1], 1, 1, 1, 1, 1));
    assertProblem("the header has 255 dimensions, 1 to 4 are read", new byte[] {0, 0, 8, -1});
  }

  @Test
  void moreValuesThanAnArrayHoldsAreRefused() throws IOException {
    String atMost = " values, at most 2147483639 fit in an array";
    assertProblem("the header announces 2147483640" + atMost, idx(BYTES, new byte[1], 2147483640));
    assertProblem("the header announces 4294967295" + atMost, idx(BYTES, new byte[1], -1));
    assertProblem(
        "the header announces 4294967295x4294967295x4294967295x4294967295" + atMost,
        idx(BYTES, new byte[1], -1, -1, -1, -1));
    assertProblem(
        "the header announces 65536x65536" + atMost, idx(BYTES, new byte[1], 65536, 65536));
    assertProblem("the header announces 0x4294967295" + atMost, idx(BYTES, new byte[0], 0, -1));
  }

  @Test
  void noDamagedBitOfAPackedFileChangesTheValues() throws IOException {
    byte[] values = randomBytes(40);
    byte[] file = gzip(idx(BYTES, values, 40));
    for (int bit = 0; bit < 8 * file.length; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      Path path = write("damaged", damaged);
      try {
        // A few bits do not matter: the time stamp, and what fills up the last compressed byte.
        assertArrayEquals(values, Idx.read(path).values(), "bit " + bit);
      } catch (DataFormatException e) {
        assertTrue(e.getMessage().startsWith(path + ": "), e.getMessage());
      }
    }
    file[file.length - 8] ^= 1;
    assertProblem("the gzip data are damaged: Corrupt GZIP trailer", file);
  }

  @Test
  void unreadableFilesAreNamed() {
    Path missing = folder.resolve("missing");
    assertMessage(missing + ": there is no such file", missing);
    assertMessage(folder + ": it is a folder, not a file", folder);
  }

  @Test
  void headersThatLieAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] lie = idx(BYTES, new byte[10], 2_000_000_000);
    assertAllocatesAtMost(300_000, write("plain", lie));
    assertAllocatesAtMost(600_000, write("packed", gzip(lie)));
  }

  @Test
  void readingThroughTakesBuffersOnlyHoweverMuchIsAnnounced() throws IOException {
    int held = 8_000_000;
    Path lie = write("lie", gzip(idx(BYTES, new byte[held], 2_000_000_000)));
    assertAllocatesAtMost(1_000_000, lie);
  }

  private void assertAllocatesAtMost(long bound, Path file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    assertThrows(DataFormatException.class, () -> Idx.read(file)); // loads the classes
    long before = threads.getThreadAllocatedBytes(self);
    assertThrows(DataFormatException.class, () -> Idx.read(file));
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertTrue(allocated <= bound, "allocated " + allocated + " bytes, bound " + bound);
  }

  private void assertType(int code, String name) throws IOException {
    assertProblem(
        "the values are " + name + ", only unsigned bytes (0x08) are read",
        idx(code, new byte[3], 3));
  }

  private void assertProblem(String problem, byte[] content) throws IOException {
    String message = refusal(content);
    assertTrue(message.endsWith(problem), message);
  }

  private String refusal(byte[] content) throws IOException {
    Path file = write("refused", content);
    DataFormatException e = assertThrows(DataFormatException.class, () -> Idx.read(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertEquals(file.toString(), e.file());
    return e.getMessage();
  }

  private static void assertMessage(String message, Path file) {
    assertEquals(message, assertThrows(IOException.class, () -> Idx.read(file)).getMessage());
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** Returns the bytes of an IDX file; the values need not fit the dimensions. */
  static byte[] idx(int type, byte[] values, int... dimensions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(0);
    out.writeByte(type);
    out.writeByte(dimensions.length);
    for (int dimension : dimensions) {
      out.writeInt(dimension);
    }
    out.write(values);
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] concatenated(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] randomBytes(int length) {
    byte[] values = new byte[length];
    new Random(length).nextBytes(values);
    return values;
  }
}
