package org.lanewise.nn.tensor;

import java.util.List;
import org.lanewise.core.Backend;
import org.lanewise.core.DoubleEpilogue;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.StepRule;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.random.RandomStream;

/**
 * The operations of a backend on tensors, in whichever precision they have. Operands of one call
 * have one precision.
 *
 * <p>Every method checks its shapes and throws {@link IllegalArgumentException} with both of them;
 * the names and definitions are those of {@link Backend}. Nothing here allocates.
 *
 * @param backend the engine
 */
public record TensorOps(Backend backend) {
  /** Computes {@code C = alpha op(A) op(B) + beta C}. */
  public void gemm(
      Transpose transA, Transpose transB, double alpha, Tensor a, Tensor b, double beta, Tensor c) {
    gemm(transA, transB, alpha, a, b, beta, c, Epilogue.NONE);
  }

  /** Computes {@code C = epilogue(alpha op(A) op(B) + beta C)}. */
  public void gemm(
      Transpose transA,
      Transpose transB,
      double alpha,
      Tensor a,
      Tensor b,
      double beta,
      Tensor c,
      Epilogue epilogue) {
    int m = transA == Transpose.NO ? a.rows() : a.columns();
    int k = transA == Transpose.NO ? a.columns() : a.rows();
    int n = transB == Transpose.NO ? b.columns() : b.rows();
    int depth = transB == Transpose.NO ? b.rows() : b.columns();
    if (k != depth || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "product of " + a + " (" + transA + ") and " + b + " (" + transB + ") into " + c);
    }
    int lda = Math.max(1, a.columns());
    int ldb = Math.max(1, b.columns());
    int ldc = Math.max(1, n);
    int ao = a.offset();
    int bo = b.offset();
    int co = c.offset();
    if (isFloat(a, b, c)) {
      float[] x = a.floats();
      float[] y = b.floats();
      float[] z = c.floats();
      float s = (float) alpha;
      float t = (float) beta;
      FloatEpilogue last = epilogue.floats();
      backend.gemm(transA, transB, m, n, k, s, x, ao, lda, y, bo, ldb, t, z, co, ldc, last);
    } else {
      double[] x = a.doubles();
      double[] y = b.doubles();
      double[] z = c.doubles();
      DoubleEpilogue last = epilogue.doubles();
      backend.gemm(transA, transB, m, n, k, alpha, x, ao, lda, y, bo, ldb, beta, z, co, ldc, last);
    }
  }

  /** Adds a row to each row of a matrix. */
  public void addRow(Tensor row, Tensor a) {
    sameSize(row.size(), row, a.columns(), a);
    int lda = Math.max(1, a.columns());
    if (isFloat(row, a)) {
      backend.addRow(
          a.rows(), a.columns(), row.floats(), row.offset(), a.floats(), a.offset(), lda);
    } else {
      backend.addRow(
          a.rows(), a.columns(), row.doubles(), row.offset(), a.doubles(), a.offset(), lda);
    }
  }

  /** Sums the rows of a matrix into one row. */
  public void columnSums(Tensor a, Tensor sums) {
    sameSize(a.columns(), a, sums.size(), sums);
    int lda = Math.max(1, a.columns());
    if (isFloat(a, sums)) {
      backend.columnSums(
          a.rows(), a.columns(), a.floats(), a.offset(), lda, sums.floats(), sums.offset());
    } else {
      backend.columnSums(
          a.rows(), a.columns(), a.doubles(), a.offset(), lda, sums.doubles(), sums.offset());
    }
  }

  /** Applies a function to each element; x and y may be the same. */
  public void unary(UnaryOp op, Tensor x, Tensor y) {
    sameSize(x.size(), x, y.size(), y);
    if (isFloat(x, y)) {
      backend.unary(op, x.size(), x.floats(), x.offset(), y.floats(), y.offset());
    } else {
      backend.unary(op, x.size(), x.doubles(), x.offset(), y.doubles(), y.offset());
    }
  }

  /** Multiplies by a function's derivative; dy and dx may be the same. */
  public void unaryGradient(UnaryOp op, Tensor saved, Tensor dy, Tensor dx) {
    sameSize(saved.size(), saved, dy.size(), dy);
    sameSize(dy.size(), dy, dx.size(), dx);
    int n = dy.size();
    int at = saved.offset();
    if (isFloat(saved, dy, dx)) {
      backend.unaryGradient(
          op, n, saved.floats(), at, dy.floats(), dy.offset(), dx.floats(), dx.offset());
    } else {
      backend.unaryGradient(
          op, n, saved.doubles(), at, dy.doubles(), dy.offset(), dx.doubles(), dx.offset());
    }
  }

  /** Multiplies elementwise: {@code z = x y}. */
  public void multiply(Tensor x, Tensor y, Tensor z) {
    sameSize(x.size(), x, y.size(), y);
    sameSize(y.size(), y, z.size(), z);
    if (isFloat(x, y, z)) {
      backend.multiply(
          z.size(), x.floats(), x.offset(), y.floats(), y.offset(), z.floats(), z.offset());
    } else {
      backend.multiply(
          z.size(), x.doubles(), x.offset(), y.doubles(), y.offset(), z.doubles(), z.offset());
    }
  }

  /** Multiplies each row of a matrix by a row, {@code y = x row}; x and y may be the same. */
  public void multiplyRow(Tensor row, Tensor x, Tensor y) {
    sameSize(row.size(), row, x.columns(), x);
    sameSize(x.size(), x, y.size(), y);
    int n = row.size();
    int at = row.offset();
    boolean single = isFloat(row, x, y);
    for (int i = 0; i < x.size(); i += n) {
      int from = x.offset() + i;
      int to = y.offset() + i;
      if (single) {
        backend.multiply(n, row.floats(), at, x.floats(), from, y.floats(), to);
      } else {
        backend.multiply(n, row.doubles(), at, x.doubles(), from, y.doubles(), to);
      }
    }
  }

  /** Adds a multiple: {@code y = alpha x + y}. */
  public void axpy(double alpha, Tensor x, Tensor y) {
    sameSize(x.size(), x, y.size(), y);
    if (isFloat(x, y)) {
      backend.axpy(x.size(), (float) alpha, x.floats(), x.offset(), 1, y.floats(), y.offset(), 1);
    } else {
      backend.axpy(x.size(), alpha, x.doubles(), x.offset(), 1, y.doubles(), y.offset(), 1);
    }
  }

  /** Multiplies by a number. */
  public void scal(double alpha, Tensor x) {
    if (isFloat(x)) {
      backend.scal(x.size(), (float) alpha, x.floats(), x.offset(), 1);
    } else {
      backend.scal(x.size(), alpha, x.doubles(), x.offset(), 1);
    }
  }

  /** Returns the inner product of all elements. */
  public double dot(Tensor x, Tensor y) {
    sameSize(x.size(), x, y.size(), y);
    if (isFloat(x, y)) {
      return backend.dot(x.size(), x.floats(), x.offset(), 1, y.floats(), y.offset(), 1);
    }
    return backend.dot(x.size(), x.doubles(), x.offset(), 1, y.doubles(), y.offset(), 1);
  }

  /** Turns each row into a probability distribution; x and y may be the same. */
  public void softmaxRows(Tensor x, Tensor y) {
    sameSize(x.size(), x, y.size(), y);
    int ld = Math.max(1, x.columns());
    if (isFloat(x, y)) {
      backend.softmaxRows(
          x.rows(), x.columns(), x.floats(), x.offset(), ld, y.floats(), y.offset(), ld);
    } else {
      backend.softmaxRows(
          x.rows(), x.columns(), x.doubles(), x.offset(), ld, y.doubles(), y.offset(), ld);
    }
  }

  /** Multiplies each row of dy by the derivative of softmax whose output is y. */
  public void softmaxGradientRows(Tensor y, Tensor dy, Tensor dx) {
    sameSize(y.size(), y, dy.size(), dy);
    sameSize(dy.size(), dy, dx.size(), dx);
    int m = y.rows();
    int n = y.columns();
    int ld = Math.max(1, n);
    int to = dx.offset();
    if (isFloat(y, dy, dx)) {
      backend.softmaxGradientRows(
          m, n, y.floats(), y.offset(), ld, dy.floats(), dy.offset(), ld, dx.floats(), to, ld);
    } else {
      backend.softmaxGradientRows(
          m, n, y.doubles(), y.offset(), ld, dy.doubles(), dy.offset(), ld, dx.doubles(), to, ld);
    }
  }

  /** Takes the logarithm of each row's softmax; x and y may be the same. */
  public void logSoftmaxRows(Tensor x, Tensor y) {
    sameSize(x.size(), x, y.size(), y);
    int m = x.rows();
    int n = x.columns();
    int ld = Math.max(1, n);
    if (isFloat(x, y)) {
      backend.logSoftmaxRows(m, n, x.floats(), x.offset(), ld, y.floats(), y.offset(), ld);
    } else {
      backend.logSoftmaxRows(m, n, x.doubles(), x.offset(), ld, y.doubles(), y.offset(), ld);
    }
  }

  /** Multiplies each row of dy by the derivative of log-softmax whose output is y. */
  public void logSoftmaxGradientRows(Tensor y, Tensor dy, Tensor dx) {
    sameSize(y.size(), y, dy.size(), dy);
    sameSize(dy.size(), dy, dx.size(), dx);
    int m = y.rows();
    int n = y.columns();
    int ld = Math.max(1, n);
    int to = dx.offset();
    if (isFloat(y, dy, dx)) {
      backend.logSoftmaxGradientRows(
          m, n, y.floats(), y.offset(), ld, dy.floats(), dy.offset(), ld, dx.floats(), to, ld);
    } else {
      backend.logSoftmaxGradientRows(
          m, n, y.doubles(), y.offset(), ld, dy.doubles(), dy.offset(), ld, dx.doubles(), to, ld);
    }
  }

  /** Writes the log-sum-exp of each row to the first elements of {@code out}. */
  public void logSumExpRows(Tensor x, Tensor out) {
    if (out.size() < x.rows()) {
      throw new IllegalArgumentException(out + " has no room for a number a row of " + x);
    }
    int ld = Math.max(1, x.columns());
    if (isFloat(x, out)) {
      backend.logSumExpRows(
          x.rows(), x.columns(), x.floats(), x.offset(), ld, out.floats(), out.offset());
    } else {
      backend.logSumExpRows(
          x.rows(), x.columns(), x.doubles(), x.offset(), ld, out.doubles(), out.offset());
    }
  }

  /**
   * Brings each row to mean 0 and variance 1: {@code z = (x - mean) f} with {@code f = 1 /
   * sqrt(variance + epsilon)}, the variance with n as its divisor. Writes f to {@code factors}.
   */
  public void normalizeRows(Tensor x, double epsilon, Tensor z, Tensor factors) {
    sameSize(x.size(), x, z.size(), z);
    sameSize(x.rows(), x, factors.size(), factors);
    int n = x.columns();
    for (int i = 0; i < x.rows(); i++) {
      int from = x.offset() + i * n;
      int to = z.offset() + i * n;
      if (isFloat(x, z, factors)) {
        float mean = backend.mean(n, x.floats(), from);
        factors.set(i, 1 / Math.sqrt(backend.variance(n, x.floats(), from) + epsilon));
        float f = (float) factors.get(i);
        centre(n, x.floats(), from, x.floats(), from, mean, 0, f, z.floats(), to);
      } else {
        double mean = backend.mean(n, x.doubles(), from);
        factors.set(i, 1 / Math.sqrt(backend.variance(n, x.doubles(), from) + epsilon));
        double f = factors.get(i);
        centre(n, x.doubles(), from, x.doubles(), from, mean, 0, f, z.doubles(), to);
      }
    }
  }

  /** Computes {@code dx = (dy - mean(dy) - z mean(dy z)) f} from what normalizeRows wrote. */
  public void normalizeGradientRows(Tensor z, Tensor factors, Tensor dy, Tensor dx) {
    sameSize(z.size(), z, dy.size(), dy);
    sameSize(z.size(), z, dx.size(), dx);
    int n = z.columns();
    for (int i = 0; i < z.rows(); i++) {
      int at = z.offset() + i * n;
      int from = dy.offset() + i * n;
      int to = dx.offset() + i * n;
      if (isFloat(z, dy, dx) && isFloat(z, factors)) {
        float mean = backend.mean(n, dy.floats(), from);
        float slope = backend.dot(n, z.floats(), at, 1, dy.floats(), from, 1) / n;
        float f = (float) factors.get(i);
        centre(n, dy.floats(), from, z.floats(), at, mean, slope, f, dx.floats(), to);
      } else {
        double mean = backend.mean(n, dy.doubles(), from);
        double slope = backend.dot(n, z.doubles(), at, 1, dy.doubles(), from, 1) / n;
        double f = factors.get(i);
        centre(n, dy.doubles(), from, z.doubles(), at, mean, slope, f, dx.doubles(), to);
      }
    }
  }

  /** Computes {@code y = (x - mean - slope z) f}. */
  private static void centre(
      int n,
      float[] x,
      int from,
      float[] z,
      int at,
      float mean,
      float slope,
      float f,
      float[] y,
      int to) {
    for (int j = 0; j < n; j++) {
      y[to + j] = (x[from + j] - mean - slope * z[at + j]) * f;
    }
  }

  private static void centre(
      int n,
      double[] x,
      int from,
      double[] z,
      int at,
      double mean,
      double slope,
      double f,
      double[] y,
      int to) {
    for (int j = 0; j < n; j++) {
      y[to + j] = (x[from + j] - mean - slope * z[at + j]) * f;
    }
  }

  /** Returns the Euclidean norm of all elements, which overflows only if its value does. */
  public double norm(Tensor x) {
    return isFloat(x)
        ? backend.nrm2(x.size(), x.floats(), x.offset(), 1)
        : backend.nrm2(x.size(), x.doubles(), x.offset(), 1);
  }

  /** Returns the sum of the magnitudes of all elements. */
  public double asum(Tensor x) {
    return isFloat(x)
        ? backend.asum(x.size(), x.floats(), x.offset(), 1)
        : backend.asum(x.size(), x.doubles(), x.offset(), 1);
  }

  /**
   * One step of an optimizer on all elements.
   *
   * @param moments as many tensors as the rule has moments, at least
   */
  public void optimizerStep(
      StepRule rule, int step, double rate, Tensor w, Tensor g, List<Tensor> moments) {
    int count = rule.kind().moments();
    if (moments.size() < count) {
      throw new IllegalArgumentException(
          moments.size() + " moments for " + rule.kind() + ", which has " + count);
    }
    sameSize(w.size(), w, g.size(), g);
    for (int k = 0; k < count; k++) {
      sameSize(w.size(), w, moments.get(k).size(), moments.get(k));
      isFloat(w, moments.get(k));
    }
    // What a rule does not remember is not looked at; the gradient stands in for it.
    Tensor m = count > 0 ? moments.get(0) : g;
    Tensor v = count > 1 ? moments.get(1) : g;
    Tensor u = count > 2 ? moments.get(2) : g;
    int n = w.size();
    int wo = w.offset();
    int go = g.offset();
    int mo = m.offset();
    int vo = v.offset();
    int uo = u.offset();
    if (isFloat(w, g)) {
      float[] x = w.floats();
      float[] dx = g.floats();
      float[] y = m.floats();
      float[] z = v.floats();
      backend.optimizerStep(rule, step, rate, n, x, wo, dx, go, y, mo, z, vo, u.floats(), uo);
    } else {
      double[] x = w.doubles();
      double[] dx = g.doubles();
      double[] y = m.doubles();
      double[] z = v.doubles();
      backend.optimizerStep(rule, step, rate, n, x, wo, dx, go, y, mo, z, vo, u.doubles(), uo);
    }
  }

  /** Adds the gradient of {@code l1 |w| + l2 w^2 / 2} to gradients. */
  public void addPenaltyGradient(double l1, double l2, Tensor w, Tensor g) {
    sameSize(w.size(), w, g.size(), g);
    int n = w.size();
    if (isFloat(w, g)) {
      backend.addPenaltyGradient(
          n, (float) l1, (float) l2, w.floats(), w.offset(), g.floats(), g.offset());
    } else {
      backend.addPenaltyGradient(n, l1, l2, w.doubles(), w.offset(), g.doubles(), g.offset());
    }
  }

  /** Shrinks the columns whose Euclidean norm exceeds a limit to that limit. */
  public void limitColumnNorms(double limit, Tensor a) {
    int lda = Math.max(1, a.columns());
    if (isFloat(a)) {
      backend.limitColumnNorms(a.rows(), a.columns(), (float) limit, a.floats(), a.offset(), lda);
    } else {
      backend.limitColumnNorms(a.rows(), a.columns(), limit, a.doubles(), a.offset(), lda);
    }
  }

  /**
   * Fills a tensor with 0 where a random number falls under the rate and {@code 1 / (1 - rate)}
   * elsewhere: the mask of inverted dropout. Element i depends on the key and i alone.
   */
  public void dropoutMask(long key, double rate, Tensor mask) {
    double kept = 1 / (1 - rate);
    // Each mixed word serves two elements, 32 bits each: a rate is met to 2^-32.
    long threshold = (long) (rate * 0x1p32);
    int n = mask.size();
    int pairs = n / 2;
    int at = mask.offset();
    if (isFloat(mask)) {
      float[] values = mask.floats();
      float scale = (float) kept;
      for (int i = 0; i < pairs; i++) {
        long word = RandomStream.bits64(key, i);
        values[at + 2 * i] = (word & 0xFFFFFFFFL) < threshold ? 0 : scale;
        values[at + 2 * i + 1] = (word >>> 32) < threshold ? 0 : scale;
      }
    } else {
      double[] values = mask.doubles();
      for (int i = 0; i < pairs; i++) {
        long word = RandomStream.bits64(key, i);
        values[at + 2 * i] = (word & 0xFFFFFFFFL) < threshold ? 0 : kept;
        values[at + 2 * i + 1] = (word >>> 32) < threshold ? 0 : kept;
      }
    }
    if (2 * pairs < n) {
      long word = RandomStream.bits64(key, pairs);
      mask.set(n - 1, (word & 0xFFFFFFFFL) < threshold ? 0 : kept);
    }
  }

  private static boolean isFloat(Tensor first) {
    return first.precision() == Precision.FLOAT32;
  }

  private static boolean isFloat(Tensor first, Tensor second) {
    if (first.precision() != second.precision()) {
      throw new IllegalArgumentException(first + " and " + second + " differ in precision");
    }
    return isFloat(first);
  }

  private static boolean isFloat(Tensor first, Tensor second, Tensor third) {
    return isFloat(first, second) && isFloat(second, third);
  }

  private static void sameSize(int first, Tensor firstTensor, int second, Tensor secondTensor) {
    if (first != second) {
      throw new IllegalArgumentException(firstTensor + " does not match " + secondTensor);
    }
  }
}
