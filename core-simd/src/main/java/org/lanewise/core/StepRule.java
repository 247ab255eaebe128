package org.lanewise.core;

/**
 * The rule by which an optimizer moves parameters: its kind and the numbers it takes, for {@link
 * FloatElementwise#optimizerStep}. Immutable settings; implement it with a record.
 */
public interface StepRule {
  /**
   * The formulas, for a parameter w with gradient g, the rate r and up to three numbers m, v and u
   * that a parameter remembers, 0 before the first step. Products with {@code 1 - beta} and the
   * corrections {@code c = 1 - beta^step} are computed in double and rounded once.
   */
  enum Kind {
    /** {@code w -= r g}. */
    SGD(0),
    /** Polyak 1964: {@code m = beta1 m + g; w -= r m}. */
    MOMENTUM(1),
    /** Nesterov 1983, as Sutskever et al. 2013: {@code m = beta1 m + g; w -= r (g + beta1 m)}. */
    NESTEROV(1),
    /** Duchi, Hazan and Singer 2011: {@code m += g^2; w -= r g / (sqrt(m) + epsilon)}. */
    ADAGRAD(1),
    /**
     * Tieleman and Hinton 2012: {@code m = beta2 m + (1 - beta2) g^2; w -= r g / (sqrt(m) +
     * epsilon)}.
     */
    RMSPROP(1),
    /** {@link #RMSPROP} with momentum: {@code u = beta1 u + g / (sqrt(m) + epsilon); w -= r u}. */
    RMSPROP_MOMENTUM(3),
    /**
     * The latter, centred (Graves 2013): {@code v = beta2 v + (1 - beta2) g}, and {@code max(0, m -
     * v^2)} in place of m under the root.
     */
    RMSPROP_CENTERED(3),
    /**
     * Zeiler 2012: {@code m = beta2 m + (1 - beta2) g^2; d = sqrt(v + epsilon) / sqrt(m + epsilon)
     * g; v = beta2 v + (1 - beta2) d^2; w -= r d}. Epsilon is inside the roots.
     */
    ADADELTA(2),
    /**
     * Kingma and Ba 2015: {@code m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= r
     * / c1 m / (sqrt(v / c2) + epsilon)}.
     */
    ADAM(2),
    /** Reddi, Kale and Kumar 2018: {@code u = max(u, v)}, and u in place of v under the root. */
    AMSGRAD(3),
    /**
     * Kingma and Ba 2015: m as {@link #ADAM}; {@code v = max(beta2 v, |g|); w -= r / c1 m / (v +
     * epsilon)}.
     */
    ADAMAX(2),
    /**
     * Dozat 2016: m and v as {@link #ADAM}; {@code mu(i) = beta1 (1 - 0.96^(i momentumDecay) / 2)},
     * p(i) the product of mu(1) to mu(i); {@code w -= r (mu(t+1) m / (1 - p(t+1)) + (1 - mu(t)) g /
     * (1 - p(t))) / (sqrt(v / c2) + epsilon)} in step t.
     */
    NADAM(2);

    private final int moments;

    Kind(int moments) {
      this.moments = moments;
    }

    /** Returns how many numbers a parameter remembers: none, m, m and v, or all three. */
    public int moments() {
      return moments;
    }
  }

  /** Returns the formula. */
  Kind kind();

  /** Returns the decay of the mean of gradients, or the momentum. */
  default double beta1() {
    return 0;
  }

  /** Returns the decay of the mean of their squares. */
  default double beta2() {
    return 0;
  }

  /** Returns what keeps a divisor from 0. */
  default double epsilon() {
    return 0;
  }

  /** Returns the decoupled decay: each parameter is multiplied by 1 - rate weightDecay first. */
  default double weightDecay() {
    return 0;
  }

  /** Returns how fast the momentum of {@link Kind#NADAM} rises. */
  default double momentumDecay() {
    return 0;
  }
}
