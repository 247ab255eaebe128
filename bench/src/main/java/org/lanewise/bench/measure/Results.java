package org.lanewise.bench.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an interleaved measurement found. */
public final class Results {
  private final Map<String, Map<Integer, Double>> speeds = new LinkedHashMap<>();
  private final Map<String, String> flaws;
  private final int disturbed;

  Results(List<Turns> turns, Map<String, String> flaws, int disturbed) {
    turns.forEach(t -> speeds.put(t.contestant().name(), Map.copyOf(t.speeds())));
    this.flaws = Map.copyOf(flaws);
    this.disturbed = disturbed;
  }

  /** Returns what was wrong with the results of those who were not timed, by name. */
  public Map<String, String> flaws() {
    return flaws;
  }

  /** Returns how many slices count although the machine never kept its pace beside them. */
  public int disturbed() {
    return disturbed;
  }

  /** Returns the median speed of one who was timed: work a nanosecond. */
  public double speed(String name) {
    return Statistics.median(speedsOf(name).values().stream().mapToDouble(s -> s).toArray());
  }

  /**
   * Returns how many times faster one is than another: the median of the ratios of the rounds in
   * which both took a turn, so that what slowed a whole round down cancels.
   */
  public double ratio(String name, String rival) {
    Map<Integer, Double> theirs = speedsOf(rival);
    return Statistics.median(
        speedsOf(name).entrySet().stream()
            .filter(turn -> theirs.containsKey(turn.getKey()))
            .mapToDouble(turn -> turn.getValue() / theirs.get(turn.getKey()))
            .toArray());
  }

  /** Returns the ratio of one to each other who was timed, in the order of the turns. */
  public Map<String, Double> ratios(String name) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String rival : speeds.keySet()) {
      if (!rival.equals(name)) {
        ratios.put(rival, ratio(name, rival));
      }
    }
    return ratios;
  }

  private Map<Integer, Double> speedsOf(String name) {
    return Objects.requireNonNull(speeds.get(name), () -> name + " was not timed");
  }
}
