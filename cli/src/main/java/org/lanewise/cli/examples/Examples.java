package org.lanewise.cli.examples;

import java.util.List;
import org.lanewise.nn.metric.RegressionError;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** All examples, from one number to a network. */
public final class Examples {
  /** The examples in the order in which they are best read. */
  public static final List<Example<?>> ALL =
      List.of(
          new SquareDescent(),
          new HeightAndWeight(),
          new MisclassifiedPoint(),
          new StudentAcceptance(),
          new FourPointLikelihood(),
          new NumericUpdate(),
          new ComputationalGraph(),
          new NetworkByHand(),
          new ReductionMismatch(),
          new LearningRates(),
          new VanishingGradient(),
          new PropertyEvaluation(),
          new BankExit(),
          new ThreeAnimals(),
          new DigitAutoencoder());

  private Examples() {}

  /** Returns the root of the mean squared error. */
  static double rmse(Tensor output, Tensor targets) {
    RegressionError error = new RegressionError();
    error.add(output, targets);
    return error.rmse();
  }

  /** Returns standard normal numbers. */
  static Tensor gaussian(Precision precision, int rows, int columns, String name) {
    RandomStream random = RandomStream.of(42, name);
    Tensor tensor = Tensor.zeros(precision, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, random.nextGaussian());
    }
    return tensor;
  }
}
