package org.lanewise.cli.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Trainer;

/**
 * Three classes by one network: cats, dogs and birds of made-up weight, legs and ear length. The
 * network gives three logits; softmax makes them probabilities that sum to 1.
 */
public final class ThreeAnimals implements Example<ThreeAnimals.Result> {
  /** The classes in the order of the network's outputs. */
  static final List<String> CLASSES = List.of("cat", "dog", "bird");

  private static final double[][] TYPICAL = {{-0.3, 1, 0.5}, {1, 1, -0.2}, {-1, -1, -1}};
  private static final int ANIMALS = 300;

  /**
   * What was learned.
   *
   * @param accuracy on 100 animals that were not learned
   * @param typical the probabilities of each class for the typical animal of each
   */
  public record Result(double accuracy, List<List<Double>> typical) {}

  /** Prints this example. */
  public static void main(String[] args) {
    new ThreeAnimals().run(System.out);
  }

  @Override
  public String name() {
    return "three-animals";
  }

  @Override
  public String about() {
    return "cat, dog or bird: three classes with softmax and cross entropy";
  }

  @Override
  public Result compute() {
    RandomStream random = RandomStream.of(42, "animals");
    Tensor x = Tensor.zeros(Precision.FLOAT32, ANIMALS, 3);
    Tensor y = Tensor.zeros(Precision.FLOAT32, ANIMALS, 1);
    for (int i = 0; i < ANIMALS; i++) {
      y.set(i, i % 3);
      for (int j = 0; j < 3; j++) {
        x.set(i, j, TYPICAL[i % 3][j] + 0.3 * random.nextGaussian());
      }
    }
    Network network =
        Network.builder(3).dense(8).activation(UnaryOp.RELU).dense(3).build(Precision.FLOAT32, 42);
    List<EpochResult> epochs =
        Trainer.of(network, new SoftmaxCrossEntropy(), Adam.of(0.01))
            .epochs(30)
            .batchSize(20)
            .classes(3)
            .validation(IntStream.range(200, ANIMALS).toArray())
            .fit(x, y, IntStream.range(0, 200).toArray())
            .epochs();
    return new Result(
        epochs.get(epochs.size() - 1).validationAccuracy(),
        List.of(TYPICAL).stream().map(animal -> probabilities(network, animal)).toList());
  }

  private static List<Double> probabilities(Network network, double[] animal) {
    Workspace workspace = Workspace.forPrediction(network, Backends.best(), 1);
    Tensor logits = network.predict(Tensor.of(Precision.FLOAT32, 1, animal), workspace);
    new TensorOps(Backends.best()).softmaxRows(logits, logits);
    return IntStream.range(0, 3).mapToObj(logits::get).toList();
  }

  @Override
  public void print(Result result, PrintStream out) {
    out.printf(Locale.ROOT, "accuracy on other animals %.2f%n", result.accuracy);
    for (int i = 0; i < 3; i++) {
      out.printf(Locale.ROOT, "a typical %-4s is", CLASSES.get(i));
      for (int j = 0; j < 3; j++) {
        out.printf(Locale.ROOT, " %s %.3f", CLASSES.get(j), result.typical.get(i).get(j));
      }
      out.println();
    }
  }
}
