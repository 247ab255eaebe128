package org.lanewise.nn.train;

import java.util.List;

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
}
