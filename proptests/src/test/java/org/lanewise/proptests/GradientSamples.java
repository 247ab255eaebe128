package org.lanewise.proptests;

import java.util.function.UnaryOperator;
import org.lanewise.nn.Network;
import org.lanewise.nn.check.GradientCheck;
import org.lanewise.nn.check.GradientReport;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.PointLoss;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** Random batches that a loss takes, for gradient checks. */
final class GradientSamples {
  private static final int SAMPLES = 4;

  private GradientSamples() {}

  /**
   * Returns what a check found on random samples. A single tie of a maxout or a rectifier at 0 is a
   * kink for every parameter before it, so that a check may compare too little without anything
   * being wrong; then, and only if nothing differed, other samples are drawn.
   */
  static GradientReport report(
      Network network,
      Loss loss,
      int rows,
      RandomStream random,
      UnaryOperator<GradientCheck> settings) {
    GradientReport report = settings.apply(check(network, loss, rows, random)).check();
    for (int i = 1; i < SAMPLES && report.failed() == 0 && !report.passed(); i++) {
      report = settings.apply(check(network, loss, rows, random)).check();
    }
    return report;
  }

  /** Returns a check of a network on so many random samples. */
  static GradientCheck check(Network network, Loss loss, int rows, RandomStream random) {
    Tensor x = Tensor.zeros(Precision.FLOAT64, rows, network.inputs());
    for (int i = 0; i < x.size(); i++) {
      x.set(i, random.nextGaussian());
    }
    return GradientCheck.of(network, loss)
        .inputs(x, targets(loss, random, rows, network.outputs()));
  }

  /** Ends a network with what the loss takes: probabilities, or numbers as they come. */
  static Network.Builder judgedBy(Loss loss, Network.Builder builder) {
    return is(PointLoss.Kind.HELLINGER, loss) ? builder.softmax() : builder;
  }

  private static boolean is(PointLoss.Kind kind, Loss loss) {
    return loss instanceof PointLoss point && point.kind() == kind;
  }

  private static Tensor targets(Loss loss, RandomStream random, int rows, int columns) {
    boolean byRow = loss instanceof SoftmaxCrossEntropy;
    boolean byClass = byRow && !((SoftmaxCrossEntropy) loss).divergence() && columns > 1;
    boolean sides = is(PointLoss.Kind.HINGE, loss);
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
}
