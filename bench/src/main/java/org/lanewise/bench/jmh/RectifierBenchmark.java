package org.lanewise.bench.jmh;

import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.elementwise.UnaryWork;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Claim: rectifiers run at the speed of a copy. */
public class RectifierBenchmark extends PassBenchmark {
  @Param({"0", "0.01"})
  private double slope;

  @Param({"L1", "MEMORY"})
  private Size size;

  @Param({"simd", "loop", "copy"})
  private String rival;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    UnaryOp op = slope == 0 ? UnaryOp.RELU : UnaryOp.leakyRelu(slope);
    UnaryWork work = new UnaryWork(op, numbers("x", size), new float[size.floats()]);
    enter(work.contestants(Backends.named("simd")), rival);
  }
}
