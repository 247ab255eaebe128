package org.lanewise.nn.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.Network;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessor;

/**
 * A network with all that is needed to use it.
 *
 * @param network the trained network; its outputs are logits if the loss takes logits
 * @param preprocessor what to do to raw data first
 * @param loss the name of the loss it was trained with
 * @param labels the classes its outputs stand for; empty for a regression
 * @param training how it was trained, for people to read: strings, numbers and booleans by name
 */
public record Model(
    Network network,
    Preprocessor preprocessor,
    String loss,
    List<String> labels,
    Map<String, Object> training) {
  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if they do not; the message carries both sizes
   */
  public Model {
    labels = List.copyOf(labels);
    training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
    requireInputs(preprocessor.scaling(), network);
    boolean binary = labels.size() == 2 && network.outputs() == 1;
    if (!labels.isEmpty() && labels.size() != network.outputs() && !binary) {
      throw new IllegalArgumentException(
          "there are " + labels.size() + " labels, the network has " + network.outputs());
    }
  }

  /** Makes a model of numbers that are only scaled, with names or without. */
  public Model(
      Network network,
      FeatureScaling scaling,
      String loss,
      List<String> labels,
      List<String> featureNames,
      Map<String, Object> training) {
    this(network, preprocessor(network, scaling, featureNames), loss, labels, training);
  }

  private static Preprocessor preprocessor(
      Network network, FeatureScaling scaling, List<String> names) {
    requireInputs(scaling, network);
    if (!names.isEmpty() && names.size() != network.inputs()) {
      throw new IllegalArgumentException(
          "there are %d feature names, the network takes %d"
              .formatted(names.size(), network.inputs()));
    }
    return Preprocessor.of(scaling, names);
  }

  private static void requireInputs(FeatureScaling scaling, Network network) {
    if (scaling.inputs() != network.inputs()) {
      throw new IllegalArgumentException(
          "the scaling has " + scaling.inputs() + " features, the network " + network.inputs());
    }
  }

  /** Returns the scaling, the last step before the network. */
  public FeatureScaling scaling() {
    return preprocessor.scaling();
  }

  /** Returns the names of its inputs; empty if they have none. */
  public List<String> featureNames() {
    return preprocessor.featureNames();
  }

  /** Returns whether it predicts classes, rather than numbers. */
  public boolean isClassifier() {
    return !labels.isEmpty();
  }
}
