package org.lanewise.bench.measure;

import java.util.Map;
import java.util.TreeMap;

/** The turns of one contestant: how long each is, in which rounds it comes, what it gave. */
final class Turns {
  /** A contestant of which one run takes this many slices sits out rounds. */
  private static final long LONG_RUN = 8;

  private final Contestant contestant;
  private final long runs;
  private final int period;
  private final Map<Integer, Double> speeds = new TreeMap<>();

  /**
   * Plans the turns.
   *
   * @param runsPerNano the best speed seen so far
   * @param sliceNanos how long a turn should take
   */
  Turns(Contestant contestant, double runsPerNano, long sliceNanos) {
    double runsPerSlice = runsPerNano * sliceNanos;
    this.contestant = contestant;
    this.runs = Math.max(1, Math.round(runsPerSlice));
    this.period = 1 + (int) (1 / runsPerSlice / LONG_RUN);
  }

  Contestant contestant() {
    return contestant;
  }

  long runs() {
    return runs;
  }

  boolean comesIn(int round) {
    return round % period == 0;
  }

  /** Notes what a turn took. */
  void record(int round, long nanos) {
    speeds.put(round, contestant.work() * runs / Math.max(1, nanos));
  }

  /** Returns work done in a nanosecond, by round. */
  Map<Integer, Double> speeds() {
    return speeds;
  }
}
