package org.lanewise.nn.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.tensor.Precision;

/** Predictions by many threads, and what they allocate. */
class PredictorServingTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Requires that runs allocate nothing once the compiler is done with them. */
  private static void assertAllocatesNothing(String what, Runnable run) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 40 && least > 0; attempt++) {
      for (int i = 0; i < 1000; i++) {
        run.run();
      }
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < 100; i++) {
        run.run();
      }
      long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      least = Math.min(least, after - before);
    }
    assertEquals(0, least, "bytes in 100 runs of " + what);
  }

  private static Network everything(Precision precision) {
    return Network.builder(20)
        .dense(140)
        .batchNorm()
        .activation(UnaryOp.RELU)
        .dropout(0.5)
        .layerNorm()
        .prelu()
        .maxout(7, 2)
        .softmax()
        .build(precision, 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("allocation")
  void aPredictionAllocatesNothing(Weights weights) {
    Predictor predictor =
        Predictor.of(everything(Precision.FLOAT32), weights, TestBackends.simd(1));
    float[] x = TestData.gaussian(Precision.FLOAT32, 33, 20, 1).floats();
    float[] y = new float[33 * 7];
    assertAllocatesNothing("one row", () -> predictor.predict(x, y));
    assertAllocatesNothing("33 rows", () -> predictor.predict(x, y, 33));
  }

  @Test
  @Tag("allocation")
  void aPredictionInFloat64AllocatesNothing() {
    Predictor predictor = Predictor.of(everything(Precision.FLOAT64));
    double[] x = TestData.gaussian(Precision.FLOAT64, 33, 20, 1).doubles();
    double[] y = new double[33 * 7];
    assertAllocatesNothing("one row", () -> predictor.predict(x, y));
    assertAllocatesNothing("33 rows", () -> predictor.predict(x, y, 33));
  }

  @ParameterizedTest
  @EnumSource
  void threadsAtOnceGetTheSameBits(Weights weights) throws Exception {
    int threads = 8;
    int rows = 40;
    Predictor predictor =
        Predictor.of(everything(Precision.FLOAT32), weights, TestBackends.simd(2));
    float[] x = TestData.gaussian(Precision.FLOAT32, rows, 20, 1).floats();
    float[] expected = new float[rows * 7];
    predictor.predict(x, expected, rows);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<float[]>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int size = 1 + t % 5;
        results.add(
            pool.submit(
                () -> {
                  float[] out = new float[rows * 7];
                  float[] some = new float[size * 7];
                  for (int repeat = 0; repeat < 50; repeat++) {
                    for (int i = 0; i + size <= rows; i++) {
                      predictor.predict(Arrays.copyOfRange(x, i * 20, (i + size) * 20), some, size);
                      System.arraycopy(some, 0, out, i * 7, some.length);
                    }
                  }
                  return out;
                }));
      }
      for (Future<float[]> result : results) {
        assertArrayEquals(expected, result.get(60, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void warmingUpChangesNothing() {
    Predictor predictor = Predictor.of(everything(Precision.FLOAT32));
    float[] x = TestData.gaussian(Precision.FLOAT32, 1, 20, 1).floats();
    float[] cold = new float[7];
    predictor.predict(x, cold);
    float[] warm = new float[7];
    predictor.warmUp().predict(x, warm);
    assertArrayEquals(cold, warm);
  }

  @Test
  void aPoolKeepsPassesUntilItIsFull() {
    PassPool pool = new PassPool();
    LayerPlan plan =
        LayerPlan.of(everything(Precision.FLOAT32), 20, List.of(0), TestBackends.scalar());
    for (int i = 0; i < 65; i++) {
      pool.give(plan.pass(1));
    }
    int taken = 0;
    while (pool.take() != null) {
      taken++;
    }
    assertEquals(64, taken);
  }
}
