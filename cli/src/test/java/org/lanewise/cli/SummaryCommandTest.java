package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.tensor.Precision;

/** The summary of a model file: its layers, and how they came to be. */
class SummaryCommandTest {
  @TempDir private Path folder;

  private JsonObject json(Path model) {
    return CommandRun.of("summary", "--json", model.toString()).succeeded().only("summary");
  }

  private static List<String> texts(JsonElement array) {
    List<String> texts = new ArrayList<>();
    array.getAsJsonArray().forEach(item -> texts.add(item.getAsString()));
    return texts;
  }

  @Test
  void layersAreListedWithTheirShapesAndParameters() throws IOException {
    Path csv = TestData.threeKinds(folder);
    JsonObject summary =
        json(TestData.model(csv, "kind", "--activation=leaky-relu:0.25", "--dropout=0.5"));

    assertEquals(2, summary.get("inputs").getAsInt());
    List<String> layers = new ArrayList<>();
    int parameters = 0;
    for (JsonElement element : summary.getAsJsonArray("layers")) {
      JsonObject layer = element.getAsJsonObject();
      layers.add(layer.get("kind").getAsString() + " " + layer.get("columns"));
      parameters += layer.get("parameters").getAsInt();
    }
    assertEquals(List.of("dense 8", "leaky-relu 8", "dropout 8", "dense 3"), layers);
    assertEquals(2 * 8 + 8 + 8 * 3 + 3, parameters);
    assertEquals(parameters, summary.get("parameters").getAsInt());
    JsonObject leaky = summary.getAsJsonArray("layers").get(1).getAsJsonObject();
    assertEquals(0.25, leaky.get("alpha").getAsDouble());
  }

  @ParameterizedTest
  @CsvSource({
    "prelu,orthogonal,prelu 1",
    "elu:0.5,lecun-uniform,elu 0.5",
    "clamp:-1:1,normal:0.1,clamp -1.0 1.0",
    "gelu-tanh,constant:0.1,gelu-tanh",
  })
  void anyActivationAndInitializerIsTrainedAndShown(String activation, String init, String shown)
      throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind", "--activation=" + activation, "--init=" + init);
    String out = CommandRun.of("summary", model.toString()).succeeded().out();
    assertTrue(out.contains(shown), out);
    assertTrue(json(model).toString().contains(init), "what the weights started with");
  }

  @Test
  void namesInAFileNeitherBreakLinesNorSendCommands() throws IOException {
    Network network = Network.builder(1).dense(2).build(Precision.FLOAT32, 1);
    Path file = folder.resolve("hostile.safetensors");
    List<String> kinds = List.of("a\nb", "c\u001b[2J");
    Map<String, Object> training = Map.of("seed\r", "1\u2028");
    ModelFile.save(
        file,
        new Model(
            network, FeatureScaling.none(1), "cross-entropy", kinds, List.of("x\ty"), training));
    String out = CommandRun.of("summary", file.toString()).succeeded().out();
    assertTrue(out.contains("classes: a\\nb, c\\u001b[2J\n"), out);
    assertTrue(out.contains("features: x\\ty\n"), out);
    assertTrue(out.contains("trained with seed\\r: 1\\u2028\n"), out);
  }

  @Test
  void runningStatisticsAreShownAsNotTrained() throws IOException {
    Network network = Network.builder(2).dense(3).batchNorm().dense(1).build(Precision.FLOAT32, 1);
    Path file = folder.resolve("normalized.safetensors");
    ModelFile.save(
        file, new Model(network, FeatureScaling.none(2), "mse", List.of(), List.of(), Map.of()));
    String out = CommandRun.of("summary", file.toString()).succeeded().out();
    for (String words :
        List.of("batch-norm 0.1 1.0E-5", "gamma 1 x 3", "running_variance 3, not trained")) {
      assertTrue(out.contains(words), "'" + words + "' is missing in: " + out);
    }
  }

  @Test
  void trainingFeaturesAndClassesAreKept() throws IOException {
    Path csv = TestData.threeKinds(folder);
    JsonObject summary = json(TestData.model(csv, "kind", "--seed=11", "--optimizer=momentum"));

    assertEquals("float32", summary.get("precision").getAsString());
    assertEquals("cross-entropy", summary.get("loss").getAsString());
    assertEquals(List.of("3", "5", "7"), texts(summary.get("labels")));
    assertEquals(List.of("length", "width"), texts(summary.get("features")));
    JsonObject training = summary.getAsJsonObject("training");
    assertEquals("csv:" + csv, training.get("data").getAsString());
    assertEquals("kind", training.get("target").getAsString());
    assertEquals("momentum", training.get("optimizer").getAsString());
    assertEquals(0.1, training.get("learning_rate").getAsDouble());
    assertEquals(11, training.get("seed").getAsInt());
    assertEquals(3, training.get("epochs").getAsInt());
    assertEquals(16, training.get("batch").getAsInt());
    // 240 rows: 48 to test, 19 to validate.
    assertEquals(173, training.get("samples").getAsInt());
    assertTrue(training.get("test_accuracy").getAsDouble() >= 0);
  }

  @Test
  void aRegressionHasNoClasses() throws IOException {
    Path csv = TestData.prices(folder);
    JsonObject summary = json(TestData.model(csv, "price", "--loss=mse", "--precision=float64"));

    assertEquals("float64", summary.get("precision").getAsString());
    assertEquals(List.of(), texts(summary.get("labels")));
    assertTrue(summary.getAsJsonObject("training").has("test_rmse"));
  }

  @Test
  void proseSaysTheSame() throws IOException {
    Path csv = TestData.threeKinds(folder);
    Path model = TestData.model(csv, "kind");
    String out = CommandRun.of("summary", model.toString()).succeeded().out();

    List<String> expected =
        List.of(
            model + ", float32",
            "dense",
            "relu",
            "weight 2 x 8",
            "parameters: 51",
            "scaling: standard",
            "loss: cross-entropy",
            "classes: 3, 5, 7",
            "features: length, width",
            "seed");
    for (String words : expected) {
      assertTrue(out.contains(words), "'" + words + "' is missing in: " + out);
    }
  }

  @Test
  void imagesHaveNoFeatureNamesAndTenClasses() throws IOException {
    JsonObject summary = json(TestData.imageModel(TestData.idx(folder.resolve("idx"))));

    assertEquals(784, summary.get("inputs").getAsInt());
    assertEquals(List.of(), texts(summary.get("features")));
    assertEquals(10, texts(summary.get("labels")).size());
    assertTrue(summary.get("scaling").getAsString().startsWith("every feature times 0.0039"));
  }
}
