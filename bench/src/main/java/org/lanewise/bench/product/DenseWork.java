package org.lanewise.bench.product;

import dev.ludovic.netlib.blas.BLAS;
import java.util.List;
import java.util.Optional;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;
import org.lanewise.core.FloatEpilogue;
import org.lanewise.core.FloatPackedMatrix;
import org.lanewise.core.Transpose;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.random.RandomStream;

/**
 * A dense layer forward, {@code C = relu(A B + bias)} in float32, by those who can do it in one
 * call and by those who need three.
 *
 * <p>Counted are the operations of the product alone, so that speeds compare with the peak. A
 * result is right if its elements are the rectified sum of the bias and a product that {@link
 * ProductCheck} would accept.
 */
public final class DenseWork {
  /** In the epilogue of the product. */
  public static final String FUSED = "fused";

  /** In the epilogue of a product whose weights were packed beforehand. */
  public static final String PACKED = "packed";

  /** By the product, {@code addRow} and {@code unary}, one after the other. */
  public static final String UNFUSED = "unfused";

  /** By the product of OpenBLAS, then our {@code addRow} and {@code unary}. */
  public static final String OPENBLAS = "openblas";

  private static final Transpose NO = Transpose.NO;

  private final Backend backend;
  private final Operands operands;
  private final Shape shape;
  private final float[] bias;
  private final FloatEpilogue epilogue;

  /** Draws the bias of a layer whose input and weights are given. */
  public DenseWork(Backend backend, Operands operands) {
    this.backend = backend;
    this.operands = operands;
    shape = operands.product().shape();
    RandomStream random = RandomStream.of(1, "bias");
    bias = new float[shape.n()];
    for (int j = 0; j < bias.length; j++) {
      bias[j] = (float) random.nextDouble() - 0.5f;
    }
    epilogue = FloatEpilogue.activation(UnaryOp.RELU, bias, 0);
  }

  /** Returns our own entries: fused, packed beforehand and unfused. */
  public List<Entry> ours() {
    return List.of(
        entry(FUSED, this::fused), entry(PACKED, prepacked()), entry(UNFUSED, this::unfused));
  }

  /** Returns the entry with the product of OpenBLAS. */
  public Entry openBlas() throws RivalUnavailableException {
    BLAS blas = Netlib.openBlas(backend.parallelism().threads());
    int m = shape.m();
    int n = shape.n();
    int k = shape.k();
    return entry(
        OPENBLAS,
        () -> {
          blas.sgemm(
              "N", "N", n, m, k, 1, operands.floatB, n, operands.floatA, k, 0, operands.floatC, n);
          finish();
        });
  }

  private Entry entry(String name, Runnable task) {
    return Entry.of(name, shape.operations(), task, this::flaw);
  }

  private void fused() {
    product(epilogue);
  }

  private void unfused() {
    product(FloatEpilogue.NONE);
    finish();
  }

  private void product(FloatEpilogue end) {
    Operands o = operands;
    int n = shape.n();
    int k = shape.k();
    backend.gemm(
        NO, NO, shape.m(), n, k, 1, o.floatA, 0, k, o.floatB, 0, n, 0, o.floatC, 0, n, end);
  }

  private Runnable prepacked() {
    FloatPackedMatrix weights =
        backend.pack(NO, shape.k(), shape.n(), operands.floatB, 0, shape.n());
    return () ->
        backend.gemm(
            NO,
            shape.m(),
            1,
            operands.floatA,
            0,
            shape.k(),
            weights,
            0,
            operands.floatC,
            0,
            shape.n(),
            epilogue);
  }

  private void finish() {
    backend.addRow(shape.m(), shape.n(), bias, 0, operands.floatC, 0, shape.n());
    backend.unary(UnaryOp.RELU, operands.floatC.length, operands.floatC, 0, operands.floatC, 0);
  }

  /** Looks at the last result, and forgets it for the next rival. */
  private Optional<String> flaw() {
    Optional<String> flaw = operands.check().flawOfLayer(operands::result, bias);
    operands.forget();
    return flaw;
  }
}
