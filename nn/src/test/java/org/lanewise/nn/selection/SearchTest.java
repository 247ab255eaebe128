package org.lanewise.nn.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.random.RandomStream;

class SearchTest {
  /** A configuration may be a record of one's own. */
  private record Settings(int units, double rate) {}

  private static final List<Settings> SETTINGS =
      List.of(new Settings(1, 0.5), new Settings(2, 0.25), new Settings(3, 4), new Settings(4, 1));

  /** They may still be on their way out, but no task keeps them. */
  @AfterEach
  void noThreadIsLeftOver() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("lanewise-search")) {
        thread.join(10_000);
        assertFalse(thread.isAlive(), "a thread of the search lives on");
      }
    }
  }

  private static double[] score(Settings settings, long seed) {
    double noise = RandomStream.of(seed, "noise").nextDouble();
    return new double[] {settings.units() * settings.rate(), noise};
  }

  @Test
  void aGridHasEveryCombinationInTheOrderOfNames() {
    List<Map<String, Object>> grid =
        Search.grid(Map.of("units", List.of(8, 16), "rate", List.of(0.1, 0.01, 0.001)));
    assertEquals(
        "[{rate=0.1, units=8}, {rate=0.1, units=16}, {rate=0.01, units=8}, {rate=0.01, units=16},"
            + " {rate=0.001, units=8}, {rate=0.001, units=16}]",
        grid.toString(),
        "whatever the order of the map");
    assertEquals(List.of(Map.of()), Search.grid(Map.of()), "of no fields there is one combination");
    assertEquals(List.of(), Search.grid(Map.of("units", List.of(8), "rate", List.of())));
  }

  @Test
  void randomCandidatesDependOnSeedNameAndPlaceAlone() {
    Function<RandomStream, Object> uniform = RandomStream::nextDouble;
    Function<RandomStream, Object> choice = r -> List.of("tanh", "relu").get(r.nextInt(2));
    List<Map<String, Object>> drawn = Search.random(Map.of("a", uniform, "b", choice), 50, 7);
    assertEquals(50, drawn.size());
    assertEquals(List.of("a", "b"), List.copyOf(drawn.get(0).keySet()));
    assertEquals(50, drawn.stream().map(c -> c.get("a")).distinct().count());
    assertEquals(2, drawn.stream().map(c -> c.get("b")).distinct().count());
    List<Map<String, Object>> fewer = Search.random(Map.of("a", uniform), 20, 7);
    for (int i = 0; i < 20; i++) {
      assertEquals(drawn.get(i).get("a"), fewer.get(i).get("a"), "another field changes nothing");
    }
    assertNotEquals(
        drawn.get(0).get("a"), Search.random(Map.of("a", uniform), 1, 8).get(0).get("a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9})
  void theNumberOfThreadsChangesNothing(int threads) throws InterruptedException {
    SearchResult<Settings> one = Search.run(SETTINGS, 1, 42, SearchTest::score);
    assertEquals(one, Search.run(SETTINGS, threads, 42, SearchTest::score));
    assertNotEquals(one, Search.run(SETTINGS, threads, 43, SearchTest::score));
    for (int i = 0; i < SETTINGS.size(); i++) {
      assertEquals(SETTINGS.get(i), one.outcomes().get(i).configuration(), "in their order");
      assertEquals(i, one.outcomes().get(i).index());
    }
  }

  @Test
  void severalAreScoredAtOnceAndEachHasASeedOfItsOwn() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    Set<Long> seeds = ConcurrentHashMap.newKeySet();
    Search.run(
        List.of(1, 2, 3, 4),
        2,
        1,
        (candidate, seed) -> {
          seeds.add(seed);
          both.countDown();
          await(both); // would never end on one thread
          return new double[] {candidate};
        });
    assertEquals(4, seeds.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("stopped", e);
    }
  }

  @Test
  void whatFailsIsReportedAndLosesNoOther() throws InterruptedException {
    SearchResult<String> result =
        Search.run(
            List.of("low", "bad", "none", "high", "also high"),
            2,
            1,
            (name, seed) ->
                switch (name) {
                  case "bad" -> throw new IllegalArgumentException("units is -1");
                  case "none" -> new double[] {Double.NaN, 1};
                  case "low" -> new double[] {1, 2};
                  default -> new double[] {3, 5};
                });
    assertEquals(
        List.of("high", "also high", "low", "bad", "none"),
        result.ranked().stream().map(SearchResult.Outcome::configuration).toList());
    assertTrue(result.outcomes().get(1).failure().contains("units is -1"));
    assertEquals(List.of(), result.outcomes().get(1).scores());
    assertEquals("high", result.best().configuration());
    assertEquals(4, result.best().mean());
    assertEquals(Math.sqrt(2), result.best().deviation(), 1e-15);
    assertEquals(
        """
        index      mean  deviation  configuration
            3    4.0000       1.41  high
            4    4.0000       1.41  also high
            0    1.5000      0.707  low
            1       NaN        NaN  bad  java.lang.IllegalArgumentException: units is -1
            2       NaN        NaN  none
        """,
        result.toString());
  }

  @Test
  void csvQuotesWhatNeedsIt() throws InterruptedException {
    SearchResult<Map<String, Object>> result =
        Search.run(
            List.of(new LinkedHashMap<>(Map.of("layers", List.of(8, 4)))),
            1,
            1,
            (candidate, seed) -> new double[] {0.1, 0.2});
    List<String> lines = result.toCsv().lines().toList();
    assertEquals("index,configuration,mean,deviation,failure", lines.get(0));
    assertTrue(lines.get(1).startsWith("0,\"{layers=[8, 4]}\",0.15"), lines.get(1));
    assertEquals(2, lines.size());
  }

  @Test
  void withoutAnyScoreThereIsNoBestAndTheTableSaysWhy() throws InterruptedException {
    SearchResult<Integer> result =
        Search.run(
            List.of(1),
            1,
            1,
            (c, seed) -> {
              throw new IllegalStateException("diverged");
            });
    var thrown = assertThrows(IllegalStateException.class, result::best);
    assertTrue(thrown.getMessage().contains("diverged"), thrown.getMessage());
    assertThrows(
        IllegalStateException.class,
        () -> Search.run(List.<Integer>of(), 2, 1, (c, seed) -> new double[1]).best());
  }

  @Test
  void anErrorOfTheMachineIsNoOutcome() {
    assertThrows(
        StackOverflowError.class,
        () ->
            Search.run(
                SETTINGS,
                2,
                1,
                (c, seed) -> {
                  throw new StackOverflowError();
                }));
  }

  @Test
  void anInterruptedSearchInterruptsWhatRunsAndLeavesNothing() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Set<Integer> ended = ConcurrentHashMap.newKeySet();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread searching =
        new Thread(
            () -> {
              try {
                Search.run(
                    Arrays.asList(1, 2, 3, 4, 5),
                    2,
                    1,
                    (candidate, seed) -> {
                      begun.countDown();
                      try {
                        await(never);
                      } finally {
                        ended.add(candidate);
                      }
                      return new double[1];
                    });
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    searching.start();
    begun.await();
    searching.interrupt();
    searching.join();
    assertTrue(thrown.get() instanceof InterruptedException, String.valueOf(thrown.get()));
    assertTrue(ended.containsAll(Set.of(1, 2)), "those that ran have ended");
    assertFalse(ended.contains(5), "those that waited never ran");
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThrows(
        IllegalArgumentException.class, () -> Search.run(SETTINGS, 0, 1, SearchTest::score));
  }
}
