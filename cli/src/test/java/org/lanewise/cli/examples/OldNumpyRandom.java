package org.lanewise.cli.examples;

import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * The numbers of NumPy's {@code RandomState(seed)}: the Mersenne Twister (Matsumoto and Nishimura
 * 1998), and normal deviates by the polar method (Marsaglia and Bray 1964).
 */
final class OldNumpyRandom {
  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int position = N;
  private double spare = Double.NaN;

  OldNumpyRandom(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  private int next() {
    if (position == N) {
      for (int i = 0; i < N; i++) {
        int joined = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7FFFFFFF);
        state[i] = state[(i + M) % N] ^ (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908B0DF);
      }
      position = 0;
    }
    int y = state[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /** Returns the next number of {@code rand}. */
  double uniform() {
    long high = next() >>> 5;
    long low = next() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** Returns the next number of {@code randn}. */
  double gaussian() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * uniform() - 1;
      y = 2 * uniform() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
    spare = factor * x;
    return factor * y;
  }

  Tensor gaussian(int rows, int columns) {
    Tensor tensor = Tensor.zeros(Precision.FLOAT64, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, gaussian());
    }
    return tensor;
  }
}
