package org.lanewise.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The harness on a clock that only the contestants move. */
class InterleavingTest {
  private static final long SLICE = 1_000;
  private static final long PROBE = 10;

  private long now;

  /** What of the time went to other programs. */
  private long taken;

  private final List<String> calls = new ArrayList<>();

  /** Does one unit of work in so many ticks. */
  private Entry taking(String name, LongSupplier ticks) {
    return Entry.of(
        name,
        1,
        () -> {
          now += ticks.getAsLong();
          calls.add(name);
        },
        Optional::empty);
  }

  private Results measure(LongSupplier probe, Entry... entries) {
    return measure(probe, () -> {}, false, entries);
  }

  private Results measure(LongSupplier probe, Runnable rest, boolean leadIn, Entry... entries) {
    Interleaving interleaving =
        new Interleaving(
            new Pace(probe),
            () -> now,
            () -> now - taken,
            () -> now += SLICE,
            rest,
            leadIn,
            SLICE,
            2 * SLICE);
    return interleaving.measure(List.of(entries), 20 * SLICE);
  }

  @Test
  void speedsAndRatiosAreThoseOfTheClock() {
    Results results = measure(() -> PROBE, taking("ours", () -> 10), taking("theirs", () -> 25));
    assertEquals(0.1, results.speed("ours"), 1e-12);
    assertEquals(0.04, results.speed("theirs"), 1e-12);
    assertEquals(Map.of("theirs", 2.5), results.ratios("ours"));
    assertEquals(0, results.disturbed());
  }

  @Test
  void whatARestCostsTheFirstRunDoesNotCountAfterALeadIn() {
    boolean[] asleep = {false};
    LongSupplier wakingUp =
        () -> {
          long ticks = asleep[0] ? 510 : 10;
          asleep[0] = false;
          return ticks;
        };
    Runnable rest = () -> asleep[0] = true;
    Entry entry = taking("ours", wakingUp);
    assertEquals(0.1, measure(() -> PROBE, rest, true, entry).speed("ours"), 1e-12);
    assertTrue(measure(() -> PROBE, rest, false, entry).speed("ours") < 0.09);
  }

  @Test
  void eachComesOnceARoundAndAfterEachOther() {
    Entry[] entries = {
      taking("a", () -> SLICE), taking("b", () -> SLICE), taking("c", () -> SLICE),
    };
    measure(() -> PROBE, entries);
    // The last rounds, since the calls before them belong to the warm-up.
    int from = calls.size() - 3 * Interleaving.MIN_ROUNDS;
    for (int first = from; first < calls.size(); first += 3) {
      assertEquals(Set.of("a", "b", "c"), Set.copyOf(calls.subList(first, first + 3)));
    }
    Set<String> pairs = new HashSet<>();
    for (int i = from + 1; i < calls.size(); i++) {
      pairs.add(calls.get(i - 1) + calls.get(i));
    }
    pairs.removeAll(Set.of("aa", "bb", "cc"));
    assertEquals(Set.of("ab", "ac", "ba", "bc", "ca", "cb"), pairs);
  }

  @Test
  void aDriftThatSlowsBothLeavesTheRatioAlone() {
    LongSupplier drift = () -> 1 + now / (4 * SLICE);
    Results results =
        measure(
            () -> PROBE,
            taking("ours", () -> 100 * drift.getAsLong()),
            taking("theirs", () -> 300 * drift.getAsLong()));
    assertEquals(3, results.ratio("ours", "theirs"), 1);
  }

  @Test
  void aSliceBesideASlowProbeIsDroppedAndRepeated() {
    boolean[] slow = {false};
    int[] probes = {0};
    // Every fifth probe is slow, and so is whatever runs after it.
    LongSupplier probe =
        () -> {
          slow[0] = ++probes[0] % 5 == 0;
          return slow[0] ? 2 * PROBE : PROBE;
        };
    Results results = measure(probe, taking("ours", () -> slow[0] ? 1_000 : 10));
    assertEquals(0.1, results.speed("ours"), 1e-12);
    assertEquals(0, results.disturbed());
  }

  @Test
  void aSliceFromWhichTheProcessorWasTakenIsDroppedAndRepeated() {
    int[] runs = {0};
    LongSupplier interrupted =
        () -> {
          long others = ++runs[0] % 150 == 0 ? 5_000 : 0;
          taken += others;
          return 10 + others;
        };
    Results results = measure(() -> PROBE, taking("ours", interrupted));
    assertEquals(0.1, results.speed("ours"), 1e-12);
    assertEquals(0, results.disturbed());
  }

  @Test
  void dropsEndAtALimitAndAreReported() {
    long[] probe = {PROBE};
    // A machine that becomes slower without end is never steady.
    Results results = measure(() -> probe[0] *= 2, taking("ours", () -> SLICE));
    assertTrue(results.disturbed() > 0);
    assertEquals(1.0 / SLICE, results.speed("ours"), 1e-12);
  }

  @Test
  void aWrongResultHasNoSpeed() {
    Entry wrong = Entry.of("wrong", 1, () -> now += 1, () -> Optional.of("1 instead of 2"));
    Results results = measure(() -> PROBE, taking("ours", () -> 10), wrong);
    assertEquals(Map.of("wrong", "1 instead of 2"), results.flaws());
    assertTrue(results.ratios("ours").isEmpty());
    assertThrows(NullPointerException.class, () -> results.speed("wrong"));
  }

  @Test
  void whatTakesManySlicesComesInFewRounds() {
    measure(() -> PROBE, taking("ours", () -> SLICE), taking("slow", () -> 100 * SLICE));
    long slow = calls.stream().filter("slow"::equals).count();
    assertTrue(slow <= 4, slow + " runs of 100 slices each");
  }

  @Test
  void aContestantThatBecomesFastIsTimedAfterwards() {
    int[] runs = {0};
    // As code that is compiled after some runs.
    Results results = measure(() -> PROBE, taking("ours", () -> ++runs[0] < 4 ? 500 : 10));
    assertEquals(0.1, results.speed("ours"), 1e-12);
  }
}
