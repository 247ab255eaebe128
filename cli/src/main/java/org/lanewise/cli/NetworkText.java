package org.lanewise.cli;

import java.util.Set;
import org.lanewise.nn.Dense;
import org.lanewise.nn.Layer;
import org.lanewise.nn.Network;

/** A network in words. */
final class NetworkText {
  private NetworkText() {}

  /** Settings that shapes and parameters tell anyway. */
  private static final Set<String> SHAPES =
      Set.of("inputs", "outputs", "columns", "initializer", "bias");

  /** Returns the sizes of the dense layers and the kinds of what is between them, in one line. */
  static String line(Network network) {
    StringBuilder text = new StringBuilder().append(network.inputs());
    for (Layer layer : network.layers()) {
      if (layer instanceof Dense dense) {
        text.append(" - ").append(dense.outputs());
      } else {
        text.append(' ').append(layer(layer));
      }
    }
    return text.toString();
  }

  /** Returns a layer's kind and settings. */
  static String layer(Layer layer) {
    StringBuilder text = new StringBuilder(layer.kind());
    layer
        .settings()
        .forEach((name, value) -> text.append(SHAPES.contains(name) ? "" : " " + value));
    return text.toString();
  }
}
