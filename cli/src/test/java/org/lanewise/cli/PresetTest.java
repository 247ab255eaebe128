package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks that presets build. */
class PresetTest {
  @TempDir Path folder;

  @Test
  @DisplayName("acceptance point 15: the text's recipe and one of today")
  void digitsAreTrainedAsTheTextDoesAndAsIsDoneToday() throws IOException {
    Path digits = TestData.idx(folder.resolve("digits"));
    assertEquals(1_336_610, train(digits, "classic-mnist", "mse").get("parameters").getAsInt());
    int modern = 784 * 800 + 800 + 800 * 800 + 800 + 800 * 10 + 10;
    JsonObject result = train(digits, "mnist", "cross-entropy");
    assertEquals(modern, result.get("parameters").getAsInt());
    assertTrue(result.get("test_accuracy").getAsDouble() > 0.5, result.toString());
  }

  private JsonObject train(Path digits, String preset, String loss) {
    String model = folder.resolve(preset + ".safetensors").toString();
    JsonObject result =
        CommandRun.of(
                "train",
                "--preset=" + preset,
                "--data=idx:" + digits,
                "--epochs=8",
                "--json",
                "--model=" + model,
                "--plot=" + folder.resolve("curve.svg"))
            .succeeded()
            .only("result");
    String summary = CommandRun.of("summary", model).succeeded().out();
    assertTrue(summary.contains(loss), summary);
    return result;
  }
}
