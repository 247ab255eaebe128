package org.lanewise.bench.jmh;

import org.lanewise.bench.elementwise.ReductionWork;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Claim: sums, largest entries and inner products run at the speed of reading, far faster than
 * plain loops.
 */
public class ReductionBenchmark extends PassBenchmark {
  @Param({"sum", "max", "dot"})
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
    enter(
        switch (reduction) {
          case "sum" -> work.sum(backend);
          case "max" -> work.max(backend);
          default -> work.dot(backend);
        },
        rival);
  }
}
