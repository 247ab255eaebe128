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
  public String toString() {
    return name();
  }
}
