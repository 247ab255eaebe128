package org.lanewise.nn.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Files that are damaged, cut short or made to do harm. */
class SafeTensorsHostileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("model.safetensors");
  }

  private void assertRefused(byte[] content, String message) throws IOException {
    Files.write(file, content);
    var e = assertThrows(ModelFormatException.class, () -> SafeTensors.open(file).close());
    assertEquals(file + ": " + message, e.getMessage());
  }

  private static String tensor(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }

  private static Arguments oneTensor(String dtype, String shape, String offsets, String message) {
    return arguments("{" + tensor("w", dtype, shape, offsets) + "}", 8, message);
  }

  private static Arguments twoTensors(int[] lengths, String first, String second, String message) {
    String a = tensor("a", "\"U8\"", "[" + lengths[0] + "]", first);
    String b = tensor("b", "\"U8\"", "[" + lengths[1] + "]", second);
    return arguments("{" + a + "," + b + "}", 8, message);
  }

  static Stream<Arguments> hostileHeaders() {
    String good = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]";
    String max = Long.toString(Long.MAX_VALUE);
    return Stream.of(
        arguments("", 0, "its header does not begin with '{'"),
        arguments("[]", 0, "its header does not begin with '{'"),
        arguments(" {}", 0, "its header does not begin with '{'"),
        arguments("\ufeff{}", 0, "its header does not begin with '{'"),
        arguments(
            "{",
            0,
            "its header is not JSON: the text ends where there should be a key in quotes"
                + " at character 1"),
        arguments(
            "{}x",
            0,
            "its header is not JSON: found 'x' where there should be the end at character 2"),
        arguments(
            "{\"w\":{" + good + "},\"w\":{" + good + "}}",
            8,
            "its header is not JSON: the key 'w' a second time in one object at character 54"),
        arguments(
            "{\"a\":" + "[".repeat(100_000),
            0,
            "its header is not JSON: nested deeper than 64 levels at character 69"),
        arguments("{\"w\":[]}", 0, "tensor 'w' is not described by a JSON object"),
        arguments("{\"w\":null}", 0, "tensor 'w' is not described by a JSON object"),
        arguments("{\"w\":{}}", 0, "tensor 'w' has no dtype that is a string"),
        arguments("{\"w\\u001b[2J\":{}}", 0, "tensor 'w\\u001b[2J' has no dtype that is a string"),
        arguments(
            "{\"" + "n".repeat(5000) + "\":{}}",
            0,
            "tensor '" + "n".repeat(60) + "...' has no dtype that is a string"),
        oneTensor("32", "[2]", "[0,8]", "tensor 'w' has no dtype that is a string"),
        oneTensor("\"F33\"", "[2]", "[0,8]", "tensor 'w' has the unknown dtype 'F33'"),
        oneTensor("\"f32\"", "[2]", "[0,8]", "tensor 'w' has the unknown dtype 'f32'"),
        arguments(
            "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}",
            8,
            "tensor 'w' has no shape that is a list"),
        arguments(
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}}",
            8,
            "tensor 'w' has no data_offsets that is a list"),
        oneTensor("\"F32\"", "2", "[0,8]", "tensor 'w' has no shape that is a list"),
        oneTensor("\"F32\"", "[-2]", "[0,8]", "tensor 'w' has the negative number -2 in its shape"),
        oneTensor(
            "\"F32\"",
            "[2.0]",
            "[0,8]",
            "tensor 'w' has something other than a 64-bit integer in its shape"),
        oneTensor(
            "\"F32\"",
            "[9223372036854775808]",
            "[0,8]",
            "tensor 'w' has something other than a 64-bit integer in its shape"),
        oneTensor(
            "\"F32\"",
            "[null]",
            "[0,8]",
            "tensor 'w' has something other than a 64-bit integer in its shape"),
        oneTensor(
            "\"U8\"",
            "[4294967296,4294967296]",
            "[0,0]",
            "tensor 'w' has a shape whose size in bytes is beyond 2^63"),
        oneTensor(
            "\"F32\"",
            "[" + max + "]",
            "[0,8]",
            "tensor 'w' has a shape whose size in bytes is beyond 2^63"),
        oneTensor("\"F32\"", "[2]", "{}", "tensor 'w' has no data_offsets that is a list"),
        oneTensor(
            "\"F32\"", "[2]", "[0]", "tensor 'w' has 1 data_offsets instead of begin and end"),
        oneTensor(
            "\"F32\"", "[2]", "[0,8,8]", "tensor 'w' has 3 data_offsets instead of begin and end"),
        oneTensor(
            "\"F32\"",
            "[2]",
            "[0,\"8\"]",
            "tensor 'w' has something other than a 64-bit integer in its data_offsets"),
        oneTensor(
            "\"F32\"",
            "[2]",
            "[0,8e0]",
            "tensor 'w' has something other than a 64-bit integer in its data_offsets"),
        oneTensor(
            "\"F32\"",
            "[2]",
            "[-8,0]",
            "tensor 'w' has the negative number -8 in its data_offsets"),
        oneTensor(
            "\"F32\"", "[2]", "[8,0]", "tensor 'w' begins at byte 8, after its end at byte 0"),
        oneTensor(
            "\"F32\"", "[3]", "[0,12]", "tensor 'w' ends at byte 12 of a data section of 8 bytes"),
        oneTensor(
            "\"F32\"",
            "[2]",
            "[0," + max + "]",
            "tensor 'w' ends at byte " + max + " of a data section of 8 bytes"),
        oneTensor(
            "\"F32\"",
            "[1]",
            "[0,8]",
            "tensor 'w' takes 8 bytes by its data_offsets and 4 by its shape and dtype F32"),
        oneTensor(
            "\"F64\"",
            "[0,5]",
            "[0,8]",
            "tensor 'w' takes 8 bytes by its data_offsets and 0 by its shape and dtype F64"),
        oneTensor(
            "\"F32\"", "[1]", "[4,8]", "tensor 'w' begins at byte 4 and leaves a gap after byte 0"),
        oneTensor(
            "\"F32\"",
            "[1]",
            "[0,4]",
            "the last tensor ends at byte 4 of a data section of 8 bytes, which leaves 4 over"),
        twoTensors(
            new int[] {5, 4},
            "[0,5]",
            "[4,8]",
            "tensor 'b' begins at byte 4 and overlaps tensor 'a', which ends at byte 5"),
        twoTensors(
            new int[] {8, 8},
            "[0,8]",
            "[0,8]",
            "tensor 'b' begins at byte 0 and overlaps tensor 'a', which ends at byte 8"),
        twoTensors(
            new int[] {8, 0},
            "[0,8]",
            "[4,4]",
            "tensor 'b' begins at byte 4 and overlaps tensor 'a', which ends at byte 8"),
        twoTensors(
            new int[] {4, 3},
            "[0,4]",
            "[5,8]",
            "tensor 'b' begins at byte 5 and leaves a gap after byte 4"),
        arguments(
            "{}",
            3,
            "the last tensor ends at byte 0 of a data section of 3 bytes, which leaves 3 over"),
        arguments("{\"__metadata__\":[]}", 0, "__metadata__ is not a JSON object"),
        arguments("{\"__metadata__\":null}", 0, "__metadata__ is not a JSON object"),
        arguments(
            "{\"__metadata__\":{\"k\":1}}", 0, "the value of 'k' in __metadata__ is not a string"),
        arguments(
            "{\"__metadata__\":{\"k\":{}}}",
            0,
            "the value of 'k' in __metadata__ is not a string"));
  }

  @ParameterizedTest(name = "{index}") // reports cannot hold every character of the texts
  @MethodSource("hostileHeaders")
  void aHostileHeaderIsRefusedWithItsReason(String header, int dataBytes, String message)
      throws IOException {
    assertRefused(SafeTensorsTest.bytes(header, new byte[dataBytes]), message);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() throws IOException {
    for (String notUtf8 :
        List.of("{\"\u00e9\":1}", "{\u00c0\u0080}", "{\u00ed\u00a0\u0080}", "{\u00c3")) {
      byte[] header = notUtf8.getBytes(ISO_8859_1);
      byte[] content = new byte[8 + header.length];
      content[0] = (byte) header.length;
      System.arraycopy(header, 0, content, 8, header.length);
      assertRefused(content, "its header is not UTF-8");
    }
  }

  @Test
  void aFileTooShortForALengthIsRefused() throws IOException {
    for (int n = 0; n < 8; n++) {
      assertRefused(new byte[n], "is " + n + " bytes long; a safetensors file has at least 8");
    }
  }

  @Test
  void aHeaderLengthBeyondTheFileIsRefused() throws IOException {
    for (long length : new long[] {3, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, -1, -8}) {
      byte[] content =
          ByteBuffer.allocate(10)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(length)
              .put((byte) '{')
              .put((byte) '}')
              .array();
      assertRefused(
          content,
          "its header would be "
              + Long.toUnsignedString(length)
              + " bytes long, but only 2 bytes follow");
    }
  }

  @Test
  void hugeFilesWithLyingHeadersCostLittleMemory() throws IOException {
    long huge = 1L << 33;
    String whole =
        "{" + tensor("w", "\"U8\"", "[" + (huge - 100) + "]", "[0," + (huge - 100) + "]");
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("100000000 {", "its header is 100000000 bytes long, the limit is 16777216");
    messages.put("8000000000 {", "its header is 8000000000 bytes long, the limit is 16777216");
    messages.put(
        "16777216 {",
        "its header is not JSON: found '\\u0000' where there should be a key in quotes"
            + " at character 1");
    messages.put("16777216  ", "its header does not begin with '{'");
    messages.put(
        "92 " + whole + " ".repeat(92 - 1 - whole.length()) + "}", null); // all 8 GiB one tensor
    SafeTensors.write(folder.resolve("warm-up"), Map.of(), List.of());
    SafeTensors.open(folder.resolve("warm-up")).close();
    for (var one : messages.entrySet()) {
      String[] parts = one.getKey().split(" ", 2);
      byte[] start = parts[1].getBytes(UTF_8);
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(huge);
        sparse.writeLong(Long.reverseBytes(Long.parseLong(parts[0])));
        sparse.write(start);
      }
      long before = allocatedBytes();
      try (SafeTensors opened = SafeTensors.open(file)) {
        assertEquals(huge - 100, opened.entry("w").elements());
        assertEquals(null, one.getValue());
      } catch (ModelFormatException e) {
        assertEquals(file + ": " + one.getValue(), e.getMessage());
      }
      long allocated = allocatedBytes() - before;
      assertTrue(allocated < 1 << 20, () -> allocated + " bytes for " + one.getKey());
      Files.delete(file);
    }
  }

  private static long allocatedBytes() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private byte[] smallFile() throws IOException {
    SafeTensors.write(
        file,
        Map.of("architecture", "caf\u00e9 {\"layers\":[2,1]}"),
        List.of(
            TestTensors.of("layer0.weight", new long[] {2, 3}, new float[6], 0),
            TestTensors.of("layer0.bias", new long[] {2}, new double[] {1, 2}, 0),
            TestTensors.of("empty", new long[] {0}, new float[0], 0),
            TestTensors.of("scale", new long[0], new float[] {3}, 0)));
    return Files.readAllBytes(file);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = smallFile();
    for (int n = 0; n < whole.length; n++) {
      Files.write(file, Arrays.copyOf(whole, n));
      assertThrows(ModelFormatException.class, () -> SafeTensors.open(file).close());
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThrows(ModelFormatException.class, () -> SafeTensors.open(file).close());
  }

  @Test
  void aDamagedHeaderIsRefusedOrReadAndNeverAnythingElse() throws IOException {
    byte[] whole = smallFile();
    int headerEnd = 8 + whole[0] + 256 * whole[1];
    SplittableRandom random = new SplittableRandom(2024);
    String spice = "{}[]\",:\\u0123456789-+.eE \0\n\u00ff";
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int at = random.nextInt(i % 10 == 0 ? 0 : 8, headerEnd);
        damaged[at] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) spice.charAt(random.nextInt(spice.length()));
      }
      Files.write(file, damaged);
      try {
        readAll();
      } catch (ModelFormatException e) {
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        refused++;
      } catch (IOException | RuntimeException | Error e) {
        fail("mutation " + i + ": " + new String(damaged, ISO_8859_1), e);
      }
    }
    assertTrue(refused > 10_000 && refused < 20_000, "refused " + refused);
  }

  private void readAll() throws IOException {
    try (SafeTensors opened = SafeTensors.open(file)) {
      for (SafeTensors.Entry entry : opened.entries()) {
        int elements = Math.toIntExact(entry.elements());
        switch (entry.dtype()) {
          case "F32" -> opened.read(entry.name(), Tensor.zeros(Precision.FLOAT32, 1, elements));
          case "F64" -> opened.read(entry.name(), Tensor.zeros(Precision.FLOAT64, 1, elements));
          default -> assertTrue(elements >= 0);
        }
      }
    }
  }
}
