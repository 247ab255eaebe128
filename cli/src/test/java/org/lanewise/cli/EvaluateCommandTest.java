package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation: the figures of training again, from the file alone. */
class EvaluateCommandTest {
  @TempDir private Path folder;

  private static JsonObject evaluate(Path model, String data, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("evaluate", "--json", model.toString(), "--data", data));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new)).succeeded().only("result");
  }

  private static JsonObject figures(JsonObject result) {
    JsonObject figures = new JsonObject();
    result
        .entrySet()
        .forEach(
            field -> {
              if (field.getKey().startsWith("test_")) {
                figures.add(field.getKey(), field.getValue());
              }
            });
    return figures;
  }

  @Test
  void imagesGiveTheFiguresThatTrainingReported() throws IOException {
    Path idx = TestData.idx(folder.resolve("idx"));
    Path model = folder.resolve("m.safetensors");
    JsonObject trained =
        CommandRun.of(
                "train",
                "--json",
                "--data=idx:" + idx,
                "--epochs=1",
                "--layers=8",
                "--model=" + model,
                "--plot=" + folder.resolve("c.svg"))
            .succeeded()
            .only("result");

    JsonObject evaluated = evaluate(model, "idx:" + idx);

    assertEquals(figures(trained), figures(evaluated));
    for (String field : List.of("parameters", "backend", "threads", "model")) {
      assertEquals(trained.get(field), evaluated.get(field), field);
    }
    assertEquals(TestData.IDX_TEST, evaluated.get("samples").getAsInt());
  }

  @Test
  void backendsAndThreadsGiveTheSameFigures() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    JsonObject expected = figures(evaluate(model, "csv:" + csv));

    assertEquals(expected, figures(evaluate(model, "csv:" + csv, "--backend=scalar")));
    assertEquals(expected, figures(evaluate(model, "csv:" + csv, "--threads=1")));
  }

  @Test
  void shorterWeightsAreMeasuredBesideFloats() throws IOException {
    for (Path csv : List.of(TestData.threeKinds(folder), TestData.prices(folder))) {
      boolean prices = csv.endsWith("prices.csv");
      Path model =
          TestData.model(
              csv, prices ? "price" : "kind", "--loss", prices ? "mse" : "cross-entropy");
      JsonObject plain = figures(evaluate(model, "csv:" + csv));
      assertEquals(plain, figures(evaluate(model, "csv:" + csv, "--weights=float32")));
      for (String weights : List.of("bfloat16", "int8")) {
        JsonObject result = evaluate(model, "csv:" + csv, "--weights=" + weights);
        assertEquals(weights, result.get("weights").getAsString());
        assertEquals(plain, result.get("float32"));
        double loss = result.get("test_loss").getAsDouble();
        double expected = plain.get("test_loss").getAsDouble();
        assertTrue(loss != expected, "nothing was rounded");
        assertEquals(expected, loss, 0.1 * expected + 0.05, weights);
        String prose =
            CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv, "--weights=" + weights)
                .succeeded()
                .out();
        assertTrue(prose.contains("weights as " + weights + " beside float32"), prose);
      }
    }
  }

  @Test
  void columnsAreFoundByTheirNames() throws IOException {
    for (Path csv : List.of(TestData.threeKinds(folder), TestData.prices(folder))) {
      boolean prices = csv.endsWith("prices.csv");
      String target = prices ? "price" : "kind";
      Path model = TestData.model(csv, target, "--loss", prices ? "mse" : "cross-entropy");

      assertEquals(
          figures(evaluate(model, "csv:" + csv)),
          figures(evaluate(model, "csv:" + TestData.reversed(csv))));
    }
  }

  @Test
  void columnsThatTheModelDoesNotKnowMayHoldAnything() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      lines.add((lines.isEmpty() ? "remark" : "n/a") + "," + line);
    }
    Path more = Files.write(folder.resolve("more.csv"), lines);

    assertEquals(figures(evaluate(model, "csv:" + csv)), figures(evaluate(model, "csv:" + more)));
  }

  @Test
  void theTargetIsThatOfTrainingUnlessAnotherIsNamed() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(csv)) {
      lines.add(line.replace("kind", "truth"));
    }
    Path renamed = Files.write(folder.resolve("renamed.csv"), lines);

    assertEquals(
        figures(evaluate(model, "csv:" + csv)),
        figures(evaluate(model, "csv:" + renamed, "--target", "truth")));
  }

  @Test
  void aTableOfPixelsIsEvaluatedLikeTheImages() throws IOException {
    Path idx = TestData.idx(folder.resolve("idx"));
    Path model = TestData.imageModel(idx);
    Path table = TestData.pixelTable(folder.resolve("pixels.csv"), true);

    assertEquals(
        figures(evaluate(model, "idx:" + idx)),
        figures(evaluate(model, "csv:" + table, "--target", "label")));
  }

  @Test
  void twoClassesAddTheAreaUnderTheCurveAndARegressionItsErrors() throws IOException {
    Path kinds = TestData.twoKinds(folder);
    Path prices = TestData.prices(folder);

    assertEquals(
        List.of(
            "test_loss",
            "test_accuracy",
            "test_balanced_accuracy",
            "test_macro_f1",
            "test_log_loss",
            "test_auc",
            "test_average_precision"),
        List.copyOf(
            figures(evaluate(TestData.model(kinds, "kind", "--loss=bce"), "csv:" + kinds))
                .keySet()));
    assertEquals(
        List.of("test_loss", "test_rmse", "test_mae", "test_r2"),
        List.copyOf(
            figures(evaluate(TestData.model(prices, "price", "--loss=mse"), "csv:" + prices))
                .keySet()));
  }

  @Test
  void errorsOnTargetsThatDoNotVaryExplainNothingAndOneSampleHasNoR2() throws IOException {
    Path model = TestData.model(TestData.prices(folder), "price", "--loss=mse");
    Path same = TestData.file(folder.resolve("s.csv"), "length,width,price", "1,2,3", "2,1,3");
    assertEquals(0, evaluate(model, "csv:" + same).get("test_r2").getAsDouble());
    Path one = TestData.file(folder.resolve("o.csv"), "length,width,price", "1,2,3");
    assertTrue(evaluate(model, "csv:" + one).get("test_r2").isJsonNull());
  }

  @Test
  void theConfusionMatrixCountsEverySampleOnce() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    List<String> lines =
        CommandRun.of("evaluate", model.toString(), "--data", "csv:" + csv).succeeded().lines();

    int title = 0;
    while (!lines.get(title).startsWith("confusion matrix")) {
      title++;
    }
    assertEquals("3 5 7", lines.get(title + 1).strip().replaceAll(" +", " "));
    int sum = 0;
    int right = 0;
    for (int i = 0; i < 3; i++) {
      String[] cells = lines.get(title + 2 + i).strip().split(" +");
      assertEquals(4, cells.length);
      assertEquals(List.of("3", "5", "7").get(i), cells[0]);
      for (int j = 0; j < 3; j++) {
        sum += Integer.parseInt(cells[j + 1]);
      }
      right += Integer.parseInt(cells[i + 1]);
    }
    assertEquals(240, sum);
    double accuracy = evaluate(model, "csv:" + csv).get("test_accuracy").getAsDouble();
    assertEquals(right / 240.0, accuracy, 1e-12);
  }

  @Test
  void everyFigureIsThatOfTheMatrixInProse() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path model = TestData.model(csv, "kind");
    String out =
        CommandRun.of("evaluate", model.toString(), "--data", "csv:" + csv).succeeded().out();
    JsonObject figures = figures(evaluate(model, "csv:" + csv));
    for (String field : List.of("balanced_accuracy", "macro_f1", "average_precision")) {
      double value = figures.get("test_" + field).getAsDouble();
      String name = field.replace('_', ' ').replace("f1", "F1");
      String line = String.format(java.util.Locale.ROOT, "%-19s%.4f%n", name, value);
      assertTrue(out.contains(line), line + " is not in " + out);
    }
    assertEquals(
        figures.get("test_loss").getAsDouble(),
        figures.get("test_log_loss").getAsDouble(),
        1e-6,
        "for cross entropy the loss is the log loss");
  }

  @Test
  void aRegressionIsShownInProseWithoutClasses() throws IOException {
    Path csv = TestData.prices(folder);
    Path model = TestData.model(csv, "price", "--loss=mse");
    String out =
        CommandRun.of("evaluate", model.toString(), "--data", "csv:" + csv).succeeded().out();

    assertTrue(
        out.contains("200 samples")
            && out.contains("RMSE")
            && out.contains("MAE")
            && out.contains("R2"),
        out);
    assertTrue(!out.contains("accuracy") && !out.contains("confusion"), out);
  }
}
