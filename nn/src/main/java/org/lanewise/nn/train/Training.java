package org.lanewise.nn.train;

import java.util.ArrayList;
import java.util.List;

/** A training that runs: what callbacks see of it, and how they end it. */
public final class Training {
  final List<EpochResult> epochs = new ArrayList<>();
  private final TrainingStep step;
  private boolean stopped;

  Training(TrainingStep step) {
    this.step = step;
  }

  /** Returns the step, with the network, outputs and gradients of the last batch; shared. */
  public TrainingStep step() {
    return step;
  }

  /** Returns the epochs so far, those before it was resumed included. */
  public History history() {
    return new History(epochs);
  }

  /** Ends the training after the epoch that runs. */
  public void stop() {
    stopped = true;
  }

  /** Returns whether {@link #stop} was called. */
  public boolean isStopped() {
    return stopped;
  }
}
