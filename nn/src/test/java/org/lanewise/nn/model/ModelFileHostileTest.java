package org.lanewise.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are safetensors files, but not the model they say they are. */
class ModelFileHostileTest {
  @TempDir Path folder;
  private Path file;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, TensorData> tensors = new LinkedHashMap<>();

  /** Describes a good model, 2 inputs, 3 outputs, for tests to spoil. */
  @BeforeEach
  void describeAGoodModel() {
    file = folder.resolve("model.safetensors");
    metadata.put("format", "lanewise");
    metadata.put("format_version", "1");
    metadata.put("architecture", architecture(2, dense("2", "3")));
    metadata.put("loss", "mse");
    metadata.put("labels", "[]");
    metadata.put("features", "[]");
    metadata.put("training", "{}");
    put(TestTensors.of("scaling.shift", new long[] {2}, new double[2], 0));
    put(TestTensors.of("scaling.factor", new long[] {2}, new double[2], 0));
    put(TestTensors.of("0.weight", new long[] {2, 3}, new float[6], 0));
    put(TestTensors.of("0.bias", new long[] {3}, new float[3], 0));
  }

  private void put(TensorData tensor) {
    tensors.put(tensor.name(), tensor);
  }

  private static String architecture(int inputs, String layers) {
    return "{\"inputs\":" + inputs + ",\"layers\":[" + layers + "]}";
  }

  private static String dense(String inputs, String outputs) {
    return "{\"kind\":\"dense\",\"inputs\":%s,\"outputs\":%s,\"initializer\":\"he\"}"
        .formatted(inputs, outputs);
  }

  private Model load() throws IOException {
    SafeTensors.write(file, metadata, List.copyOf(tensors.values()));
    return ModelFile.load(file);
  }

  private void assertRefused(String reason) {
    var thrown = assertThrows(ModelFormatException.class, this::load);
    assertEquals(file + ": " + reason, thrown.getMessage());
  }

  @Test
  void theGoodModelLoads() throws IOException {
    assertEquals(9, load().network().parameters().size());
  }

  @Test
  void aForeignSafetensorsFileIsNotAModel() {
    String reason = "is a safetensors file, but not a Lanewise model: its metadata do not say so";
    metadata.put("format", "pt");
    assertRefused(reason);
    metadata.remove("format");
    assertRefused(reason);
    metadata.clear();
    assertRefused(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "10", "1.0", ""})
  void anotherVersionIsRefusedWithBoth(String version) {
    metadata.put("format_version", version);
    assertRefused("has format version " + version + ", this program reads version 1");
  }

  @Test
  void aMissingVersionIsRefused() {
    metadata.remove("format_version");
    assertRefused("has format version null, this program reads version 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "labels", "features", "training"})
  void missingMetadataAreNamed(String key) {
    metadata.remove(key);
    assertRefused("its metadata lack '" + key + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "labels", "features", "training"})
  void metadataThatAreNotJsonAreNamedWithThePlace(String key) {
    metadata.put(key, "{\"a\":");
    var thrown = assertThrows(ModelFormatException.class, this::load);
    String message = thrown.getMessage();
    assertTrue(message.startsWith(file + ": metadata '" + key + "': "), message);
    assertTrue(message.endsWith("at character 5"), message);
  }

  @Test
  void metadataOfAnotherTypeAreNamed() {
    for (String wrong : List.of("{}", "7", "null", "[1]", "[\"a\",null]")) {
      metadata.put("labels", wrong);
      assertRefused("metadata 'labels' are not a list of strings");
    }
    metadata.put("labels", "[]");
    metadata.put("training", "[]");
    assertRefused("metadata 'training' are not a JSON object");
  }

  @Test
  void labelsAndFeaturesThatDoNotFitTheNetworkAreRefused() {
    metadata.put("labels", "[\"a\",\"b\"]");
    assertRefused("there are 2 labels, the network has 3");
    metadata.put("labels", "[]");
    metadata.put("features", "[\"x\"]");
    assertRefused("there are 1 feature names, the network takes 2");
  }

  @Test
  void anArchitectureThatIsNoneIsRefused() {
    String lacksList = "the architecture has no list of at most 10000 layers";
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("[]", "the architecture is not a JSON object");
    reasons.put("{}", "a layer lacks the number 'inputs'");
    reasons.put("{\"inputs\":2}", lacksList);
    reasons.put("{\"inputs\":2,\"layers\":{}}", lacksList);
    reasons.put(architecture(2, "{},".repeat(10_000) + "{}"), lacksList);
    reasons.put(architecture(2, ""), "a network needs at least one layer");
    reasons.put(architecture(0, ""), "inputs is 0, it must be at least 1");
    reasons.put("{\"inputs\":2.5,\"layers\":[]}", "inputs is 2.5, it must be a whole number");
    reasons.put("{\"inputs\":3e9,\"layers\":[]}", "inputs is 3.0E9, it must be a whole number");
    reasons.put(architecture(2, "7"), "a layer is not a JSON object");
    reasons.put(architecture(2, "{}"), "a layer has no kind");
    reasons.put(
        architecture(2, "{\"kind\":\"lstm\"}"),
        "a layer of kind 'lstm' cannot be written to or read from a model file");
    reasons.put(architecture(2, "{\"kind\":\"dropout\"}"), "a layer lacks the number 'rate'");
    reasons.put(
        architecture(2, "{\"kind\":\"dropout\",\"rate\":1}"),
        "dropout rate is 1.0, it must be in [0, 1)");
    reasons.put(
        architecture(2, "{\"kind\":\"leaky-relu\",\"alpha\":-3}"),
        "leaky ReLU slope is -3.0, it must be in [0, 1)");
    reasons.put(architecture(2, dense("0", "3")), "a dense layer of 0 x 3");
    reasons.put(architecture(2, dense("4", "3")), "a dense layer takes 4 columns, it is given 2");
    reasons.put(
        architecture(2, dense("2", "3").replace("he", "she")),
        "there is no initializer 'she'; known are zeros, constant, normal, uniform, he, he-uniform,"
            + " xavier, xavier-normal, lecun, lecun-uniform, orthogonal, default");
    reasons.put(
        architecture(2, "{\"kind\":\"relu\",\"alpha\":1}"), "'relu:1.0' has 1 numbers, it takes 0");
    reasons.put(
        architecture(2, "{\"kind\":\"maxout\",\"pieces\":0}"),
        "maxout has 0 pieces, it needs at least 1");
    reasons.put(
        architecture(2, "{\"kind\":\"layer-norm\",\"columns\":3,\"epsilon\":0.1}"),
        "a layer-norm layer takes 3 columns, it is given 2");
    reasons.put(
        architecture(2, "{\"kind\":\"batch-norm\",\"columns\":2}"),
        "a layer lacks the number 'momentum'");
    reasons.put(
        architecture(2, "{\"kind\":\"prelu\",\"slopes\":0}"),
        "prelu has 0 slopes, it needs at least 1");
    reasons.put(
        architecture(2, "{\"kind\":\"batch-norm\",\"columns\":2,\"momentum\":1,\"epsilon\":1}"),
        "has no tensor '0.gamma'");
    reasons.forEach(
        (architecture, reason) -> {
          metadata.put("architecture", architecture);
          assertRefused(reason);
        });
  }

  @Test
  void tensorsThatDisagreeWithTheArchitectureAreNamedWithBothShapes() {
    metadata.put("architecture", architecture(2, dense("2", "4")));
    assertRefused("tensor '0.weight' is [2, 3], the architecture says [2, 4]");
    metadata.put("architecture", architecture(2, dense("2", "3")));
    put(TestTensors.of("0.weight", new long[] {6}, new float[6], 0));
    assertRefused("tensor '0.weight' is [6], the architecture says [2, 3]");
    put(TestTensors.of("0.weight", new long[] {2, 3}, new float[6], 0));
    put(TestTensors.of("scaling.factor", new long[] {3}, new double[3], 0));
    assertRefused("tensor 'scaling.factor' is [3], the architecture says [2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.weight", "0.bias", "scaling.shift", "scaling.factor"})
  void aMissingTensorIsNamed(String name) {
    tensors.remove(name);
    assertRefused("has no tensor '" + name + "'");
  }

  @ParameterizedTest
  @CsvSource({"2000000000,1", "1,2000000000", "46340,46340", "2000000000,2000000000"})
  void anArchitectureThatClaimsAHugeSizeIsRefusedBeforeMemoryIsTaken(String in, String out) {
    metadata.put("architecture", architecture(Integer.parseInt(in), dense(in, out)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThrows(ModelFormatException.class, this::load);
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(bytes < 4 << 20, bytes + " bytes for a file of less than 1 KB");
  }

  @Test
  void manyLargeLayersAreRefusedBeforeMemoryIsTaken() {
    String layers = (dense("40000", "40000") + ",").repeat(99) + dense("40000", "40000");
    metadata.put("architecture", architecture(40_000, layers));
    assertRefused("tensor '0.weight' is [2, 3], the architecture says [40000, 40000]");
  }

  @Test
  void aNetworkWithoutParametersCannotClaimAHugeInputEither() {
    metadata.put("architecture", architecture(2_000_000_000, "{\"kind\":\"relu\"}"));
    assertRefused("tensor 'scaling.shift' is [2], the architecture says [2000000000]");
  }

  @Test
  void tensorsOfTwoPrecisionsAreRefused() {
    put(TestTensors.of("0.bias", new long[] {3}, new double[3], 0));
    assertRefused("tensor '0.bias' is F64; all must be F32, or all F64");
    put(TestTensors.of("0.weight", new long[] {2, 3}, new double[6], 0));
    put(TestTensors.of("0.bias", new long[] {3}, new float[3], 0));
    assertRefused("tensor '0.bias' is F32; all must be F32, or all F64");
  }

  @Test
  void aScalingInSinglePrecisionIsRefused() {
    put(TestTensors.of("scaling.shift", new long[] {2}, new float[2], 0));
    assertRefused("tensor 'scaling.shift' has dtype F32, not F64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | metadata 'preprocessing' have no list of columns",
        "{'columns':[1]} | metadata 'preprocessing' have no names or categories",
        "{'columns':[{'name':'a','categories':3}]}"
            + " | metadata 'preprocessing' have no names or categories",
        "{'columns':[{'name':'a','categories':[],'encoding':'hash'}]}"
            + " | there is no encoding 'hash'; known are number, one-hot, one-hot-drop-first, ordinal",
        "{'columns':[{'name':'a','categories':['k'],'encoding':'ordinal','missing':1}]}"
            + " | column 'a' of 1 categories has 1.0 for a missing cell",
        "{'columns':[{'name':'a','categories':[],'encoding':'number'}],'scaling':'none'}"
            + " | the columns make 1 features, the scaling has 2",
        "{'columns':[],'scaling':'best'}"
            + " | there is no scaling 'best'; known are none, pixels, standard, minmax, robust, auto",
        "{'columns':[{'name':'a','categories':['k','l'],'encoding':'one-hot'}],'scaling':'none'}"
            + " | its features are [], those of its columns [a=k, a=l]",
      })
  void aPreprocessingThatIsNoneOrDoesNotFitIsRefused(String json, String reason) {
    metadata.put("preprocessing", json.replace('\'', '"'));
    assertRefused(reason);
  }
}
