package org.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** The list of parts shows no more of a description than its first line. */
  @Test
  void whatAPartIsBeginsWithAWholeSentence() {
    new CommandLine(new BenchCommand())
        .getSubcommands()
        .forEach(
            (name, part) -> {
              String first = part.getCommandSpec().usageMessage().description()[0];
              assertTrue(first.endsWith("."), name + ": " + first);
            });
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
        "gemm --seconds 0 | --seconds is 0.0, it must be above 0 and at most 3600",
        "training --threads 0 | threads is 0",
        "training --work cnn | 'cnn'",
        "report --threads 0 | threads is 0",
        "gemm --set mlp --sizes 4 | exclude each other",
        "gemm --set mlp --transpose TT | a training step has no product TT",
        "gemm --set dense --transpose NT | a dense layer forward is a product NN, not NT",
        "gemm --set dense --precision float64 | float32 only",
        "gemm --set rings | rings",
        "gemm --sizes 4,8 --plot speed.png | --plot is speed.png, its name must end in .svg",
        "gemm --sizes 4,8 --plot speed | must end in .svg",
        "gemm --plot speed.svg | 128 x 512 x 784 is none",
        "gemm --set mlp --plot speed.svg | squares",
        "gemm --set dense --plot speed.svg | squares",
        "gemm --set squares --plot speed.svg | one transpose, and these are NN, NT, TN, TT",
        "gemm --sizes 4,8 --transpose NT,TT --plot speed.svg | these are NT, TT",
        "gemm --sizes 8,8 --plot speed.svg | one only",
        "prediction --requests 0 | --requests is 0, it must be in 1 to",
        "prediction --rate 0 | --rate is 0.0, it must be above 0",
        "prediction --clients 65 | --clients is 65",
        "prediction --threads 0 | threads is 0",
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

  @Test
  void aPictureWithoutAFolderIsRefusedBeforeAnythingIsMeasured(@TempDir Path folder) {
    Path lost = folder.resolve("missing").resolve("speed.svg");
    assertEquals(1, run("gemm --sizes 4,8 --seconds 0.01 --plot " + lost));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertTrue(errors.toString().contains("missing does not exist"), errors.toString());
  }

  @Test
  void speedsOverSizesAreDrawnWithTheMachineInTheTitle(@TempDir Path folder) throws IOException {
    Path svg = folder.resolve("speed.SVG");
    assertEquals(
        0,
        run("gemm --sizes 8,4 --transpose NT --rivals loop --seconds 0.01 --json --plot " + svg));
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    JsonObject event = JsonParser.parseString(lines.get(lines.size() - 1)).getAsJsonObject();
    assertEquals("plot", event.get("event").getAsString());
    assertEquals(svg.toString(), event.get("svg").getAsString());
    Path png = folder.resolve("speed.png");
    assertEquals(png.toString(), event.get("png").getAsString());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(Set.of(svg, png), files.collect(Collectors.toSet()));
    }
    String drawn = Files.readString(svg);
    String jdk = System.getProperty("java.version");
    assertTrue(drawn.contains("<title>sgemm NT of squares, JDK " + jdk), drawn.substring(0, 900));
    assertTrue(drawn.contains("vectors, 1 thread, 2"), drawn.substring(0, 900));
    assertTrue(drawn.contains("(Lanewise), loop, peak</desc>"), drawn.substring(0, 900));
  }

  @Test
  void predictionsAreMeasuredColdSteadyAndPaced() {
    assertEquals(0, run("prediction --json --requests 200"), errors.toString());
    List<JsonObject> lines =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertEquals(
        List.of(
            "first", "steady", "steady", "steady", "paced", "due", "steady", "steady", "steady",
            "paced", "due"),
        lines.stream().map(line -> line.get("way").getAsString()).toList());
    for (JsonObject line : lines) {
      assertEquals("us", line.get("unit").getAsString());
      assertTrue(line.get("p50").getAsDouble() > 0, line.toString());
      assertTrue(line.get("p99").getAsDouble() <= line.get("p99.9").getAsDouble());
    }
  }
}
