package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class DatasetTest {
  private static Tensor zeros(int rows, int columns) {
    return Tensor.zeros(Precision.FLOAT32, rows, columns);
  }

  @ParameterizedTest
  @EnumSource
  void imagesAreUnsignedPixelsWithTheirLabels(Precision precision) {
    byte[] pixels = {0, 127, (byte) 128, (byte) 255, 1, 2};
    Dataset data = Dataset.ofImages(pixels, new byte[] {2, 0}, 3, precision);
    assertTrue(data.features().sameBits(Tensor.of(precision, 2, 0, 127, 128, 255, 1, 2)));
    assertTrue(data.targets().sameBits(Tensor.of(precision, 2, 2, 0)));
    assertEquals(List.of("0", "1", "2"), data.labels());
    assertEquals(List.of(), data.featureNames());
    assertEquals(2, data.size());
    assertEquals(3, data.inputs());
    assertTrue(data.isClassification());
    assertEquals(0, Dataset.ofImages(new byte[0], new byte[0], 3, precision).size());
  }

  @Test
  void imagesThatDoNotFitTheirLabelsAreRefused() {
    var size =
        assertThrows(
            IllegalArgumentException.class,
            () -> Dataset.ofImages(new byte[7], new byte[2], 3, Precision.FLOAT32));
    assertEquals("7 pixels do not make 2 images of one size", size.getMessage());
    var label =
        assertThrows(
            IllegalArgumentException.class,
            () -> Dataset.ofImages(new byte[2], new byte[] {2, (byte) 200}, 3, Precision.FLOAT32));
    assertEquals("label of image 1 is 200, there are 3 classes", label.getMessage());
  }

  @Test
  void oneHotTargetsHaveAOneInTheColumnOfTheClass() {
    Dataset data =
        new Dataset(
            zeros(3, 1),
            Tensor.of(Precision.FLOAT32, 3, 1, 0, 2),
            List.of("a", "b", "c"),
            List.of());
    assertTrue(
        data.oneHotTargets().sameBits(Tensor.of(Precision.FLOAT32, 3, 0, 1, 0, 1, 0, 0, 0, 0, 1)));
  }

  @Test
  void selectedSamplesAreACopyInTheOrderAskedFor() {
    Dataset data =
        new Dataset(
            Tensor.of(Precision.FLOAT64, 3, 1, 2, 3, 4, 5, 6),
            Tensor.of(Precision.FLOAT64, 3, 10, 20, 30),
            List.of(),
            List.of("x", "y"));
    Dataset chosen = data.select(new int[] {2, 0, 2});
    assertTrue(chosen.features().sameBits(Tensor.of(Precision.FLOAT64, 3, 5, 6, 1, 2, 5, 6)));
    assertTrue(chosen.targets().sameBits(Tensor.of(Precision.FLOAT64, 3, 30, 10, 30)));
    assertEquals(data.featureNames(), chosen.featureNames());
    assertFalse(chosen.isClassification());
    chosen.features().set(0, 99);
    assertEquals(5, data.features().get(2, 0));
    assertArrayEquals(new int[] {0, 1, 2}, chosen.allRows());
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefusedWithBothSizes() {
    assertMessage(
        "there are 3 samples and 2 targets",
        () -> new Dataset(zeros(3, 1), zeros(2, 1), List.of(), List.of()));
    assertMessage(
        "there are 2 features and 1 names",
        () -> new Dataset(zeros(3, 2), zeros(3, 1), List.of(), List.of("x")));
    assertMessage(
        "targets have 2 columns; a class is one index",
        () -> new Dataset(zeros(3, 2), zeros(3, 2), List.of("a", "b"), List.of()));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
