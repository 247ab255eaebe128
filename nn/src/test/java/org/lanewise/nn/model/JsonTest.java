package org.lanewise.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void everyKindOfValueIsReadAsItsJavaClass() throws Exception {
    Object value =
        Json.parse(" {\"a\" : [1, -2.5 ,true,\tfalse,null, \"s\"],\r\n\"b\":{} , \"c\":[]} \n");
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Arrays.asList(1L, -2.5, true, false, null, "s"));
    expected.put("b", Map.of());
    expected.put("c", List.of());
    assertEquals(expected, value);
    assertNull(Json.parse("null"));
    assertEquals("", Json.parse("\"\""));
  }

  @Test
  void keysKeepTheOrderOfTheText() throws Exception {
    Object value = Json.parse("{\"z\":1,\"a\":2,\"m\":3}");
    Map<?, ?> map = assertInstanceOf(LinkedHashMap.class, value);
    assertEquals(List.of("z", "a", "m"), new ArrayList<>(map.keySet()));
  }

  @Test
  void integersAreExactWhenTheyFitALong() throws Exception {
    assertEquals(0L, Json.parse("0"));
    assertEquals(Long.MAX_VALUE, Json.parse("9223372036854775807"));
    assertEquals(Long.MIN_VALUE, Json.parse("-9223372036854775808"));
    assertEquals(0x1p63, Json.parse("9223372036854775808"));
    assertEquals(-0.0, Json.parse("-0"));
    assertEquals(1.0, Json.parse("1.0"));
    assertEquals(100.0, Json.parse("1e2"));
    assertEquals(0.015, Json.parse("1.5E-2"));
    assertEquals(0.0, Json.parse("1e-9999"));
  }

  @Test
  void escapesAndSurrogatesAreRead() throws Exception {
    assertEquals("\"\\/\b\f\n\r\t", Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""));
    assertEquals("\u00e9\ud83d\ude00\u0000", Json.parse("\"\\u00E9\\ud83d\\uDE00\\u0000\""));
    assertEquals("\u00e9\ud83d\ude00", Json.parse("\"\u00e9\ud83d\ude00\""));
  }

  @ParameterizedTest(name = "{index}") // reports cannot hold every character of the texts
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{'a':1}",
        "{1:2}",
        "01",
        "-01",
        "00",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e2",
        "1e",
        "1e+",
        "0x10",
        "NaN",
        "Infinity",
        "-Infinity",
        "tru",
        "trueX",
        "True",
        "nul",
        "1 2",
        "[] []",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\u\uff11111\"",
        "\"\t\"",
        "\"\n\"",
        "\"\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\ud800\"",
        "\"\ud800\"",
        "\"\\ud800x\"",
        "1e999",
        "-1e999",
        "[1]//",
        "/**/1",
        "\ufeff1",
        "\u00a01",
        "\u000b1"
      })
  void whatIsNotJsonIsRefused(String text) {
    var e = assertThrows(Json.SyntaxException.class, () -> Json.parse(text));
    assertTrue(e.getMessage().matches("(?s).+ at character \\d+"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,]      | found ']' where there should be a value at character 3",
        "{\"a\":tru| the text ends where there should be the word true at character 8",
        "[1 2]     | found '2' where there should be ',' or ']' at character 3",
        "[0, 01]   | a number with a leading zero at character 4",
        "{\"a\":1,\"b\":2,\"a\":3} | the key 'a' a second time in one object at character 13",
        "[\"x\\q\"] | found 'q' where there should be one of \"\\/bfnrtu after a backslash"
            + " at character 4",
        "[1e400]   | a number too large for a double at character 1",
        "[\"\\ud800\"] | half a surrogate pair in the string at character 1",
      })
  void theMessageSaysWhatAndWhere(String text, String message) {
    var e = assertThrows(Json.SyntaxException.class, () -> Json.parse(text));
    assertEquals(message, e.getMessage());
  }

  @Test
  void positionsGoOnBehindTheReadersBuffer() {
    var e = assertThrows(Json.SyntaxException.class, () -> Json.parse(" ".repeat(10_000) + "?"));
    assertTrue(e.getMessage().endsWith(" at character 10000"), e.getMessage());
  }

  @Test
  void nestingIsLimitedAndNeverExhaustsTheStack() throws Exception {
    String deepest = "[".repeat(Json.MAX_DEPTH) + "0" + "]".repeat(Json.MAX_DEPTH);
    assertEquals(deepest, Json.write(Json.parse(deepest)));
    for (String opening : List.of("[", "{\"a\":")) {
      var e = assertThrows(Json.SyntaxException.class, () -> Json.parse(opening.repeat(1_000_000)));
      assertTrue(e.getMessage().startsWith("nested deeper than 64 levels"), e.getMessage());
    }
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    assertThrows(IllegalArgumentException.class, () -> Json.write(loop));
    assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(deepLists())));
  }

  private static List<Object> deepLists() {
    List<Object> list = List.of(0L);
    for (int i = 1; i < Json.MAX_DEPTH; i++) {
      list = List.of(list);
    }
    return list;
  }

  @Test
  void theNumberOfValuesIsLimited() {
    String text = "[" + "{},".repeat(Json.MAX_VALUES) + "{}]";
    var e = assertThrows(Json.SyntaxException.class, () -> Json.parse(text));
    assertTrue(e.getMessage().startsWith("more than 1048576 values"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Json.write(Collections.nCopies(Json.MAX_VALUES, 1L)));
  }

  @Test
  void veryLongNumbersAreReadInReasonableTime() throws Exception {
    assertEquals(0.1, Json.parse("0.1" + "0".repeat(2_000_000)));
    assertThrows(Json.SyntaxException.class, () -> Json.parse("1".repeat(2_000_000)));
  }

  @Test
  void valuesAreWrittenCompactlyAndInOrder() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", Arrays.asList(1, 2L, (short) 3, (byte) -4, true, false, null));
    map.put("a\"\\\b\u001f\n\r\t", "\u00e9\ud83d\ude00/\u007f");
    map.put("e", Map.of());
    map.put("l", List.of());
    assertEquals(
        "{\"z\":[1,2,3,-4,true,false,null],\"a\\\"\\\\\\u0008\\u001f\\n\\r\\t\":"
            + "\"\u00e9\ud83d\ude00/\u007f\",\"e\":{},\"l\":[]}",
        Json.write(map));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1.0, 1.0",
    "100.0, 100.0",
    "0.1, 0.1",
    "-2.5, -2.5",
    "1e23, 1E+23",
    "2e23, 2E+23", // JDK 17 and 19 disagree about this one in Double.toString
    "0.001, 0.001",
    "1e-7, 1E-7",
    "12345678901234567, 12345678901234568.0",
    "4.9e-324, 5E-324",
    "2.2250738585072014e-308, 2.2250738585072014E-308",
    "1.7976931348623157e308, 1.7976931348623157E+308",
    "0.30000000000000004, 0.30000000000000004"
  })
  void doublesAreWrittenWithTheFewestDigits(double value, String text) {
    assertEquals(text, Json.write(value));
  }

  @Test
  void writtenNumbersAreReadBackInTheSameBitsAndClass() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 5_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Double back = assertInstanceOf(Double.class, Json.parse(Json.write(value)));
        assertEquals(Double.doubleToRawLongBits(value), Double.doubleToRawLongBits(back));
      }
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single)) {
        assertEquals((double) single, Json.parse(Json.write(single)));
      }
      long integer = random.nextLong() >> random.nextInt(64);
      assertEquals(integer, Json.parse(Json.write(integer)));
    }
  }

  @Test
  void whatJsonCannotHoldIsNotWritten() {
    List<Object> bad =
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            "\ud800",
            "x\udc00y",
            'c',
            BigInteger.ONE,
            new int[] {1},
            Map.of(1, 2),
            Map.of("\ud800", 2));
    for (Object value : bad) {
      assertThrows(IllegalArgumentException.class, () -> Json.write(value), value::toString);
    }
  }
}
