package org.lanewise.bench.product;

import java.util.Arrays;
import org.lanewise.nn.random.RandomStream;

/**
 * The matrices of one product, in the precision it asks for; those of the other are null. All
 * rivals that work on Java arrays share them, C as well, so that none has luckier addresses.
 */
public final class Operands {
  final Product product;
  final float[] floatA;
  final float[] floatB;
  final float[] floatC;
  final double[] doubleA;
  final double[] doubleB;
  final double[] doubleC;
  private final ProductCheck check;

  /** Draws A and B; C is filled with NaN, since a product without beta may not read it. */
  public Operands(Product product) {
    this.product = product;
    Shape shape = product.shape();
    double[] a = numbers("A", shape.m() * shape.k());
    double[] b = numbers("B", shape.k() * shape.n());
    boolean single = product.single();
    floatA = single ? floats(a) : null;
    floatB = single ? floats(b) : null;
    floatC = single ? new float[shape.m() * shape.n()] : null;
    doubleA = single ? null : a;
    doubleB = single ? null : b;
    doubleC = single ? null : new double[shape.m() * shape.n()];
    check = new ProductCheck(product, a, b);
    forget();
  }

  /** Returns what is to be computed. */
  public Product product() {
    return product;
  }

  /** Returns the check that a result must pass. */
  ProductCheck check() {
    return check;
  }

  /** Returns what C holds at a place. */
  double result(int row, int column) {
    int i = row * product.shape().n() + column;
    return product.single() ? floatC[i] : doubleC[i];
  }

  /** Fills C with NaN, so that no rival passes on the result of the one before it. */
  void forget() {
    if (product.single()) {
      Arrays.fill(floatC, Float.NaN);
    } else {
      Arrays.fill(doubleC, Double.NaN);
    }
  }

  /** Draws numbers in [-0.5, 0.5) that both precisions hold exactly. */
  private static double[] numbers(String name, int count) {
    RandomStream random = RandomStream.of(1, name);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextDouble() - 0.5f;
    }
    return numbers;
  }

  private static float[] floats(double[] numbers) {
    float[] rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return rounded;
  }
}
