package org.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyChartTest {
  @TempDir Path folder;

  @Test
  void aLineIsDrawnForEachNameOfAPrefix() throws IOException {
    LatencyChart chart =
        new LatencyChart(
            Map.of(
                "4-2 floats", new long[] {900, 1000, 1100, 40_000},
                "4-2 bytes", new long[] {500, 510, 520},
                "8-2 floats", new long[] {1}));
    Path svg = folder.resolve("latency.svg");
    chart.write(svg, "4-2");
    String text = Files.readString(svg);
    assertTrue(text.contains("floats") && text.contains("bytes"), "names of lines");
    assertTrue(text.contains("<title>One prediction, 4-2</title>"), "title");
    assertTrue(Files.size(folder.resolve("latency.png")) > 1000, "a picture beside it");
  }

  @Test
  void noTimesAreRefused() {
    LatencyChart chart = new LatencyChart(Map.of("4-2", new long[0]));
    assertThrows(IllegalArgumentException.class, () -> chart.write(folder.resolve("a.svg"), "4-2"));
    assertThrows(IllegalArgumentException.class, () -> chart.write(folder.resolve("a.svg"), "5-2"));
  }
}
