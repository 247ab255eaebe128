package org.lanewise.nn.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.selection.SearchResult.Outcome;

/**
 * Tries configurations, several at once. A configuration is of any type: a map from {@link #grid}
 * or {@link #random}, or a record of one's own.
 */
public final class Search {
  private Search() {}

  /**
   * Returns every combination of the values of each field. Fields go by their names, since a map
   * may have another order in each run; the last varies fastest.
   */
  public static List<Map<String, Object>> grid(Map<String, ? extends List<?>> fields) {
    List<Map<String, Object>> grid = List.of(Map.of());
    for (String name : new TreeSet<>(fields.keySet())) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> start : grid) {
        for (Object value : fields.get(name)) {
          Map<String, Object> configuration = new TreeMap<>(start);
          configuration.put(name, value);
          longer.add(configuration);
        }
      }
      grid = longer;
    }
    return grid;
  }

  /**
   * Returns configurations whose fields are drawn each by its function, such as {@code random ->
   * 0.001 * StrictMath.pow(100, random.nextDouble())}; two may be equal.
   */
  public static List<Map<String, Object>> random(
      Map<String, Function<RandomStream, Object>> fields, int count, long seed) {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long index = i;
      Map<String, Object> configuration = new TreeMap<>();
      fields.forEach(
          (name, field) ->
              configuration.put(name, field.apply(RandomStream.of(seed, "field " + name, index))));
      drawn.add(configuration);
    }
    return drawn;
  }

  /**
   * Scores configurations; when it returns or throws, no thread of it is left.
   *
   * @param threads how many are scored at once, at least 1; changes no result
   * @param seed of the seeds that the scorer gets, one a configuration
   * @param scorer gives scores, as one a fold, the higher the better, so errors with a minus; what
   *     it throws is a failure of the one configuration. Several threads call it at once
   * @throws InterruptedException if the calling thread was interrupted; so were those that scored
   */
  public static <C> SearchResult<C> run(
      List<C> configurations, int threads, long seed, BiFunction<C, Long, double[]> scorer)
      throws InterruptedException {
    List<Callable<Outcome<C>>> tasks = new ArrayList<>();
    for (int i = 0; i < configurations.size(); i++) {
      int index = i;
      long own = RandomStream.of(seed, "candidate", i).nextLong();
      tasks.add(() -> outcome(index, configurations.get(index), own, scorer));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, Search::daemon);
    try {
      List<Outcome<C>> outcomes = new ArrayList<>();
      for (Future<Outcome<C>> future : pool.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return new SearchResult<>(List.copyOf(outcomes));
    } catch (ExecutionException e) {
      throw (Error) e.getCause(); // an exception is an outcome
    } finally {
      pool.shutdownNow();
      while (!pool.isTerminated()) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private static <C> Outcome<C> outcome(
      int index, C configuration, long seed, BiFunction<C, Long, double[]> scorer) {
    try {
      double[] scores = scorer.apply(configuration, seed);
      return new Outcome<>(index, configuration, Arrays.stream(scores).boxed().toList(), "");
    } catch (RuntimeException e) {
      return new Outcome<>(index, configuration, List.of(), e.toString());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lanewise-search");
    thread.setDaemon(true);
    return thread;
  }
}
