package org.lanewise.nn.train;

import java.util.List;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.optim.GradientClipping;
import org.lanewise.nn.optim.LearningRate;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Regularization;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TensorOps;

/** How parameters move once their gradients are known. Immutable; a step allocates nothing. */
public record ParameterUpdate(
    Optimizer optimizer,
    LearningRate schedule,
    Regularization regularization,
    GradientClipping clipping) {
  /** Returns an optimizer at its own rate, with nothing added. */
  public static ParameterUpdate of(Optimizer optimizer) {
    return new ParameterUpdate(
        optimizer, LearningRate.constant(), Regularization.NONE, GradientClipping.NONE);
  }

  /** Returns the update to go on with after an epoch that ended with a validation loss. */
  public ParameterUpdate observe(double validationLoss) {
    return new ParameterUpdate(
        optimizer, schedule.observe(validationLoss), regularization, clipping);
  }

  /** Returns the learning rate of a step. */
  public double rate(int step) {
    return optimizer.rate() * schedule.factor(step);
  }

  /** Returns the penalty {@code l1 sum |w| + l2 sum w^2}. */
  public double penalty(TensorOps ops, Parameters parameters) {
    double sum = 0;
    for (int i = 0; i < parameters.count(); i++) {
      if (actsOn(parameters, i)) {
        Tensor w = parameters.tensor(i);
        sum += regularization.l1() * ops.asum(w) + regularization.l2() * ops.dot(w, w);
      }
    }
    return sum;
  }

  private boolean actsOn(Parameters parameters, int index) {
    return regularization.biases() || parameters.isWeight(index);
  }

  /** Adds the derivative of the penalty to gradients. */
  void addPenalty(TensorOps ops, Parameters parameters, Parameters gradients) {
    double l1 = regularization.l1();
    double l2 = regularization.l2();
    for (int i = 0; l1 + l2 > 0 && i < parameters.count(); i++) {
      if (actsOn(parameters, i)) {
        ops.addPenaltyGradient(l1, 2 * l2, parameters.tensor(i), gradients.tensor(i));
      }
    }
  }

  /**
   * Does one step: penalties are added to the gradients, gradients clipped, parameters decayed,
   * moved by the optimizer, and limited in norm.
   *
   * @param step the number of this step, from 1
   * @param rate the learning rate, {@link #rate(int)} as a rule
   * @param w the parameters, modified
   * @param g the gradients of the loss; modified by penalties and clipping
   * @param moments as many as the optimizer has
   */
  public void apply(
      TensorOps ops, int step, double rate, Parameters w, Parameters g, List<Tensor> moments) {
    addPenalty(ops, w, g);
    clipping.apply(ops, g.all());
    double decay = rate * regularization.weightDecay();
    for (int i = 0; decay > 0 && i < w.count(); i++) {
      if (actsOn(w, i)) {
        ops.scal(1 - decay, w.tensor(i));
      }
    }
    optimizer.step(ops, step, rate, w.all(), g.all(), moments);
    double limit = regularization.maxNorm();
    for (int i = 0; limit < Double.POSITIVE_INFINITY && i < w.count(); i++) {
      if (w.isWeight(i)) {
        ops.limitColumnNorms(limit, w.tensor(i));
      }
    }
  }
}
