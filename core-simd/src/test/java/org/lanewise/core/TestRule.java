package org.lanewise.core;

/** A rule with all its numbers, those its kind does not use too. */
record TestRule(Kind kind, double beta1, double beta2, double epsilon, double weightDecay)
    implements StepRule {
  @Override
  public double momentumDecay() {
    return 0.004;
  }
}
