package org.lanewise.nn.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** What holds of every loss, with every reduction. */
@Tag("backends")
class LossesTest {
  private static final int ROWS = 5;
  private static final int COLUMNS = 3;
  private final TensorOps ops = new TensorOps(TestBackends.tested());

  /** Every kind with every reduction, and those with parameters. */
  static Stream<Loss> all() {
    return Stream.concat(
        Stream.of(Reduction.values()).flatMap(reduction -> Losses.all(reduction).stream()),
        Stream.of("", ":sum", ":mean-per-row")
            .flatMap(
                reduction ->
                    Stream.of(
                            "cross-entropy:0.2:weights=1.0,0.0,2.5",
                            "kl:0.2",
                            "bce:3.0",
                            "huber:0.25")
                        .map(name -> Losses.named(name + reduction))));
  }

  private static boolean takesProbabilities(Loss loss) {
    return loss.name().startsWith("hellinger");
  }

  private Tensor outputs(Loss loss, Precision precision, int rows, long seed) {
    Tensor outputs = TestData.gaussian(precision, rows, COLUMNS, seed);
    if (takesProbabilities(loss)) {
      ops.softmaxRows(outputs, outputs);
    }
    return outputs;
  }

  /** Distributions, which every loss takes but the hinge, which takes sides. */
  private Tensor targets(Loss loss, Precision precision, int rows, long seed) {
    Tensor targets = TestData.gaussian(precision, rows, COLUMNS, seed + 1000);
    ops.softmaxRows(targets, targets);
    for (int i = 0; i < targets.size() && loss.name().startsWith("hinge"); i++) {
      targets.set(i, i % 2);
    }
    return targets;
  }

  private double value(Loss loss, Tensor output, Tensor targets) {
    return loss.evaluate(ops, output, targets, output.copy(output.precision()));
  }

  /** A loss with weights of its own, as a gradient check knows none. */
  private record Weighted(Loss loss, Tensor weights) implements Loss {
    @Override
    public String name() {
      return loss.name();
    }

    @Override
    public Reduction reduction() {
      return loss.reduction();
    }

    @Override
    public double evaluate(TensorOps ops, Tensor y, Tensor t, Tensor none, Tensor gradient) {
      return loss.evaluate(ops, y, t, weights, gradient);
    }
  }

  @ParameterizedTest
  @MethodSource("org.lanewise.nn.TestBackends#each")
  void everyLossHasTheGradientOfCentralDifferencesWithAndWithoutWeights(Backend backend) {
    Tensor weights = Tensor.of(Precision.FLOAT64, ROWS, 1, 0, 2, 0.25, 7);
    for (Loss loss : all().toList()) {
      Network.Builder builder = Network.builder(4).dense(6).activation(UnaryOp.TANH).dense(COLUMNS);
      Network network =
          (takesProbabilities(loss) ? builder.softmax() : builder).build(Precision.FLOAT64, 1);
      Tensor x = TestData.gaussian(Precision.FLOAT64, ROWS, 4, 2);
      Tensor targets = targets(loss, Precision.FLOAT64, ROWS, 3);
      for (Loss judge : List.of(loss, new Weighted(loss, weights))) {
        var report = GradientCheck.of(network, judge).inputs(x, targets).backend(backend).check();
        assertTrue(report.passed(), loss + ": " + report);
        assertTrue(report.checked() > 60, loss + ": " + report);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSampleOfWeightTwoIsAsGoodAsTheSampleTwice(Loss loss) {
    Tensor output = outputs(loss, Precision.FLOAT64, 3, 1);
    Tensor targets = targets(loss, Precision.FLOAT64, 3, 1);
    Tensor twice = Tensor.zeros(Precision.FLOAT64, 4, COLUMNS);
    Tensor twiceTargets = twice.copy(Precision.FLOAT64);
    for (int i = 0; i < 4; i++) {
      twice.copyRows(output, Math.min(i, 2), i, 1);
      twiceTargets.copyRows(targets, Math.min(i, 2), i, 1);
    }
    Tensor weighted = output.copy(Precision.FLOAT64);
    Tensor repeated = twice.copy(Precision.FLOAT64);
    Tensor weights = Tensor.of(Precision.FLOAT64, 3, 1, 1, 2);
    assertEquals(
        loss.evaluate(ops, twice, twiceTargets, repeated),
        loss.evaluate(ops, output, targets, weights, weighted),
        1e-14);
    for (int j = 0; j < COLUMNS; j++) {
      assertEquals(repeated.get(0, j), weighted.get(0, j), 1e-15);
      assertEquals(2 * repeated.get(2, j), weighted.get(2, j), 1e-15);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aSampleOfWeightZeroIsAsGoodAsNoneWhateverItIs(Loss loss) {
    Tensor output = outputs(loss, Precision.FLOAT64, 3, 1);
    Tensor targets = targets(loss, Precision.FLOAT64, 3, 1);
    double expected =
        loss.evaluate(
            ops,
            output.rows(0, 2),
            targets.rows(0, 2),
            Tensor.of(Precision.FLOAT64, 2, 1, 3),
            Tensor.zeros(Precision.FLOAT64, 2, COLUMNS));
    output.rows(2, 1).fill(Double.NaN);
    targets.rows(2, 1).fill(Double.NaN);
    Tensor gradient = output.copy(Precision.FLOAT64);
    Tensor weights = Tensor.of(Precision.FLOAT64, 3, 1, 3, 0);
    assertEquals(expected, loss.evaluate(ops, output, targets, weights, gradient));
    assertTrue(gradient.rows(2, 1).sameBits(Tensor.zeros(Precision.FLOAT64, 1, COLUMNS)));
    assertTrue(Double.isFinite(gradient.get(0)));
    weights.fill(0);
    assertEquals(0, loss.evaluate(ops, output, targets, weights, gradient));
    assertTrue(gradient.sameBits(Tensor.zeros(Precision.FLOAT64, 3, COLUMNS)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theMeansAreTheSumOverTheElementsAndOverTheRows(Loss loss) {
    if (!loss.name().matches("(kl|bce|hinge|mse|half-mse|mae|huber|hellinger|poisson)")) {
      return;
    }
    Tensor output = outputs(loss, Precision.FLOAT64, ROWS, 4);
    Tensor targets = targets(loss, Precision.FLOAT64, ROWS, 4);
    double sum = value(Losses.named(loss.name() + ":sum"), output, targets);
    int elements = loss.name().equals("kl") ? ROWS : ROWS * COLUMNS;
    double tolerance = 1e-14 * sum;
    assertEquals(sum / elements, value(loss, output, targets), tolerance);
    assertEquals(
        sum / ROWS, value(Losses.named(loss.name() + ":mean-per-row"), output, targets), tolerance);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLossIsNeverNegative(Loss loss) {
    for (Precision precision : Precision.values()) {
      for (int seed = 0; seed < 50; seed++) {
        Tensor output = outputs(loss, precision, ROWS, seed);
        if (!takesProbabilities(loss)) {
          ops.scal(Math.pow(10, seed % 5 - 2), output);
        }
        double value = value(loss, output, targets(loss, precision, ROWS, seed));
        assertTrue(value >= 0, loss + " of seed " + seed + " is " + value);
      }
    }
  }

  /** What an output must be for its target to be met: the target, its logit or its logarithm. */
  private static double met(Loss loss, double target) {
    return switch (loss.name().split(":")[0]) {
      case "bce" -> target == 1 ? 1000 : -1000;
      case "cross-entropy", "kl" -> 1000 * target;
      case "hinge" -> target == 1 ? 1 : -1;
      case "poisson" -> target == 0 ? -1000 : Math.log(target);
      default -> target;
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLossIsZeroWhereTheTargetIsMetAndGrowsWithTheDistanceFromIt(Loss loss) {
    if (loss.name().contains("0.2")) {
      return; // Smooth labels are never met.
    }
    for (Precision precision : Precision.values()) {
      Tensor targets = Tensor.of(precision, 2, 1, 0, 0, 0, 0, 1);
      Tensor output = Tensor.zeros(precision, 2, COLUMNS);
      for (int i = 0; i < output.size(); i++) {
        output.set(i, met(loss, targets.get(i)));
      }
      assertEquals(0, value(loss, output, targets), loss.toString());
      double before = 0;
      for (double distance : new double[] {1e-3, 0.1, 0.5, 1}) {
        double scale = loss.name().matches("(bce|cross|kl).*") ? 2000 : 1;
        output.set(0, met(loss, 1) - distance * scale);
        double value = value(loss, output, targets);
        assertTrue(value >= before, loss + " at " + distance + " is " + value);
        before = value;
      }
      assertTrue(before > 0.01, loss + " is " + before);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void extremeOutputsHaveAFiniteLossAndGradient(Loss loss) {
    for (Precision precision : Precision.values()) {
      Tensor output = Tensor.of(precision, 2, 1e30, -1e30, 1, 0, 1e-30, -1000);
      if (takesProbabilities(loss)) {
        ops.softmaxRows(output, output);
      }
      Tensor targets = Tensor.of(precision, 2, 0, 1, 0, 1, 0, 0);
      for (Tensor weights : new Tensor[] {null, Tensor.of(precision, 2, 1, 2)}) {
        Tensor gradient = output.copy(precision);
        double value = loss.evaluate(ops, output, targets, weights, gradient);
        assertTrue(Double.isFinite(value), loss + " is " + value);
        for (int i = 0; i < gradient.size(); i++) {
          assertTrue(Double.isFinite(gradient.get(i)), loss + " has slope " + gradient.get(i));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyBackendAndThreadGivesTheSameBitsAndChangesNoOperand(Loss loss) {
    for (Precision precision : Precision.values()) {
      Tensor output = outputs(loss, precision, 77, 5);
      Tensor targets = targets(loss, precision, 77, 5);
      Tensor before = output.copy(precision);
      Tensor weights = Tensor.zeros(precision, 77, 1);
      for (int i = 0; i < 77; i++) {
        weights.set(i, i % 4);
      }
      for (Tensor counts : new Tensor[] {null, weights}) {
        Tensor expected = output.copy(precision);
        TensorOps scalar = new TensorOps(TestBackends.scalar());
        double value = loss.evaluate(scalar, output, targets, counts, expected);
        for (Backend backend : TestBackends.all().toList()) {
          Tensor gradient = output.copy(precision);
          TensorOps each = new TensorOps(backend);
          assertEquals(value, loss.evaluate(each, output, targets, counts, gradient));
          assertTrue(expected.sameBits(gradient), loss + " on " + backend);
        }
      }
      assertTrue(before.sameBits(output));
      assertTrue(targets.sameBits(targets(loss, precision, 77, 5)));
    }
  }

  /** On plain loops: the vectors of the other backend are objects until they are compiled. */
  @Test
  void noLossAllocatesAnything() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    TensorOps scalar = new TensorOps(TestBackends.scalar());
    Tensor weights = Tensor.of(Precision.FLOAT32, ROWS, 1, 0, 2, 3, 1);
    for (Loss loss : all().toList()) {
      Tensor output = outputs(loss, Precision.FLOAT32, ROWS, 6);
      Tensor targets = targets(loss, Precision.FLOAT32, ROWS, 6);
      Tensor gradient = output.copy(Precision.FLOAT32);
      long least = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 40 && least > 0; attempt++) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 100; i++) {
          loss.evaluate(scalar, output, targets, gradient);
          loss.evaluate(scalar, output, targets, weights, gradient);
        }
        long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        least = Math.min(least, after - before);
      }
      assertEquals(0, least, "bytes in 200 evaluations of " + loss);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void shapesAndWeightsThatDoNotMatchAreRefused(Loss loss) {
    Tensor output = outputs(loss, Precision.FLOAT64, 2, 1);
    Tensor targets = targets(loss, Precision.FLOAT64, 2, 1);
    Tensor wide = Tensor.zeros(Precision.FLOAT64, 2, 4);
    assertRefused("the output is 2 x 3, the targets are 2 x 4", loss, output, wide, null, output);
    Tensor tall = Tensor.zeros(Precision.FLOAT64, 3, 3);
    assertRefused("the output is 2 x 3, the targets are 3 x 3", loss, output, tall, null, output);
    assertRefused(
        "the output is 2 x 3, the gradients are 2 x 4", loss, output, targets, null, wide);
    assertRefused(
        "the output is 2 x 3, the weights are 2 x 3", loss, output, targets, output, output);
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Tensor weights = Tensor.of(Precision.FLOAT64, 2, 1, wrong);
      String message = "weight of row 1 is " + wrong + ", it must be finite and >= 0";
      assertRefused(message, loss, output, targets, weights, targets.copy(Precision.FLOAT64));
    }
  }

  private void assertRefused(
      String message, Loss loss, Tensor output, Tensor targets, Tensor weights, Tensor gradient) {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> loss.evaluate(ops, output, targets, weights, gradient));
    assertEquals(message, thrown.getMessage());
  }

  @ParameterizedTest
  @MethodSource("all")
  void noRowsHaveNoLoss(Loss loss) {
    Tensor none = Tensor.zeros(Precision.FLOAT32, 0, COLUMNS);
    assertEquals(0, loss.evaluate(ops, none, none, none));
    assertEquals(0, loss.evaluate(ops, none, none, Tensor.zeros(Precision.FLOAT32, 0, 1), none));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyLossIsFoundByItsOwnName(Loss loss) {
    assertEquals(loss, Losses.named(loss.name()));
  }

  @Test
  void theReductionIsNamedUnlessItIsTheMean() {
    assertEquals(new MeanSquaredError(), Losses.named("mse"));
    assertEquals(new SoftmaxCrossEntropy(), Losses.named("cross-entropy:mean"));
    assertEquals(new BinaryCrossEntropy(), Losses.named("bce:1"));
    assertEquals("mse", new MeanSquaredError().name());
    assertEquals("huber:0.5:sum", Losses.named("huber:sum:0.5").name());
    assertEquals(
        "cross-entropy:0.1:weights=1.0,2.5:mean-per-row",
        Losses.named("cross-entropy:weights=1,2.5:mean-per-row:0.1").name());
    assertEquals(
        new PointLoss(PointLoss.Kind.HUBER, Reduction.MEAN, 0.5), Losses.named("huber:0.5"));
  }

  @ParameterizedTest
  @CsvSource({
    "focal, 'there is no loss ''focal''; known are cross-entropy, kl, bce, hinge, mse, half-mse,"
        + " rmse, mae, huber, hellinger, poisson'",
    "'', 'there is no loss ''''; known are cross-entropy, kl, bce, hinge, mse, half-mse, rmse, mae,"
        + " huber, hellinger, poisson'",
    "mse:0.5, 'loss ''mse:0.5'': ''0.5'' is none of sum, mean, mean-per-row'",
    "kl:weights=1, 'loss ''kl:weights=1'': ''weights=1'' is not a number'",
    "huber:x, 'loss ''huber:x'': ''x'' is not a number'",
    "'cross-entropy:weights=1,', 'loss ''cross-entropy:weights=1,'': '''' is not a number'",
    "huber:0, 'delta of HUBER is 0.0; it must be above 0, and 1 but for HUBER'",
    "bce:-1, 'weight of class 1 is -1.0, it must be finite and >= 0'",
    "cross-entropy:1, 'label smoothing is 1.0, it must be in [0, 1)'",
  })
  void aNameThatIsNoneIsRefusedWithWhatThereIs(String name, String message) {
    var thrown = assertThrows(IllegalArgumentException.class, () -> Losses.named(name));
    assertEquals(message, thrown.getMessage());
  }
}
