package org.lanewise.bench.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

/** Networks of common sizes with what trains them, in float32, on numbers drawn from a seed. */
public enum TrainingWork {
  /** A wide network for digits in large batches. */
  WIDE(List.of(784, 1000, 500, 100, 10), 1000, new MeanSquaredError(), new Sgd(0.1)),
  /** A network for digits in usual batches. */
  DIGITS(List.of(784, 512, 512, 10), 128, new SoftmaxCrossEntropy(), Adam.of(0.001)),
  /** A small network for tables. */
  TABULAR(List.of(30, 64, 32, 1), 32, new BinaryCrossEntropy(), Adam.of(0.001));

  /** As large a difference between losses as orders of sums may make. */
  private static final double TOLERANCE = 1e-4;

  private final List<Integer> widths;
  private final int batch;
  private final Loss loss;
  private final Optimizer optimizer;

  TrainingWork(List<Integer> widths, int batch, Loss loss, Optimizer optimizer) {
    this.widths = widths;
    this.batch = batch;
    this.loss = loss;
    this.optimizer = optimizer;
  }

  /** Returns the rows of a step. */
  public int batch() {
    return batch;
  }

  /** Returns the widths and the batch, as {@code 784-512-512-10 x 128}. */
  public String label() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-")) + " x " + batch;
  }

  /** Returns the name for programs. */
  public String work() {
    return "train_" + name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the operations of all products a sample: forward, by the weights and, but for the first
   * layer, by the input.
   */
  public double operations() {
    double operations = 0;
    for (int i = 1; i < widths.size(); i++) {
      operations += (i == 1 ? 4.0 : 6.0) * widths.get(i - 1) * widths.get(i);
    }
    return operations;
  }

  /**
   * Returns one who does steps of so many rows.
   *
   * @param reference a backend whose loss of the first step is that of ours to rounding
   */
  public Entry contestant(String name, Backend backend, Backend reference, int rows) {
    double expected = new Steps(reference, rows).run();
    Steps steps = new Steps(backend, rows);
    return Entry.of(
        name,
        operations() * rows,
        steps::run,
        () -> {
          double first = steps.first;
          return Math.abs(first - expected) <= TOLERANCE * Math.abs(expected)
              ? Optional.empty()
              : Optional.of("the loss of the first step is " + first + ", not " + expected);
        });
  }

  /** Steps on the same rows again and again. */
  private final class Steps {
    private final TrainingStep step;
    private final Tensor x;
    private final Tensor targets;
    private double first = Double.NaN;

    Steps(Backend backend, int rows) {
      Network.Builder builder = Network.builder(widths.get(0));
      for (int i = 1; i < widths.size(); i++) {
        builder.dense(widths.get(i));
        if (i + 1 < widths.size()) {
          builder.activation(UnaryOp.RELU);
        }
      }
      Network network = builder.build(Precision.FLOAT32, 1);
      step = new TrainingStep(network, loss, optimizer, backend, rows);
      RandomStream random = RandomStream.of(1, "benchmark");
      x = Tensor.zeros(Precision.FLOAT32, rows, network.inputs());
      for (int i = 0; i < x.size(); i++) {
        x.set(i, random.nextDouble());
      }
      int outputs = network.outputs();
      boolean byIndex = loss instanceof SoftmaxCrossEntropy;
      targets = Tensor.zeros(Precision.FLOAT32, rows, byIndex ? 1 : outputs);
      for (int i = 0; i < targets.size(); i++) {
        targets.set(i, byIndex ? i % outputs : i % 2);
      }
    }

    double run() {
      double value = step.run(x, targets, 0);
      first = Double.isNaN(first) ? value : first;
      return value;
    }
  }
}
