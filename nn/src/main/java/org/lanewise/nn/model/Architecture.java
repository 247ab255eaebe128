package org.lanewise.nn.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.ActivationLayer;
import org.lanewise.nn.BatchNorm;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Dropout;
import org.lanewise.nn.Initializer;
import org.lanewise.nn.Layer;
import org.lanewise.nn.LayerNorm;
import org.lanewise.nn.LogSoftmax;
import org.lanewise.nn.Maxout;
import org.lanewise.nn.Network;
import org.lanewise.nn.Prelu;
import org.lanewise.nn.Softmax;
import org.lanewise.nn.Step;

/** The layers of a network as JSON values, and back. */
final class Architecture {
  private static final int MOST_LAYERS = 10_000;

  private Architecture() {}

  /**
   * Describes a network.
   *
   * @throws IllegalArgumentException if a layer is of a kind that cannot be read back
   */
  static Object describe(Network network) {
    List<Object> layers = new ArrayList<>();
    for (Layer layer : network.layers()) {
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("kind", layer.kind());
      described.putAll(layer.settings());
      if (!layer.equals(layer(described))) {
        throw new IllegalArgumentException(
            "a layer of kind '" + layer.kind() + "' cannot be written to a model file");
      }
      layers.add(described);
    }
    Map<String, Object> architecture = new LinkedHashMap<>();
    architecture.put("inputs", network.inputs());
    architecture.put("layers", layers);
    return architecture;
  }

  /**
   * Returns a network's layers; nothing large is allocated.
   *
   * @throws IllegalArgumentException if the description is not that of a network
   */
  static Network.Builder builder(Object description) {
    if (!(description instanceof Map<?, ?> architecture)) {
      throw new IllegalArgumentException("the architecture is not a JSON object");
    }
    Network.Builder builder = Network.builder(whole(architecture, "inputs"));
    if (!(architecture.get("layers") instanceof List<?> layers) || layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "the architecture has no list of at most " + MOST_LAYERS + " layers");
    }
    for (Object layer : layers) {
      if (!(layer instanceof Map<?, ?> settings)) {
        throw new IllegalArgumentException("a layer is not a JSON object");
      }
      builder.layer(layer(settings));
    }
    return builder;
  }

  private static Layer layer(Map<?, ?> settings) {
    Object kind = settings.get("kind");
    if (!(kind instanceof String name)) {
      throw new IllegalArgumentException("a layer has no kind");
    }
    return switch (name) {
      case "dense" ->
          new Dense(
              whole(settings, "inputs"),
              whole(settings, "outputs"),
              Initializer.named(String.valueOf(settings.get("initializer"))),
              !Boolean.FALSE.equals(settings.get("bias")));
      case "maxout" -> new Maxout(whole(settings, "pieces"));
      case "batch-norm" ->
          new BatchNorm(
              whole(settings, "columns"),
              number(settings, "momentum"),
              number(settings, "epsilon"));
      case "layer-norm" -> new LayerNorm(whole(settings, "columns"), number(settings, "epsilon"));
      case "prelu" -> new Prelu(whole(settings, "slopes"));
      case "step" -> new Step(number(settings, "threshold"));
      case "log-softmax" -> new LogSoftmax();
      case "dropout" -> new Dropout(number(settings, "rate"));
      case "softmax" -> new Softmax();
      default -> activation(name, settings);
    };
  }

  private static Layer activation(String name, Map<?, ?> settings) {
    if (!ActivationLayer.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "a layer of kind '" + name + "' cannot be written to or read from a model file");
    }
    String text = name;
    for (String parameter : List.of("alpha", "beta")) {
      text += settings.containsKey(parameter) ? ":" + number(settings, parameter) : "";
    }
    return ActivationLayer.named(text);
  }

  private static int whole(Map<?, ?> settings, String name) {
    double value = number(settings, name);
    if (value != (int) value) {
      throw new IllegalArgumentException(name + " is " + value + ", it must be a whole number");
    }
    return (int) value;
  }

  private static double number(Map<?, ?> settings, String name) {
    if (!(settings.get(name) instanceof Number value)) {
      throw new IllegalArgumentException("a layer lacks the number '" + name + "'");
    }
    return value.doubleValue();
  }
}
