package org.lanewise.cli.examples;

import java.math.BigInteger;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * The normal deviates of NumPy's {@code default_rng(0)}: the generator PCG64 (O'Neill 2014) from
 * the state that NumPy makes of the seed 0, and the ziggurat (Marsaglia and Tsang 2000).
 */
final class NewNumpyRandom {
  private static final BigInteger FACTOR = new BigInteger("2360ED051FC65DA44385DF649FCCF645", 16);
  private static final BigInteger INCREMENT =
      new BigInteger("418DDADB3AF71A82588133BC447873A9", 16);
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  private static final int LAYERS = 256;
  private static final double TAIL = 3.6541528853610088;
  private static final double AREA = 0.004928673233974658;

  private final long[] inside = new long[LAYERS];
  private final double[] width = new double[LAYERS];
  private final double[] density = new double[LAYERS];
  private BigInteger state = new BigInteger("1AA1B5345996452D09585EB7A69561E3", 16);

  NewNumpyRandom() {
    double x = TAIL;
    double base = AREA / density(x);
    inside[0] = (long) (x / base * 0x1p52);
    width[0] = base * 0x1p-52;
    width[LAYERS - 1] = x * 0x1p-52;
    density[0] = 1;
    density[LAYERS - 1] = density(x);
    for (int i = LAYERS - 2; i >= 1; i--) {
      double next = Math.sqrt(-2 * StrictMath.log(AREA / x + density(x)));
      inside[i + 1] = (long) (next / x * 0x1p52);
      x = next;
      density[i] = density(x);
      width[i] = x * 0x1p-52;
    }
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  private long next() {
    state = state.multiply(FACTOR).add(INCREMENT).and(MASK);
    long high = state.shiftRight(64).longValue();
    return Long.rotateRight(high ^ state.longValue(), (int) (high >>> 58));
  }

  private double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** Returns the next number of {@code standard_normal}. */
  double gaussian() {
    while (true) {
      long bits = next();
      int layer = (int) (bits & 0xFF);
      long magnitude = (bits >>> 9) & 0xFFFFFFFFFFFFFL;
      double x = magnitude * width[layer];
      double signed = (bits >>> 8 & 1) == 1 ? -x : x;
      if (magnitude < inside[layer]) {
        return signed;
      }
      if (layer == 0) {
        return (magnitude >>> 8 & 1) == 1 ? -tail() : tail();
      }
      if ((density[layer - 1] - density[layer]) * uniform() + density[layer] < density(x)) {
        return signed;
      }
    }
  }

  private double tail() {
    while (true) {
      double x = -StrictMath.log1p(-uniform()) / TAIL;
      double y = -StrictMath.log1p(-uniform());
      if (y + y > x * x) {
        return TAIL + x;
      }
    }
  }

  Tensor gaussian(int rows, int columns) {
    Tensor tensor = Tensor.zeros(Precision.FLOAT64, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, gaussian());
    }
    return tensor;
  }
}
