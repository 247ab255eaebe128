package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: small squares are faster than a call into OpenBLAS or MKL. */
public class SmallProductBenchmark extends ProductBenchmark {
  @Param({"simd", "openblas", "openblas_off_heap", "loop"})
  private String rival;

  @Param({"4", "8", "16", "32", "48", "64"})
  private String size;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, "NN", size, 1);
  }
}
