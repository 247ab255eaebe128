package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.lanewise.nn.metric.ConfusionMatrix;
import org.lanewise.nn.metric.ProbabilityError;
import org.lanewise.nn.metric.RegressionError;
import org.lanewise.nn.metric.RocCurve;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** What holds of metrics for all outputs and targets. */
class MetricProperties {
  private static final int MOST = 60;

  /** Logits of few distinct values, so that many are equal. */
  private static Tensor logits(int samples, int classes, long seed) {
    RandomStream random = RandomStream.of(seed, "logits");
    Tensor logits = Tensor.zeros(Precision.FLOAT64, samples, classes);
    for (int i = 0; i < logits.size(); i++) {
      logits.set(i, random.nextInt(17) / 4.0 - 2);
    }
    return logits;
  }

  private static int[] labels(int samples, int classes, long seed) {
    RandomStream random = RandomStream.of(seed, "labels");
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i < classes ? i : random.nextInt(classes);
    }
    return labels;
  }

  private static int[] shuffled(int samples, long seed) {
    int[] order = new int[samples];
    java.util.Arrays.setAll(order, i -> i);
    RandomStream.of(seed, "order").shuffle(order);
    return order;
  }

  private static RocCurve curve(
      Tensor scores, int[] labels, int[] order, DoubleUnaryOperator transform) {
    RocCurve curve = new RocCurve();
    for (int i : order) {
      curve.add(transform.applyAsDouble(scores.get(i)), labels[i] == 1);
    }
    return curve;
  }

  @Property
  void areasDependOnTheOrderOfScoresAloneAndNotOnThatOfSamples(
      @ForAll @IntRange(min = 2, max = MOST) int samples, @ForAll long seed) {
    Tensor scores = logits(samples, 1, seed);
    int[] labels = labels(samples, 2, seed);
    RocCurve plain = curve(scores, labels, shuffled(samples, seed), s -> s);
    RocCurve transformed =
        curve(scores, labels, shuffled(samples, seed + 1), s -> StrictMath.exp(3 * s) - 7);
    assertEquals(plain.area(), transformed.area());
    assertEquals(plain.averagePrecision(), transformed.averagePrecision());
    assertEquals(
        1 - plain.area(),
        curve(scores, labels, shuffled(samples, seed), s -> -s).area(),
        1e-12,
        "the other way round");
    assertTrue(plain.averagePrecision() > 0 && plain.averagePrecision() <= 1);
  }

  @Property
  void noFigureOfClassesDependsOnTheOrderOfSamples(
      @ForAll @IntRange(min = 6, max = MOST) int samples,
      @ForAll @IntRange(min = 2, max = 6) int classes,
      @ForAll long seed) {
    Tensor logits = logits(samples, classes, seed);
    int[] labels = labels(samples, classes, seed);
    ConfusionMatrix[] matrices = {new ConfusionMatrix(classes), new ConfusionMatrix(classes)};
    ProbabilityError[] errors = {new ProbabilityError(classes), new ProbabilityError(classes)};
    for (int which = 0; which < 2; which++) {
      for (int i : shuffled(samples, seed + which)) {
        matrices[which].add(labels[i], logits.argmax(i));
        errors[which].add(logits, i, labels[i]);
      }
    }
    for (int label = 0; label < classes; label++) {
      assertEquals(matrices[0].f1(label), matrices[1].f1(label));
    }
    assertEquals(matrices[0].macro(matrices[0]::f1), matrices[1].macro(matrices[1]::f1));
    assertEquals(matrices[0].balancedAccuracy(), matrices[0].macro(matrices[0]::recall), 1e-15);
    assertEquals(matrices[0].accuracy(), matrices[0].weighted(matrices[0]::recall), 1e-12);
    assertEquals(errors[0].logLoss(), errors[1].logLoss(), 1e-12);
    assertEquals(errors[0].brier(), errors[1].brier(), 1e-12);
    assertEquals(matrices[0].accuracy(), errors[0].topAccuracy(1));
    for (int k = 1; k < classes; k++) {
      assertEquals(errors[0].topAccuracy(k), errors[1].topAccuracy(k));
      assertTrue(errors[0].topAccuracy(k) <= errors[0].topAccuracy(k + 1));
    }
  }

  @Property
  void errorsOfNumbersKeepTheirBounds(
      @ForAll @IntRange(min = 2, max = MOST) int samples, @ForAll long seed) {
    Tensor output = logits(samples, 1, seed);
    Tensor targets = logits(samples, 1, seed + 1);
    targets.set(0, 5); // so that they vary
    RegressionError error = new RegressionError();
    error.add(output, targets);
    RegressionError shuffled = new RegressionError();
    for (int i : shuffled(samples, seed)) {
      shuffled.add(output.rows(i, 1), targets.rows(i, 1));
    }
    assertEquals(error.mse(), shuffled.mse(), 1e-12);
    assertEquals(error.r2(), shuffled.r2(), 1e-9);
    assertEquals(error.explainedVariance(), shuffled.explainedVariance(), 1e-9);
    assertTrue(error.mae() <= error.rmse() + 1e-12);
    assertTrue(error.r2() <= error.explainedVariance() + 1e-9);
    assertTrue(error.explainedVariance() <= 1);
  }
}
