package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.BatchNorm;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerNorm;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.Step;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;

/**
 * Every layer, activation and loss with every reduction has the gradient that central differences
 * find, in float64, for random shapes, on every backend.
 */
class GradientProperties {
  private static final int WIDEST = 33;
  private static final int MOST_ROWS = 9;

  private static final List<Backend> BACKENDS = TestedBackends.all();

  /** Every layer by name, added to a network that is so many columns wide there. */
  private static final Map<String, Function<Integer, UnaryOperator<Network.Builder>>> LAYERS =
      layers();

  private static Map<String, Function<Integer, UnaryOperator<Network.Builder>>> layers() {
    Map<String, Function<Integer, UnaryOperator<Network.Builder>>> layers = new LinkedHashMap<>();
    layers.put("dense", width -> builder -> builder.dense(width));
    layers.put("dense without bias", width -> builder -> builder.denseWithoutBias(width));
    layers.put("maxout", width -> builder -> builder.maxout(width, 3));
    // A large epsilon, as a tiny variance makes the function too steep for differences.
    layers.put("batch-norm", width -> builder -> builder.layer(new BatchNorm(width, 0.1, 0.1)));
    layers.put("layer-norm", width -> builder -> builder.layer(new LayerNorm(width, 0.1)));
    layers.put("prelu", width -> builder -> builder.layer(new Prelu(1)));
    layers.put("prelu by column", width -> builder -> builder.layer(new Prelu(width)));
    layers.put("softmax", width -> builder -> builder.softmax());
    layers.put("log-softmax", width -> builder -> builder.logSoftmax());
    layers.put("dropout", width -> builder -> builder.layer(new Dropout(0.4)));
    return layers;
  }

  /** Every function; those of positive numbers are given the exponential of theirs. */
  private static Network.Builder activation(String name, Network.Builder builder) {
    boolean positive = List.of("log", "log1p", "sqrt", "reciprocal").contains(name);
    Network.Builder before = positive ? builder.activation(UnaryOp.EXP) : builder;
    return before.layer(ActivationLayer.named(name.equals("clamp") ? "clamp:-1:1" : name));
  }

  private static List<Loss> allLosses() {
    return Stream.of(Reduction.values())
        .flatMap(reduction -> Losses.all(reduction).stream())
        .toList();
  }

  @Provide
  Arbitrary<Backend> backends() {
    return Arbitraries.of(BACKENDS);
  }

  @Provide
  Arbitrary<String> layerNames() {
    return Arbitraries.of(LAYERS.keySet());
  }

  @Provide
  Arbitrary<String> activations() {
    return Arbitraries.of(ActivationLayer.NAMES);
  }

  @Provide
  Arbitrary<Loss> losses() {
    return Arbitraries.of(allLosses());
  }

  /** A step has no derivative but 0; it is for predictions. */
  @Example
  void noLayerIsMissing() {
    var written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.lanewise.nn")
                .stream()
                .filter(type -> type.isAssignableTo(Layer.class) && !type.isInterface())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    Network.Builder builder = Network.builder(3).activation(UnaryOp.TANH).layer(new Step(0));
    for (var layer : LAYERS.values()) {
      builder = layer.apply(3).apply(builder);
    }
    var checked =
        builder.zeros(Precision.FLOAT64).layers().stream()
            .map(layer -> layer.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(written, checked);
  }

  /** Along directions, as there are thousands of pairs, each on every backend. */
  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void everyLayerWithEveryActivationAndLossHasTheSlopesOfDifferences(@ForAll long seed) {
    RandomStream random = RandomStream.of(seed, "pairs");
    int compared = 0;
    for (String layer : LAYERS.keySet()) {
      for (String activation : ActivationLayer.NAMES) {
        for (Loss loss : allLosses()) {
          for (Backend backend : BACKENDS) {
            int inputs = 1 + random.nextInt(WIDEST);
            int hidden = 1 + random.nextInt(WIDEST);
            int outputs = 1 + random.nextInt(WIDEST);
            int rows = 1 + random.nextInt(MOST_ROWS);
            Network network = network(layer, activation, loss, inputs, hidden, outputs, seed);
            GradientReport report =
                GradientSamples.report(
                    network,
                    loss,
                    rows,
                    random,
                    check -> check.backend(backend).directions(1, seed));
            assertTrue(
                report.passed(),
                () ->
                    String.format(
                        "%s, %s, %s on %s, %d rows of %d, %d, %d, seed %d: %s",
                        layer,
                        activation,
                        loss.name(),
                        backend,
                        rows,
                        inputs,
                        hidden,
                        outputs,
                        seed,
                        report));
            compared++;
          }
        }
      }
    }
    assertEquals(LAYERS.size() * ActivationLayer.NAMES.size() * allLosses().size() * 3, compared);
  }

  private static Network network(
      String layer, String activation, Loss loss, int inputs, int hidden, int outputs, long seed) {
    Network.Builder builder =
        Network.builder(inputs).initializer(Initializer.FRAMEWORK).dense(hidden);
    builder = LAYERS.get(layer).apply(hidden).apply(activation(activation, builder));
    return GradientSamples.judgedBy(loss, builder.dense(outputs)).build(Precision.FLOAT64, seed);
  }

  @Property(tries = 800)
  void everyCoordinateHasTheDerivativeOfDifferences(
      @ForAll("layerNames") String layer,
      @ForAll("activations") String activation,
      @ForAll("losses") Loss loss,
      @ForAll("backends") Backend backend,
      @ForAll @IntRange(min = 1, max = WIDEST) int inputs,
      @ForAll @IntRange(min = 1, max = WIDEST) int hidden,
      @ForAll @IntRange(min = 1, max = WIDEST) int outputs,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int rows,
      @ForAll long seed) {
    Network network = network(layer, activation, loss, inputs, hidden, outputs, seed);
    RandomStream random = RandomStream.of(seed, "sample");
    GradientSamples.report(network, loss, rows, random, check -> check.backend(backend))
        .assertPassed();
  }

  @Property(tries = 500)
  void layersAndActivationsAtTheEndHaveTheirGradientsToo(
      @ForAll("layerNames") String layer,
      @ForAll("activations") String activation,
      @ForAll("losses") Loss loss,
      @ForAll("backends") Backend backend,
      @ForAll @IntRange(min = 1, max = WIDEST) int outputs,
      @ForAll @IntRange(min = 1, max = MOST_ROWS) int rows,
      @ForAll boolean layerLast,
      @ForAll long seed) {
    Network.Builder builder = Network.builder(5).initializer(Initializer.FRAMEWORK).dense(outputs);
    builder = activation(activation, builder);
    builder = layerLast ? LAYERS.get(layer).apply(outputs).apply(builder) : builder;
    Network network = GradientSamples.judgedBy(loss, builder).build(Precision.FLOAT64, seed);
    RandomStream random = RandomStream.of(seed, "sample");
    GradientSamples.report(network, loss, rows, random, check -> check.backend(backend))
        .assertPassed();
  }
}
