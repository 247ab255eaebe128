package org.lanewise.bench.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Aligned columns: a speed, then how many times that of each rival it is. */
public final class TableReport implements Report {
  private static final int RATIO_WIDTH = 10;

  /** Stands before a rival's name: what follows is how many times its speed ours is. */
  private static final String TIMES = "x ";

  /** The ceiling that no product can pass on a machine that keeps its pace. */
  private static final String PEAK = "peak";

  private final PrintStream out;
  private List<String> columns = List.of();

  /** Writes to a stream. */
  public TableReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void begin(String unit, List<String> rivals) {
    columns = List.copyOf(rivals);
    StringBuilder head = new StringBuilder(String.format("%-15s %-31s %9s", "", "", unit));
    columns.forEach(
        column -> head.append(String.format(" %" + width(column) + "s", TIMES + column)));
    out.println(head);
  }

  @Override
  public void measured(Measurement measurement) {
    boolean mean = Double.isNaN(measurement.value());
    StringBuilder line = new StringBuilder();
    line.append(String.format("%-15s %-31s ", measurement.work(), measurement.label()));
    line.append(mean ? " ".repeat(9) : String.format(Locale.ROOT, "%9.2f", measurement.value()));
    for (String column : columns) {
      Double ratio = measurement.ratios().get(column);
      String text = ratio == null ? "" : String.format(Locale.ROOT, "%.2f", ratio);
      line.append(String.format(" %" + width(column) + "s", text));
    }
    out.println(line.toString().stripTrailing());
    double ofPeak = measurement.ratios().getOrDefault(PEAK, 0.0);
    if (!mean && ofPeak > 1) {
      remark(
          PEAK,
          "exceeded in the line above",
          String.format(
              Locale.ROOT,
              "%.3f times is more than there is, so the machine changed its pace in between; measure"
                  + " that line again",
              ofPeak));
    }
  }

  private static int width(String column) {
    return Math.max(RATIO_WIDTH, TIMES.length() + column.length());
  }

  @Override
  public void remark(String rival, String state, String reason) {
    out.println(rival + ": " + state + ": " + reason);
  }

  @Override
  public void drawn(Path svg, Path png) {
    out.println("wrote " + svg + " and " + png);
  }
}
