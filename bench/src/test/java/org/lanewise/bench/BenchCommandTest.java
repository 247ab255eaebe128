package org.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command's lines, whatever the speeds in them. */
class BenchCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();

  private int run(String commandLine) {
    CommandLine command = new CommandLine(new BenchCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setErr(new PrintWriter(errors, true));
    PrintStream old = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return command.execute(commandLine.split(" "));
    } finally {
      System.setOut(old);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gemm --sizes 3x4 | '3x4' is not a shape",
        "gemm --sizes 0 | size 0 is not in",
        "gemm --transpose XN | XN is none of NN",
        "gemm --rivals nobody | there is no rival 'nobody'",
        "gemm --threads 0 | threads is 0",
        "gemm --backend cuda | there is no backend 'cuda'",
        "gemm --rivals one_thread | needs --threads 2",
        "gemm --seconds 0 | --seconds is 0.0",
        "gemm --set mlp --sizes 4 | exclude each other",
        "gemm --set mlp --transpose TT | a training step has no product TT",
        "gemm --set dense --transpose NT | a dense layer forward is a product NN, not NT",
        "gemm --set dense --precision float64 | float32 only",
        "gemm --set rings | rings",
        "elementwise --seconds -1 | --seconds is -1.0",
        "everything | everything",
      })
  void whatMakesNoSenseIsRefusedBeforeAnythingIsMeasured(String commandLine, String words) {
    assertEquals(2, run(commandLine));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(errors.toString().contains(words), errors.toString());
  }

  @Test
  void productsAreOneJsonObjectALineAndEndWithTheirMeanAndLowest() {
    assertEquals(0, run("gemm --shapes 5,3x4x2 --rivals loop --seconds 0.01 --json"));
    List<JsonObject> events =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertEquals(4, events.size());
    JsonObject second = events.get(1);
    assertEquals("bench", second.get("event").getAsString());
    assertEquals("sgemm", second.get("work").getAsString());
    assertEquals("NN", second.get("transpose").getAsString());
    assertEquals(3, second.get("m").getAsInt());
    assertEquals(4, second.get("n").getAsInt());
    assertEquals(2, second.get("k").getAsInt());
    assertEquals(1, second.get("threads").getAsInt());
    assertEquals("GFLOP/s", second.get("unit").getAsString());
    assertTrue(second.get("value").getAsDouble() > 0);
    assertEquals(Set.of("loop", "peak"), second.getAsJsonObject("ratios").keySet());
    JsonObject mean = events.get(2);
    assertEquals("geometric mean", mean.get("work").getAsString());
    assertFalse(mean.has("value"));
    assertEquals(Set.of("loop", "peak"), mean.getAsJsonObject("ratios").keySet());
    JsonObject lowest = events.get(3);
    assertEquals("lowest", lowest.get("work").getAsString());
    double first = events.get(0).getAsJsonObject("ratios").get("loop").getAsDouble();
    double other = second.getAsJsonObject("ratios").get("loop").getAsDouble();
    assertEquals(
        Math.min(first, other), lowest.getAsJsonObject("ratios").get("loop").getAsDouble());
  }

  @Test
  void aBackendIsComparedWithOthersOfLanewise() {
    assertEquals(
        0,
        run(
            "gemm --backend scalar --shapes 70 --rivals simd,openblas_backend --seconds 0.01"
                + " --json"));
    JsonObject event =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(line -> line.get("event").getAsString().equals("bench"))
            .findFirst()
            .orElseThrow();
    assertEquals("scalar", event.get("backend").getAsString());
    assertEquals(
        Set.of("simd", "openblas_backend", "peak"), event.getAsJsonObject("ratios").keySet());
  }
}
