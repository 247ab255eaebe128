package org.lanewise.core.parallel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One helping thread. Its state is one reference: null when idle, a job when one is offered, and
 * {@link #BUSY} while it works on it, so that a job that was offered but not yet begun can be taken
 * back.
 */
final class Worker extends Thread {
  /**
   * How often an idle worker looks for a job before it sleeps, a pause between two looks: longer
   * than a step of training does what is not divided. With a fifth of it steps of 128 rows on two
   * threads took 4 to 6 % longer.
   */
  private static final int SPINS = 10_000;

  private static final Job BUSY =
      new Job() {
        @Override
        protected void part(int index) {
          throw new AssertionError("the marker of a busy worker is not a job");
        }
      };

  private final AtomicReference<Job> state = new AtomicReference<>(BUSY);
  private volatile boolean parked;

  Worker(int number) {
    super("lanewise-" + number);
    setDaemon(true);
    // The thread outlives its first caller and must not keep that caller's classes alive.
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    state.set(null);
    while (true) {
      Job job = await();
      if (state.compareAndSet(job, BUSY)) {
        job.work();
        // Idle first, so that the caller finds this worker idle when it comes back at once.
        state.set(null);
        job.discharge();
      }
    }
  }

  private Job await() {
    for (int i = 0; i < SPINS; i++) {
      Job job = state.get();
      if (job != null) {
        return job;
      }
      Thread.onSpinWait();
    }
    parked = true;
    Job job = state.get();
    while (job == null) {
      LockSupport.park(this);
      job = state.get();
    }
    parked = false;
    return job;
  }

  /** Offers a job; returns false if the worker is not idle. */
  boolean offer(Job job) {
    if (state.get() != null) {
      return false;
    }
    job.enlist();
    if (!state.compareAndSet(null, job)) {
      job.discharge();
      return false;
    }
    if (parked) {
      LockSupport.unpark(this);
    }
    return true;
  }

  /** Takes a job back if the worker has not begun it. */
  void withdraw(Job job) {
    if (state.get() == job && state.compareAndSet(job, null)) {
      job.discharge();
    }
  }
}
