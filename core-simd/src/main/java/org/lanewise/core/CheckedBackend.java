package org.lanewise.core;

import java.util.Map;

/** The public face of an engine: the same operations behind argument checks. */
record CheckedBackend(Backend engine) implements Backend, FloatChecks, DoubleChecks {
  @Override
  public String name() {
    return engine.name();
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
    return engine.facts();
  }

  @Override
  public Backend with(Parallelism parallelism) {
    return new CheckedBackend(engine.with(parallelism));
  }

  @Override
  public String toString() {
    return name();
  }
}
