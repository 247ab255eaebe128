package org.lanewise.nn.optim;

/**
 * The optimizers that adapt the rate of each parameter to its gradients: one form, since they
 * differ in numbers and in the formula of the kernel, which {@link org.lanewise.core.StepRule.Kind}
 * states. Each factory has the defaults of its paper; the {@code with} methods change them.
 *
 * @param kind the formula
 * @param rate the learning rate, positive
 * @param beta1 decay of the mean of gradients, or the momentum of RMSprop, in [0, 1)
 * @param beta2 decay of the mean of squares (of the largest gradient in AdaMax), in [0, 1)
 * @param epsilon keeps the divisor from 0, positive: added to the root, in Adadelta inside it
 * @param weightDecay all parameters, biases too, are multiplied by {@code 1 - rate weightDecay}
 *     before a step; at least 0
 * @param momentumDecay how fast NAdam's momentum rises, at least 0
 */
public record Adaptive(
    Kind kind,
    double rate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double momentumDecay)
    implements KernelOptimizer {
  /** Checks the settings. */
  public Adaptive {
    check(rate, beta1, beta2, epsilon);
    Ranges.atLeastZero("weight decay", weightDecay);
    Ranges.atLeastZero("momentum decay", momentumDecay);
  }

  static void check(double rate, double beta1, double beta2, double epsilon) {
    Ranges.positive("learning rate", rate);
    Ranges.decay("beta1", beta1);
    Ranges.decay("beta2", beta2);
    Ranges.positive("epsilon", epsilon);
  }

  /** Returns Adagrad (Duchi, Hazan and Singer 2011); epsilon 1e-10. */
  public static Adaptive adagrad(double rate) {
    return new Adaptive(Kind.ADAGRAD, rate, 0, 0, 1e-10, 0, 0);
  }

  /** Returns RMSprop (Tieleman and Hinton 2012); decay 0.99 and epsilon 1e-8. */
  public static Adaptive rmsProp(double rate) {
    return new Adaptive(Kind.RMSPROP, rate, 0, 0.99, 1e-8, 0, 0);
  }

  /** Returns RMSprop with momentum, centred (Graves 2013) or not. */
  public static Adaptive rmsProp(double rate, double momentum, boolean centered) {
    Kind kind = centered ? Kind.RMSPROP_CENTERED : Kind.RMSPROP_MOMENTUM;
    return new Adaptive(kind, rate, momentum, 0.99, 1e-8, 0, 0);
  }

  /** Returns Adadelta (Zeiler 2012), whose own rate is 1; decay 0.9 and epsilon 1e-6. */
  public static Adaptive adadelta(double rate) {
    return new Adaptive(Kind.ADADELTA, rate, 0, 0.9, 1e-6, 0, 0);
  }

  /** Returns AMSGrad (Reddi, Kale and Kumar 2018); decays 0.9 and 0.999, epsilon 1e-8. */
  public static Adaptive amsGrad(double rate) {
    return new Adaptive(Kind.AMSGRAD, rate, 0.9, 0.999, 1e-8, 0, 0);
  }

  /** Returns AdaMax (Kingma and Ba 2015); decays 0.9 and 0.999, epsilon 1e-8. */
  public static Adaptive adaMax(double rate) {
    return new Adaptive(Kind.ADAMAX, rate, 0.9, 0.999, 1e-8, 0, 0);
  }

  /** Returns NAdam (Dozat 2016); decays 0.9, 0.999 and 0.004 of momentum, epsilon 1e-8. */
  public static Adaptive nadam(double rate) {
    return new Adaptive(Kind.NADAM, rate, 0.9, 0.999, 1e-8, 0, 0.004);
  }

  /** Returns AdamW (Loshchilov and Hutter 2019); decays 0.9 and 0.999, epsilon 1e-8. */
  public static Adaptive adamW(double rate, double weightDecay) {
    return new Adaptive(Kind.ADAM, rate, 0.9, 0.999, 1e-8, weightDecay, 0);
  }

  /** Returns this with other decays and another epsilon. */
  public Adaptive with(double beta1, double beta2, double epsilon) {
    return new Adaptive(kind, rate, beta1, beta2, epsilon, weightDecay, momentumDecay);
  }

  @Override
  public String name() {
    String name = KernelOptimizer.super.name();
    return kind == Kind.ADAM ? "adamw" : name.startsWith("rmsprop") ? "rmsprop" : name;
  }
}
