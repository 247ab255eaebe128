package org.lanewise.bench.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lanewise.bench.measure.Entry;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;
import org.lanewise.nn.tensor.Precision;

/** Every rival that is here computes the right product; one that is not says why. */
class RivalsTest {
  private static final List<Shape> SHAPES =
      Stream.of("1", "1x7x5", "5x1x3", "3x17x1", "37x53x29", "64x65x33", "100x130x70")
          .map(Shape::parse)
          .toList();

  static Stream<Rival> rivals() throws Exception {
    return Stream.concat(
        Stream.of(Rivals.of(Backends.best()), Rivals.of(Backends.named("scalar"))),
        Rivals.all(1).stream());
  }

  private static List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (Transpose transA : Transpose.values()) {
        for (Transpose transB : Transpose.values()) {
          SHAPES.forEach(shape -> products.add(new Product(shape, transA, transB, precision)));
        }
      }
    }
    return products;
  }

  @ParameterizedTest
  @MethodSource("rivals")
  void computesTheRightProduct(Rival rival) {
    for (Product product : products()) {
      Entry entry;
      try {
        entry = rival.enter(new Operands(product));
      } catch (RivalUnavailableException e) {
        assertFalse(e.getMessage().isBlank());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        abort(rival.name() + " is not available: " + e.getMessage());
        return;
      }
      assertTrue(entry.flaw().isPresent(), "nothing is computed yet: " + product);
      entry.run();
      assertEquals(Optional.empty(), entry.flaw(), rival.name() + ", " + product);
      entry.close();
    }
  }

  @Test
  void theRivalsBuiltIntoThePlainBuildAreHere() throws RivalUnavailableException {
    Product product = new Product(Shape.square(3), Transpose.NO, Transpose.NO, Precision.FLOAT32);
    for (Rival rival : Rivals.all(1)) {
      if (!rival.name().equals("mkl") && !rival.name().startsWith("openblas")) {
        rival.enter(new Operands(product)).close();
      }
    }
  }

  @Test
  void aCoreTypeForcedOnOpenBlasIsToldSinceItsSpeedIsThenNotItsOwn() {
    assertEquals(Optional.empty(), Rivals.openBlasHeldBack(Map.of("PATH", "/bin")));
    String reason = Rivals.openBlasHeldBack(Map.of("OPENBLAS_CORETYPE", "Nehalem")).orElseThrow();
    assertTrue(reason.startsWith("OPENBLAS_CORETYPE makes it use its kernels for Nehalem"), reason);
  }

  @Test
  void oneWrongElementIsSeen() throws Exception {
    Product product =
        new Product(Shape.parse("70x80x3"), Transpose.NO, Transpose.YES, Precision.FLOAT32);
    Operands operands = new Operands(product);
    Entry entry = Rivals.of(Backends.named("scalar")).enter(operands);
    entry.run();
    operands.floatC[operands.floatC.length - 1] += 1e-5f;
    assertTrue(entry.flaw().isPresent());
  }

  @Test
  void theResultOfTheRivalBeforeDoesNotCount() throws Exception {
    Product product = new Product(Shape.square(9), Transpose.NO, Transpose.NO, Precision.FLOAT64);
    Operands operands = new Operands(product);
    Entry first = Rivals.of(Backends.best()).enter(operands);
    Entry lazy = Rivals.of(Backends.named("scalar")).enter(operands);
    first.run();
    assertEquals(Optional.empty(), first.flaw());
    assertTrue(lazy.flaw().isPresent());
  }
}
