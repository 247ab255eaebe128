package org.lanewise.core;

import java.util.Map;

/**
 * The public face of an engine: the same operations behind argument checks.
 *
 * @param name by which it is found
 * @param engine does everything but the products of plain operands
 * @param products does these; it may be the engine itself
 */
record CheckedBackend(String name, Backend engine, Products products)
    implements Backend, FloatChecks, DoubleChecks {
  CheckedBackend(Backend engine) {
    this(engine.name(), engine, engine);
  }

  @Override
  public int vectorBits() {
    return engine.vectorBits();
  }

  @Override
  public Parallelism parallelism() {
    return engine.parallelism();
  }

  @Override
  public Map<String, Object> facts() {
    return products.facts();
  }

  @Override
  public boolean isReproducible() {
    return products.isReproducible();
  }

  @Override
  public Backend with(Parallelism parallelism) {
    Backend other = engine.with(parallelism);
    return new CheckedBackend(name, other, products == engine ? other : products.with(parallelism));
  }

  @Override
  public void multiplyRow(
      WeightMatrix w, float[] x, int xOffset, float[] y, int yOffset, FloatEpilogue epilogue) {
    int n = w.columns();
    Checks.vector("x", w.rows(), x.length, xOffset, 1);
    Checks.vector("y", n, y.length, yOffset, 1);
    if (n == 0) {
      return;
    }
    long yEnd = (long) yOffset + n;
    if (x == y) {
      Checks.apart("x", xOffset, (long) xOffset + w.rows(), "y", yOffset, yEnd);
    }
    FloatCheckedBlas.checkEpilogue(epilogue, 1, n, y, yOffset, yEnd);
    engine.multiplyRow(w, x, xOffset, y, yOffset, epilogue);
  }

  @Override
  public String toString() {
    return name();
  }
}
