package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prediction: a header, then a row for each sample, whatever form the samples come in. */
class PredictCommandTest {
  @TempDir private Path folder;

  private static CommandRun predict(Path model, String data, String... more) {
    List<String> arguments = new ArrayList<>(List.of("predict", model.toString(), "--data", data));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new)).succeeded();
  }

  @Test
  void everySampleGetsOneRowBelowTheHeader() throws IOException {
    Path csv = TestData.threeKinds(folder);
    List<String> lines = predict(TestData.model(csv, "kind"), "csv:" + csv).lines();

    assertEquals("prediction,probability", lines.get(0));
    assertEquals(241, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.matches("[357],(1\\.0|0\\.\\d+)"), line);
    }
  }

  @Test
  void moreSamplesThanABatchKeepTheirOrder() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> rows = Files.readAllLines(csv);
    List<String> many = new ArrayList<>(List.of(rows.get(0)));
    for (int i = 0; i < 1001; i++) {
      many.add(rows.get(1 + i % 240));
    }
    Path file = Files.write(folder.resolve("many.csv"), many);

    List<String> once = predict(model, "csv:" + csv).lines();
    List<String> repeated = predict(model, "csv:" + file).lines();

    assertEquals(1002, repeated.size());
    for (int i = 0; i < 1001; i++) {
      assertEquals(once.get(1 + i % 240), repeated.get(1 + i), "row " + (i + 1));
    }
  }

  @Test
  void pixelsOfATableArePredictedLikeImagesWithALabelOrWithout() throws IOException {
    Path idx = TestData.idx(folder.resolve("idx"));
    Path model = TestData.imageModel(idx);
    List<String> expected = predict(model, "idx:" + idx, "--probabilities").lines();
    Path bare = TestData.pixelTable(folder.resolve("784.csv"), false);
    Path labelled = TestData.pixelTable(folder.resolve("785.csv"), true);

    assertEquals(TestData.IDX_TEST + 1, expected.size());
    assertEquals(expected, predict(model, "csv:" + bare, "--probabilities").lines());
    assertEquals(expected, predict(model, "csv:" + labelled, "--probabilities").lines());
  }

  @Test
  void namedColumnsMayComeInAnyOrderAndOthersAreIgnored() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> expected = predict(model, "csv:" + csv, "--probabilities").lines();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      String[] fields = line.split(",");
      lines.add((lines.isEmpty() ? "remark" : "none") + "," + fields[1] + "," + fields[0]);
    }
    Path mixed = Files.write(folder.resolve("mixed.csv"), lines);

    assertEquals(expected, predict(model, "csv:" + mixed, "--probabilities").lines());
  }

  @Test
  void probabilitiesSumToOneAndTheLargestIsThatOfThePrediction() throws IOException {
    Path csv = TestData.threeKinds(folder);
    List<String> lines =
        predict(TestData.model(csv, "kind"), "csv:" + csv, "--probabilities").lines();

    assertEquals("prediction,probability,p_3,p_5,p_7", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      double[] p = Arrays.stream(cells).skip(2).mapToDouble(Double::parseDouble).toArray();
      assertEquals(1, Arrays.stream(p).sum(), 1e-6, line);
      double best = Arrays.stream(p).max().orElseThrow();
      assertEquals(best, Double.parseDouble(cells[1]), line);
      assertEquals(best, p[List.of("3", "5", "7").indexOf(cells[0])], line);
    }
  }

  @Test
  void oneLogitGivesTwoProbabilities() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path model = TestData.model(csv, "kind", "--loss=bce");
    List<String> lines = predict(model, "csv:" + csv, "--probabilities").lines();

    assertEquals("prediction,probability,p_0,p_1", lines.get(0));
    assertEquals(201, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      double zero = Double.parseDouble(cells[2]);
      double one = Double.parseDouble(cells[3]);
      assertEquals(1, zero + one, 1e-6, line);
      assertEquals(cells[0].equals("1") ? one : zero, Double.parseDouble(cells[1]), line);
      assertTrue(Double.parseDouble(cells[1]) >= 0.5, line);
    }
  }

  @Test
  void aRegressionGivesNumbersAlone() throws IOException {
    Path csv = TestData.prices(folder);
    Path model = TestData.model(csv, "price", "--loss=mse");
    List<String> lines = predict(model, "csv:" + csv).lines();

    assertEquals("prediction", lines.get(0));
    assertEquals(201, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(Double.isFinite(Double.parseDouble(line)), line);
    }
  }

  @Test
  void aRegressionHasNoProbabilities() throws IOException {
    Path csv = TestData.prices(folder);
    Path model = TestData.model(csv, "price", "--loss=mse");

    CommandRun.of("predict", model.toString(), "--data=csv:" + csv, "--probabilities")
        .refused("probabilities");
  }

  @Test
  void jsonSaysTheSameAsTheTable() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> lines = predict(model, "csv:" + csv, "--probabilities").lines();
    List<JsonObject> events = predict(model, "csv:" + csv, "--probabilities", "--json").json();

    assertEquals(lines.size() - 1, events.size());
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = events.get(i);
      String[] cells = lines.get(i + 1).split(",");
      assertEquals(
          List.of("event", "row", "prediction", "probability", "p_3", "p_5", "p_7"),
          List.copyOf(event.keySet()));
      assertEquals("prediction", event.get("event").getAsString());
      assertEquals(i + 1, event.get("row").getAsInt());
      assertEquals(cells[0], event.get("prediction").getAsString());
      assertEquals(Float.parseFloat(cells[1]), event.get("probability").getAsFloat());
      assertEquals(Float.parseFloat(cells[4]), event.get("p_7").getAsFloat());
    }
  }

  @Test
  void jsonOfARegressionHoldsNumbers() throws IOException {
    Path csv = TestData.prices(folder);
    Path model = TestData.model(csv, "price", "--loss=mse");
    JsonObject first = predict(model, "csv:" + csv, "--json").json().get(0);

    assertEquals(List.of("event", "row", "prediction"), List.copyOf(first.keySet()));
    assertTrue(first.getAsJsonPrimitive("prediction").isNumber());
  }

  @Test
  void backendsPredictTheSameBits() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");

    assertEquals(
        predict(model, "csv:" + csv, "--json", "--backend=simd", "--threads=2").out(),
        predict(model, "csv:" + csv, "--json", "--backend=scalar", "--threads=1").out());
  }

  @Test
  void standardOutputStaysOpenForWhateverComesNext() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path model = TestData.model(csv, "kind");

    assertEquals(predict(model, "csv:" + csv).lines(), predict(model, "csv:" + csv).lines());
  }
}
