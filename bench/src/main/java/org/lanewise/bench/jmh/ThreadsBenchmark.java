package org.lanewise.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: two threads take about half the time of one, from a size on; below it they do no harm. */
public class ThreadsBenchmark extends ProductBenchmark {
  @Param({"64", "128", "256", "512", "1024", "2048"})
  private String size;

  @Param({"1", "2"})
  private int threads;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    enter("simd", "NN", size, threads);
  }
}
