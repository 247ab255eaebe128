package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.BatchNorm;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerNorm;
import org.lanewise.nn.LogSoftmax;
import org.lanewise.nn.Maxout;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.Softmax;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.PointLoss;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Every layer, activation and loss has the gradient that central differences find, in float64, for
 * random shapes; and a backward pass that is wrong is caught.
 */
class GradientProperties {
  @Provide
  Arbitrary<Layer> hiddenLayers() {
    return Arbitraries.of(
        new ActivationLayer(UnaryOp.IDENTITY),
        new ActivationLayer(UnaryOp.SIGMOID),
        new ActivationLayer(UnaryOp.TANH),
        new ActivationLayer(UnaryOp.RELU),
        new ActivationLayer(UnaryOp.leakyRelu(0.1)),
        ActivationLayer.named("elu"),
        ActivationLayer.named("selu"),
        ActivationLayer.named("gelu"),
        ActivationLayer.named("gelu-tanh"),
        ActivationLayer.named("silu"),
        ActivationLayer.named("softplus"),
        ActivationLayer.named("clamp:-1:1"),
        new Prelu(1),
        new LogSoftmax(),
        new Maxout(1),
        new Softmax(),
        new Dropout(0.4));
  }

  @Provide
  Arbitrary<Loss> losses() {
    return Arbitraries.of(
        Stream.of(Reduction.values())
            .flatMap(reduction -> Losses.all(reduction).stream())
            .toList());
  }

  /** Ends a network with what the loss takes: probabilities, or numbers as they come. */
  private static Network.Builder judgedBy(Loss loss, Network.Builder builder) {
    boolean hellinger = loss instanceof PointLoss point && point.kind() == PointLoss.Kind.HELLINGER;
    return hellinger ? builder.softmax() : builder;
  }

  private static Tensor gaussian(RandomStream random, int rows, int columns) {
    Tensor tensor = Tensor.zeros(Precision.FLOAT64, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian());
    }
    return tensor;
  }

  private static Tensor targets(Loss loss, RandomStream random, int rows, int columns) {
    boolean byRow = loss instanceof SoftmaxCrossEntropy;
    boolean byClass = byRow && !((SoftmaxCrossEntropy) loss).divergence() && columns > 1;
    boolean sides = loss instanceof PointLoss point && point.kind() == PointLoss.Kind.HINGE;
    Tensor targets = Tensor.zeros(Precision.FLOAT64, rows, byClass ? 1 : columns);
    for (int i = 0; i < targets.size(); i++) {
      double share = random.nextDouble();
      targets.set(i, byClass ? random.nextInt(columns) : sides ? Math.round(share) : share);
    }
    for (int i = 0; i < rows && byRow && !byClass; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += targets.get(i, j);
      }
      for (int j = 0; j < columns; j++) {
        targets.set(i, j, targets.get(i, j) / sum); // a distribution
      }
    }
    return targets;
  }

  private static GradientReport check(Network network, Loss loss, int rows, RandomStream random) {
    Tensor x = gaussian(random, rows, network.inputs());
    // The rounding of a sum is as large as the sum.
    double absolute = loss.reduction() == Reduction.MEAN ? 1e-8 : 1e-7;
    return GradientCheck.of(network, loss)
        .inputs(x, targets(loss, random, rows, network.outputs()))
        .tolerance(absolute, 1e-6)
        .check();
  }

  @Property(tries = 400)
  void everyLayerAndLossHasTheGradientOfCentralDifferences(
      @ForAll("hiddenLayers") Layer first,
      @ForAll("hiddenLayers") Layer second,
      @ForAll("losses") Loss loss,
      @ForAll @IntRange(min = 1, max = 17) int inputs,
      @ForAll @IntRange(min = 1, max = 17) int hidden,
      @ForAll @IntRange(min = 1, max = 9) int outputs,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll long seed) {
    Network.Builder builder =
        Network.builder(inputs)
            .initializer(Initializer.FRAMEWORK)
            .dense(hidden)
            .layer(first)
            .layer(second)
            .dense(outputs);
    Network network = judgedBy(loss, builder).build(Precision.FLOAT64, seed);
    check(network, loss, rows, RandomStream.of(seed, "sample")).assertPassed();
  }

  @Property(tries = 100)
  void anActivationAtTheEndHasItsGradientToo(
      @ForAll("hiddenLayers") Layer last,
      @ForAll("losses") Loss loss,
      @ForAll @IntRange(min = 1, max = 9) int outputs,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll long seed) {
    Network.Builder builder =
        Network.builder(5).initializer(Initializer.FRAMEWORK).dense(outputs).layer(last);
    Network network = judgedBy(loss, builder).build(Precision.FLOAT64, seed);
    check(network, loss, rows, RandomStream.of(seed, "sample")).assertPassed();
  }

  @Property(tries = 100)
  void layersOfAWidthHaveTheirGradientsToo(
      @ForAll @IntRange(min = 0, max = 4) int kind,
      @ForAll("losses") Loss loss,
      @ForAll @IntRange(min = 1, max = 17) int hidden,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll long seed) {
    Network.Builder builder = Network.builder(5).initializer(Initializer.FRAMEWORK).dense(hidden);
    switch (kind) {
      // A large epsilon, as a tiny variance makes the function too steep for differences.
      case 0 -> builder.layer(new BatchNorm(hidden, 0.1, 0.1));
      case 1 -> builder.layer(new LayerNorm(hidden, 0.1));
      case 2 -> builder.layer(new Prelu(hidden));
      case 3 -> builder.maxout(hidden, 3);
      default -> builder.denseWithoutBias(hidden);
    }
    Network network = judgedBy(loss, builder.dense(3)).build(Precision.FLOAT64, seed);
    check(network, loss, rows, RandomStream.of(seed, "sample")).assertPassed();
  }

  /** ReLU whose backward pass masks on the gradient instead of the input, a mistake often seen. */
  private record ReluMaskedOnGradient() implements Layer {
    @Override
    public String kind() {
      return "relu masked on its gradient";
    }

    @Override
    public int outputs(int columns) {
      return columns;
    }

    @Override
    public void forward(org.lanewise.nn.LayerPass pass, Tensor x, Tensor y) {
      pass.ops().unary(UnaryOp.RELU, x, y);
    }

    @Override
    public void backward(org.lanewise.nn.LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      pass.ops().unary(UnaryOp.RELU, dy, dx);
    }
  }

  @Property(tries = 50)
  void aReluThatMasksOnItsGradientIsCaught(@ForAll long seed) {
    Network network =
        Network.builder(6)
            .dense(20)
            .layer(new ReluMaskedOnGradient())
            .dense(3)
            .build(Precision.FLOAT64, seed);
    assertCaught(check(network, new MeanSquaredError(), 5, RandomStream.of(seed, "sample")));
  }

  /** The squared error whose gradient lacks the division by the number of elements. */
  private record MeanWithoutDivision() implements Loss {
    @Override
    public String name() {
      return "mse without 1/n in its gradient";
    }

    @Override
    public Reduction reduction() {
      return Reduction.MEAN;
    }

    @Override
    public double evaluate(
        org.lanewise.nn.tensor.TensorOps ops,
        Tensor output,
        Tensor targets,
        Tensor weights,
        Tensor gradient) {
      double value = new MeanSquaredError().evaluate(ops, output, targets, gradient);
      ops.scal(output.size(), gradient);
      return value;
    }
  }

  @Property(tries = 50)
  void aMissingDivisionByTheBatchIsCaught(@ForAll long seed) {
    Network network =
        Network.builder(6)
            .dense(8)
            .activation(UnaryOp.TANH)
            .dense(3)
            .build(Precision.FLOAT64, seed);
    assertCaught(check(network, new MeanWithoutDivision(), 5, RandomStream.of(seed, "sample")));
  }

  /** A dense layer whose bias gradient sums along the rows instead of down the columns. */
  private record DenseWithBiasSummedOverRows(Dense dense) implements Layer {
    @Override
    public String kind() {
      return "dense with a wrong bias gradient";
    }

    @Override
    public int outputs(int columns) {
      return dense.outputs(columns);
    }

    @Override
    public java.util.List<org.lanewise.nn.ParameterSpec> parameters() {
      return dense.parameters();
    }

    @Override
    public void forward(org.lanewise.nn.LayerPass pass, Tensor x, Tensor y) {
      dense.forward(pass, x, y);
    }

    @Override
    public void backward(org.lanewise.nn.LayerPass pass, Tensor x, Tensor y, Tensor dy, Tensor dx) {
      dense.backward(pass, x, y, dy, dx);
      for (int i = 0; i < dy.columns(); i++) {
        double sum = 0;
        for (int j = 0; j < dy.columns(); j++) {
          sum += dy.get(i, j);
        }
        pass.gradient(1).set(i, sum);
      }
    }
  }

  @Property(tries = 50)
  void aBiasGradientSummedOverTheWrongAxisIsCaught(@ForAll long seed) {
    // As many rows as outputs: the shapes fit, and only the numbers are wrong.
    Network network =
        Network.builder(6)
            .layer(new DenseWithBiasSummedOverRows(new Dense(6, 5, Initializer.XAVIER)))
            .activation(UnaryOp.TANH)
            .dense(3)
            .build(Precision.FLOAT64, seed);
    GradientReport report =
        check(network, new MeanSquaredError(), 5, RandomStream.of(seed, "sample"));
    assertCaught(report);
    assertTrue(report.worst().name().equals("0.bias"), report.toString());
  }

  private static void assertCaught(GradientReport report) {
    assertFalse(report.passed(), report.toString());
  }
}
