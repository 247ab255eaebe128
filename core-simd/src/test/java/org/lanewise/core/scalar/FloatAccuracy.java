package org.lanewise.core.scalar;

/** The stated error bound of each float function, and the error at one argument. */
public enum FloatAccuracy {
  EXP(0.87) {
    @Override
    float value(float x) {
      return FloatMath.exp(x);
    }

    @Override
    double exact(double x) {
      return StrictMath.exp(x);
    }
  },
  EXPM1(0.89) {
    @Override
    float value(float x) {
      return FloatMath.expm1(x);
    }

    @Override
    double exact(double x) {
      return StrictMath.expm1(x);
    }
  },
  LOG(0.92) {
    @Override
    float value(float x) {
      return FloatMath.log(x);
    }

    @Override
    double exact(double x) {
      return StrictMath.log(x);
    }
  },
  LOG1P(0.92) {
    @Override
    float value(float x) {
      return FloatMath.log1p(x);
    }

    @Override
    double exact(double x) {
      return StrictMath.log1p(x);
    }
  },
  TANH(0.98) {
    @Override
    float value(float x) {
      return FloatMath.tanh(x);
    }

    @Override
    double exact(double x) {
      return StrictMath.tanh(x);
    }
  },
  SIGMOID(1.03) {
    @Override
    float value(float x) {
      return FloatMath.sigmoid(x);
    }

    @Override
    double exact(double x) {
      return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
    }
  },
  SOFTPLUS(1.71) {
    @Override
    float value(float x) {
      return FloatMath.softplus(x);
    }

    @Override
    double exact(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }
  },
  ERF(1.49) {
    @Override
    float value(float x) {
      return FloatMath.erf(x);
    }

    @Override
    double exact(double x) {
      return DoubleMath.erf(x);
    }
  };

  private final double bound;

  FloatAccuracy(double bound) {
    this.bound = bound;
  }

  abstract float value(float x);

  /** Returns the result in double, good to some ulp of a double. */
  abstract double exact(double x);

  /** Returns the largest error over all arguments in ulp. */
  public double bound() {
    return bound;
  }

  /** Returns the error at x in ulp; infinite where a special result is wrong. */
  public double error(float x) {
    float y = value(x);
    double exact = exact(x);
    float rounded = (float) exact;
    if (Float.floatToIntBits(y) == Float.floatToIntBits(rounded)
        && (Float.isNaN(y) || Float.isInfinite(y) || y == 0)) {
      return 0;
    }
    if (Float.isNaN(y)
        || Float.isNaN(rounded)
        || Float.isInfinite(y)
        || Float.isInfinite(rounded)) {
      return Double.POSITIVE_INFINITY;
    }
    int exponent = Math.max(Math.getExponent(exact), Float.MIN_EXPONENT);
    return Math.abs(y - exact) * Math.scalb(1.0, 23 - exponent);
  }
}
