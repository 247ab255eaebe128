package org.lanewise.core.simd;

import jdk.incubator.vector.DoubleVector;
import org.lanewise.core.scalar.DoubleMath;

/** The elementary functions of double, in both forms. */
enum DoubleFunction {
  EXP {
    @Override
    double scalar(double x) {
      return DoubleMath.exp(x);
    }

    @Override
    DoubleVector lanes(DoubleVector x) {
      return DoubleVectorMath.exp(x);
    }
  },
  EXPM1 {
    @Override
    double scalar(double x) {
      return DoubleMath.expm1(x);
    }

    @Override
    DoubleVector lanes(DoubleVector x) {
      return DoubleVectorMath.expm1(x);
    }
  },
  LOG {
    @Override
    double scalar(double x) {
      return DoubleMath.log(x);
    }

    @Override
    DoubleVector lanes(DoubleVector x) {
      return DoubleVectorMath.log(x, DoubleVectorMath.logFirst(x));
    }
  },
  LOG1P {
    @Override
    double scalar(double x) {
      return DoubleMath.log1p(x);
    }

    @Override
    DoubleVector lanes(DoubleVector x) {
      return DoubleVectorMath.log1p(x, DoubleVectorMath.log1pFirst(x));
    }
  },
  SIGMOID {
    @Override
    double scalar(double x) {
      return DoubleMath.sigmoid(x);
    }

    @Override
    DoubleVector lanes(DoubleVector x) {
      return DoubleVectorMath.sigmoid(x);
    }
  };

  abstract double scalar(double x);

  abstract DoubleVector lanes(DoubleVector x);
}
