package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: a float32 product on the SIMD backend is far faster than plain loops. */
public class GemmBenchmark extends ProductBenchmark {
  @Param({"simd", "scalar", "loop", "row_loop"})
  private String rival;

  @Param({"64", "256", "512"})
  private String size;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter(rival, "NN", size, 1);
  }
}
