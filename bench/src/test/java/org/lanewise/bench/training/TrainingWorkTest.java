package org.lanewise.bench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

class TrainingWorkTest {
  private final Backend best = Backends.best().with(Parallelism.of(1));

  @Test
  void theFirstLayerNeedsNoDerivativeByItsInput() {
    assertEquals(4 * 30 * 64 + 6 * (64 * 32 + 32), TrainingWork.TABULAR.operations());
    assertEquals("30-64-32-1 x 32", TrainingWork.TABULAR.label());
  }

  @Test
  void plainLoopsTakeTheSameFirstStep() throws Exception {
    Backend scalar = Backends.named("scalar");
    for (TrainingWork work : TrainingWork.values()) {
      Entry loop = work.contestant("loop", scalar, best, 3);
      loop.run();
      loop.run();
      assertEquals(Optional.empty(), loop.flaw(), work.label());
      assertEquals(3 * work.operations(), loop.work());
    }
  }

  @Test
  void oneWhoseStepWasNotTakenIsWrong() {
    Entry entry = TrainingWork.TABULAR.contestant("best", best, best, 4);
    assertTrue(entry.flaw().isPresent());
  }
}
