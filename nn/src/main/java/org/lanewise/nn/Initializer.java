package org.lanewise.nn;

import java.util.List;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/** What the elements of a parameter are before training. */
public enum Initializer {
  /** All 0: for biases. Weights that start equal stay equal, so a hidden layer never learns. */
  ZEROS("zeros") {
    @Override
    public void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random) {
      tensor.fill(0);
    }
  },
  /** Normal with variance 2 / fanIn (He et al. 2015): for ReLU and its kin. */
  HE("he") {
    @Override
    public void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random) {
      normal(tensor, Math.sqrt(2.0 / fanIn), random);
    }
  },
  /** Uniform with variance 2 / (fanIn + fanOut) (Glorot and Bengio 2010): for tanh and sigmoid. */
  XAVIER("xavier") {
    @Override
    public void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random) {
      uniform(tensor, Math.sqrt(6.0 / ((double) fanIn + fanOut)), random);
    }
  },
  /** Uniform in +-1 / sqrt(fanIn), weights and biases alike: what PyTorch's Linear starts with. */
  FRAMEWORK("default") {
    @Override
    public void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random) {
      uniform(tensor, 1 / Math.sqrt(fanIn), random);
    }

    @Override
    public Initializer forBias() {
      return this;
    }
  };

  private final String label;

  Initializer(String label) {
    this.label = label;
  }

  /** Returns the name by which {@link #named} finds it. */
  public String label() {
    return label;
  }

  /**
   * Fills a parameter.
   *
   * @param tensor the parameter, overwritten
   * @param fanIn how many inputs feed one output
   * @param fanOut how many outputs one input feeds
   * @param random where the numbers come from; drawn in double and rounded to the tensor's
   *     precision
   */
  public abstract void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random);

  /** Returns what biases start with when weights start with this. */
  public Initializer forBias() {
    return ZEROS;
  }

  /**
   * Returns the initializer of a name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Initializer named(String label) {
    for (Initializer initializer : values()) {
      if (initializer.label.equals(label)) {
        return initializer;
      }
    }
    throw new IllegalArgumentException(
        "there is no initializer '"
            + label
            + "'; known are "
            + String.join(", ", List.of(values()).stream().map(Initializer::label).toList()));
  }

  private static void normal(Tensor tensor, double deviation, RandomStream random) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, deviation * random.nextGaussian());
    }
  }

  private static void uniform(Tensor tensor, double bound, RandomStream random) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, bound * (2 * random.nextDouble() - 1));
    }
  }
}
