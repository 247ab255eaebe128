package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What the elementwise functions are, apart from their bits: values, derivatives and edges. */
class FloatUnaryTest {
  private static final double EPSILON = Math.ulp((float) 1);
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private final Backend backend = Backends.best();

  private float apply(UnaryOp op, float x) {
    float[] value = {x};
    backend.unary(op, 1, value, 0, value, 0);
    return value[0];
  }

  private float slope(UnaryOp op, float x, float dy) {
    boolean fromOutput = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT;
    float[] saved = {fromOutput ? apply(op, x) : x};
    float[] dx = {dy};
    backend.unaryGradient(op, 1, saved, 0, dx, 0, dx, 0);
    return dx[0];
  }

  /** The functions by their formulas, in double and from the JDK. */
  private static Map<UnaryOp, DoubleUnaryOperator> formulas() {
    Map<UnaryOp, DoubleUnaryOperator> formulas = new LinkedHashMap<>();
    DoubleUnaryOperator logistic = x -> 1 / (1 + Math.exp(-x));
    double scale = Math.sqrt(2 / Math.PI);
    formulas.put(UnaryOp.IDENTITY, x -> x);
    formulas.put(UnaryOp.EXP, Math::exp);
    formulas.put(UnaryOp.EXPM1, Math::expm1);
    formulas.put(UnaryOp.SIGMOID, logistic);
    formulas.put(UnaryOp.TANH, Math::tanh);
    formulas.put(UnaryOp.SOFTPLUS, x -> Math.log1p(Math.exp(x)));
    formulas.put(UnaryOp.RELU, x -> Math.max(0, x));
    formulas.put(UnaryOp.leakyRelu(0.25), x -> x > 0 ? x : 0.25 * x);
    formulas.put(UnaryOp.elu(0.5), x -> x > 0 ? x : 0.5 * Math.expm1(x));
    formulas.put(
        UnaryOp.SELU, x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)));
    formulas.put(
        UnaryOp.GELU_TANH, x -> 0.5 * x * (1 + Math.tanh(scale * (x + 0.044715 * x * x * x))));
    formulas.put(UnaryOp.SILU, x -> x * logistic.applyAsDouble(x));
    formulas.put(UnaryOp.clamp(-1.5, 2), x -> Math.min(2, Math.max(-1.5, x)));
    return formulas;
  }

  private static final double[] POINTS = {
    -6.3, -3.1, -2, -1.1, -0.7, -0.3, -0.01, 0.01, 0.2, 0.6, 1.3, 1.9, 2.7, 4, 7.2
  };

  @Test
  void valuesAreThoseOfTheFormulas() {
    formulas()
        .forEach(
            (op, formula) -> {
              for (double point : POINTS) {
                float x = (float) point;
                double expected = formula.applyAsDouble(x);
                assertEquals(
                    expected,
                    apply(op, x),
                    8 * EPSILON * Math.max(0.1, Math.abs(expected)),
                    op + " of " + x);
              }
            });
  }

  @Test
  void derivativesAreThoseOfTheFormulas() {
    formulas()
        .forEach(
            (op, formula) -> {
              for (double point : POINTS) {
                float x = (float) point;
                double h = 1e-6;
                double expected =
                    (formula.applyAsDouble(x + h) - formula.applyAsDouble(x - h)) / (2 * h);
                double tolerance = (1e-8 + 8 * EPSILON) * Math.max(1, Math.abs(expected));
                assertEquals(2 * expected, slope(op, x, 2), 2 * tolerance, op + " at " + x);
              }
            });
  }

  @Test
  void functionsOfPositiveNumbersAndTheirDerivatives() {
    for (float x : new float[] {0.01f, 0.3f, 1, 2.5f, 40}) {
      assertEquals(
          Math.log(x), apply(UnaryOp.LOG, x), 4 * EPSILON * Math.max(1, Math.abs(Math.log(x))));
      assertEquals(3 / (double) x, slope(UnaryOp.LOG, x, 3), 8 * EPSILON / x);
      assertEquals(Math.log1p(x), apply(UnaryOp.LOG1P, x), 4 * EPSILON * Math.log1p(x));
      assertEquals(3 / (1 + (double) x), slope(UnaryOp.LOG1P, x, 3), 8 * EPSILON);
      assertEquals((float) Math.sqrt(x), apply(UnaryOp.SQRT, x));
      assertEquals(1.5 / Math.sqrt(x), slope(UnaryOp.SQRT, x, 3), 8 * EPSILON / Math.sqrt(x));
      assertEquals(1 / x, apply(UnaryOp.RECIPROCAL, x));
      assertEquals(-3 / ((double) x * x), slope(UnaryOp.RECIPROCAL, x, 3), 16 * EPSILON / x / x);
    }
  }

  /** Values of the error function from Abramowitz and Stegun, table 7.1. */
  @Test
  void geluHasTheValuesOfTheNormalDistribution() {
    double root = Math.sqrt(2);
    double[][] table = {{0.5, 0.5204998778}, {1, 0.8427007929}, {1.5, 0.9661051465}};
    for (double[] row : table) {
      float x = (float) (row[0] * root);
      assertEquals(0.5 * x * (1 + row[1]), apply(UnaryOp.GELU, x), 1e-9 + 8 * EPSILON);
      assertEquals(-0.5 * x * (1 - row[1]), apply(UnaryOp.GELU, -x), 1e-9 + 8 * EPSILON);
      double density = Math.exp(-0.5 * x * (double) x) / Math.sqrt(2 * Math.PI);
      assertEquals(0.5 * (1 + row[1]) + x * density, slope(UnaryOp.GELU, x, 1), 1e-9 + 8 * EPSILON);
      assertEquals(
          0.5 * (1 - row[1]) - x * density, slope(UnaryOp.GELU, -x, 1), 1e-9 + 8 * EPSILON);
    }
  }

  @Test
  void nanStaysNan() {
    for (UnaryOp op : FloatOperationsTest.functions()) {
      assertTrue(Float.isNaN(apply(op, Float.NaN)), op.toString());
      assertTrue(Float.isNaN(apply(op, Math.copySign(Float.NaN, -1f))), op + " of -NaN");
    }
  }

  @Test
  void infinitiesGiveTheLimits() {
    for (UnaryOp op :
        List.of(UnaryOp.RELU, UnaryOp.SILU, UnaryOp.GELU, UnaryOp.GELU_TANH, UnaryOp.SOFTPLUS)) {
      assertEquals(INFINITY, apply(op, INFINITY), op.toString());
      assertEquals(0, Math.abs(apply(op, -INFINITY)), op.toString());
      assertEquals(1, slope(op, INFINITY, 1), op + " slope");
      assertEquals(0, Math.abs(slope(op, -INFINITY, 1)), op + " slope");
    }
    assertEquals(0, apply(UnaryOp.EXP, -INFINITY));
    assertEquals(-1, apply(UnaryOp.EXPM1, -INFINITY));
    assertEquals((float) -0.7, apply(UnaryOp.elu(0.7), -INFINITY));
    assertEquals(-INFINITY, apply(UnaryOp.LOG, 0));
    assertEquals(2, apply(UnaryOp.clamp(-1, 2), INFINITY));
  }

  @Test
  void largeNumbersDoNotOverflowOnTheWay() {
    float large = Float.MAX_VALUE / 4;
    for (UnaryOp op : List.of(UnaryOp.SILU, UnaryOp.GELU, UnaryOp.GELU_TANH)) {
      assertEquals(large, apply(op, large), op.toString());
      assertEquals(1, slope(op, large, 1), op.toString());
      assertEquals(0, Math.abs(apply(op, -large)), op.toString());
      assertEquals(0, Math.abs(slope(op, -large, 1)), op.toString());
    }
  }

  /** Numbers between bounds, among them the zeros and tiny ones if they lie there. */
  private static float[] between(double low, double high, int n) {
    Random random = new Random(n);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      double number = low + (high - low) * random.nextDouble();
      if (low <= 0 && i % 5 == 0) {
        double[] tiny = {0, -0.0, Float.MIN_VALUE, -3 * Float.MIN_VALUE, 1e-20, -1e-9, 2e-4};
        number = Math.max(low, tiny[i / 5 % tiny.length]);
      } else if (i % 5 == 1) {
        number = low + (high - low) * Math.pow(random.nextDouble(), 40);
      }
      numbers[i] = (float) number;
    }
    return numbers;
  }

  /**
   * Blocks without any special value take other loops than those with one, wherever it stands; so
   * do arguments on the two sides of each bound between them.
   */
  @Test
  void ordinaryNumbersHaveTheBitsOfTheScalarDefinition() {
    Backend scalar = FloatOperationsTest.scalar();
    double[][] bounds = {
      {1e-37, 1e-30},
      {1e-3, 30},
      {1, 3e38},
      {-0.5, 0.5},
      {-0.999, 1e9},
      {-17, 100},
      {-40, 40},
      {-86, 86},
      {-88, 89},
      {-17.7, 17},
      {0, 0x1p127},
      {0, 0x1.2p20}
    };
    double[] guests = {
      Double.NaN, -INFINITY, INFINITY, -1, -18.5, -88.5, -100, 89, 1e-40, -2e5, 0x1p126, 0x1.9p127
    };
    for (UnaryOp op : FloatOperationsTest.functions()) {
      for (double[] bound : bounds) {
        for (int n : new int[] {5, 64, 2 * 1024 + 7, (1 << 16) + 3}) {
          checkBits(scalar, op, between(bound[0], bound[1], n));
        }
        for (double guest : guests) {
          float[] x = between(bound[0], bound[1], 70);
          x[33] = (float) guest;
          checkBits(scalar, op, x);
          x[33] = x[34];
          x[69] = (float) guest;
          checkBits(scalar, op, x);
        }
      }
    }
  }

  private void checkBits(Backend scalar, UnaryOp op, float[] x) {
    int n = x.length;
    float[] expected = new float[n];
    float[] actual = new float[n];
    scalar.unary(op, n, x, 0, expected, 0);
    backend.unary(op, n, x, 0, actual, 0);
    assertArrayEquals(expected, actual, op.toString());
    backend.unary(op, n, x, 0, x, 0);
    assertArrayEquals(expected, x, op + " in place");
  }

  /** Special values and thresholds in every lane, beside ordinary numbers, in place and not. */
  @Test
  void specialValuesHaveTheBitsOfTheScalarDefinition() {
    float[] special = {
      0,
      -0f,
      1,
      -1,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      -Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      INFINITY,
      -INFINITY,
      Float.NaN,
      Math.copySign(Float.NaN, -1f),
      9,
      -9,
      9.25f,
      -8.375f,
      -10.05f,
      -10.06f,
      -10.07f,
      -11.12f,
      -11.140625f,
      -11.16f,
      -21.14f,
      -21.16f,
      -21.17f,
      19,
      87,
      -87,
      88.7f,
      88.8f,
      -103.9f,
      -104,
      -104.1f,
      700,
      -700,
      708,
      -708,
      -744,
      709.8f,
      0.5f,
      -0.3f
    };
    int n = 3 * 1024 + 5; // several blocks
    float[] x = new float[n];
    float[] dy = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = i / special.length % 3 == 0 ? special[i % special.length] : i % 7 - 3;
      dy[i] = i % 5 - 2;
    }
    Backend scalar = FloatOperationsTest.scalar();
    for (UnaryOp op : FloatOperationsTest.functions()) {
      float[] expected = new float[n];
      float[] actual = new float[n];
      float[] inPlace = x.clone();
      scalar.unary(op, n, x, 0, expected, 0);
      backend.unary(op, n, x, 0, actual, 0);
      backend.unary(op, n, inPlace, 0, inPlace, 0);
      assertArrayEquals(expected, actual, op.toString());
      assertArrayEquals(expected, inPlace, op + " in place");
      float[] saved = op.kind().derivativeFrom() == UnaryOp.Saved.OUTPUT ? expected.clone() : x;
      scalar.unaryGradient(op, n, saved, 0, dy, 0, expected, 0);
      backend.unaryGradient(op, n, saved, 0, dy, 0, actual, 0);
      assertArrayEquals(expected, actual, op + " gradient");
    }
  }
}
