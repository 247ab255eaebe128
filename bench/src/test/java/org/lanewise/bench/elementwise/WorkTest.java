package org.lanewise.bench.elementwise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.random.RandomStream;

/** Every contestant of the elementwise table computes what it says. */
class WorkTest {
  /** Whole vectors of any width. */
  private static final int N = 4 * 64;

  private final Backend backend = Backends.best();

  private static float[] numbers(String name) {
    RandomStream random = RandomStream.of(7, name);
    float[] x = new float[N];
    for (int i = 0; i < N; i++) {
      x[i] = (float) (8 * random.nextDouble() - 4);
    }
    return x;
  }

  private static void assertRight(Entry entry) {
    entry.run();
    assertEquals(Optional.empty(), entry.flaw(), entry.name());
  }

  @Test
  void everyFunctionThatThereIsCanBeMeasured() throws Exception {
    for (UnaryOp op : UnaryWork.functions()) {
      new UnaryWork(op, numbers("x"), new float[N])
          .contestants(backend)
          .forEach(WorkTest::assertRight);
    }
    assertEquals(UnaryOp.Kind.values().length, UnaryWork.functions().size());
  }

  @Test
  void sumsLargestEntriesAndInnerProductsAreRight() {
    ReductionWork work = new ReductionWork(numbers("x"), numbers("y"));
    work.sum(backend).forEach(WorkTest::assertRight);
    work.max(backend).forEach(WorkTest::assertRight);
    work.dot(backend).forEach(WorkTest::assertRight);
  }

  @Test
  void aFunctionThatWasNotComputedIsSeen() throws Exception {
    UnaryWork work = new UnaryWork(UnaryOp.TANH, numbers("x"), new float[N]);
    assertTrue(work.contestants(backend).get(0).flaw().isPresent());
  }
}
