package org.lanewise.nn.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.nn.Gradients;
import org.lanewise.nn.Network;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.optim.Lbfgs;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/**
 * One step of training: forward, loss, backward, update. Holds what lives from step to step: the
 * gradients and the optimizer's moments.
 *
 * <p>A step allocates nothing once a batch of its size was seen. Not thread-safe.
 */
public final class TrainingStep {
  private final Network network;
  private final Loss loss;
  private final Workspace workspace;
  private final Gradients gradients;
  private final List<Tensor> moments;
  private final Tensor steps = Tensor.zeros(Precision.FLOAT64, 1, 1);
  private ParameterUpdate update;
  private double rate;
  private boolean rateIsGiven;
  private Tensor sums;
  private double waiting;
  private int rows;
  private double weight;

  /**
   * Prepares training.
   *
   * @param network whose parameters the steps change
   * @param maxRows the largest batch
   */
  public TrainingStep(
      Network network, Loss loss, Optimizer optimizer, Backend backend, int maxRows) {
    this(network, loss, ParameterUpdate.of(optimizer), backend, maxRows);
  }

  /** Prepares training with schedule, regularization and clipping. */
  public TrainingStep(
      Network network, Loss loss, ParameterUpdate update, Backend backend, int maxRows) {
    this.network = network;
    this.loss = loss;
    this.update = update;
    this.workspace = Workspace.forTraining(network, backend, maxRows);
    this.gradients = network.gradients();
    this.moments =
        Stream.generate(() -> network.parameters().zerosLike())
            .limit(update.optimizer().moments())
            .map(Parameters::all)
            .toList();
    this.rate = update.rate(1);
  }

  /** Returns the workspace; its input may be filled with the next batch. */
  public Workspace workspace() {
    return workspace;
  }

  /** Returns how many steps were done. */
  public int steps() {
    return (int) steps.get(0);
  }

  /** Returns the learning rate of the last step, or of the first. */
  public double rate() {
    return rate;
  }

  /** Sets the rate of all steps to come, whatever the schedule. */
  void rate(double newRate) {
    rate = newRate;
    rateIsGiven = true;
  }

  /** Returns how many samples the last batch had. */
  public int rows() {
    return rows;
  }

  /** Returns the weight of all samples of the last batch: their number, where none were given. */
  double weight() {
    return weight;
  }

  /** Returns all that steps change, by name; shared. */
  Map<String, Tensor> state() {
    Map<String, Tensor> state = Checkpoint.state(network);
    state.put("steps", steps);
    moments.forEach(moment -> state.put("moment." + moments.indexOf(moment), moment));
    return state;
  }

  /** Tells the schedule of the learning rate how validation went. */
  void observe(double validationLoss) {
    update = update.observe(validationLoss);
  }

  /** Returns the gradients of the last step, with penalties and clipped; shared. */
  public Gradients gradients() {
    return gradients;
  }

  /**
   * Does one step.
   *
   * @param x rows x inputs
   * @param targets what the loss takes
   * @param noiseKey decides what dropout drops
   * @return the loss of the batch before the step; the output of the forward pass is in the
   *     workspace. If it is not finite, no step was done
   */
  public double run(Tensor x, Tensor targets, long noiseKey) {
    return run(x, targets, null, noiseKey, true);
  }

  /**
   * Does a part of a step: learns from this batch and those before it since the last update, whose
   * gradients are added or averaged as the loss is reduced. That is the step of one batch of all
   * their samples, to rounding, unless masks or statistics depend on the batch.
   *
   * @param weights what each sample counts, rows x 1; null if all count the same
   * @param last whether the parameters move now; else the gradient waits for those that follow
   */
  public double run(Tensor x, Tensor targets, Tensor weights, long noiseKey, boolean last) {
    double value = differentiate(x, targets, weights, noiseKey);
    if (!Double.isFinite(value)) {
      return value;
    }
    Tensor all = gradients.values().all();
    if (!last || waiting > 0) {
      sums = sums == null ? network.parameters().zerosLike().all() : sums;
      workspace.ops().axpy(loss.reduction().total(1, weight), all, sums);
      waiting += weight;
    }
    if (last && waiting > 0) {
      all.copyFrom(sums);
      workspace.ops().scal(1 / loss.reduction().total(1, waiting), all);
      sums.fill(0);
      waiting = 0;
    }
    if (last) {
      steps.set(0, steps() + 1);
      rate = rateIsGiven ? rate : update.rate(steps());
      Parameters parameters = network.parameters();
      update.apply(workspace.ops(), steps(), rate, parameters, gradients.values(), moments);
    }
    return value;
  }

  private double differentiate(Tensor x, Tensor targets, Tensor weights, long noiseKey) {
    rows = x.rows();
    weight = weights == null ? rows : sum(weights);
    Tensor output = network.forward(x, workspace, noiseKey);
    Tensor byOutput = workspace.outputGradient(rows);
    double value = loss.evaluate(workspace.ops(), output, targets, weights, byOutput);
    if (Double.isFinite(value)) {
      network.backward(x, workspace, gradients, false);
    }
    return value;
  }

  private static double sum(Tensor weights) {
    double sum = 0;
    for (int i = 0; i < weights.rows(); i++) {
      sum += weights.get(i);
    }
    return sum;
  }

  /**
   * Minimizes the loss on all of x at once, penalties included, instead of taking steps. Dropout
   * drops the same in each evaluation.
   */
  public Lbfgs.Result minimize(Lbfgs method, Tensor x, Tensor targets) {
    TensorOps ops = workspace.ops();
    Parameters current = network.parameters();
    Tensor lowest = current.copy().all();
    Lbfgs.Objective objective =
        (parameters, gradient) -> {
          current.all().copyFrom(parameters);
          double value = differentiate(x, targets, null, 0) + update.penalty(ops, current);
          update.addPenalty(ops, current, gradients.values());
          gradient.copyFrom(gradients.values().all());
          return value;
        };
    Lbfgs.Result result = method.minimize(ops, objective, lowest);
    current.all().copyFrom(lowest);
    return result;
  }
}
