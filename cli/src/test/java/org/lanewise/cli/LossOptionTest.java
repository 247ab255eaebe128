package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every loss learns the data it is for, and the model remembers it. */
class LossOptionTest {
  @TempDir Path folder;

  private JsonObject trained(Path csv, String target, String loss, String... more)
      throws IOException {
    String[] options = {
      "train",
      "--json",
      "--data=csv:" + csv,
      "--target=" + target,
      "--loss=" + loss,
      "--layers=8",
      "--batch=16",
      "--epochs=30",
      "--lr=0.01",
      "--model=" + folder.resolve("model.safetensors"),
      "--plot=" + folder.resolve("curve.svg")
    };
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return CommandRun.of(all).succeeded().only("result");
  }

  private CommandRun of(String command, Path csv, String... more) {
    String[] options = {
      command, folder.resolve("model.safetensors").toString(), "--data=csv:" + csv
    };
    String[] all = Arrays.copyOf(options, options.length + more.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return CommandRun.of(all);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mse", "half-mse", "rmse", "mae", "huber", "huber:0.5", "mse:mean-per-row"})
  void numbersAreLearned(String loss) throws IOException {
    Path csv = TestData.prices(folder);
    JsonObject result = trained(csv, "price", loss);
    assertTrue(result.get("test_r2").getAsDouble() > 0.9, result.toString());
    JsonObject again = of("evaluate", csv, "--json").succeeded().only("result");
    assertTrue(again.get("test_loss").getAsDouble() >= 0, again.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cross-entropy",
        "cross-entropy:sum",
        "cross-entropy:weights=1,3",
        "kl",
        "hellinger",
        "bce",
        "bce:3",
        "hinge"
      })
  void twoClassesAreLearned(String loss) throws IOException {
    Path csv = TestData.twoKinds(folder);
    JsonObject result = trained(csv, "kind", loss);
    assertTrue(result.get("test_auc").getAsDouble() > 0.9, result.toString());
    List<String> lines = of("predict", csv).succeeded().lines();
    String header = loss.equals("hinge") ? "prediction" : "prediction,probability";
    assertEquals(header, lines.get(0));
    if (!loss.equals("hinge")) {
      for (String line : lines.subList(1, lines.size())) {
        double probability = Double.parseDouble(line.split(",")[1]);
        assertTrue(probability >= 0.5 && probability <= 1, line);
      }
    }
  }

  /** The network gives logarithms of rates, and the commands rates. */
  @ParameterizedTest
  @ValueSource(strings = {"poisson", "poisson:sum"})
  void countsAreLearned(String loss) throws IOException {
    Path csv = TestData.visits(folder);
    JsonObject result = trained(csv, "visits", loss);
    assertTrue(result.get("test_r2").getAsDouble() > 0.95, result.toString());
    JsonObject again = of("evaluate", csv, "--json").succeeded().only("result");
    assertTrue(again.get("test_r2").getAsDouble() > 0.95, again.toString());
    List<String> rows = Files.readAllLines(csv);
    List<String> lines = of("predict", csv).succeeded().lines();
    double squares = 0;
    for (int i = 1; i < rows.size(); i++) {
      double rate = Double.parseDouble(lines.get(i));
      assertTrue(rate > 0, lines.get(i));
      double error = rate - Double.parseDouble(rows.get(i).split(",")[2]);
      squares += error * error / (rows.size() - 1);
    }
    assertEquals(again.get("test_rmse").getAsDouble(), Math.sqrt(squares), 1e-4);
    String json = of("predict", csv, "--json").succeeded().json().get(0).toString();
    assertTrue(json.contains("\"prediction\":" + lines.get(1).substring(0, 4)), json);
  }

  @Test
  void countsAreNotNegativeAndMayAllBeZero() throws IOException {
    Path csv = folder.resolve("counts.csv");
    String rows = "0.1,2\n0.2,0\n0.3,1\n0.5,4\n0.6,3\n0.7,2\n0.8,5\n0.9,1\n1.1,0\n1.2,4\n";
    Files.writeString(csv, "x,visits\n" + rows + "0.4,-1\n");
    String negative = "visits is -1.0; the Poisson loss is for counts, which are at least 0";
    CommandRun.of("train", "--data=csv:" + csv, "--target=visits", "--loss=poisson")
        .failed(1, csv + ":12:2: " + negative);
    Files.writeString(csv, "x,visits\n" + rows.replaceAll(",.", ",0"));
    trained(csv, "visits", "poisson", "--validation=0");
    double rate = Double.parseDouble(of("predict", csv).succeeded().lines().get(1));
    assertTrue(rate > 0 && rate < 100, "rate " + rate);
    Files.writeString(csv, "x,visits\n0.4,-1\n");
    of("evaluate", csv).failed(1, csv + ":2:2: " + negative);
  }

  @Test
  void hingeHasNoProbabilitiesAndNoThreeClasses() throws IOException {
    Path csv = TestData.twoKinds(folder);
    trained(csv, "kind", "hinge");
    of("predict", csv, "--probabilities").refused("probabilities");
    Path three = TestData.threeKinds(folder);
    CommandRun.of("train", "--data=csv:" + three, "--target=kind", "--loss=hinge")
        .refused("hinge", "3", "cross-entropy");
  }

  @Test
  void labelSmoothingIsTheParameterOfTheCrossEntropy() throws IOException {
    Path csv = TestData.threeKinds(folder);
    JsonObject plain = trained(csv, "kind", "cross-entropy");
    JsonObject byName = trained(csv, "kind", "cross-entropy:0.2");
    JsonObject byOption = trained(csv, "kind", "cross-entropy", "--label-smoothing=0.2");
    assertEquals(byName.get("test_loss"), byOption.get("test_loss"));
    assertNotEquals(plain.get("test_loss"), byOption.get("test_loss"));
    JsonObject again = of("evaluate", csv, "--json").succeeded().only("result");
    assertTrue(again.get("test_loss").getAsDouble() > 0.1, "smooth labels are never met");
  }
}
