package org.lanewise.nn.train;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.nn.Gradients;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.tensor.Tensor;

/**
 * One step of training: forward, loss, backward, update. Holds what lives from step to step: the
 * gradients and the optimizer's moments.
 *
 * <p>A step allocates nothing once a batch of its size was seen. Not thread-safe.
 */
public final class TrainingStep {
  private final Network network;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Workspace workspace;
  private final Gradients gradients;
  private final List<Tensor> moments;
  private int steps;

  /**
   * Prepares training.
   *
   * @param network whose parameters the steps change
   * @param maxRows the largest batch
   */
  public TrainingStep(
      Network network, Loss loss, Optimizer optimizer, Backend backend, int maxRows) {
    this.network = network;
    this.loss = loss;
    this.optimizer = optimizer;
    this.workspace = Workspace.forTraining(network, backend, maxRows);
    this.gradients = network.gradients();
    this.moments =
        Stream.generate(() -> network.parameters().zerosLike())
            .limit(optimizer.moments())
            .map(Parameters::all)
            .toList();
  }

  /** Returns the workspace; its input may be filled with the next batch. */
  public Workspace workspace() {
    return workspace;
  }

  /** Returns how many steps were done. */
  public int steps() {
    return steps;
  }

  /** Returns the gradients of the last step; shared. */
  public Gradients gradients() {
    return gradients;
  }

  /**
   * Does one step.
   *
   * @param x rows x inputs
   * @param targets what the loss takes
   * @param noiseKey decides what dropout drops
   * @return the mean loss of the batch before the step; the output of the forward pass is in the
   *     workspace
   */
  public double run(Tensor x, Tensor targets, long noiseKey) {
    Tensor output = network.forward(x, workspace, noiseKey);
    double value =
        loss.evaluate(workspace.ops(), output, targets, workspace.outputGradient(x.rows()));
    network.backward(x, workspace, gradients, false);
    steps++;
    optimizer.step(
        workspace.ops(),
        steps,
        optimizer.rate(),
        network.parameters().all(),
        gradients.values().all(),
        moments);
    return value;
  }
}
