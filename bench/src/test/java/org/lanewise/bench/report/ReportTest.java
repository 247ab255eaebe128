package org.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static Measurement measurement(double openblas, double loop) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("transpose", "NN");
    fields.put("m", 1024);
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put("openblas", openblas);
    ratios.put("loop", loop);
    return new Measurement("sgemm", "NN 1024", fields, 104.25, "GFLOP/s", ratios);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aMeasurementIsOneJsonObjectOnALine() {
    JsonReport report = new JsonReport(out);
    report.begin("GFLOP/s", List.of("openblas", "loop"));
    report.measured(measurement(1.5, 40));
    assertEquals(
        "{\"event\":\"bench\",\"work\":\"sgemm\",\"transpose\":\"NN\",\"m\":1024,\"value\":104.25,"
            + "\"unit\":\"GFLOP/s\",\"ratios\":{\"openblas\":1.5,\"loop\":40.0}}",
        text().strip());
  }

  @Test
  void aRivalWithoutSpeedIsALineOfItsOwn() {
    new JsonReport(out).remark("mkl", "not available", "it is not here");
    JsonObject event = JsonParser.parseString(text()).getAsJsonObject();
    assertEquals("rival", event.get("event").getAsString());
    assertEquals("mkl", event.get("name").getAsString());
    assertEquals("not available", event.get("state").getAsString());
    assertEquals("it is not here", event.get("reason").getAsString());
  }

  @Test
  void aSetEndsWithTheGeometricMeanOfEachRatioAndNoSpeed() {
    GeometricMeans means = new GeometricMeans();
    means.add(measurement(2, 10));
    means.add(measurement(0.5, 1000));
    new JsonReport(out).measured(means.mean("squares", Map.of("set", "squares")));
    JsonObject event = JsonParser.parseString(text()).getAsJsonObject();
    assertEquals("geometric mean", event.get("work").getAsString());
    assertEquals(1, event.getAsJsonObject("ratios").get("openblas").getAsDouble(), 1e-12);
    assertEquals(100, event.getAsJsonObject("ratios").get("loop").getAsDouble(), 1e-9);
    assertTrue(!event.has("value") && event.has("set"));
  }

  @Test
  void theColumnsOfATableAreAligned() {
    TableReport report = new TableReport(out);
    report.begin("GFLOP/s", List.of("loop", "a_rival_with_a_long_name", "openblas"));
    report.measured(measurement(1.5, 40));
    report.measured(measurement(123.456, 4));
    List<String> lines = text().lines().toList();
    assertEquals(3, lines.size());
    for (String line : lines) {
      assertEquals(lines.get(0).length(), line.length(), text());
    }
    assertTrue(lines.get(0).endsWith(" x loop x a_rival_with_a_long_name x openblas"), text());
    assertTrue(lines.get(2).endsWith("123.46"));
  }

  private static Measurement ofPeak(double value, double ratio) {
    return new Measurement("sgemm", "NN 4", Map.of(), value, "GFLOP/s", Map.of("peak", ratio));
  }

  @Test
  void aLineAboveThePeakIsDoubtedAndItsMeanIsNot() {
    TableReport report = new TableReport(out);
    report.begin("GFLOP/s", List.of("peak"));
    report.measured(ofPeak(104, 1.03));
    report.measured(ofPeak(Double.NaN, 1.03));
    report.measured(ofPeak(104, 1));
    List<String> lines = text().lines().toList();
    assertEquals(5, lines.size(), text());
    assertTrue(lines.get(2).startsWith("peak: exceeded in the line above: 1.030"), lines.get(2));
  }

  @Test
  void aPageHasATableWithItsRemarksBelow() {
    MarkdownReport report = new MarkdownReport();
    report.begin("GFLOP/s", List.of("openblas", "mkl"));
    report.remark("mkl", "not available", "it is not here");
    report.measured(measurement(1.5, 40));
    assertEquals(
        """

        | work | of | GFLOP/s | × openblas | × mkl |
        | --- | --- | ---: | ---: | ---: |
        | sgemm | NN 1024 | 104.25 | 1.50 |  |

        *mkl*: not available: it is not here
        """,
        report.text());
  }
}
