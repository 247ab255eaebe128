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

  /** Returns a heading and a line an epoch, with commas; what is not finite is left empty. */
  public String csv() {
    return EpochResult.NAMES + "\n" + lines(false);
  }

  /** Returns a JSON object a line; what is not finite is null. */
  public String jsonLines() {
    return lines(true);
  }

  private String lines(boolean json) {
    String[] names = EpochResult.NAMES.split(",");
    StringBuilder text = new StringBuilder();
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
