package org.lanewise.bench.jmh;

import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.elementwise.UnaryWork;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Claim: exponential functions are far faster than loops with Math and near the Vector API's own
 * operators, which have other bits on every platform.
 */
public class ElementwiseBenchmark extends PassBenchmark {
  @Param({"SIGMOID", "TANH"})
  private UnaryOp.Kind function;

  @Param({"L1", "MEMORY"})
  private Size size;

  @Param({"simd", "loop", "lanewise", "copy"})
  private String rival;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    UnaryWork work =
        new UnaryWork(new UnaryOp(function, 0, 0), numbers("x", size), new float[size.floats()]);
    enter(work.contestants(Backends.named("simd")), rival);
  }
}
