package org.lanewise.bench.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lanewise.cli.LineChart;

/** Epochs of other engines: how many times ours each takes, a line of points a work and thread. */
public final class PeersChart {
  private static final List<Color> COLORS =
      List.of(LineChart.BLUE, LineChart.ORANGE, new Color(0x1B9E77), new Color(0x6A3D9A));
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP);

  private final List<String> peers = new ArrayList<>();
  private final Map<String, Map<Integer, Double>> ratios = new LinkedHashMap<>();

  /**
   * Reads measurements.
   *
   * @param works whose epochs are drawn
   * @param lines a JSON object a line, as {@code bench/peers/run} writes them
   * @throws IOException if they cannot be read, or have no epochs of these works
   */
  public PeersChart(List<String> works, Path lines) throws IOException {
    for (String line : Files.readAllLines(lines)) {
      JsonObject event = JsonParser.parseString(line).getAsJsonObject();
      String work = event.get("work").getAsString();
      if (works.contains(work) && event.has("ratio") && event.has("seconds")) {
        String peer = event.get("peer").getAsString();
        if (!peers.contains(peer)) {
          peers.add(peer);
        }
        int threads = event.get("threads").getAsInt();
        ratios
            .computeIfAbsent(
                work + ", " + threads + (threads == 1 ? " thread" : " threads"),
                name -> new TreeMap<>())
            .put(peers.indexOf(peer), event.get("ratio").getAsDouble());
      }
    }
    if (ratios.isEmpty()) {
      throw new IOException(lines + ": there are no epochs of " + String.join(", ", works));
    }
  }

  /** Draws them. */
  public void write(Path svg) throws IOException {
    LineChart chart = new LineChart("Time of an epoch, times ours", "", "times ours");
    double top = 1;
    int drawn = 0;
    for (Map.Entry<String, Map<Integer, Double>> entry : ratios.entrySet()) {
      double[] x = entry.getValue().keySet().stream().mapToDouble(i -> i).toArray();
      double[] y = entry.getValue().values().stream().mapToDouble(ratio -> ratio).toArray();
      for (double ratio : y) {
        top = Math.max(top, ratio);
      }
      int style = drawn++ % COLORS.size();
      chart
          .addLine(entry.getKey(), COLORS.get(style), MARKERS.get(style), x, y)
          .setLineStyle(new BasicStroke(0.5f));
    }
    Map<Double, String> ticks = new LinkedHashMap<>();
    for (int i = 0; i < peers.size(); i++) {
      ticks.put((double) i, peers.get(i));
    }
    chart.setFrame("", new double[] {-0.5, peers.size() - 0.5}, top, ticks);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.write(svg, "times ours by engine, " + String.join("; ", ratios.keySet()));
  }
}
