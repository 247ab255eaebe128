package org.lanewise.core.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.core.Backend;
import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.DoublePackedMatrix;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.scalar.ScalarBackend;

/** What a thread keeps for its products has the bound that {@link Backend} states. */
class BlocksTest {
  private static final Transpose NO = Transpose.NO;
  private static final long ROOM = 23_000_000;

  private final Backend backend =
      new SimdBackend(Parallelism.of(1), new ScalarBackend(Parallelism.of(1)));

  /** Many short rows, and sums that wait for a second block of k. */
  @ParameterizedTest
  @CsvSource({
    "98304, 20, 1",
    "98304, 32, 4",
    "9000, 300, 10",
    "2048, 1040, 513",
    "2048, 3066, 1025"
  })
  void roomIsBoundedHoweverManyRowsPass(int m, int n, int k) throws Exception {
    assertAtMost(
        () -> {
          float[] a = new float[m * k];
          float[] b = new float[k * n];
          float[] c = new float[m * n];
          FloatPackedMatrix packed = backend.pack(NO, k, n, b, 0, n);
          backend.gemm(NO, m, 2, a, 0, k, packed, 0, c, 0, n, FloatEpilogue.NONE);
          backend.gemm(NO, NO, m, n, k, 2, a, 0, k, b, 0, n, 0, c, 0, n);
          return (long) FloatBlocks.room() * Float.BYTES;
        });
    assertAtMost(
        () -> {
          double[] a = new double[m * k];
          double[] b = new double[k * n];
          double[] c = new double[m * n];
          DoublePackedMatrix packed = backend.pack(NO, k, n, b, 0, n);
          backend.gemm(NO, m, 2, a, 0, k, packed, 0, c, 0, n, DoubleEpilogue.NONE);
          backend.gemm(NO, NO, m, n, k, 2, a, 0, k, b, 0, n, 0, c, 0, n);
          return (long) DoubleBlocks.room() * Double.BYTES;
        });
  }

  /** Multiplies on a thread that keeps nothing yet. */
  private static void assertAtMost(Callable<Long> room) throws Exception {
    FutureTask<Long> task = new FutureTask<>(room);
    new Thread(task).start();
    long bytes = task.get();
    assertTrue(bytes > 0 && bytes <= ROOM, bytes + " bytes, the bound is " + ROOM);
  }
}
