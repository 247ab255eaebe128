package org.lanewise.nn.train;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.tensor.Tensor;

/**
 * Euclidean norms of one layer in the last batch of a training step: gradients that vanish or
 * explode on their way to the first layer show here. Who does not ask pays nothing.
 *
 * @param layer its number
 * @param kind its kind
 * @param output of its output over the batch; after the next layer if that works in place
 * @param gradient of the derivatives of the loss by its parameters; 0 without any
 */
public record LayerNorms(int layer, String kind, double output, double gradient) {
  /** Measures every layer, first to last. */
  public static List<LayerNorms> of(TrainingStep step) {
    Workspace workspace = step.workspace();
    Parameters gradients = step.gradients().values();
    List<LayerNorms> norms = new ArrayList<>();
    for (int layer = 0; layer < workspace.network().layers().size(); layer++) {
      double squares = 0;
      for (int i = 0; i < gradients.count(); i++) {
        squares += gradients.layer(i) == layer ? squares(gradients.tensor(i)) : 0;
      }
      String kind = workspace.network().layers().get(layer).kind();
      double output = Math.sqrt(squares(workspace.output(layer, step.rows())));
      norms.add(new LayerNorms(layer, kind, output, Math.sqrt(squares)));
    }
    return norms;
  }

  /** In double: what nearly vanishes would vanish altogether if float squared it. */
  private static double squares(Tensor tensor) {
    double sum = 0;
    for (int i = 0; i < tensor.size(); i++) {
      sum += tensor.get(i) * tensor.get(i);
    }
    return sum;
  }
}
