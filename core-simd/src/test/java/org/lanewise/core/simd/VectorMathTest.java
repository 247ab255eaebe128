package org.lanewise.core.simd;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.scalar.DoubleGelu;
import org.lanewise.core.scalar.DoubleMath;
import org.lanewise.core.scalar.FloatMath;

/** The lane form of each elementary function equals the scalar definition in every bit. */
class VectorMathTest {

  @ParameterizedTest
  @EnumSource
  void floatLanesGiveTheBitsOfTheScalarDefinition(FloatFunction function) {
    float[] in = floatSamples();
    for (int i = 0; i + FloatSpecies.LANES <= in.length; i += FloatSpecies.LANES) {
      float[] out = new float[FloatSpecies.LANES];
      function.lanes(FloatVector.fromArray(FloatSpecies.SPECIES, in, i)).intoArray(out, 0);
      for (int lane = 0; lane < out.length; lane++) {
        float x = in[i + lane];
        float expected = function.scalar(x);
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(out[lane])) {
          fail(
              function
                  + "("
                  + Float.toHexString(x)
                  + "): scalar "
                  + Float.toHexString(expected)
                  + ", lanes "
                  + Float.toHexString(out[lane]));
        }
      }
    }
  }

  /** Returns numbers of every exponent and sign, special values, and what surrounds thresholds. */
  private static float[] floatSamples() {
    Random random = new Random(7);
    float[] samples = new float[1 << 20];
    int count = 0;
    for (float special : new float[] {0, Float.MIN_VALUE, Float.MIN_NORMAL, 1, Float.MAX_VALUE}) {
      samples[count++] = special;
      samples[count++] = -special;
    }
    samples[count++] = Float.NaN;
    samples[count++] = Float.POSITIVE_INFINITY;
    samples[count++] = Float.NEGATIVE_INFINITY;
    for (float threshold : floatThresholds()) {
      int bits = Float.floatToIntBits(threshold);
      for (int step = -8; step <= 8; step++) {
        samples[count++] = Float.intBitsToFloat(bits + step);
        samples[count++] = -Float.intBitsToFloat(bits + step);
      }
    }
    for (int exponent = 0; count < samples.length; exponent++) {
      int mantissa = random.nextInt() & ~0x7F800000;
      samples[count++] = Float.intBitsToFloat(exponent << 23 ^ mantissa);
    }
    return samples;
  }

  /** Returns where functions saturate, change their polynomial, or round to another exponent. */
  private static float[] floatThresholds() {
    float[] fixed = {
      FloatMath.EXP_MAX,
      FloatMath.EXP_MIN,
      FloatMath.EXPM1_TINY,
      FloatMath.EXPM1_MIN,
      0.5f / FloatMath.TANH_STEPS,
      FloatMath.TANH_MAX,
      FloatMath.DECAY_MAX,
      0.25f,
      0.5f,
      0.75f,
      1,
      1.5f,
      2
    };
    float[] all = Arrays.copyOf(fixed, fixed.length + 160);
    for (int k = 0; k < 160; k++) {
      all[fixed.length + k] = (float) ((k + 0.5) * Math.log(2));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void doubleLanesGiveTheBitsOfTheScalarDefinition(DoubleFunction function) {
    double[] in = doubleSamples();
    for (int i = 0; i + DoubleSpecies.LANES <= in.length; i += DoubleSpecies.LANES) {
      double[] out = new double[DoubleSpecies.LANES];
      function.lanes(DoubleVector.fromArray(DoubleSpecies.SPECIES, in, i)).intoArray(out, 0);
      for (int lane = 0; lane < out.length; lane++) {
        double x = in[i + lane];
        double expected = function.scalar(x);
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(out[lane])) {
          fail(
              function
                  + "("
                  + Double.toHexString(x)
                  + "): scalar "
                  + Double.toHexString(expected)
                  + ", lanes "
                  + Double.toHexString(out[lane]));
        }
      }
    }
  }

  /** Returns numbers of every exponent and sign, special values, and what surrounds thresholds. */
  private static double[] doubleSamples() {
    Random random = new Random(7);
    double[] samples = new double[1 << 20];
    int count = 0;
    for (double special :
        new double[] {0, Double.MIN_VALUE, Double.MIN_NORMAL, 1, Double.MAX_VALUE}) {
      samples[count++] = special;
      samples[count++] = -special;
    }
    samples[count++] = Double.NaN;
    samples[count++] = Double.POSITIVE_INFINITY;
    samples[count++] = Double.NEGATIVE_INFINITY;
    for (double threshold : doubleThresholds()) {
      long bits = Double.doubleToLongBits(threshold);
      for (int step = -8; step <= 8; step++) {
        samples[count++] = Double.longBitsToDouble(bits + step);
        samples[count++] = -Double.longBitsToDouble(bits + step);
      }
    }
    for (int exponent = 0; count < samples.length; exponent++) {
      long mantissa = random.nextLong() & ~0x7FF0000000000000L;
      samples[count++] = Double.longBitsToDouble(((long) exponent << 52) ^ mantissa);
    }
    return samples;
  }

  /** Returns where functions saturate, change their polynomial, or round to another exponent. */
  private static double[] doubleThresholds() {
    double[] fixed = {
      DoubleMath.EXP_MAX,
      DoubleMath.EXP_MIN,
      DoubleMath.EXPM1_TINY,
      DoubleMath.EXPM1_MIN,
      DoubleMath.TANH_SMALL,
      DoubleMath.TANH_MAX,
      DoubleMath.DECAY_MAX,
      DoubleGelu.NORMAL_MAX,
      0.25,
      0.5,
      0.75,
      1,
      1.5,
      2
    };
    double[] all = Arrays.copyOf(fixed, fixed.length + 1100);
    for (int k = 0; k < 1100; k++) {
      all[fixed.length + k] = (k + 0.5) * Math.log(2);
    }
    return all;
  }
}
