package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: on one thread, large squares take no longer than with OpenBLAS or MKL. */
public class SquareProductBenchmark extends ProductBenchmark {
  @Param({"simd", "openblas", "openblas_off_heap"})
  private String rival;

  @Param({"NN", "NT", "TN", "TT"})
  private String transpose;

  @Param({"256", "512", "1024", "2048"})
  private String size;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, transpose, size, 1);
  }
}
