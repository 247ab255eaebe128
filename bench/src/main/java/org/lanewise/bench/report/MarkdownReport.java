package org.lanewise.bench.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tables of Markdown, to be read on a page. */
public final class MarkdownReport implements Report {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder remarks = new StringBuilder();
  private List<String> columns = List.of();

  /** Returns what was written so far. */
  public String text() {
    end();
    return text.toString();
  }

  @Override
  public void begin(String unit, List<String> rivals) {
    end();
    columns = List.copyOf(rivals);
    text.append("\n| work | of | ").append(unit);
    columns.forEach(column -> text.append(" | × ").append(column));
    text.append(" |\n| --- | --- | ---:");
    columns.forEach(column -> text.append(" | ---:"));
    text.append(" |\n");
  }

  @Override
  public void measured(Measurement measurement) {
    text.append("| %s | %s | ".formatted(measurement.work(), measurement.label()));
    text.append(Double.isNaN(measurement.value()) ? "" : number(measurement.value()));
    for (String column : columns) {
      Double ratio = measurement.ratios().get(column);
      text.append(" | ").append(ratio == null ? "" : number(ratio));
    }
    text.append(" |\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : "%.2f", value);
  }

  @Override
  public void remark(String rival, String state, String reason) {
    remarks.append("\n*").append(rival).append("*: ").append(state).append(": ").append(reason);
    remarks.append("\n");
  }

  /** Remarks follow the table: within it they would end it. */
  private void end() {
    text.append(remarks);
    remarks.setLength(0);
  }

  @Override
  public void drawn(Path svg, Path png) {
    end();
    text.append("\n![")
        .append(svg.getFileName())
        .append("](")
        .append(svg.getFileName())
        .append(")\n");
  }
}
