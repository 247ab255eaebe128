package org.lanewise.core.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The helping threads of this virtual machine, shared by all callers and started when first wanted.
 *
 * <p>A caller only ever gets idle threads, and no more than leave as many working threads as there
 * are processors (or as the caller asked for), so that several callers at once do not crowd the
 * machine.
 */
final class WorkerPool {
  static final WorkerPool SHARED = new WorkerPool();

  /** How often a caller looks whether its helpers are done before it yields its processor. */
  private static final int SPINS = 10_000;

  private final AtomicInteger working = new AtomicInteger();
  private volatile Worker[] workers = new Worker[0];

  /** Runs a job on the calling thread and on up to {@code threads - 1} idle workers. */
  void run(Job job, int threads) {
    Worker[] crew = workers(threads - 1);
    int limit = Math.max(threads, Runtime.getRuntime().availableProcessors());
    int before = working.getAndIncrement();
    int wanted = Math.min(threads - 1, limit - before - 1);
    long helping = 0; // a bit a worker, which bounds a call to 65 threads
    int helpers = 0;
    for (int i = 0; i < crew.length && helpers < wanted; i++) {
      if (crew[i].offer(job)) {
        helping |= 1L << i;
        helpers++;
      }
    }
    working.addAndGet(helpers);
    try {
      job.work();
    } finally {
      for (long left = helping; left != 0; left &= left - 1) {
        crew[Long.numberOfTrailingZeros(left)].withdraw(job);
      }
      awaitHelpers(job);
      working.addAndGet(-1 - helpers);
    }
  }

  /** Waits for the parts that helpers have begun; each takes no longer than the caller's own. */
  private static void awaitHelpers(Job job) {
    for (int i = 0; !job.isAlone(); i++) {
      if (i < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /** Returns at least so many workers, or as many as a call can use. */
  private Worker[] workers(int wanted) {
    int count = Math.min(wanted, Long.SIZE);
    Worker[] crew = workers;
    return crew.length >= count ? crew : start(count);
  }

  private synchronized Worker[] start(int count) {
    Worker[] crew = workers;
    if (crew.length < count) {
      for (int i = crew.length; i < count; i++) {
        Worker worker = new Worker(i + 1);
        worker.start();
        // Known as soon as it runs, so that none is lost if the next cannot be started.
        crew = Arrays.copyOf(crew, i + 1);
        crew[i] = worker;
        workers = crew;
      }
    }
    return crew;
  }
}
