package org.lanewise.nn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerNorm;
import org.lanewise.nn.LayerPass;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.Step;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessing;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class ModelFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("model.safetensors");
  }

  /** A network of every kind of layer. */
  private static Network network(Precision precision) {
    Network network =
        Network.builder(3)
            .dense(7)
            .activation(UnaryOp.RELU)
            .initializer(Initializer.XAVIER)
            .dense(9)
            .activation(UnaryOp.leakyRelu(0.1))
            .dropout(0.25)
            .initializer(Initializer.FRAMEWORK)
            .dense(5)
            .activation(UnaryOp.TANH)
            .activation(UnaryOp.SIGMOID)
            .activation(UnaryOp.IDENTITY)
            .initializer(Initializer.named("orthogonal"))
            .denseWithoutBias(5)
            .prelu()
            .layer(new Prelu(5))
            .initializer(Initializer.constant(0.1))
            .maxout(4, 3)
            .batchNorm()
            .layer(new LayerNorm(4, 0.01))
            .logSoftmax()
            .initializer(Initializer.ZEROS)
            .dense(2)
            .softmax()
            .layer(new Step(-0.7))
            .build(precision, 1);
    for (int i = 0; i < network.buffers().count(); i++) {
      network.buffers().tensor(i).fill(0.1 + i);
    }
    return network;
  }

  @Test
  void everyActivationComesBackWithItsParameters() throws IOException {
    Network.Builder builder = Network.builder(2);
    ActivationLayer.NAMES.forEach(name -> builder.layer(ActivationLayer.named(name)));
    for (String name : List.of("clamp:-1:1.5", "elu:0.3", "leaky-relu:0.3", "selu:2:3")) {
      builder.layer(ActivationLayer.named(name));
    }
    Network network = builder.zeros(Precision.FLOAT32);
    ModelFile.save(
        file, new Model(network, FeatureScaling.none(2), "mse", List.of(), List.of(), Map.of()));
    assertEquals(network.layers(), ModelFile.load(file).network().layers());
  }

  private static Model model(Precision precision) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("seed", 42L);
    training.put("rate", 0.001);
    training.put("dropout", true);
    training.put("data", "f\u00fcr \"alle\"\n");
    return new Model(
        network(precision),
        FeatureScaling.of(new double[] {0.1, -2, 3e200}, new double[] {1.0 / 3, 0, 1e-300}),
        "cross-entropy",
        List.of("no", "\u043d?"),
        List.of("Age", "Balance, total", "\u00e9"),
        training);
  }

  private static Tensor predict(Network network) {
    Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(1), 6);
    return network.predict(TestData.gaussian(network.precision(), 6, 3, 5), workspace);
  }

  @ParameterizedTest
  @EnumSource
  void aModelComesBackWithTheSameBits(Precision precision) throws IOException {
    Model saved = model(precision);
    ModelFile.save(file, saved);
    Model loaded = ModelFile.load(file);
    assertEquals(precision, loaded.network().precision());
    assertEquals(saved.network().layers(), loaded.network().layers());
    assertEquals(3, loaded.network().inputs());
    assertTrue(saved.network().parameters().all().sameBits(loaded.network().parameters().all()));
    assertEquals(2, loaded.network().buffers().count());
    assertTrue(saved.network().buffers().all().sameBits(loaded.network().buffers().all()));
    assertTrue(predict(saved.network()).sameBits(predict(loaded.network())));
    assertArrayEquals(saved.scaling().shift(), loaded.scaling().shift());
    assertArrayEquals(saved.scaling().factor(), loaded.scaling().factor());
    assertEquals("cross-entropy", loaded.loss());
    assertEquals(saved.labels(), loaded.labels());
    assertEquals(saved.featureNames(), loaded.featureNames());
    assertEquals(saved.training(), loaded.training());
    assertTrue(loaded.isClassifier());
  }

  @Test
  void theSameModelMakesTheSameBytesEvenAfterALoad() throws IOException {
    ModelFile.save(file, model(Precision.FLOAT32));
    byte[] first = Files.readAllBytes(file);
    ModelFile.save(file, model(Precision.FLOAT32));
    assertArrayEquals(first, Files.readAllBytes(file));
    ModelFile.save(file, ModelFile.load(file));
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() throws IOException {
    for (float wrong : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Model model = model(Precision.FLOAT32);
      model.network().parameters().tensor(1).set(2, wrong);
      ModelFile.save(file, model);
      ModelFormatException refused =
          assertThrows(ModelFormatException.class, () -> ModelFile.load(file));
      assertTrue(refused.getMessage().contains("'0.bias' holds " + wrong), refused.getMessage());
    }
  }

  @Test
  void aRegressionWithoutParametersOrNamesComesBack() throws IOException {
    Network network = Network.builder(2).activation(UnaryOp.TANH).zeros(Precision.FLOAT32);
    ModelFile.save(
        file, new Model(network, FeatureScaling.none(2), "mse", List.of(), List.of(), Map.of()));
    Model loaded = ModelFile.load(file);
    assertEquals(network.layers(), loaded.network().layers());
    assertFalse(loaded.isClassifier());
    assertEquals(Map.of(), loaded.training());
  }

  @Test
  void theFileIsReadableAsPlainSafetensors() throws IOException {
    ModelFile.save(file, model(Precision.FLOAT32));
    try (SafeTensors tensors = SafeTensors.open(file)) {
      assertEquals("lanewise", tensors.metadata().get("format"));
      assertEquals("1", tensors.metadata().get("format_version"));
      assertEquals(List.of(3L, 7L), tensors.entry("0.weight").shape());
      assertEquals(List.of(7L), tensors.entry("0.bias").shape(), "a vector, not a matrix");
      assertEquals("F32", tensors.entry("0.weight").dtype());
      assertEquals("F64", tensors.entry("scaling.shift").dtype());
      float[] weights = new float[21];
      tensors.read("0.weight", Tensor.of(weights, 0, 3, 7));
      Tensor expected = model(Precision.FLOAT32).network().parameters().tensor(0);
      assertTrue(expected.sameBits(Tensor.of(weights, 0, 3, 7)));
    }
  }

  /** A layer of a user, of whatever kind it says. */
  private record Foreign(String kind, Map<String, Object> settings) implements Layer {
    @Override
    public int outputs(int inputs) {
      return inputs;
    }

    @Override
    public void forward(LayerPass pass, Tensor x, Tensor y) {
      y.copyFrom(x);
    }

    @Override
    public void backward(LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aLayerThatCannotBeReadBackIsRefusedAndTheOldFileKept() throws IOException {
    ModelFile.save(file, model(Precision.FLOAT32));
    byte[] before = Files.readAllBytes(file);
    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("swish", "a layer of kind 'swish' cannot be written to or read from a model file");
    messages.put("relu", "a layer of kind 'relu' cannot be written to a model file");
    messages.put("dropout", "a layer of kind 'dropout' cannot be written to a model file");
    messages.forEach(
        (kind, message) -> {
          Layer layer = new Foreign(kind, new Dropout(0.5).settings());
          Network network = Network.builder(2).layer(layer).zeros(Precision.FLOAT32);
          Model model =
              new Model(network, FeatureScaling.none(2), "mse", List.of(), List.of(), Map.of());
          var thrown =
              assertThrows(IllegalArgumentException.class, () -> ModelFile.save(file, model));
          assertEquals(message, thrown.getMessage());
        });
    assertArrayEquals(before, Files.readAllBytes(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing is left beside it");
    }
  }

  @Test
  void everyBitOfTheHeaderMayBeWrongWithoutAnythingButAClearException() throws IOException {
    ModelFile.save(file, model(Precision.FLOAT32));
    byte[] good = Files.readAllBytes(file);
    int header = 8 + (good[0] & 0xFF) + ((good[1] & 0xFF) << 8);
    for (int i = 0; i < header; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= (byte) (1 << i % 7);
      assertLoadsOrSaysWhy(damaged, "byte " + i);
    }
    for (int length = 0; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      Files.write(file, cut);
      var thrown = assertThrows(ModelFormatException.class, () -> ModelFile.load(file));
      assertTrue(thrown.getMessage().startsWith(file + ": "), thrown.getMessage());
    }
  }

  private void assertLoadsOrSaysWhy(byte[] bytes, String what) throws IOException {
    Files.write(file, bytes);
    try {
      ModelFile.load(file);
    } catch (ModelFormatException e) {
      assertTrue(e.getMessage().startsWith(file + ": "), what + ": " + e.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(FeatureScaling.Kind.class)
  void aFileHoldsAllOfAPreprocessorAndReadsRawRowsByIt(FeatureScaling.Kind kind)
      throws IOException {
    Preprocessing settings =
        Preprocessing.of(kind)
            .encode("t", Encoding.ONE_HOT)
            .encode("u", Encoding.ONE_HOT_DROP_FIRST)
            .encode("v", Encoding.ORDINAL)
            .missing("x", "mean")
            .missing("t", "none")
            .missing("w", "drop")
            .zeroUnknown();
    String text = "x,t,u,v,w,y\n0.1,\u043d?,k,s,4,0\n7,b,l,m,5,1\n,,k,m,6,1\n";
    CsvTable table = settings.read(Files.writeString(folder.resolve("t.csv"), text), "y");
    Preprocessor fitted = settings.fit(table, TestData.range(table.rows()), "y");
    Network network = Network.builder(fitted.inputs()).dense(2).build(Precision.FLOAT64, 1);
    ModelFile.save(file, new Model(network, fitted, "mse", List.of(), Map.of()));
    Preprocessor loaded = ModelFile.load(file).preprocessor();
    assertEquals(fitted.columns(), loaded.columns());
    assertEquals(fitted.scaling().toString(), loaded.scaling().toString());
    assertEquals(
        List.of("x", "t=b", "t=none", "t=\u043d?", "u=l", "v", "w"), loaded.featureNames());
    Path later = folder.resolve("later.csv");
    Files.writeString(later, "w,v,u,t,x\n1,s,z,,\n2,m,l,b,3\n");
    Tensor expected = fitted.apply(fitted.read(later, null, List.of()), Precision.FLOAT64);
    assertTrue(
        expected.sameBits(loaded.apply(loaded.read(later, null, List.of()), Precision.FLOAT64)));
    assertFalse(Double.isNaN(expected.get(0, 0)));
  }

  @Test
  void aMissingFileIsNamed() {
    var thrown = assertThrows(NoSuchFileException.class, () -> ModelFile.load(file));
    assertEquals(file.toString(), thrown.getFile());
  }

  @Test
  void partsOfAModelThatDoNotBelongTogetherAreRefusedWithBothSizes() {
    Network network = network(Precision.FLOAT32);
    assertMessage(
        "the scaling has 2 features, the network 3",
        () -> new Model(network, FeatureScaling.none(2), "", List.of(), List.of(), Map.of()));
    assertMessage(
        "there are 1 feature names, the network takes 3",
        () -> new Model(network, FeatureScaling.none(3), "", List.of(), List.of("a"), Map.of()));
    assertMessage(
        "there are 3 labels, the network has 2",
        () ->
            new Model(
                network, FeatureScaling.none(3), "", List.of("a", "b", "c"), List.of(), Map.of()));
    Network binary = Network.builder(3).dense(1).zeros(Precision.FLOAT32);
    assertTrue(
        new Model(binary, FeatureScaling.none(3), "bce", List.of("no", "yes"), List.of(), Map.of())
            .isClassifier(),
        "one logit tells two classes apart");
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
