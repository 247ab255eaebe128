package org.lanewise.core.scalar;

import org.lanewise.core.Backend;
import org.lanewise.core.Parallelism;

/** The engine of plain loops. It always works on the calling thread, whatever the parallelism. */
public record ScalarBackend(Parallelism parallelism)
    implements Backend, FloatScalar, DoubleScalar, ScalarRowProducts {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int vectorBits() {
    return 0;
  }

  @Override
  public Backend with(Parallelism parallelism) {
    return new ScalarBackend(parallelism);
  }
}
