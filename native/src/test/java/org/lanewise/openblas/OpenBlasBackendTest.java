package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendReport;
import org.lanewise.core.Backends;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;

class OpenBlasBackendTest {
  private static Backend openBlas() throws Exception {
    return Backends.named("openblas");
  }

  @Test
  void theArtifactIsFoundAndTellsItsVersionAndCore() throws Exception {
    Map<String, Object> facts = openBlas().facts();
    assertEquals("0.3.31", facts.get("version"));
    assertNotEquals("", facts.get("core"));
    assertTrue(facts.get("library").toString().startsWith("the artifact"), facts.toString());
    BackendReport.Status status =
        Backends.report().backends().stream()
            .filter(s -> s.name().equals("openblas"))
            .findFirst()
            .orElseThrow();
    assertEquals(BackendReport.State.AVAILABLE, status.state());
  }

  @Test
  void itServesOnlyWhoAsksForItByName() throws Exception {
    assertNotEquals("openblas", Backends.best().name());
    assertEquals("openblas", openBlas().name());
    assertEquals("openblas", openBlas().with(Parallelism.of(2)).name());
    assertEquals(2, openBlas().with(Parallelism.of(2)).parallelism().threads());
    assertSame(openBlas(), Backends.named("openblas"));
  }

  @Test
  void wrongArgumentsAreRefusedBeforeTheLibraryIsCalled() throws Exception {
    Backend backend = openBlas();
    float[] a = new float[100 * 100];
    float[] small = new float[100 * 100 - 1];
    for (float[][] operands : new float[][][] {{small, a, a.clone()}, {a, small, a.clone()}}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              backend.gemm(
                  Transpose.NO,
                  Transpose.NO,
                  100,
                  100,
                  100,
                  1,
                  operands[0],
                  0,
                  100,
                  operands[1],
                  0,
                  100,
                  0,
                  operands[2],
                  0,
                  100));
    }
    float[] y = new float[600];
    float[] big = new float[600 * 600];
    assertThrows(
        IllegalArgumentException.class,
        () ->
            backend.gemv(Transpose.NO, 600, 600, 1, big, 1, 600, y, 0, 1, 0, new float[600], 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> backend.ger(600, 600, 1, y, 0, 1, new float[600], 0, 2, big, 0, 600));
  }

  @Test
  void manyThreadsAtOnceGetTheBitsOfOneThread() throws Exception {
    Backend backend = openBlas().with(Parallelism.of(1));
    int n = 72;
    float[] a = FloatSlices.values(n * n, 1);
    float[] b = FloatSlices.values(n * n, 2);
    float[] expected = square(backend, n, a, b);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> results = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        results.add(
            threads.submit(
                () -> {
                  boolean same = true;
                  for (int call = 0; call < 1250; call++) {
                    same &= Arrays.equals(expected, square(backend, n, a, b));
                  }
                  return same;
                }));
      }
      for (Future<Boolean> result : results) {
        assertTrue(result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static float[] square(Backend backend, int n, float[] a, float[] b) {
    float[] c = new float[n * n];
    backend.gemm(Transpose.NO, Transpose.YES, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
    return c;
  }

  @Test
  void noCallAllocates() throws Exception {
    Backend backend = openBlas().with(Parallelism.of(2));
    int n = 160;
    float[] a = FloatSlices.values(n * n, 5);
    float[] c = new float[n * n];
    FloatEpilogue relu = FloatEpilogue.activation(UnaryOp.RELU, a, 0);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int call = 0; call < 200; call++) {
        backend.gemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, a, 0, n, 0, c, 0, n, relu);
      }
      least = Math.min(least, (threads.getThreadAllocatedBytes(self) - before) / 200);
    }
    assertEquals(0, least, "bytes a call");
  }

  @Test
  void smallProductsHaveTheBitsOfTheOtherBackend() throws Exception {
    int n = 40;
    float[] a = FloatSlices.values(n * n, 3);
    float[] b = FloatSlices.values(n * n, 4);
    assertArrayEquals(square(Backends.best(), n, a, b), square(openBlas(), n, a, b));
  }

  @Test
  void subnormalNumbersStayWhatTheyAre() throws Exception {
    openBlas();
    assertFalse(SelfTest.flushesToZero(Float.MIN_VALUE, Double.MIN_VALUE));
    Thread other =
        new Thread(
            () -> {
              if (SelfTest.flushesToZero(Float.MIN_VALUE, Double.MIN_VALUE)) {
                throw new IllegalStateException();
              }
            });
    List<Throwable> failures = new ArrayList<>();
    other.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    other.start();
    other.join();
    assertEquals(List.of(), failures);
  }
}
