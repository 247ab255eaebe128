package org.lanewise.cli.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.CsvDataset;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessing;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.metric.RocCurve;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.train.Evaluation;
import org.lanewise.nn.train.Trainer;

/**
 * Which customers leave a bank, from a table with texts: names are ignored, country and gender
 * become columns of zeros and ones, numbers are scaled by the training part.
 *
 * <p>The customers are made up, and leave with a probability that is known. The areas under the ROC
 * curve have therefore a bound: what that probability itself reaches. Middle age and the number of
 * products act in turns that a weighted sum cannot take and a hidden layer can.
 */
public final class BankExit implements Example<BankExit.Result> {
  private static final int CUSTOMERS = 6000;
  private static final String HEADER =
      "CustomerId,Surname,CreditScore,Geography,Gender,Age,Tenure,Balance,NumOfProducts,"
          + "IsActiveMember,EstimatedSalary,Exited";
  private static final List<String> COUNTRIES = List.of("France", "France", "Germany", "Spain");

  /**
   * Figures on the quarter of the customers that was held back.
   *
   * @param features the names of the network's inputs
   * @param stayed the share of those who stay, which is the accuracy of not looking
   * @param linearAccuracy of a network without hidden layer, which is logistic regression
   * @param linearAuc its area under the ROC curve
   * @param accuracy of a network with a hidden layer
   * @param auc its area under the ROC curve
   * @param bestAuc the area of the probabilities that decided who leaves
   */
  public record Result(
      List<String> features,
      double stayed,
      double linearAccuracy,
      double linearAuc,
      double accuracy,
      double auc,
      double bestAuc) {}

  /**
   * Made-up customers.
   *
   * @param csv a table with header
   * @param probabilities to leave, a customer each
   */
  record Customers(String csv, double[] probabilities) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new BankExit().run(System.out);
  }

  @Override
  public String name() {
    return "bank-exit";
  }

  @Override
  public String about() {
    return "which customers leave a bank, from a table with texts";
  }

  static Customers customers(int count, long seed) {
    RandomStream random = RandomStream.of(seed, "customers");
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    double[] probabilities = new double[count];
    for (int i = 0; i < count; i++) {
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      String gender = random.nextInt(2) == 0 ? "Female" : "Male";
      int age = 18 + random.nextInt(60);
      int products = 1 + Math.min(random.nextInt(4), random.nextInt(3));
      int active = random.nextInt(2);
      double score =
          3 * StrictMath.exp(-(age - 52) * (age - 52) / 250.0)
              + (country.equals("Germany") ? 0.9 : 0)
              + (gender.equals("Female") ? 0.5 : 0)
              + (products == 2 ? -1.5 : products == 3 ? 1.5 : 0)
              - 1.2 * active
              - 2.2;
      probabilities[i] = 1 / (1 + StrictMath.exp(-score));
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%s,%d,%s,%s,%d,%d,%.2f,%d,%d,%.2f,%d\n",
              15_600_000 + i,
              "Customer " + i,
              350 + random.nextInt(500),
              country,
              gender,
              age,
              random.nextInt(11),
              random.nextInt(3) == 0 ? 0 : 120_000 + 30_000 * random.nextGaussian(),
              products,
              active,
              200_000 * random.nextDouble(),
              random.nextDouble() < probabilities[i] ? 1 : 0));
    }
    return new Customers(csv.toString(), probabilities);
  }

  @Override
  public Result compute() {
    Customers customers = customers(CUSTOMERS, 42);
    Preprocessing settings =
        Preprocessing.of(FeatureScaling.Kind.STANDARD)
            .ignore("CustomerId", "Surname")
            .encode("Geography", Encoding.ONE_HOT)
            .encode("Gender", Encoding.ONE_HOT_DROP_FIRST);
    try {
      Path file = Files.createTempFile("customers", ".csv");
      try {
        Files.writeString(file, customers.csv);
        return compute(settings.read(file, "Exited"), settings, customers.probabilities);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result compute(CsvTable table, Preprocessing settings, double[] probabilities)
      throws IOException {
    List<String> labels = CsvDataset.labels(table, "Exited");
    Dataset exits = CsvDataset.targets(table, "Exited", labels, Precision.FLOAT32);
    Split split = Split.of(exits, exits.allRows(), 0.25, RandomStream.of(42, "test"));
    Preprocessor fitted = settings.fit(table, split.first(), "Exited");
    Dataset data = CsvDataset.of(table, fitted, "Exited", labels, Precision.FLOAT32);

    Network.Builder linear = Network.builder(data.inputs()).dense(1);
    Network.Builder hidden =
        Network.builder(data.inputs()).dense(32).activation(UnaryOp.TANH).dense(1);
    Evaluation byLine = evaluate(linear.build(Precision.FLOAT32, 42), data, split);
    Evaluation byNetwork = evaluate(hidden.build(Precision.FLOAT32, 42), data, split);
    RocCurve best = new RocCurve();
    int stayed = 0;
    for (int row : split.held()) {
      best.add(probabilities[row], data.targets().get(row) == 1);
      stayed += data.targets().get(row) == 0 ? 1 : 0;
    }
    return new Result(
        data.featureNames(),
        (double) stayed / split.held().length,
        byLine.accuracy(),
        byLine.auc(),
        byNetwork.accuracy(),
        byNetwork.auc(),
        best.area());
  }

  private static Evaluation evaluate(Network network, Dataset data, Split split) {
    Loss loss = new BinaryCrossEntropy();
    Trainer.of(network, loss, Adam.of(0.01))
        .epochs(30)
        .batchSize(64)
        .seed(42)
        .fit(data.features(), data.targets(), split.first());
    Batches held = new Batches(data.features(), data.targets(), split.held(), 500);
    return Evaluation.of(network, loss, held, 2, Backends.best());
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.println("inputs: " + String.join(", ", result.features));
    out.printf(Locale.ROOT, "who is told to stay: accuracy %.4f%n", result.stayed);
    out.printf(
        Locale.ROOT,
        "a weighted sum:      accuracy %.4f, AUC %.4f%n",
        result.linearAccuracy,
        result.linearAuc);
    out.printf(
        Locale.ROOT,
        "a hidden layer:      accuracy %.4f, AUC %.4f; no model has more than about %.4f%n",
        result.accuracy,
        result.auc,
        result.bestAuc);
  }
}
