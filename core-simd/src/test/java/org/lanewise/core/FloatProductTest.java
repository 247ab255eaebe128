package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Matrix products of every shape and form against the scalar definition, bit for bit. */
class FloatProductTest {
  private static final int[] SIZES = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 47, 48, 49, 65, 100};

  private final Random random = new Random(5);

  /** One product: slices with offsets and padding, the padding NaN. */
  private record Case(
      Transpose transA,
      Transpose transB,
      int m,
      int n,
      int k,
      float alpha,
      float beta,
      float[] a,
      int lda,
      float[] b,
      int ldb,
      float[] c,
      int ldc) {
    static final int OFFSET = 3;

    float[] multiply(Backend backend, FloatEpilogue epilogue) {
      float[] out = c.clone();
      backend.gemm(
          transA, transB, m, n, k, alpha, a, OFFSET, lda, b, OFFSET, ldb, beta, out, OFFSET, ldc,
          epilogue);
      return out;
    }

    float[] multiplyPacked(Backend backend, FloatEpilogue epilogue) {
      float[] out = c.clone();
      FloatPackedMatrix packed = backend.pack(transB, k, n, b, OFFSET, ldb);
      backend.gemm(transA, m, alpha, a, OFFSET, lda, packed, beta, out, OFFSET, ldc, epilogue);
      return out;
    }

    @Override
    public String toString() {
      return transA + " " + transB + " " + m + " x " + n + " x " + k + " " + alpha + " " + beta;
    }
  }

  private Case product(
      Transpose transA, Transpose transB, int m, int n, int k, float alpha, float beta) {
    int lda = (transA == Transpose.NO ? k : m) + 2;
    int ldb = Math.max(1, transB == Transpose.NO ? n : k) + random.nextInt(3);
    int ldc = n + random.nextInt(3);
    float[] a = slice(transA == Transpose.NO ? m : k, transA == Transpose.NO ? k : m, lda);
    float[] b = slice(transB == Transpose.NO ? k : n, transB == Transpose.NO ? n : k, ldb);
    float[] c = slice(m, n, ldc);
    if (beta == 0) {
      Arrays.fill(c, Float.NaN);
    }
    return new Case(transA, transB, m, n, k, alpha, beta, a, lda, b, ldb, c, ldc);
  }

  /** A matrix in the middle of NaN: a read outside it would show in every sum. */
  private float[] slice(int rows, int columns, int ld) {
    float[] values = new float[Case.OFFSET + rows * ld + 1];
    Arrays.fill(values, Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[Case.OFFSET + i * ld + j] = random.nextFloat() - 0.5f;
      }
    }
    return values;
  }

  private static List<Backend> backends() {
    List<Backend> backends = new ArrayList<>();
    for (Backend backend : Backends.available()) {
      if (!backend.name().equals("scalar")) {
        for (int threads = 1; threads <= 3; threads++) {
          backends.add(backend.with(Parallelism.of(threads)));
        }
      }
    }
    return backends;
  }

  private static Backend scalar() throws BackendUnavailableException {
    return Backends.named("scalar");
  }

  private void same(Case product, FloatEpilogue epilogue) throws BackendUnavailableException {
    float[] expected = product.multiply(scalar(), epilogue);
    assertArrayEquals(
        expected, product.multiplyPacked(scalar(), epilogue), "packed scalar: " + product);
    for (Backend backend : backends()) {
      assertArrayEquals(expected, product.multiply(backend, epilogue), backend + ": " + product);
      assertArrayEquals(
          expected,
          product.multiplyPacked(backend, epilogue),
          "packed " + backend + ": " + product);
    }
  }

  @Test
  void everySmallShapeAndTranspositionHasTheScalarBits() throws BackendUnavailableException {
    float[] factors = {1, 0, -0.75f};
    int count = 0;
    for (int m : SIZES) {
      for (int n : SIZES) {
        for (int k : SIZES) {
          Transpose transA = Transpose.values()[count % 2];
          Transpose transB = Transpose.values()[count / 2 % 2];
          float alpha = count % 5 == 0 ? factors[count % 3] : 1;
          same(product(transA, transB, m, n, k, alpha, factors[count % 3]), FloatEpilogue.NONE);
          count++;
        }
      }
    }
  }

  @Test
  void shapesBeyondEveryBlockHaveTheScalarBits() throws BackendUnavailableException {
    int[][] shapes = {
      {128, 64, 785},
      {17, 90, 150},
      {3, 22177, 7},
      {64, 22177, 4},
      {64, 11089, 4},
      {64, 7393, 4},
      {1921, 60, 150},
      {31, 200, 400},
      {40, 300, 700},
      {33, 1600, 170},
      {500, 33, 200},
      {100, 10, 300},
      {1000, 10, 300},
      {1000, 10, 30},
      {1100, 400, 40},
      {67, 96, 96},
      {970, 70, 333},
      {200, 400, 1},
      {2, 3, 2000},
      {64, 1537, 40},
      {260, 230, 1100},
      {70, 2000, 1030},
      {1930, 193, 1030},
      {10, 70, 300},
      {2100, 3, 20},
      {70, 10, 1100}
    };
    for (int[] shape : shapes) {
      for (Transpose transA : Transpose.values()) {
        for (Transpose transB : Transpose.values()) {
          same(
              product(transA, transB, shape[0], shape[1], shape[2], 1, random.nextInt(3) / 2f),
              FloatEpilogue.NONE);
        }
      }
    }
  }

  @Test
  void everyNumberOfFewColumnsHasTheScalarBits() throws BackendUnavailableException {
    int[] depths = {20, 120, 1100};
    for (int n = 2; n < 68; n++) {
      for (Transpose transA : Transpose.values()) {
        for (Transpose transB : Transpose.values()) {
          same(product(transA, transB, 60 + n % 9, n, depths[n % 3], 1, 0), FloatEpilogue.NONE);
        }
      }
    }
  }

  @Test
  void anEpilogueHasTheBitsOfSeparateCalls() throws BackendUnavailableException {
    int[][] shapes = {
      {1, 40, 20},
      {40, 1, 20},
      {7, 9, 5},
      {128, 100, 33},
      {130, 50, 1100},
      {65, 16, 0},
      {24, 70, 12},
      {130, 200, 40}
    };
    for (UnaryOp op : FloatOperationsTest.functions()) {
      for (int[] shape : shapes) {
        int m = shape[0];
        int n = shape[1];
        float beta = random.nextInt(2) / 2f;
        Case product = product(Transpose.NO, Transpose.YES, m, n, shape[2], 1, beta);
        float[] bias = slice(1, n, n);
        float[] saved = slice(m, n, n + 1);
        same(product, FloatEpilogue.activation(op, bias, Case.OFFSET));
        same(product, FloatEpilogue.activation(op));
        same(product, FloatEpilogue.derivative(op, saved, Case.OFFSET, n + 1));
        assertArrayEquals(
            separately(product, op, bias),
            product.multiply(scalar(), FloatEpilogue.activation(op, bias, Case.OFFSET)),
            op + ": " + product);
      }
    }
  }

  private static float[] separately(Case product, UnaryOp op, float[] bias)
      throws BackendUnavailableException {
    float[] out = product.multiply(scalar(), FloatEpilogue.NONE);
    int at = Case.OFFSET;
    scalar().addRow(product.m, product.n, bias, at, out, at, product.ldc);
    for (int i = 0; i < product.m; i++, at += product.ldc) {
      scalar().unary(op, product.n, out, at, out, at);
    }
    return out;
  }

  @Test
  void specialValuesPassThroughEveryRoute() throws BackendUnavailableException {
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.MIN_VALUE, Float.MAX_VALUE};
    for (int[] shape : new int[][] {{20, 20, 20}, {40, 50, 300}, {9, 17, 33}, {130, 200, 40}}) {
      float beta = random.nextInt(2);
      Case product = product(Transpose.NO, Transpose.NO, shape[0], shape[1], shape[2], 1, beta);
      for (int i = 0; i < special.length; i++) {
        product.a[Case.OFFSET + i * product.lda + i] = special[i];
        product.b[Case.OFFSET + 2 * i * product.ldb + i] = special[i];
      }
      float[] bias = new float[product.n];
      System.arraycopy(special, 0, bias, 0, special.length);
      Arrays.fill(product.a, Case.OFFSET + 7 * product.lda, Case.OFFSET + 8 * product.lda, -0f);
      same(product, FloatEpilogue.NONE);
      same(product, FloatEpilogue.activation(UnaryOp.IDENTITY));
      same(product, FloatEpilogue.activation(UnaryOp.IDENTITY, bias, 0));
      same(product, FloatEpilogue.activation(UnaryOp.RELU));
      same(product, FloatEpilogue.activation(UnaryOp.RELU, bias, 0));
    }
  }

  @Test
  void aRepackedMatrixIsTheNewOne() throws BackendUnavailableException {
    for (Backend backend : Backends.available()) {
      Case first = product(Transpose.NO, Transpose.NO, 20, 60, 200, 1, 0);
      Case second = product(Transpose.NO, Transpose.YES, 20, 60, 200, 1, 0);
      FloatPackedMatrix packed =
          backend.pack(first.transB, 200, 60, first.b, Case.OFFSET, first.ldb);
      assertEquals(200, packed.rows());
      assertEquals(60, packed.columns());
      backend.repack(packed, second.transB, second.b, Case.OFFSET, second.ldb);
      float[] out = second.c.clone();
      backend.gemm(
          Transpose.NO,
          20,
          1,
          second.a,
          Case.OFFSET,
          second.lda,
          packed,
          0,
          out,
          Case.OFFSET,
          second.ldc,
          FloatEpilogue.NONE);
      assertArrayEquals(second.multiply(scalar(), FloatEpilogue.NONE), out);
    }
  }

  @Test
  void aMatrixPackedByAnotherBackendIsRefused() throws BackendUnavailableException {
    FloatPackedMatrix packed = scalar().pack(Transpose.NO, 2, 2, new float[4], 0, 2);
    for (Backend backend : backends()) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  backend.gemm(
                      Transpose.NO,
                      2,
                      1,
                      new float[4],
                      0,
                      2,
                      packed,
                      0,
                      new float[4],
                      0,
                      2,
                      FloatEpilogue.NONE));
      assertTrue(refusal.getMessage().contains("scalar"), refusal.getMessage());
      assertThrows(
          IllegalArgumentException.class,
          () -> backend.repack(packed, Transpose.NO, new float[4], 0, 2));
    }
  }

  @Test
  void anEpilogueThatDoesNotFitIsRefused() throws BackendUnavailableException {
    Case product = product(Transpose.NO, Transpose.NO, 4, 5, 6, 1, 0);
    List<FloatEpilogue> misfits =
        List.of(
            FloatEpilogue.activation(UnaryOp.RELU, new float[4], 0),
            FloatEpilogue.activation(UnaryOp.RELU, new float[5], 1),
            FloatEpilogue.activation(UnaryOp.RELU, new float[5], -1),
            FloatEpilogue.derivative(UnaryOp.RELU, new float[19], 0, 5),
            FloatEpilogue.derivative(UnaryOp.RELU, new float[20], 0, 4));
    for (FloatEpilogue misfit : misfits) {
      assertThrows(IllegalArgumentException.class, () -> product.multiply(Backends.best(), misfit));
    }
    float[] c = new float[40];
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Backends.best()
                .gemm(
                    Transpose.NO,
                    Transpose.NO,
                    4,
                    5,
                    0,
                    1,
                    new float[4],
                    0,
                    1,
                    new float[5],
                    0,
                    5,
                    0,
                    c,
                    0,
                    5,
                    FloatEpilogue.activation(UnaryOp.RELU, c, 10)));
  }
}
