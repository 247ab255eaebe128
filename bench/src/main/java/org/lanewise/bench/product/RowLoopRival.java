package org.lanewise.bench.product;

import java.util.Arrays;
import org.lanewise.core.Transpose;

/**
 * The loops in the order i, k, j, which walks along rows of B and C, so that the compiler makes
 * vectors of the inner one. A transposed B is first turned into a scratch matrix, as one does who
 * knows this order.
 */
final class RowLoopRival extends ArrayRival {
  RowLoopRival() {
    super("row_loop");
  }

  @Override
  Runnable singleProduct(Operands o) {
    Product product = o.product;
    if (product.transB() == Transpose.NO) {
      return () -> multiply(product, o.floatA, o.floatB, o.floatC);
    }
    int k = product.shape().k();
    int n = product.shape().n();
    float[] turned = new float[k * n];
    return () -> {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          turned[p * n + j] = o.floatB[j * k + p];
        }
      }
      multiply(product, o.floatA, turned, o.floatC);
    };
  }

  @Override
  Runnable doubleProduct(Operands o) {
    Product product = o.product;
    if (product.transB() == Transpose.NO) {
      return () -> multiply(product, o.doubleA, o.doubleB, o.doubleC);
    }
    int k = product.shape().k();
    int n = product.shape().n();
    double[] turned = new double[k * n];
    return () -> {
      for (int j = 0; j < n; j++) {
        for (int p = 0; p < k; p++) {
          turned[p * n + j] = o.doubleB[j * k + p];
        }
      }
      multiply(product, o.doubleA, turned, o.doubleC);
    };
  }

  private static void multiply(Product product, float[] a, float[] b, float[] c) {
    int n = product.shape().n();
    Arrays.fill(c, 0);
    for (int i = 0; i < product.shape().m(); i++) {
      for (int p = 0; p < product.shape().k(); p++) {
        float x = a[product.indexA(i, p)];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += x * b[p * n + j];
        }
      }
    }
  }

  private static void multiply(Product product, double[] a, double[] b, double[] c) {
    int n = product.shape().n();
    Arrays.fill(c, 0);
    for (int i = 0; i < product.shape().m(); i++) {
      for (int p = 0; p < product.shape().k(); p++) {
        double x = a[product.indexA(i, p)];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += x * b[p * n + j];
        }
      }
    }
  }
}
