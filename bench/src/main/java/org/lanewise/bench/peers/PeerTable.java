package org.lanewise.bench.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as tables in Markdown: one of training, one of prediction. */
final class PeerTable {
  private static final Map<String, String> TRAINING = new LinkedHashMap<>();
  private static final Map<String, String> PREDICTION = new LinkedHashMap<>();

  static {
    TRAINING.put("first_loss", "loss, first epoch");
    TRAINING.put("last_loss", "loss, last epoch");
    TRAINING.put("first_seconds", "first epoch, s");
    TRAINING.put("first_ratio", "its times ours");
    TRAINING.put("last_seconds", "last epoch, s");
    TRAINING.put("last_ratio", "its times ours");
    TRAINING.put("seconds", "an epoch, s");
    TRAINING.put("rows_per_second", "rows/s");
    TRAINING.put("ratio", "times ours");
    PREDICTION.put("p50_us", "p50, µs");
    PREDICTION.put("p99_us", "p99, µs");
    PREDICTION.put("p99.9_us", "p99.9, µs");
    PREDICTION.put("ratio", "times ours");
  }

  private PeerTable() {}

  /** Returns the tables, or what there is to fill them. */
  static String of(List<PeerResult> results) {
    return table(results.stream().filter(r -> r.work().isTraining()).toList(), TRAINING)
        + table(results.stream().filter(r -> !r.work().isTraining()).toList(), PREDICTION);
  }

  private static String table(List<PeerResult> results, Map<String, String> columns) {
    if (results.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    results.stream()
        .map(PeerResult::work)
        .distinct()
        .forEach(work -> text.append("%s: %s.\n".formatted(work.name(), work.description())));
    text.append("\n| work | threads | peer | ")
        .append(String.join(" | ", columns.values()))
        .append(" | version | note |\n| --- | --- | --- |")
        .append(" ---: |".repeat(columns.size()))
        .append(" --- | --- |\n");
    for (PeerResult result : results) {
      text.append(
          "| %s | %d | %s | %s | %s | %s |\n"
              .formatted(
                  result.work().name(),
                  result.threads(),
                  result.peer(),
                  columns.keySet().stream()
                      .map(column -> number(result.figures().get(column)))
                      .collect(Collectors.joining(" | ")),
                  cell(result.version()),
                  cell(result.note())));
    }
    return text.append('\n').toString();
  }

  /** Four digits tell enough of a measurement. */
  private static String number(Double value) {
    if (value == null || value.isNaN()) {
      return "";
    }
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    int decimals = value == 0 ? 0 : 3 - (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.min(9, decimals) + "f", value);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
