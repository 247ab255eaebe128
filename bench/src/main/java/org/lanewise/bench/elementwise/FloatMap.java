package org.lanewise.bench.elementwise;

/** Writes a function of each element of one array to another. */
public interface FloatMap {
  /** Computes {@code y = f(x)} elementwise; the arrays are of one length. */
  void apply(float[] x, float[] y);
}
