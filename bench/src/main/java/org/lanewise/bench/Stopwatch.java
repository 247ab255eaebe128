package org.lanewise.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Contestant;
import org.lanewise.bench.measure.Interleaving;
import org.lanewise.bench.measure.Pace;
import org.lanewise.bench.measure.Results;

/** Times contestants on this machine's clock, each line of a benchmark for about so long. */
final class Stopwatch {
  private static final long SLICE_NANOS = 12_000_000L;
  private static final long WARM_UP_NANOS = 300_000_000L;

  /** Until a kernel is first compiled there may be nothing to see of a gain for longer. */
  private static final long FIRST_WARM_UP_NANOS = 1_500_000_000L;

  /** The threads of OpenBLAS keep a processor busy for some 25 ms after the last product. */
  private static final long REST_NANOS = 60_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long nanos;
  private Pace pace;

  Stopwatch(double seconds) {
    nanos = (long) (seconds * 1e9);
  }

  /**
   * Checks and times contestants.
   *
   * @param threads how many threads they may use
   * @param others whether some of them have threads of their own, which must have gone to sleep
   *     before the next one's turn
   * @param seen whether the compiler has seen their kernels before
   */
  Results measure(
      List<? extends Contestant> contestants, int threads, boolean others, boolean seen) {
    if (pace == null) {
      pace = Ceilings.pace();
    }
    return new Interleaving(
            pace,
            System::nanoTime,
            threads == 1 ? THREADS::getCurrentThreadCpuTime : System::nanoTime,
            () -> LockSupport.parkNanos(SLICE_NANOS),
            others ? () -> LockSupport.parkNanos(REST_NANOS) : () -> {},
            threads > 1,
            SLICE_NANOS,
            seen ? WARM_UP_NANOS : FIRST_WARM_UP_NANOS)
        .measure(contestants, nanos);
  }
}
