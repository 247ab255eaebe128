package org.lanewise.nn.train;

import java.util.List;
import java.util.StringJoiner;

/**
 * The epochs of a training, in order.
 *
 * @param epochs what each gave
 */
public record History(List<EpochResult> epochs) {
  /** Keeps its own copy. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** Returns the seconds of training in all, validation not counted. */
  public double seconds() {
    return epochs.stream().mapToDouble(EpochResult::seconds).sum();
  }

  /** Returns a JSON object a line, or CSV with a heading; what is not finite is null or empty. */
  String text(boolean json) {
    String[] names = EpochResult.NAMES.split(",");
    StringBuilder text = new StringBuilder(json ? "" : EpochResult.NAMES + "\n");
    for (EpochResult result : epochs) {
      StringJoiner line = new StringJoiner(",", json ? "{" : "", json ? "}\n" : "\n");
      double[] values = result.values();
      for (int i = 0; i < names.length; i++) {
        String number = i == 0 ? "" + result.epoch() : Double.toString(values[i]);
        String cell = Double.isFinite(values[i]) ? number : json ? "null" : "";
        line.add(json ? '"' + names[i] + "\":" + cell : cell);
      }
      text.append(line);
    }
    return text.toString();
  }
}
