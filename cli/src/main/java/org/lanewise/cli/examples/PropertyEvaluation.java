package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.classic.LinearRegression;
import org.lanewise.nn.classic.PermutationImportance;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Trainer;

/**
 * What a house costs, from area, bedrooms, distance to the city and age. The made-up prices have
 * two turns that a weighted sum cannot take and a hidden layer can: a foot is worth less far from
 * the city, and very old houses are dear again. Features and prices are scaled by what the training
 * part shows.
 */
public final class PropertyEvaluation implements Example<PropertyEvaluation.Result> {
  private static final int HOUSES = 1200;

  /** The features in the order of their columns. */
  static final List<String> FEATURES =
      List.of("area in square feet", "bedrooms", "miles to the city", "age in years");

  /**
   * Errors in thousands on the houses held back, and what the network looks at.
   *
   * @param meanRmse of the mean price of the training part
   * @param linearRmse of least squares
   * @param networkRmse of the network
   * @param importances by how much the network's error grows when a feature is shuffled
   */
  public record Result(
      double meanRmse,
      double linearRmse,
      double networkRmse,
      List<PermutationImportance> importances) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new PropertyEvaluation().run(System.out);
  }

  /** Returns made-up houses with their prices in thousands. */
  static Dataset houses(int count, long seed) {
    RandomStream random = RandomStream.of(seed, "houses");
    Tensor features = Tensor.zeros(Precision.FLOAT32, count, 4);
    Tensor prices = Tensor.zeros(Precision.FLOAT32, count, 1);
    for (int i = 0; i < count; i++) {
      double area = 600 + 2900 * random.nextDouble();
      int bedrooms = 1 + random.nextInt(5);
      double miles = 30 * random.nextDouble();
      double age = 120 * random.nextDouble();
      double price = area * (0.25 - 0.006 * miles) + 12 * bedrooms + 0.03 * (age - 60) * (age - 60);
      features.set(i, 0, area);
      features.set(i, 1, bedrooms);
      features.set(i, 2, miles);
      features.set(i, 3, age);
      prices.set(i, 50 + price + 10 * random.nextGaussian());
    }
    return new Dataset(features, prices, List.of(), FEATURES);
  }

  @Override
  public String name() {
    return "property-evaluation";
  }

  @Override
  public String about() {
    return "the price of a house from four features, by a weighted sum and by a hidden layer";
  }

  @Override
  public Result compute() {
    Dataset all = houses(HOUSES, 42);
    Split split = Split.random(all.allRows(), 0.25, RandomStream.of(42, "test"));
    FeatureScaling scaling = FeatureScaling.standard(all.features(), split.first());
    FeatureScaling prices = FeatureScaling.standard(all.targets(), split.first());
    scaling.apply(all.features());
    prices.apply(all.targets());
    Dataset train = all.select(split.first());
    Dataset test = all.select(split.held());

    Network network =
        Network.builder(4).dense(32).activation(UnaryOp.TANH).dense(1).build(Precision.FLOAT32, 42);
    Trainer.of(network, new MeanSquaredError(), Adam.of(0.01))
        .epochs(60)
        .batchSize(32)
        .seed(42)
        .fit(all.features(), all.targets(), split.first());

    Workspace workspace = Workspace.forPrediction(network, Backends.best(), test.size());
    double thousands = 1 / prices.factor()[0];
    Tensor right = test.targets();
    Tensor mean = Tensor.zeros(Precision.FLOAT32, test.size(), 1);
    Tensor linear = LinearRegression.fit(train.features(), train.targets()).scores(test.features());
    ToDoubleFunction<Tensor> networkRmse =
        features -> thousands * Examples.rmse(network.predict(features, workspace), right);
    return new Result(
        thousands * Examples.rmse(mean, right),
        thousands * Examples.rmse(linear, right),
        networkRmse.applyAsDouble(test.features()),
        PermutationImportance.of(
            test.features(), features -> -networkRmse.applyAsDouble(features), 5, 42));
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "RMSE in thousands: the mean %.1f, a weighted sum %.1f, a hidden layer %.1f%n",
        result.meanRmse,
        result.linearRmse,
        result.networkRmse);
    for (int i = 0; i < FEATURES.size(); i++) {
      out.printf(
          Locale.ROOT,
          "without %-20s the network errs by %.1f +- %.1f more%n",
          FEATURES.get(i),
          result.importances.get(i).mean(),
          result.importances.get(i).deviation());
    }
  }
}
