package org.lanewise.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class JobTest {
  /** Counts how often each part ran. */
  private static final class Counting extends Job {
    private final AtomicIntegerArray runs = new AtomicIntegerArray(200);

    @Override
    protected void part(int index) {
      runs.incrementAndGet(index);
    }

    void assertEachRan(int times, int parts) {
      for (int i = 0; i < runs.length(); i++) {
        assertEquals(i < parts ? times : 0, runs.get(i), "part " + i);
      }
    }
  }

  @RepeatedTest(20)
  void everyPartRunsOnceBeforeRunReturns() {
    Counting job = new Counting();
    for (int round = 1; round <= 50; round++) {
      job.run(137, 4);
      job.assertEachRan(round, 137);
    }
  }

  @Test
  void noPartsIsNoWork() {
    Counting job = new Counting();
    job.run(0, 4);
    job.assertEachRan(0, 0);
  }

  @Test
  void oneThreadMeansTheCallingThread() {
    Thread caller = Thread.currentThread();
    Job job =
        new Job() {
          @Override
          protected void part(int index) {
            assertSame(caller, Thread.currentThread());
          }
        };
    job.run(100, 1);
  }

  @Test
  void helpersAreDaemons() throws InterruptedException {
    CountDownLatch met = new CountDownLatch(2);
    Job job =
        new Job() {
          @Override
          protected void part(int index) {
            // Each part waits for the other: they can only be on two threads.
            met.countDown();
            try {
              assertTrue(met.await(30, TimeUnit.SECONDS), "nobody helped");
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            if (Thread.currentThread().getName().startsWith("lanewise-")) {
              assertTrue(Thread.currentThread().isDaemon());
            }
          }
        };
    job.run(2, 2);
  }

  @RepeatedTest(20)
  void aFailureReachesTheCallerAndTheJobCanBeUsedAgain() {
    AtomicInteger runs = new AtomicInteger();
    Job job =
        new Job() {
          @Override
          protected void part(int index) {
            if (runs.getAndIncrement() == 3) {
              throw new IllegalStateException("part failed");
            }
          }
        };
    assertThrows(IllegalStateException.class, () -> job.run(50, 3));
    runs.set(10);
    job.run(50, 3);
    assertEquals(60, runs.get());
  }

  @Test
  void manyCallersAtOnceEachGetTheirOwnWorkDone() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        done.add(
            callers.submit(
                () -> {
                  Counting job = new Counting();
                  for (int round = 1; round <= 2_000; round++) {
                    job.run(7, 3);
                  }
                  job.assertEachRan(2_000, 7);
                }));
      }
      for (Future<?> caller : done) {
        caller.get(60, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
  }
}
