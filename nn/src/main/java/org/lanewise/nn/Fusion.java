package org.lanewise.nn;

import java.util.List;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.tensor.Epilogue;
import org.lanewise.nn.tensor.Tensor;

/**
 * Which layers are computed together. A dense layer's products apply what is elementwise around
 * them while their results are near: forward the activation that follows, backward the derivative
 * of the activation that precedes. The bits are those of one layer after the other.
 */
final class Fusion {
  private Fusion() {}

  /** Returns whether dense layer i also applies the activation after it. */
  static boolean joinsForward(List<Layer> layers, int i) {
    // What needs the activation's input later must keep it.
    return layers.get(i) instanceof Dense
        && i + 1 < layers.size()
        && layers.get(i + 1) instanceof ActivationLayer next
        && next.op().kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
  }

  /**
   * Returns whether dense layer i also multiplies by the derivative of the activation before it.
   */
  static boolean joinsBackward(List<Layer> layers, int i) {
    // A first layer's derivative by its input is rarely wanted, and its input is not known here.
    return layers.get(i) instanceof Dense && i > 1 && isElementwise(layers.get(i - 1));
  }

  /** Returns whether a layer's derivative may be applied in place. */
  static boolean isElementwise(Layer layer) {
    return layer instanceof ActivationLayer;
  }

  /** Tells the passes of dense layers what they do beside their own. */
  static void join(
      List<Layer> layers, LayerPass[] passes, Tensor[] outputs, Parameters parameters) {
    for (int i = 0; i < passes.length; i++) {
      if (layers.get(i) instanceof Dense dense) {
        UnaryOp after =
            joinsForward(layers, i) ? ((ActivationLayer) layers.get(i + 1)).op() : UnaryOp.IDENTITY;
        passes[i].epilogue(dense.epilogue(after, parameters.ofLayer(i)));
      }
      if (joinsBackward(layers, i)) {
        UnaryOp op = ((ActivationLayer) layers.get(i - 1)).op();
        boolean byOutput = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
        Tensor saved = outputs[byOutput ? i - 1 : i - 2];
        passes[i].gradientEpilogue(Epilogue.derivative(op, saved));
      }
    }
  }
}
