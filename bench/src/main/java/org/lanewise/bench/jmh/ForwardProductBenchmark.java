package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: the products of a forward pass take no longer than with OpenBLAS or MKL. */
public class ForwardProductBenchmark extends ProductBenchmark {
  @Param({"simd", "openblas", "openblas_off_heap"})
  private String rival;

  @Param({"128x1000x784", "128x512x784", "128x512x512", "128x10x512", "1000x512x784"})
  private String shape;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, "NN", shape, 1);
  }
}
