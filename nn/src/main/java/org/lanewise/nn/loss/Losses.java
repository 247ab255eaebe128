package org.lanewise.nn.loss;

import java.util.List;
import java.util.stream.Collectors;

/** The losses by name. */
public final class Losses {
  private static final List<Loss> ALL =
      List.of(new SoftmaxCrossEntropy(), new BinaryCrossEntropy(), new MeanSquaredError());

  private Losses() {}

  /**
   * Returns the loss of a name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Loss named(String name) {
    return ALL.stream()
        .filter(loss -> loss.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no loss '"
                        + name
                        + "'; known are "
                        + ALL.stream().map(Loss::name).collect(Collectors.joining(", "))));
  }
}
