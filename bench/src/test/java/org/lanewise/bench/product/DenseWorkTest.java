package org.lanewise.bench.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;

/** Everyone in the table of dense layers computes the layer, and whoever does not is seen. */
class DenseWorkTest {
  private static Operands operands(String shape) {
    return new Operands(
        new Product(Shape.parse(shape), Transpose.NO, Transpose.NO, Precision.FLOAT32));
  }

  private static void assertRight(Entry entry, String shape) {
    assertTrue(entry.flaw().isPresent(), "nothing is computed yet: " + entry.name());
    entry.run();
    assertEquals(Optional.empty(), entry.flaw(), entry.name() + ", " + shape);
  }

  @Test
  void everyEntryComputesTheLayer() {
    for (String shape : List.of("1x7x5", "128x10x100", "37x53x29", "130x70x300")) {
      DenseWork work = new DenseWork(Backends.best(), operands(shape));
      List<String> names = new ArrayList<>();
      for (Entry entry : work.ours()) {
        names.add(entry.name());
        assertRight(entry, shape);
      }
      assertEquals(List.of("fused", "packed", "unfused"), names);
    }
  }

  @Test
  void openBlasComputesTheSameLayer() {
    try {
      assertRight(new DenseWork(Backends.best(), operands("37x53x29")).openBlas(), "37x53x29");
    } catch (RivalUnavailableException e) {
      abort(e.getMessage());
    }
  }

  @Test
  void aProductWithoutBiasAndRectifierIsSeen() throws Exception {
    Operands operands = operands("20x30x40");
    Entry layer = new DenseWork(Backends.best(), operands).ours().get(0);
    Rivals.of(Backends.best()).enter(operands).run();
    assertTrue(layer.flaw().isPresent());
  }

  @Test
  void aDenseSetHasTheLayersOfTheTrainingStepsForward() {
    assertEquals(ShapeSet.MLP.shapes("NN"), ShapeSet.DENSE.shapes("NN"));
  }
}
