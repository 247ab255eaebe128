package org.lanewise.nn;

import java.util.Arrays;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Tensor;

/**
 * What the elements of a parameter are before training.
 *
 * <p>Below, v is the variance, and a uniform distribution within {@code +-b} has {@code b = sqrt(3
 * v)}. Numbers are drawn in double and rounded to the tensor's precision.
 *
 * @param kind the distribution
 * @param value its parameter; 0 for a kind that has none
 */
public record Initializer(Kind kind, double value) {
  /** The distributions. */
  public enum Kind {
    /** All 0: for biases. Weights that start equal stay equal, so a hidden layer never learns. */
    ZEROS,
    /** All the same. */
    CONSTANT(1),
    /** Normal with a standard deviation. */
    NORMAL(0.01),
    /** Uniform within +-bound. */
    UNIFORM(0.01),
    /** Normal, v = 2 / fanIn (He et al. 2015): for ReLU and its kin. */
    HE,
    /** Uniform, v = 2 / fanIn. */
    HE_UNIFORM,
    /** Uniform, v = 2 / (fanIn + fanOut) (Glorot and Bengio 2010): for tanh and sigmoid. */
    XAVIER,
    /** Normal, v = 2 / (fanIn + fanOut). */
    XAVIER_NORMAL,
    /** Normal, v = 1 / fanIn (LeCun et al. 1998): for SELU. */
    LECUN,
    /** Uniform, v = 1 / fanIn. */
    LECUN_UNIFORM,
    /** A gain times orthonormal columns, or rows if there are fewer (Saxe et al. 2014). */
    ORTHOGONAL(1),
    /** Uniform in +-1 / sqrt(fanIn), biases too: what PyTorch's Linear starts with. */
    DEFAULT;

    private final double[] defaults;

    Kind(double... defaults) {
      this.defaults = defaults;
    }
  }

  /** {@link Kind#ZEROS}. */
  public static final Initializer ZEROS = new Initializer(Kind.ZEROS, 0);

  /** {@link Kind#HE}. */
  public static final Initializer HE = new Initializer(Kind.HE, 0);

  /** {@link Kind#XAVIER}. */
  public static final Initializer XAVIER = new Initializer(Kind.XAVIER, 0);

  /** {@link Kind#DEFAULT}. */
  public static final Initializer FRAMEWORK = new Initializer(Kind.DEFAULT, 0);

  /** Checks the parameter: finite, and positive where it is a width or a gain. */
  public Initializer {
    boolean right = kind.defaults.length == 0 ? value == 0 : kind == Kind.CONSTANT || value > 0;
    if (!right || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "initializer " + LayerSettings.label(kind) + " does not take the number " + value);
    }
  }

  /** Returns the initializer that sets every element to a value. */
  public static Initializer constant(double value) {
    return new Initializer(Kind.CONSTANT, value);
  }

  /** Returns the name by which {@link #named} finds it, such as {@code normal:0.1}. */
  public String label() {
    return LayerSettings.label(kind) + (kind.defaults.length > 0 ? ":" + value : "");
  }

  /**
   * Returns the initializer of a name: {@code he}, {@code xavier-normal}; the parameter comes after
   * a colon, {@code constant:0.1}; without it, it is 1 for {@code constant} and {@code orthogonal},
   * 0.01 for {@code normal} and {@code uniform}.
   *
   * @throws IllegalArgumentException if there is none of that name, or it does not take the number
   */
  public static Initializer named(String label) {
    Kind kind = LayerSettings.named("initializer", Kind.class, label);
    return new Initializer(kind, LayerSettings.numbers(label, kind.defaults)[0]);
  }

  /**
   * Fills a parameter.
   *
   * @param tensor the parameter, overwritten
   * @param fanIn how many inputs feed one output
   * @param fanOut how many outputs one input feeds
   * @param random where the numbers come from
   */
  public void fill(Tensor tensor, int fanIn, int fanOut, RandomStream random) {
    double fans = (double) fanIn + fanOut;
    switch (kind) {
      case ZEROS, CONSTANT -> tensor.fill(value);
      case NORMAL -> normal(tensor, value, random);
      case UNIFORM -> uniform(tensor, value, random);
      case HE -> normal(tensor, Math.sqrt(2.0 / fanIn), random);
      case HE_UNIFORM -> uniform(tensor, Math.sqrt(6.0 / fanIn), random);
      case XAVIER -> uniform(tensor, Math.sqrt(6.0 / fans), random);
      case XAVIER_NORMAL -> normal(tensor, Math.sqrt(2.0 / fans), random);
      case LECUN -> normal(tensor, Math.sqrt(1.0 / fanIn), random);
      case LECUN_UNIFORM -> uniform(tensor, Math.sqrt(3.0 / fanIn), random);
      case ORTHOGONAL -> orthogonal(tensor, value, random);
      case DEFAULT -> uniform(tensor, 1 / Math.sqrt(fanIn), random);
      default -> throw new AssertionError(kind);
    }
  }

  /** Returns what biases start with when weights start with this. */
  public Initializer forBias() {
    return kind == Kind.DEFAULT ? this : ZEROS;
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

  /**
   * Gram and Schmidt's way to Q of a Gaussian matrix, each vector projected twice (Giraud et al.
   * 2005: twice is enough). R has a positive diagonal, so no signs need fixing.
   */
  private static void orthogonal(Tensor tensor, double gain, RandomStream random) {
    boolean tall = tensor.rows() >= tensor.columns();
    int length = tall ? tensor.rows() : tensor.columns();
    double[][] vectors = new double[tall ? tensor.columns() : tensor.rows()][length];
    for (int i = 0; i < vectors.length; i++) {
      double[] vector = vectors[i];
      Arrays.setAll(vector, k -> random.nextGaussian());
      for (int j = 0; j < 2 * i; j++) {
        double[] other = vectors[j % i];
        double product = dot(vector, other);
        for (int k = 0; k < length; k++) {
          vector[k] -= product * other[k];
        }
      }
      double norm = Math.sqrt(dot(vector, vector));
      for (int k = 0; k < length; k++) {
        vector[k] /= norm;
        tensor.set(tall ? k : i, tall ? i : k, gain * vector[k]);
      }
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }
}
