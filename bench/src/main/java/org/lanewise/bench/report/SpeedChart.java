package org.lanewise.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lanewise.cli.LineChart;

/**
 * Collects measurements of squares on their way to another report, and draws speeds over sizes.
 *
 * <p>The speed of a rival, or of the peak, is ours divided by the ratio, so that the picture says
 * what the table says: a line is above ours exactly where its ratio is below 1.
 */
public final class SpeedChart implements Report {
  private static final String OPENBLAS = "openblas";
  private static final String PEAK = "peak";
  private static final Color CEILING = new Color(0x666666);
  private static final BasicStroke DASHES =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {8, 5}, 0);

  private static final Color[] COLORS = {
    LineChart.BLUE,
    LineChart.ORANGE,
    new Color(0x1B9E77),
    new Color(0xC51B8A),
    new Color(0xE6AB02),
    new Color(0x6A3D9A),
    new Color(0x8C564B),
    new Color(0x17BECF),
    new Color(0x66A61E),
    new Color(0xF781BF),
    new Color(0x000000),
    new Color(0xB2182B),
    new Color(0x8DA0CB)
  };

  /** Their number and that of the colours have no common factor: a pair comes back late. */
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN
  };

  /** What a legend below the picture has room for; a longer one goes beside it. */
  private static final int LEGEND_LETTERS = 110;

  /** How many letters the sign before a name takes. */
  private static final int SIGN_LETTERS = 7;

  private final Report next;
  private final SortedMap<Integer, Measurement> bySize = new TreeMap<>();
  private final Map<String, String> heldBack = new LinkedHashMap<>();
  private List<String> rivals = List.of();

  /** Passes everything on to another report. */
  public SpeedChart(Report next) {
    this.next = next;
  }

  @Override
  public void begin(String unit, List<String> names) {
    rivals = List.copyOf(names);
    next.begin(unit, names);
  }

  @Override
  public void measured(Measurement measurement) {
    if (!Double.isNaN(measurement.value())) {
      bySize.put((Integer) measurement.fields().get("m"), measurement);
    }
    next.measured(measurement);
  }

  @Override
  public void remark(String rival, String state, String reason) {
    if (state.equals(HELD_BACK)) {
      heldBack.put(rival, reason);
    }
    next.remark(rival, state, reason);
  }

  @Override
  public void drawn(Path svg, Path png) {
    next.drawn(svg, png);
  }

  /**
   * Draws what was measured, and reports where it lies.
   *
   * @param title what was multiplied, where and when
   * @throws IllegalStateException if nothing was measured
   */
  public void write(Path svg, String title) throws IOException {
    if (bySize.isEmpty()) {
      throw new IllegalStateException("a chart of no measurements");
    }
    Measurement first = bySize.get(bySize.firstKey());
    String ours = (String) first.fields().get("backend");
    String lead = lead(ours);
    LineChart chart = new LineChart(title, "size (logarithmic)", first.unit());
    addLines(chart, ours);
    frame(chart, lead);
    placeLegend(chart);
    StringBuilder description = new StringBuilder("speed in " + first.unit() + " by size of ");
    description.append(String.join(", ", chart.getSeriesMap().keySet()));
    if (!lead.isEmpty()) {
      description.append("; ").append(lead);
    }
    heldBack.forEach((name, why) -> description.append("; " + name + " is held back: " + why));
    chart.write(svg, description.toString());
    drawn(svg, LineChart.pngBeside(svg));
  }

  private String lead(String ours) {
    SortedMap<Integer, Double> ratios = new TreeMap<>();
    bySize.forEach(
        (size, at) -> {
          if (at.ratios().containsKey(OPENBLAS)) {
            ratios.put(size, at.ratios().get(OPENBLAS));
          }
        });
    return ratios.isEmpty() ? "" : Lead.words(ours, OPENBLAS, ratios);
  }

  private void addLines(LineChart chart, String ours) {
    int drawn = 0;
    add(chart, ours + " (Lanewise)", null, drawn++);
    for (String rival : rivals) {
      String held = heldBack.keySet().stream().anyMatch(rival::startsWith) ? " (held back)" : "";
      if (bySize.values().stream().anyMatch(at -> at.ratios().containsKey(rival))) {
        add(chart, rival + held, rival, rival.equals(PEAK) ? -1 : drawn++);
      }
    }
  }

  /** Adds the line of a rival, or ours if that is null; a negative number is that of a ceiling. */
  private void add(LineChart chart, String name, String rival, int number) {
    SortedMap<Integer, Double> speeds = new TreeMap<>();
    bySize.forEach(
        (size, at) -> {
          if (rival == null || at.ratios().containsKey(rival)) {
            speeds.put(size, at.value() / (rival == null ? 1 : at.ratios().get(rival)));
          }
        });
    double[] x = speeds.keySet().stream().mapToDouble(SpeedChart::position).toArray();
    double[] y = speeds.values().stream().mapToDouble(speed -> speed).toArray();
    if (number < 0) {
      XYSeries ceiling = chart.addLine(name, CEILING, SeriesMarkers.NONE, x, y);
      ceiling.setLineStyle(DASHES);
    } else {
      Marker marker = MARKERS[number % MARKERS.length];
      chart.addLine(name, COLORS[number % COLORS.length], marker, x, y);
    }
  }

  private void frame(LineChart chart, String lead) {
    double[] range = {position(bySize.firstKey()), position(bySize.lastKey())};
    double top =
        chart.getSeriesMap().values().stream().mapToDouble(XYSeries::getYMax).max().orElseThrow();
    Map<Double, String> ticks = new LinkedHashMap<>();
    bySize.keySet().stream()
        .sorted(Comparator.comparing(size -> Integer.bitCount(size) > 1)) // powers of two first
        .forEach(size -> ticks.put(position(size), size.toString()));
    chart.setFrame(lead, range, top, ticks);
    chart.getStyler().setYAxisDecimalPattern("0.###");
  }

  private static void placeLegend(LineChart chart) {
    int letters =
        chart.getSeriesMap().keySet().stream().mapToInt(n -> n.length() + SIGN_LETTERS).sum();
    XYStyler styler = chart.getStyler();
    if (letters <= LEGEND_LETTERS) {
      styler.setLegendPosition(Styler.LegendPosition.OutsideS);
      styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    } else {
      styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    }
  }

  /** A position on the logarithmic axis. */
  private static double position(int size) {
    return Math.log(size) / Math.log(2);
  }
}
