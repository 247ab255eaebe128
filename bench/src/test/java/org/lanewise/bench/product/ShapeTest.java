package org.lanewise.bench.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {
  @Test
  void oneSizeIsASquareAndThreeAreMNK() {
    assertEquals(new Shape(256, 256, 256), Shape.parse("256"));
    assertEquals(new Shape(128, 512, 784), Shape.parse(" 128x512x784 "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12x", "1x2", "1x2x3x4", "-1", "0", "1x0x1", "a", "99999999999"})
  void anythingElseIsRefusedWithItsText(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Shape.parse(text)).getMessage();
    assertTrue(message.contains("is not"), message);
  }

  @Test
  void aTrainingStepMultipliesWhatItsLayersGive() {
    assertEquals(new Shape(128, 1000, 784), ShapeSet.MLP.shapes("NN").get(0));
    assertEquals(new Shape(128, 784, 1000), ShapeSet.MLP.shapes("NT").get(0));
    assertEquals(new Shape(784, 1000, 128), ShapeSet.MLP.shapes("TN").get(0));
    assertEquals(14, ShapeSet.MLP.shapes("NN").size());
  }

  @Test
  void theCrossoverGoesInSquaresFromFourToTwoThousand() {
    assertEquals(List.of("NN"), ShapeSet.CROSSOVER.transposes());
    assertEquals(
        List.of(4, 8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048),
        ShapeSet.CROSSOVER.shapes("NN").stream().map(Shape::m).toList());
    assertTrue(
        ShapeSet.CROSSOVER.shapes("NN").stream().allMatch(s -> s.equals(Shape.square(s.m()))));
  }
}
