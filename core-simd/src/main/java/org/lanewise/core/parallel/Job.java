package org.lanewise.core.parallel;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work in independent parts. A job belongs to one calling thread, which fills in its operands, runs
 * it and uses it again.
 */
public abstract class Job {
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger helpers = new AtomicInteger();
  private volatile int parts;
  private volatile Throwable failure;

  /** Does one part, on any thread, at the same time as others. */
  protected abstract void part(int index);

  /**
   * Runs all parts and returns when each is done.
   *
   * <p>Up to {@code threads - 1} idle threads of the pool help; the caller takes part, and does
   * everything by itself if no thread is idle.
   *
   * @param parts how many parts there are, numbered from 0
   * @param threads how many threads may work, the caller included
   */
  public final void run(int parts, int threads) {
    if (parts <= 1 || threads <= 1) {
      for (int i = 0; i < parts; i++) {
        part(i);
      }
      return;
    }
    this.failure = null;
    this.next.set(0);
    this.parts = parts;
    WorkerPool.SHARED.run(this, Math.min(parts, threads));
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Does parts until none is left. */
  final void work() {
    int last = parts;
    for (int i = next.getAndIncrement(); i < last; i = next.getAndIncrement()) {
      try {
        part(i);
      } catch (RuntimeException | Error e) {
        failure = e;
        next.set(last);
      }
    }
  }

  /** Counts a worker to which this job is offered. */
  final void enlist() {
    helpers.incrementAndGet();
  }

  /** Counts a worker off, when it has left {@link #work} or never entered it. */
  final void discharge() {
    helpers.decrementAndGet();
  }

  /** Returns whether no worker can still touch this job. */
  final boolean isAlone() {
    return helpers.get() == 0;
  }
}
