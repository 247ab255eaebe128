package org.lanewise.core.simd;

import org.lanewise.core.Backend;
import org.lanewise.core.Parallelism;
import org.lanewise.core.scalar.ScalarBackend;

/** The engine on the Vector API, at the width that the virtual machine prefers. */
record SimdBackend(Parallelism parallelism, ScalarBackend scalar)
    implements Backend, FloatSimd, DoubleSimd {
  SimdBackend(Parallelism parallelism) {
    this(parallelism, new ScalarBackend(parallelism));
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int vectorBits() {
    return FloatSpecies.SPECIES.vectorBitSize();
  }

  @Override
  public Backend with(Parallelism parallelism) {
    return new SimdBackend(parallelism);
  }
}
