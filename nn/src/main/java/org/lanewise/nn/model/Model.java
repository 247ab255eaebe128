package org.lanewise.nn.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.FeatureScaling;

/**
 * A network with all that is needed to use it.
 *
 * @param network the trained network; its outputs are logits if the loss takes logits
 * @param scaling what to do to raw features first
 * @param loss the name of the loss it was trained with
 * @param labels the classes its outputs stand for; empty for a regression
 * @param featureNames the names of its inputs; empty if they have none
 * @param training how it was trained, for people to read: strings, numbers and booleans by name
 */
public record Model(
    Network network,
    FeatureScaling scaling,
    String loss,
    List<String> labels,
    List<String> featureNames,
    Map<String, Object> training) {
  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if they do not; the message carries both sizes
   */
  public Model {
    labels = List.copyOf(labels);
    featureNames = List.copyOf(featureNames);
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
    if (scaling.inputs() != network.inputs()) {
      throw new IllegalArgumentException(
          "the scaling has " + scaling.inputs() + " features, the network " + network.inputs());
    }
    if (!featureNames.isEmpty() && featureNames.size() != network.inputs()) {
      throw new IllegalArgumentException(
          "there are "
              + featureNames.size()
              + " feature names, the network takes "
              + network.inputs());
    }
    boolean binary = labels.size() == 2 && network.outputs() == 1;
    if (!labels.isEmpty() && labels.size() != network.outputs() && !binary) {
      throw new IllegalArgumentException(
          "there are " + labels.size() + " labels, the network has " + network.outputs());
    }
  }

  /** Returns whether it predicts classes, rather than numbers. */
  public boolean isClassifier() {
    return !labels.isEmpty();
  }
}
