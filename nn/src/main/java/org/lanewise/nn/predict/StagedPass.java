package org.lanewise.nn.predict;

import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** The way through the stages of a plan: from one of them to the next in tensors of its own. */
final class StagedPass implements Pass {
  private final int maxRows;
  private final Stage.Step[] steps;

  /** Entry i is the input of stage i, the last the output. */
  private final Tensor[] values;

  StagedPass(StagedPlan plan, int maxRows) {
    this.maxRows = maxRows;
    int count = plan.stages().size();
    this.steps = new Stage.Step[count];
    this.values = new Tensor[count + 1];
    values[0] = Tensor.zeros(Precision.FLOAT32, maxRows, plan.inputs());
    for (int i = 0; i < count; i++) {
      Stage stage = plan.stages().get(i);
      steps[i] = stage.step(maxRows);
      values[i + 1] = Tensor.zeros(Precision.FLOAT32, maxRows, stage.outputs());
    }
  }

  @Override
  public int maxRows() {
    return maxRows;
  }

  @Override
  public Tensor input() {
    return values[0];
  }

  @Override
  public Tensor run(int rows) {
    for (int i = 0; i < steps.length; i++) {
      steps[i].run(values[i], values[i + 1], rows);
    }
    return values[steps.length];
  }
}
