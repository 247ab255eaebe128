package org.lanewise.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Transpose;
import org.lanewise.nn.random.RandomStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Claim: a float32 product on the SIMD backend is far faster than plain loops, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class GemmBenchmark {
  @Param({"64", "256", "512"})
  private int size;

  private Backend simd;
  private Backend scalar;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Fills the operands and refuses to measure a backend whose bits are wrong. */
  @Setup(Level.Trial)
  public void setUp() throws BackendUnavailableException {
    simd = Backends.named("simd").with(Parallelism.of(1));
    scalar = Backends.named("scalar");
    RandomStream random = RandomStream.of(1, "benchmark");
    a = new float[size * size];
    b = new float[size * size];
    c = new float[size * size];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextDouble() - 0.5f;
      b[i] = (float) random.nextDouble() - 0.5f;
    }
    float[] expected = scalar().clone();
    if (!Arrays.equals(expected, simd())) {
      throw new IllegalStateException("the SIMD backend has other bits than the scalar backend");
    }
  }

  /** The SIMD backend. */
  @Benchmark
  public float[] simd() {
    return multiply(simd);
  }

  /** The scalar backend. */
  @Benchmark
  public float[] scalar() {
    return multiply(scalar);
  }

  /** The textbook's triple loop. */
  @Benchmark
  public float[] tripleLoop() {
    PlainLoops.tripleLoop(size, size, size, a, b, c);
    return c;
  }

  /** The cache-friendly loop order. */
  @Benchmark
  public float[] rowLoop() {
    PlainLoops.rowLoop(size, size, size, a, b, c);
    return c;
  }

  private float[] multiply(Backend backend) {
    backend.gemm(
        Transpose.NO, Transpose.NO, size, size, size, 1, a, 0, size, b, 0, size, 0, c, 0, size);
    return c;
  }
}
