package org.lanewise.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lanewise.cli.LineChart;

/** A histogram of latencies, a line each, over a logarithmic axis. */
public final class LatencyChart {
  private static final List<Color> COLORS =
      List.of(
          LineChart.BLUE,
          LineChart.ORANGE,
          new Color(0x1B9E77),
          new Color(0x6A3D9A),
          new Color(0x666666));

  /** Bins of a doubling of time. */
  private static final int BINS = 12;

  private final Map<String, long[]> nanos;

  /** Takes times in nanoseconds by name; a name begins with what it belongs to. */
  public LatencyChart(Map<String, long[]> nanos) {
    this.nanos = nanos;
  }

  /**
   * Draws the times of which the name begins with a prefix.
   *
   * @throws IllegalArgumentException if there are none
   */
  public void write(Path svg, String prefix) throws IOException {
    Map<String, double[]> shares = new LinkedHashMap<>();
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (Map.Entry<String, long[]> entry : nanos.entrySet()) {
      if (entry.getKey().startsWith(prefix) && entry.getValue().length > 0) {
        double[] share = new double[64 * BINS];
        for (long time : entry.getValue()) {
          share[bin(time)] += 100.0 / entry.getValue().length;
        }
        shares.put(entry.getKey().substring(prefix.length()).strip(), share);
        for (int i = 0; i < share.length; i++) {
          // What is rarer than one in a thousand would be on the axis and make it long.
          first = share[i] >= 0.1 ? Math.min(first, i) : first;
          last = share[i] >= 0.1 ? Math.max(last, i) : last;
        }
      }
    }
    if (shares.isEmpty()) {
      throw new IllegalArgumentException("there are no latencies of " + prefix);
    }
    first--;
    last++;
    LineChart chart =
        new LineChart(
            "One prediction, " + prefix, "microseconds (logarithmic)", "% of predictions");
    double top = 0;
    int drawn = 0;
    for (Map.Entry<String, double[]> entry : shares.entrySet()) {
      double[] y = Arrays.copyOfRange(entry.getValue(), first, last + 1);
      double[] x = new double[y.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = first + i;
      }
      top = Math.max(top, Arrays.stream(y).max().orElse(0));
      chart.addLine(entry.getKey(), COLORS.get(drawn++ % COLORS.size()), SeriesMarkers.NONE, x, y);
    }
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int i = first; i <= last; i++) {
      if (i % BINS == 0) {
        double micros = Math.pow(2, (double) i / BINS) / 1e3;
        ticks.put((double) i, String.format(Locale.ROOT, "%.3g", micros));
      }
    }
    chart.setFrame("", new double[] {first, last}, top, ticks);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setYAxisDecimalPattern("0.#");
    String names = String.join(", ", shares.keySet());
    chart.write(svg, "how often a prediction takes how long, with " + names);
  }

  private static int bin(long nanos) {
    return (int) (BINS * Math.log(Math.max(1, nanos)) / Math.log(2));
  }
}
