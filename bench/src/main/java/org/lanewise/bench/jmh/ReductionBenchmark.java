package org.lanewise.bench.jmh;

import org.lanewise.bench.elementwise.ReductionWork;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: sums and inner products run at the speed of reading, far faster than plain loops. */
public class ReductionBenchmark extends PassBenchmark {
  @Param({"sum", "dot"})
  private String reduction;

  @Param({"L1", "MEMORY"})
  private Size size;

  @Param({"simd", "loop", "read"})
  private String rival;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    ReductionWork work = new ReductionWork(numbers("x", size), numbers("y", size));
    Backend backend = Backends.named("simd");
    enter(reduction.equals("sum") ? work.sum(backend) : work.dot(backend), rival);
  }
}
