package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.random.RandomStream;

/**
 * Training from tables: targets of any size, columns left out, and nothing fitted on held-out rows.
 */
class TableTrainingTest {
  private static final int ROWS = 300;

  @TempDir private Path folder;

  private Path houses(boolean named) throws IOException {
    RandomStream random = RandomStream.of(5, "houses");
    List<String> lines = new ArrayList<>();
    lines.add((named ? "street," : "") + "area,age,price");
    for (int i = 0; i < ROWS; i++) {
      double area = 50 + 150 * random.nextDouble();
      double age = 60 * random.nextDouble();
      double price = 2000 * area - 1500 * age + 40_000;
      lines.add(
          (named ? "Elm Street," : "")
              + String.format(Locale.ROOT, "%.3f,%.3f,%.2f", area, age, price));
    }
    return Files.write(folder.resolve("houses.csv"), lines);
  }

  private CommandRun train(Path csv, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--json",
                "--data",
                "csv:" + csv,
                "--layers=16",
                "--batch=16",
                "--model",
                folder.resolve("m.safetensors").toString(),
                "--plot",
                folder.resolve("m.svg").toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void aRegressionLearnsTargetsOfAnySizeAndPredictsInTheirUnit() throws IOException {
    Path csv = houses(false);
    JsonObject result =
        last(train(csv, "--target=price", "--loss=mse", "--epochs=60", "--lr=0.01").succeeded());
    assertTrue(result.get("test_r2").getAsDouble() > 0.95, result.toString());
    assertTrue(result.get("test_rmse").getAsDouble() < 25_000, result.toString());
    CommandRun predicted =
        CommandRun.of("predict", folder.resolve("m.safetensors").toString(), "--data", "csv:" + csv)
            .succeeded();
    double first = Double.parseDouble(predicted.lines().get(1));
    double actual = Double.parseDouble(Files.readAllLines(csv).get(1).split(",")[2]);
    assertEquals(actual, first, 0.3 * actual);
  }

  private static JsonObject last(CommandRun run) {
    List<JsonObject> lines = run.json();
    return lines.get(lines.size() - 1);
  }

  @Test
  void columnsOfTextAreLeftOutOnDemandAndTheErrorSaysHow() throws IOException {
    Path csv = houses(true);
    train(csv, "--target=price", "--loss=mse", "--epochs=1")
        .failed(1, csv + ":2:1", "Elm Street", "--ignore");
    train(csv, "--target=price", "--loss=mse", "--epochs=1", "--ignore=street").succeeded();
    assertEquals(
        List.of("area", "age"), ModelFile.load(folder.resolve("m.safetensors")).featureNames());
    train(csv, "--target=price", "--ignore=price").refused("--ignore", "--target");
  }

  @Test
  void targetsThatFloatsCannotTellApartNeedDoubles() throws IOException {
    String[] lines = new String[21];
    lines[0] = "x,y";
    for (int i = 1; i < lines.length; i++) {
      lines[i] = i + "," + (1_000_000_000L + i % 5);
    }
    Path csv = TestData.file(folder.resolve("t.csv"), lines);
    train(csv, "--target=y", "--loss=mse", "--epochs=1")
        .failed(1, csv.toString(), "column y", "--precision float64");
    train(csv, "--target=y", "--loss=mse", "--epochs=1", "--precision=float64").succeeded();
  }

  /** The scaling that is stored is that of the rows that were learned, and of no others. */
  @Test
  void scalingIsFittedOnTheLearnedRowsAlone() throws IOException {
    Path csv = houses(false);
    train(csv, "--target=price", "--loss=mse", "--epochs=1", "--seed=3").succeeded();
    List<double[]> rows =
        Files.readAllLines(csv).stream()
            .skip(1)
            .map(line -> line.split(","))
            .map(cells -> new double[] {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])})
            .collect(Collectors.toList());
    int[] all = java.util.stream.IntStream.range(0, ROWS).toArray();
    int[] pool = Split.random(all, 0.2, RandomStream.of(3, "test")).first();
    int[] learned = Split.random(pool, 0.1, RandomStream.of(3, "validation")).first();
    double[] means = new double[2];
    for (int row : learned) {
      means[0] += rows.get(row)[0] / learned.length;
      means[1] += rows.get(row)[1] / learned.length;
    }
    double[] shift = ModelFile.load(folder.resolve("m.safetensors")).scaling().shift();
    assertArrayEquals(means, shift, 1e-9);
  }

  @Test
  void foldsReportTheirFiguresAndTheMeanAndWriteNothing() throws IOException {
    Path csv = TestData.threeKinds(folder);
    List<JsonObject> lines =
        train(csv, "--target=kind", "--folds=4", "--epochs=20", "--lr=0.02").succeeded().json();
    assertEquals(5, lines.size());
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 4; i++) {
      assertEquals("fold", lines.get(i).get("event").getAsString());
      assertEquals(i + 1, lines.get(i).get("fold").getAsInt());
      double accuracy = lines.get(i).get("test_accuracy").getAsDouble();
      sum += accuracy;
      squares += accuracy * accuracy;
    }
    JsonObject result = lines.get(4);
    assertEquals("result", result.get("event").getAsString());
    assertEquals(sum / 4, result.get("test_accuracy").getAsDouble(), 1e-12);
    assertTrue(sum / 4 > 0.8, result.toString());
    assertEquals(
        Math.sqrt((squares - sum * sum / 4) / 3),
        result.get("test_accuracy_deviation").getAsDouble(),
        1e-6);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(csv), files.toList());
    }
  }

  @Test
  void foldsInProseAreFiguresOfTheTask() throws IOException {
    CommandRun prose =
        CommandRun.of(
                "train",
                "--data=csv:" + houses(false),
                "--target=price",
                "--loss=mse",
                "--folds=3",
                "--epochs=2")
            .succeeded();
    assertTrue(prose.out().contains("over 3 folds"), prose.out());
    assertEquals(
        List.of("loss", "rmse", "mae", "r2"),
        prose.lines().stream().map(line -> line.split(" +")[0]).toList());
  }

  @Test
  void foldsThatCannotBeAreRefused() throws IOException {
    Path csv = houses(false);
    train(csv, "--target=price", "--loss=mse", "--folds=1").refused("--folds is 1");
    train(csv, "--target=price", "--loss=mse", "--folds=301").failed(1, "folds is 301", "300");
    CommandRun.of("train", "--folds=3").refused("--folds", "csv:FILE");
    train(csv, "--target=price", "--loss=mse", "--folds=3", "--checkpoint=" + folder.resolve("c"))
        .refused("--folds", "--checkpoint");
    train(csv, "--target=price", "--loss=mse", "--folds=3", "--history=" + folder.resolve("h.csv"))
        .refused("--folds", "--history");
  }

  /** A rare class must not be missing where the network is tested, or learned. */
  @Test
  void theTestPartHasItsShareOfARareClass() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,kind"));
    for (int i = 0; i < 200; i++) {
      lines.add(i + "," + (i % 20 == 7 ? 1 : 0));
    }
    Path csv = Files.write(folder.resolve("rare.csv"), lines);
    for (int seed = 1; seed < 5; seed++) {
      JsonObject result =
          last(
              train(
                  csv,
                  "--target=kind",
                  "--epochs=1",
                  "--lr=1e-9",
                  "--init=zeros",
                  "--seed=" + seed));
      assertEquals(38.0 / 40, result.get("test_accuracy").getAsDouble(), 1e-12);
    }
  }

  @Test
  void resultsAreNeverWrittenOverTheDataOrEachOther() throws IOException {
    Path csv = houses(false);
    byte[] before = Files.readAllBytes(csv);
    Path detour = folder.resolve("x").resolve("..").resolve("houses.csv");
    CommandRun.of(
            "train",
            "--data",
            "csv:" + csv,
            "--target=price",
            "--model",
            detour.toString(),
            "--plot",
            folder.resolve("m.svg").toString())
        .refused("over the data");
    CommandRun.of(
            "train", "--model", folder + "/./a.png", "--plot", folder.resolve("a.svg").toString())
        .refused("--model and --plot");
    assertArrayEquals(before, Files.readAllBytes(csv));
  }
}
