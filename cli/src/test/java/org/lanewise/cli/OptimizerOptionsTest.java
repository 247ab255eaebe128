package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.model.ModelFile;

/** Every option of how parameters move reaches the training, and the model says which it was. */
class OptimizerOptionsTest {
  @TempDir private Path folder;
  private Path csv;

  @BeforeEach
  void aTable() throws IOException {
    csv = TestData.threeKinds(folder);
  }

  private CommandRun run(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--layers=8", "--batch=16"));
    arguments.addAll(List.of("--data=csv:" + csv, "--target=kind", "--epochs=2"));
    arguments.addAll(List.of("--model=" + model(name), "--plot=" + folder.resolve("c.svg")));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path model(String name) {
    return folder.resolve(name + ".safetensors");
  }

  private Map<String, Object> training(String name, String... options) throws IOException {
    run(name, options).succeeded();
    return ModelFile.load(model(name)).training();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "momentum",
        "nesterov",
        "adagrad",
        "rmsprop",
        "adadelta",
        "adam",
        "amsgrad",
        "adamax",
        "nadam",
        "adamw"
      })
  void everyOptimizerTrains(String optimizer) throws IOException {
    assertEquals(optimizer, training("m", "--optimizer=" + optimizer).get("optimizer"));
  }

  @Test
  void anOptionChangesTheModelAndIsWrittenToIt() throws IOException {
    assertEquals(
        List.of("optimizer", "learning_rate"),
        training("plain").keySet().stream()
            .filter(
                name ->
                    List.of("optimizer", "learning_rate", "momentum", "schedule", "l1", "l2")
                            .contains(name)
                        || name.matches("weight_decay|max_norm|clip_value|clip_norm"))
            .toList());
    byte[] plain = weights("plain");
    for (String option :
        List.of(
            "--schedule=warm-up:1e+cosine",
            "--l1=0.01",
            "--l2=0.01",
            "--weight-decay=0.5",
            "--max-norm=0.5",
            "--clip-value=0.01",
            "--clip-norm=0.01")) {
      String name = option.substring(2, option.indexOf('=')).replace('-', '_');
      Map<String, Object> training = training("changed", option);
      assertEquals(option.substring(option.indexOf('=') + 1), String.valueOf(training.get(name)));
      boolean clipsAdam = name.startsWith("clip"); // which does not mind how long a gradient is
      assertTrue(clipsAdam || !Arrays.equals(plain, weights("changed")), option);
    }
  }

  private byte[] weights(String name) throws IOException {
    byte[] file = Files.readAllBytes(model(name));
    return Arrays.copyOfRange(file, file.length - 4 * 8 * 3, file.length);
  }

  @Test
  void clippingReachesTheSteps() throws IOException {
    training("plain", "--optimizer=sgd");
    for (String option : List.of("--clip-value=0.001", "--clip-norm=0.001")) {
      training("clipped", "--optimizer=sgd", option);
      assertFalse(Arrays.equals(weights("plain"), weights("clipped")), option);
    }
  }

  @Test
  void momentumGoesToWhoHasOne() throws IOException {
    training("a", "--optimizer=momentum");
    training("b", "--optimizer=momentum", "--momentum=0.9");
    assertArrayEquals(weights("a"), weights("b"));
    assertEquals(0.5, training("c", "--optimizer=rmsprop", "--momentum=0.5").get("momentum"));
    run("d", "--momentum=0.5").refused("--momentum is for momentum, nesterov, rmsprop", "adam");
  }

  @Test
  void rmspropMayBeCentred() throws IOException {
    training("plain", "--optimizer=rmsprop");
    assertEquals(true, training("m", "--optimizer=rmsprop", "--centered").get("centered"));
    assertFalse(Arrays.equals(weights("plain"), weights("m")));
    run("m", "--centered").refused("--centered is for rmsprop", "adam");
  }

  @Test
  void aPlateauNeedsSomethingToWatch() {
    run("m", "--schedule=plateau", "--validation=0").refused("plateau", "--validation above 0");
    run("m", "--schedule=warm-up:2+plateau:0.5,0").succeeded();
  }

  @ParameterizedTest
  @CsvSource({
    "--l1=-1,l1 is -1.0",
    "--l2=NaN,l2 is NaN",
    "--weight-decay=-1,weight decay is -1.0",
    "--max-norm=0,max norm is 0.0",
    "--clip-value=0,clip value is 0.0",
    "--clip-norm=-2,clip norm is -2.0",
    "--clip-norm=x,'x'",
    "--schedule=cosin,there is no schedule 'cosin'",
    "--optimizer=adaboost,there is no optimizer 'adaboost'"
  })
  void valuesOutOfRangeAreRefused(String option, String message) {
    run("m", option).refused(message);
  }
}
