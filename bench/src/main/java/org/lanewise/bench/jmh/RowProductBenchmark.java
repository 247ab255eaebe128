package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: one sample through a layer takes no longer than with OpenBLAS or MKL. */
public class RowProductBenchmark extends ProductBenchmark {
  @Param({"simd", "openblas", "openblas_off_heap", "row_loop"})
  private String rival;

  @Param({"1x512x784", "1x512x512", "1x32x64"})
  private String shape;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, "NN", shape, 1);
  }
}
