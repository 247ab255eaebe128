package org.lanewise.bench.jmh;

import java.util.List;
import org.lanewise.bench.product.DenseWork;
import org.lanewise.bench.product.Operands;
import org.lanewise.bench.product.Product;
import org.lanewise.bench.product.Shape;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Claim: a dense layer with bias and rectifier in the product's epilogue takes no longer than the
 * product and two passes, nor than the product of OpenBLAS and two passes.
 */
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class DenseForwardBenchmark extends PassBenchmark {
  @Param({DenseWork.FUSED, DenseWork.PACKED, DenseWork.UNFUSED, DenseWork.OPENBLAS})
  private String rival;

  @Param({"128x1000x784", "128x512x512", "128x10x512", "1000x512x784"})
  private String shape;

  /** Makes ready, and checks the result. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    Product product =
        new Product(Shape.parse(shape), Transpose.NO, Transpose.NO, Precision.FLOAT32);
    DenseWork work =
        new DenseWork(Backends.named("simd").with(Parallelism.of(1)), new Operands(product));
    enter(rival.equals(DenseWork.OPENBLAS) ? List.of(work.openBlas()) : work.ours(), rival);
  }
}
