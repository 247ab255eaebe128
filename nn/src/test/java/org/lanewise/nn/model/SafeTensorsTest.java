package org.lanewise.nn.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class SafeTensorsTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("model.safetensors");
  }

  private static TensorData floats(String name, float... values) {
    return TestTensors.of(name, new long[] {values.length}, values, 0);
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "1");
    metadata.put("caf\u00e9", "\"\n");
    SafeTensors.write(
        file,
        metadata,
        List.of(
            TestTensors.of("w", new long[] {2, 1}, new float[] {1f, -2f}, 0),
            TestTensors.of("b", new long[0], new double[] {1.0}, 0)));
    String json =
        "{\"__metadata__\":{\"format\":\"1\",\"caf\u00e9\":\"\\\"\\n\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[8,16]}}";
    ByteArrayOutputStream golden = new ByteArrayOutputStream();
    golden.write(new byte[] {(byte) 160, 0, 0, 0, 0, 0, 0, 0});
    golden.write(json.getBytes(UTF_8)); // 154 bytes, so 6 spaces up to the next multiple of 8
    golden.write("      ".getBytes(UTF_8));
    golden.write(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0});
    golden.write(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x3f});
    assertArrayEquals(golden.toByteArray(), Files.readAllBytes(file));
    assertEquals(0, golden.size() % 8);
  }

  @Test
  void anEmptyFileHasAnEmptyHeader() throws IOException {
    SafeTensors.write(file, Map.of(), List.of());
    assertArrayEquals("\b\0\0\0\0\0\0\0{}      ".getBytes(UTF_8), Files.readAllBytes(file));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals(Map.of(), read.metadata());
      assertEquals(List.of(), read.entries());
    }
  }

  @Test
  void everyBitPatternComesBack() throws IOException {
    int[] singles = {
      0,
      0x80000000,
      1,
      0x807fffff,
      0x00800000,
      0x7f800000,
      0xff800000,
      0x7fc00000,
      0x7fc12345,
      0xffc54321,
      0x7f812345 // the last is a signalling NaN
    };
    long[] doubles = {
      0,
      Long.MIN_VALUE,
      1,
      0x800fffffffffffffL,
      0x7ff0000000000000L,
      0x7ff8000012345678L,
      0xfff8000087654321L,
      0x7ff0000012345678L
    };
    float[] f = new float[singles.length];
    double[] d = new double[doubles.length];
    ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(singles);
    bytes.asFloatBuffer().get(f);
    bytes.asLongBuffer().put(doubles);
    bytes.asDoubleBuffer().get(d);
    SafeTensors.write(
        file, Map.of(), List.of(floats("f", f), TestTensors.of("d", new long[] {d.length}, d, 0)));
    float[] f2 = new float[f.length];
    double[] d2 = new double[d.length];
    try (SafeTensors read = SafeTensors.open(file)) {
      read.read("f", Tensor.of(f2, 0, 1, f.length));
      read.read("d", Tensor.of(d2, 0, 1, d.length));
    }
    for (int i = 0; i < f.length; i++) {
      assertEquals(singles[i], Float.floatToRawIntBits(f2[i]));
    }
    for (int i = 0; i < d.length; i++) {
      assertEquals(doubles[i], Double.doubleToRawLongBits(d2[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8_191, 8_192, 8_193, 16_383, 16_384, 16_385, 100_003})
  void slicesOfAnyLengthComeBackAndNothingElseChanges(int n) throws IOException {
    SplittableRandom random = new SplittableRandom(n);
    float[] f = new float[n + 5];
    double[] d = new double[n + 5];
    for (int i = 0; i < f.length; i++) {
      f[i] = (float) random.nextDouble();
      d[i] = random.nextDouble();
    }
    SafeTensors.write(
        file,
        Map.of(),
        List.of(
            TestTensors.of("f", new long[] {n}, f, 2),
            TestTensors.of("d", new long[] {n, 1}, d, 3)));
    float[] f2 = new float[n + 4];
    double[] d2 = new double[n + 4];
    Arrays.fill(f2, 9f);
    Arrays.fill(d2, 9.0);
    try (SafeTensors read = SafeTensors.open(file)) {
      read.read("d", Tensor.of(d2, 1, 1, n));
      read.read("f", Tensor.of(f2, 1, n, 1));
    }
    for (int i = 0; i < n; i++) {
      assertEquals(f[i + 2], f2[i + 1]);
      assertEquals(d[i + 3], d2[i + 1]);
    }
    for (int i : new int[] {0, n + 1, n + 2, n + 3}) {
      assertEquals(9f, f2[i]);
      assertEquals(9.0, d2[i]);
    }
  }

  @Test
  void descriptionsMetadataAndOrderComeBack() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("z", "\ud83d\ude00");
    metadata.put("a", "");
    SafeTensors.write(
        file,
        metadata,
        List.of(
            TestTensors.of("z", new long[] {1, 3}, new float[3], 0),
            TestTensors.of("none", new long[] {4, 0}, new double[0], 0),
            TestTensors.of("", new long[0], new float[1], 0),
            TestTensors.of("nil", new long[] {0}, new float[7], 7)));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals(List.copyOf(metadata.entrySet()), List.copyOf(read.metadata().entrySet()));
      assertEquals(
          List.of(
              new SafeTensors.Entry("z", "F32", List.of(1L, 3L), 0, 12),
              new SafeTensors.Entry("none", "F64", List.of(4L, 0L), 12, 12),
              new SafeTensors.Entry("", "F32", List.of(), 12, 16),
              new SafeTensors.Entry("nil", "F32", List.of(0L), 16, 16)),
          read.entries());
      assertEquals(1, read.entry("").elements());
      assertEquals(0, read.entry("none").elements());
      assertEquals(List.of(1L, 3L), read.entry("z").shape());
      assertTrue(read.contains("nil"));
      assertFalse(read.contains("nothing"));
      assertThrows(UnsupportedOperationException.class, () -> read.metadata().put("b", "c"));
      read.read("none", Tensor.zeros(Precision.FLOAT64, 4, 0));
    }
  }

  @Test
  void aFileOfAnotherProgramIsReadableAroundTensorsOfOtherTypes() throws IOException {
    StringBuilder json = new StringBuilder("{ \"__metadata__\": {\"format\": \"pt\"}");
    String[] types = {
      "BOOL 1",
      "U8 1",
      "I8 1",
      "F8_E5M2 1",
      "F8_E4M3 1",
      "I16 2",
      "U16 2",
      "F16 2",
      "BF16 2",
      "I32 4",
      "U32 4",
      "F32 4",
      "F64 8",
      "I64 8",
      "U64 8"
    };
    int total = 49;
    int end = total; // the header lists the last tensor of the data first
    for (int i = types.length - 1; i >= 0; i--) {
      String[] type = types[i].split(" ");
      int begin = end - Integer.parseInt(type[1]);
      json.append(
          (",\n\"%s\": {\"data_offsets\": [%d, %d], \"extra\": {},"
                  + " \"shape\": [1], \"dtype\": \"%s\"}")
              .formatted(type[0], begin, end, type[0]));
      end = begin;
    }
    assertEquals(0, end);
    ByteBuffer data = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(21, 1.5f);
    Files.write(file, bytes(json + "}\n ", data.array()));
    try (SafeTensors read = SafeTensors.open(file)) {
      assertEquals("BOOL", read.entries().get(0).name());
      Tensor value = Tensor.zeros(Precision.FLOAT32, 1, 1);
      read.read("F32", value);
      assertEquals(1.5f, value.get(0));
      var e = assertThrows(ModelFormatException.class, () -> read.read("BF16", value));
      assertEquals(file + ": tensor 'BF16' has dtype BF16, not F32", e.getMessage());
    }
  }

  static byte[] bytes(String header, byte[] data) {
    byte[] json = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + json.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data)
        .array();
  }

  @Test
  void readingTheWrongThingIsRefusedWithBothSides() throws IOException {
    SafeTensors.write(
        file,
        Map.of(),
        List.of(floats("w", 1, 2, 3), TestTensors.of("d", new long[0], new double[1], 0)));
    Tensor doubles = Tensor.zeros(Precision.FLOAT64, 1, 3);
    Tensor floats = Tensor.zeros(Precision.FLOAT32, 1, 3);
    try (SafeTensors read = SafeTensors.open(file)) {
      var e = assertThrows(ModelFormatException.class, () -> read.read("w", doubles));
      assertEquals(file + ": tensor 'w' has dtype F32, not F64", e.getMessage());
      e = assertThrows(ModelFormatException.class, () -> read.read("d", floats));
      assertEquals(file + ": tensor 'd' has dtype F64, not F32", e.getMessage());
      e = assertThrows(ModelFormatException.class, () -> read.entry("v\n"));
      assertEquals(file + ": has no tensor 'v\\n'", e.getMessage());
      for (int size : new int[] {0, 2, 4}) {
        Tensor other = Tensor.zeros(Precision.FLOAT32, 1, size);
        var wrong = assertThrows(IllegalArgumentException.class, () -> read.read("w", other));
        assertEquals("tensor 'w' has 3 elements, the destination has " + size, wrong.getMessage());
        assertTrue(other.sameBits(Tensor.zeros(Precision.FLOAT32, 1, size)));
      }
    }
  }

  @Test
  void aFileCutWhileOpenIsRefusedCleanly() throws IOException {
    SafeTensors.write(file, Map.of(), List.of(floats("w", new float[50_000])));
    try (SafeTensors read = SafeTensors.open(file)) {
      try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        channel.truncate(100_000);
      }
      var e =
          assertThrows(
              ModelFormatException.class,
              () -> read.read("w", Tensor.zeros(Precision.FLOAT32, 1, 50_000)));
      assertEquals(
          file + ": ends at byte 100000, within tensor 'w'; it was cut short while it was read",
          e.getMessage());
    }
  }

  @Test
  void whatIsNotAFileIsNotOpened() {
    assertThrows(NoSuchFileException.class, () -> SafeTensors.open(file));
    var e = assertThrows(ModelFormatException.class, () -> SafeTensors.open(folder));
    assertEquals(folder + ": is a folder, not a file", e.getMessage());
  }

  @Test
  void aRefusedWriteLeavesTheOldFileAndNoTemporaryFile() throws IOException {
    SafeTensors.write(file, Map.of("k", "v"), List.of(floats("w", 1, 2)));
    final byte[] old = Files.readAllBytes(file);
    TensorData w = floats("w", 3);
    List<List<TensorData>> refused =
        List.of(List.of(w, w), List.of(floats("__metadata__", 1)), List.of(floats("\ud800", 1)));
    for (List<TensorData> tensors : refused) {
      assertThrows(
          IllegalArgumentException.class, () -> SafeTensors.write(file, Map.of(), tensors));
    }
    String large = "x".repeat(SafeTensors.MAX_HEADER_BYTES);
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafeTensors.write(file, Map.of("k", large), List.of(w)));
    assertTrue(e.getMessage().endsWith("the limit is 16777216"), e.getMessage());
    assertThrows(
        NullPointerException.class,
        () -> SafeTensors.write(file, Collections.singletonMap("k", null), List.of(w)));
    assertThrows(
        NoSuchFileException.class,
        () -> SafeTensors.write(folder.resolve("no/model"), Map.of(), List.of(w)));
    assertArrayEquals(old, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aShapeMustBeThatOfItsElements() {
    Tensor three = Tensor.zeros(Precision.FLOAT32, 3, 1);
    for (List<Long> shape :
        List.of(
            List.of(4L),
            List.of(-1L),
            List.of(-1L, -3L),
            List.of(1L << 32, 1L << 32),
            List.of(1L << 32),
            List.<Long>of())) {
      var e = assertThrows(IllegalArgumentException.class, () -> new TensorData("w", shape, three));
      assertEquals("tensor 'w' of shape " + shape + " is to hold 3 elements", e.getMessage());
    }
    assertEquals(List.of(3L, 1L, 1L), new TensorData("w", List.of(3L, 1L, 1L), three).shape());
  }

  @Test
  void theSameArgumentsGiveTheSameBytes() throws IOException {
    Path second = folder.resolve("second");
    for (Path path : List.of(file, second)) {
      SafeTensors.write(path, Map.of("k", "v"), List.of(floats("a", 1), floats("b", 2)));
    }
    assertEquals(-1, Files.mismatch(file, second));
  }
}
