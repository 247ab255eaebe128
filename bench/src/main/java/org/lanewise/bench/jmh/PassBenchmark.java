package org.lanewise.bench.jmh;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lanewise.bench.elementwise.Size;
import org.lanewise.bench.measure.Entry;
import org.lanewise.nn.random.RandomStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One pass over float32 arrays by one rival, named by parameters; a claim says which. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public abstract class PassBenchmark {
  private Entry entry;

  /** Takes the rival of a name, and refuses to measure a wrong result. */
  final void enter(Iterable<Entry> contestants, String rival) {
    for (Entry contestant : contestants) {
      if (contestant.name().equals(rival)) {
        entry = contestant;
        entry.run();
        Optional<String> flaw = entry.flaw();
        if (flaw.isPresent()) {
          throw new IllegalStateException(rival + ": " + flaw.get());
        }
        return;
      }
    }
    throw new IllegalArgumentException("there is no rival '" + rival + "' for this");
  }

  /** Draws as many numbers as a size has, in [-4, 4). */
  static float[] numbers(String name, Size size) {
    RandomStream random = RandomStream.of(1, name);
    float[] numbers = new float[size.floats()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (8 * random.nextDouble() - 4);
    }
    return numbers;
  }

  /** The pass. */
  @Benchmark
  public void pass() {
    entry.run();
  }
}
