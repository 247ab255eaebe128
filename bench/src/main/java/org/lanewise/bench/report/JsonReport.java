package org.lanewise.bench.report;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lanewise.cli.JsonLines;

/** One JSON object a line. */
public final class JsonReport implements Report {
  private final JsonLines lines;

  /** Writes to a stream. */
  public JsonReport(PrintStream out) {
    lines = new JsonLines(out);
  }

  @Override
  public void begin(String unit, List<String> rivals) {
    // Each line says everything itself.
  }

  @Override
  public void measured(Measurement measurement) {
    Map<String, Object> event = JsonLines.event("bench");
    event.put("work", measurement.work());
    event.putAll(measurement.fields());
    if (!Double.isNaN(measurement.value())) {
      event.put("value", measurement.value());
      event.put("unit", measurement.unit());
    }
    event.put("ratios", measurement.ratios());
    lines.print(event);
  }

  @Override
  public void remark(String rival, String state, String reason) {
    Map<String, Object> event = JsonLines.event("rival");
    event.put("name", rival);
    event.put("state", state);
    event.put("reason", reason);
    lines.print(event);
  }

  @Override
  public void drawn(Path svg, Path png) {
    Map<String, Object> event = JsonLines.event("plot");
    event.put("svg", svg.toString());
    event.put("png", png.toString());
    lines.print(event);
  }
}
