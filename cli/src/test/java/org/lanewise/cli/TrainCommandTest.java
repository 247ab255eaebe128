package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training: what it reports, what it writes, and that the machine leaves no trace in the model. */
class TrainCommandTest {
  private static final List<String> EPOCH =
      List.of(
          "event",
          "epoch",
          "train_loss",
          "validation_loss",
          "validation_accuracy",
          "seconds",
          "samples_per_second");

  @TempDir private Path folder;

  /** Trains quickly, unless the options say otherwise. */
  private CommandRun train(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--json"));
    arguments.addAll(List.of("--model", model(name).toString()));
    arguments.addAll(List.of("--plot", folder.resolve(name) + ".svg"));
    arguments.addAll(List.of(options));
    for (String option : List.of("--epochs=1", "--layers=8", "--batch=16")) {
      String start = option.substring(0, option.indexOf('=') + 1);
      if (Stream.of(options).noneMatch(given -> given.startsWith(start))) {
        arguments.add(option);
      }
    }
    return CommandRun.of(arguments.toArray(String[]::new)).succeeded();
  }

  private CommandRun trainTable(Path csv, String target, String... more) {
    Stream<String> data = Stream.of("--data", "csv:" + csv, "--target", target);
    return train("table", Stream.concat(data, Stream.of(more)).toArray(String[]::new));
  }

  private Path model(String name) {
    return folder.resolve(name + ".safetensors");
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(model(name));
  }

  private static List<String> names(JsonObject event) {
    return List.copyOf(event.keySet());
  }

  @Test
  void digitsAreReportedInTheFieldsOfTheContractAndNoOthers() {
    CommandRun run = train("digits", "--data", "digits", "--threads", "2", "--backend", "simd");

    JsonObject epoch = run.only("epoch");
    assertEquals(EPOCH, names(epoch));
    assertEquals(1, epoch.get("epoch").getAsInt());
    assertTrue(epoch.get("train_loss").getAsDouble() > 0);
    assertTrue(epoch.get("validation_loss").getAsDouble() > 0);
    assertTrue(epoch.get("validation_accuracy").getAsDouble() > 0.5);
    assertTrue(epoch.get("seconds").getAsDouble() > 0);
    assertTrue(epoch.get("samples_per_second").getAsDouble() > 0);

    JsonObject result = run.only("result");
    assertEquals(
        List.of(
            "event",
            "test_loss",
            "test_accuracy",
            "test_balanced_accuracy",
            "test_macro_f1",
            "test_log_loss",
            "epochs",
            "train_seconds",
            "parameters",
            "backend",
            "threads",
            "model"),
        names(result));
    assertTrue(result.get("test_accuracy").getAsDouble() > 0.5);
    assertEquals(784 * 8 + 8 + 8 * 10 + 10, result.get("parameters").getAsInt());
    assertEquals("simd", result.get("backend").getAsString());
    assertEquals(2, result.get("threads").getAsInt());
    assertEquals(model("digits").toString(), result.get("model").getAsString());
    assertEquals(2, run.lines().size());
  }

  @Test
  void everyEpochHasALineAndTheResultComesLast() throws IOException {
    List<JsonObject> events = trainTable(TestData.threeKinds(folder), "kind", "--epochs=3").json();

    assertEquals(4, events.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(i + 1, events.get(i).get("epoch").getAsInt());
    }
    assertEquals("result", events.get(3).get("event").getAsString());
    assertEquals(3, events.get(3).get("epochs").getAsInt());
    assertFalse(events.get(3).has("test_auc"), "three classes have no AUC");
  }

  @Test
  void aRegressionReportsErrorsInsteadOfAccuracy() throws IOException {
    CommandRun run =
        trainTable(TestData.prices(folder), "price", "--loss=mse", "--epochs=60", "--lr=0.01");

    JsonObject result = run.only("result");
    assertEquals(
        List.of("event", "test_loss", "test_rmse", "test_mae", "test_r2", "epochs"),
        names(result).subList(0, 6));
    assertTrue(result.get("test_r2").getAsDouble() > 0.9, result.toString());
    double rmse = result.get("test_rmse").getAsDouble();
    assertEquals(result.get("test_loss").getAsDouble(), rmse * rmse, 1e-6);
    JsonObject epoch = run.json().get(0);
    assertEquals(EPOCH, names(epoch));
    assertTrue(epoch.get("validation_accuracy").isJsonNull());
  }

  @Test
  void aBinaryTaskAddsTheAreaUnderTheCurveWithEitherLoss() throws IOException {
    for (String loss : List.of("bce", "cross-entropy")) {
      JsonObject result =
          trainTable(TestData.twoKinds(folder), "kind", "--loss", loss, "--epochs=30", "--lr=0.01")
              .only("result");

      assertEquals(
          List.of("test_log_loss", "test_auc", "test_average_precision", "epochs"),
          names(result).subList(5, 9));
      assertTrue(result.get("test_auc").getAsDouble() > 0.9, result.toString());
      int outputs = loss.equals("bce") ? 1 : 2;
      assertEquals(
          2 * 8 + 8 + 8 * outputs + outputs, result.get("parameters").getAsInt(), "one logit");
    }
  }

  @Test
  void withoutValidationItsFieldsAreNull() throws IOException {
    JsonObject epoch =
        trainTable(TestData.twoKinds(folder), "kind", "--validation", "0").only("epoch");

    assertEquals(EPOCH, names(epoch));
    assertTrue(epoch.get("validation_loss").isJsonNull());
    assertTrue(epoch.get("validation_accuracy").isJsonNull());
  }

  @Test
  void threadsAndBackendLeaveNoTraceInTheModel() throws IOException {
    // Large enough that a step is split over threads.
    String[] size = {"--layers=64", "--batch=500"};
    train("one", size[0], size[1], "--threads=1", "--backend=simd");
    train("two", size[0], size[1], "--threads=2", "--backend=simd");
    train("plain", size[0], size[1], "--threads=2", "--backend=scalar");

    assertArrayEquals(bytes("one"), bytes("two"), "threads 1 and 2");
    assertArrayEquals(bytes("one"), bytes("plain"), "simd and scalar");
  }

  @Test
  void theSeedDecidesTheModel() throws IOException {
    Path csv = TestData.threeKinds(folder);
    String data = "--data=csv:" + csv;
    train("a", data, "--target=kind", "--dropout=0.3", "--seed=-7");
    train("b", data, "--target=kind", "--dropout=0.3", "--seed=-7");
    train("c", data, "--target=kind", "--dropout=0.3", "--seed=8");

    assertArrayEquals(bytes("a"), bytes("b"));
    assertFalse(Arrays.equals(bytes("a"), bytes("c")));
  }

  @Test
  void doublePrecisionAgreesWithSingleUpToRounding() throws IOException {
    Path csv = TestData.prices(folder);
    String[] options = {"--loss=mse", "--epochs=5", "--precision=float32"};
    double single = trainTable(csv, "price", options).only("result").get("test_loss").getAsDouble();
    long singleBytes = Files.size(model("table"));
    options[2] = "--precision=float64";
    double twice = trainTable(csv, "price", options).only("result").get("test_loss").getAsDouble();

    assertTrue(Math.abs(single - twice) <= 1e-3 * twice, single + " and " + twice);
    assertTrue(single != twice, "the bits of float32 and float64 are the same");
    assertTrue(Files.size(model("table")) > singleBytes);
    assertTrue(
        CommandRun.of("summary", model("table").toString()).succeeded().out().contains("float64"));
  }

  @Test
  void aBatchLargerThanTheDataIsOneBatchOfAll() throws IOException {
    Path csv = TestData.twoKinds(folder);
    // 200 rows: 40 to test, 16 to validate, 144 to learn.
    String[] data = {"--data", "csv:" + csv, "--target", "kind"};
    train("all", data[0], data[1], data[2], data[3], "--batch=144");
    train("more", data[0], data[1], data[2], data[3], "--batch=2147483647");

    assertEquals(
        CommandRun.of("evaluate", "--json", model("all").toString(), data[0], data[1])
            .only("result")
            .get("test_loss"),
        CommandRun.of("evaluate", "--json", model("more").toString(), data[0], data[1])
            .only("result")
            .get("test_loss"));
  }

  @Test
  void threeRowsAreEnoughToTrain() throws IOException {
    Path csv = TestData.file(folder.resolve("tiny.csv"), "x,y", "1,0", "2,1", "3,0");

    CommandRun run = trainTable(csv, "y");

    assertEquals(2, run.lines().size());
    assertTrue(Files.exists(model("table")));
  }

  @Test
  void proseSaysWhatIsLearnedHowItGoesAndWhereTheFilesAre() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path plot = folder.resolve("curve.svg");
    String out =
        CommandRun.of(
                "train",
                "--data=csv:" + csv,
                "--target=kind",
                "--epochs=2",
                "--layers=8,4",
                "--model=" + model("prose"),
                "--plot=" + plot)
            .succeeded()
            .out();

    List<String> expected =
        List.of(
            "144 samples to learn",
            "16 to validate",
            "40 to test",
            "2 - 8 relu - 4 relu - 2",
            "epoch  1",
            "epoch  2",
            "samples/s",
            "test accuracy",
            model("prose").toString(),
            plot.toString(),
            folder.resolve("curve.png").toString());
    for (String words : expected) {
      assertTrue(out.contains(words), "'" + words + "' is missing in: " + out);
    }
    assertFalse(out.contains("NaN"), out);
  }

  @Test
  void anOldModelAndOldPicturesAreReplacedAndNothingElseIsLeft() throws IOException {
    Path csv = TestData.twoKinds(folder);
    for (String name : List.of("table.safetensors", "table.svg", "table.png")) {
      Files.writeString(folder.resolve(name), "old");
    }
    trainTable(csv, "kind");

    assertEquals(
        List.of("", "kinds.csv", "table.png", "table.safetensors", "table.svg"),
        TestData.snapshot(folder).keySet().stream()
            .map(file -> folder.relativize(file).toString())
            .toList());
    CommandRun.of("summary", model("table").toString()).succeeded();
    assertTrue(Files.size(folder.resolve("table.svg")) > 1000);
    assertTrue(Files.size(folder.resolve("table.png")) > 1000);
  }
}
