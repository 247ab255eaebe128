package org.lanewise.core.simd;

import jdk.incubator.vector.FloatVector;
import org.lanewise.core.scalar.FloatMath;

/** The elementary functions of float, in both forms. */
enum FloatFunction {
  EXP {
    @Override
    float scalar(float x) {
      return FloatMath.exp(x);
    }

    @Override
    FloatVector lanes(FloatVector x) {
      return FloatVectorMath.exp(x);
    }
  },
  EXPM1 {
    @Override
    float scalar(float x) {
      return FloatMath.expm1(x);
    }

    @Override
    FloatVector lanes(FloatVector x) {
      return FloatVectorMath.expm1(x);
    }
  },
  LOG {
    @Override
    float scalar(float x) {
      return FloatMath.log(x);
    }

    @Override
    FloatVector lanes(FloatVector x) {
      return FloatVectorMath.log(x, FloatVectorMath.logFirst(x));
    }
  },
  LOG1P {
    @Override
    float scalar(float x) {
      return FloatMath.log1p(x);
    }

    @Override
    FloatVector lanes(FloatVector x) {
      return FloatVectorMath.log1p(x, FloatVectorMath.log1pFirst(x));
    }
  },
  SIGMOID {
    @Override
    float scalar(float x) {
      return FloatMath.sigmoid(x);
    }

    @Override
    FloatVector lanes(FloatVector x) {
      return FloatVectorMath.sigmoid(x);
    }
  };

  abstract float scalar(float x);

  abstract FloatVector lanes(FloatVector x);
}
