package org.lanewise.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Times rivals in turns, so that a machine whose speed drifts is fair to all of them. Each round
 * has an order of its own: who comes after one that uses the same code and buffers finds them in
 * the caches, and always to be that one would be an advantage.
 *
 * <p>A turn is a short slice of several runs between two probes of the machine's {@link Pace}. A
 * slice beside a slow probe, or during which the processor was taken away, is dropped and repeated,
 * up to a limit; then the fastest of them counts, and is reported as disturbed. A rival of which
 * one run takes many slices comes in every so many rounds only. A rival whose result is wrong is
 * not timed at all.
 */
public final class Interleaving {
  static final int ATTEMPTS = 6;
  static final int MIN_ROUNDS = 5;

  /** A slice faster than all before by this factor shows that the compiler was at work. */
  private static final double GAIN = 1.05;

  /** So many slices without a gain show that it is done. */
  private static final int SETTLED = 3;

  /** A slice is dropped if the processor did something else for more than the rest of it. */
  private static final double OWN_SHARE = 0.95;

  private static final long ORDER_SEED = 1;

  private final Pace pace;
  private final LongSupplier clock;
  private final LongSupplier ownTime;
  private final Runnable pause;
  private final Runnable rest;
  private final boolean leadIn;
  private final long sliceNanos;
  private final long warmUpNanos;

  /**
   * Sets up the timing.
   *
   * @param clock the time in nanoseconds
   * @param ownTime how many nanoseconds of it the processor worked for this thread; the same as the
   *     clock where that says nothing, as when others work for it
   * @param pause leaves the processor to the compiler for about a slice
   * @param rest comes before every turn: lets threads of the one before go to sleep
   * @param leadIn whether each turn begins with a run that does not count: threads that went to
   *     sleep during the rest wake up, which happens once in a series of calls and not in each
   * @param sliceNanos how long a turn should take
   * @param warmUpNanos how long each rival runs at least before anything counts
   */
  public Interleaving(
      Pace pace,
      LongSupplier clock,
      LongSupplier ownTime,
      Runnable pause,
      Runnable rest,
      boolean leadIn,
      long sliceNanos,
      long warmUpNanos) {
    this.pace = pace;
    this.clock = clock;
    this.ownTime = ownTime;
    this.pause = pause;
    this.rest = rest;
    this.leadIn = leadIn;
    this.sliceNanos = sliceNanos;
    this.warmUpNanos = warmUpNanos;
  }

  /** Checks contestants, then times them in turns for about so many nanoseconds. */
  public Results measure(List<? extends Contestant> contestants, long nanos) {
    Map<String, String> flaws = new LinkedHashMap<>();
    List<Turns> all = new ArrayList<>();
    for (Contestant contestant : contestants) {
      long first = time(contestant, 1);
      Optional<String> flaw = contestant.flaw();
      if (flaw.isPresent()) {
        flaws.put(contestant.name(), flaw.get());
      } else {
        all.add(warmUp(contestant, first));
      }
    }
    int disturbed = 0;
    List<Turns> order = new ArrayList<>(all);
    Random random = new Random(ORDER_SEED);
    long start = clock.getAsLong();
    for (int round = 0; round < MIN_ROUNDS || clock.getAsLong() - start < nanos; round++) {
      Collections.shuffle(order, random);
      for (Turns turns : order) {
        if (turns.comesIn(round) && !takeTurn(turns, round)) {
          disturbed++;
        }
      }
    }
    return new Results(all, flaws, disturbed);
  }

  /**
   * Lets the compiler finish, and finds how many runs make a slice.
   *
   * <p>The compiler works beside the program. Where both share a processor it gets on only while
   * the program pauses, and until it is done a kernel on vectors may be a thousand times slower; so
   * pauses alternate with slices until these no longer become faster.
   */
  private Turns warmUp(Contestant contestant, long first) {
    long start = clock.getAsLong();
    double best = 1.0 / Math.max(1, first);
    int settled = 0;
    for (long runs = 1; ; ) {
      long nanos = Math.max(1, time(contestant, runs));
      double speed = (double) runs / nanos;
      settled = speed > GAIN * best ? 0 : settled + 1;
      best = Math.max(best, speed);
      if (nanos < sliceNanos / 4) {
        runs *= 2;
        settled = 0;
        continue;
      }
      boolean enough = settled >= SETTLED || nanos > SETTLED * sliceNanos && settled > 0;
      if (enough && clock.getAsLong() - start >= warmUpNanos) {
        return new Turns(contestant, best, sliceNanos);
      }
      pause.run();
    }
  }

  /** Times one slice, and returns whether the machine was undisturbed during it. */
  private boolean takeTurn(Turns turns, int round) {
    long fastest = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      rest.run();
      long before = pace.probe();
      if (leadIn) {
        turns.contestant().run();
      }
      long ownStart = ownTime.getAsLong();
      long nanos = time(turns.contestant(), turns.runs());
      long own = ownTime.getAsLong() - ownStart;
      long slowest = Math.max(before, pace.probe());
      if (pace.isSteady(slowest) && own >= OWN_SHARE * nanos) {
        turns.record(round, nanos);
        return true;
      }
      fastest = Math.min(fastest, nanos);
    }
    turns.record(round, fastest);
    return false;
  }

  private long time(Contestant contestant, long runs) {
    long start = clock.getAsLong();
    for (long run = 0; run < runs; run++) {
      contestant.run();
    }
    return clock.getAsLong() - start;
  }
}
