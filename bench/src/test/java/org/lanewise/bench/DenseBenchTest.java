package org.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Shape;
import org.lanewise.bench.report.JsonReport;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;

/** The lines for dense layers, whatever the speeds in them. */
class DenseBenchTest {
  @Test
  void aLayerHasALineFusedAndOnePackedAndBothEndWithTheirMeans() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Product product =
        new Product(Shape.parse("5x7x3"), Transpose.NO, Transpose.NO, Precision.FLOAT32);
    DenseBench bench =
        new DenseBench(
            Backends.best().with(Parallelism.of(1)),
            false,
            new Stopwatch(0.01),
            new JsonReport(new PrintStream(out, true, StandardCharsets.UTF_8)));
    assertTrue(bench.measure(List.of(product)));
    List<JsonObject> lines =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertEquals(
        List.of("dense fused", "dense packed", "geometric mean", "geometric mean"),
        lines.stream().map(line -> line.get("work").getAsString()).toList());
    for (JsonObject line : lines) {
      assertEquals(Set.of("unfused", "peak"), line.getAsJsonObject("ratios").keySet());
    }
    assertEquals(5, lines.get(0).get("m").getAsInt());
    assertEquals("packed", lines.get(1).get("weights").getAsString());
    assertEquals("dense", lines.get(3).get("set").getAsString());
    assertFalse(lines.get(3).has("value"));
  }
}
