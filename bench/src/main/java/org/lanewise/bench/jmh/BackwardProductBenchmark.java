package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Claim: the products of a backward pass, dX = dY W' (NT) and dW = X' dY (TN), take no longer than
 * with OpenBLAS or MKL.
 */
public class BackwardProductBenchmark extends ProductBenchmark {
  @Param({"simd", "openblas", "openblas_off_heap"})
  private String rival;

  @Param({"NT 128x784x512", "NT 128x512x512", "TN 784x512x128", "TN 512x512x128"})
  private String product;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, product.substring(0, 2), product.substring(3), 1);
  }
}
