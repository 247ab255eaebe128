package org.lanewise.nn.selection;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a search found.
 *
 * @param outcomes one a configuration, in their order
 */
public record SearchResult<C>(List<Outcome<C>> outcomes) {
  /**
   * What came of a configuration.
   *
   * @param index its place, from 0
   * @param scores as the scorer gave them; none if it failed
   * @param failure why it failed; empty if it did not
   */
  public record Outcome<C>(int index, C configuration, List<Double> scores, String failure) {
    /** Returns the mean score; NaN of none. */
    public double mean() {
      return scores.stream().reduce(0.0, Double::sum) / scores.size();
    }

    /** Returns the standard deviation of the scores, with n - 1; NaN of fewer than 2. */
    public double deviation() {
      double mean = mean();
      double squares = scores.stream().map(s -> (s - mean) * (s - mean)).reduce(0.0, Double::sum);
      return scores.size() < 2 ? Double.NaN : Math.sqrt(squares / (scores.size() - 1));
    }
  }

  /** Returns the outcomes, best mean first; of equal ones the first, and those without one last. */
  public List<Outcome<C>> ranked() {
    return outcomes.stream().sorted(Comparator.comparingDouble(o -> -o.mean())).toList();
  }

  /**
   * Returns the outcome with the highest mean score.
   *
   * @throws IllegalStateException if no configuration has one
   */
  public Outcome<C> best() {
    return ranked().stream()
        .filter(outcome -> !Double.isNaN(outcome.mean()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no configuration has a score\n" + this));
  }

  /** Returns the ranked outcomes as CSV with a header. */
  public String toCsv() {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    csv.writeRecord("index", "configuration", "mean", "deviation", "failure");
    for (Outcome<C> o : ranked()) {
      csv.writeRecord(
          "" + o.index, "" + o.configuration, "" + o.mean(), "" + o.deviation(), o.failure);
    }
    return text.toString();
  }

  /** Returns the ranked outcomes as a table for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("index      mean  deviation  configuration\n");
    for (Outcome<C> o : ranked()) {
      String figures =
          String.format(Locale.ROOT, "%5d  %8.5g  %9.3g", o.index, o.mean(), o.deviation());
      text.append(
          figures + "  " + o.configuration + (o.failure.isEmpty() ? "" : "  " + o.failure) + "\n");
    }
    return text.toString();
  }
}
