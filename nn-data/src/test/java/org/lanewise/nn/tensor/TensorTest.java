package org.lanewise.nn.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorTest {
  private static Tensor counting(Precision precision, int rows, int columns) {
    Tensor tensor = Tensor.zeros(precision, rows, columns);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.set(i, i);
    }
    return tensor;
  }

  @ParameterizedTest
  @EnumSource
  void rowsLieOneAfterTheOther(Precision precision) {
    Tensor tensor = Tensor.of(precision, 2, 1, 2, 3, 4, 5, 6);
    assertEquals(2, tensor.rows());
    assertEquals(3, tensor.columns());
    assertEquals(6, tensor.size());
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(3 * i + j + 1, tensor.get(i, j));
        assertEquals(tensor.get(3 * i + j), tensor.get(i, j));
      }
    }
    assertEquals(precision + " 2 x 3", tensor.toString());
  }

  @ParameterizedTest
  @EnumSource
  void viewsShareTheirElements(Precision precision) {
    Tensor tensor = counting(precision, 4, 3);
    Tensor rows = tensor.rows(1, 2);
    Tensor view = tensor.view(5, 1, 4);
    assertEquals(3, rows.get(0, 0));
    assertEquals(5, view.get(0));
    rows.set(1, 2, -1);
    assertEquals(-1, tensor.get(2, 2));
    assertEquals(-1, view.get(3));
    view.rows(0, 1).view(1, 2, 1).set(0, -2);
    assertEquals(-2, tensor.get(2, 0));
  }

  @Test
  void aTensorOfAnArrayIsAViewOnIt() {
    float[] floats = {0, 1, 2, 3, 4, 5, 6};
    Tensor single = Tensor.of(floats, 2, 2, 2);
    assertSame(floats, single.floats());
    assertEquals(2, single.offset());
    floats[5] = 50;
    assertEquals(50, single.get(1, 1));
    single.set(0, 20);
    assertEquals(20, floats[2]);
    double[] doubles = {0, 1, 2, 3};
    Tensor twice = Tensor.of(doubles, 1, 1, 3);
    assertSame(doubles, twice.doubles());
    twice.fill(7);
    assertEquals(0, doubles[0]);
    assertEquals(7, doubles[3]);
  }

  @ParameterizedTest
  @EnumSource
  void fillingAViewLeavesTheRestAlone(Precision precision) {
    Tensor tensor = counting(precision, 3, 2);
    tensor.rows(1, 1).fill(9);
    assertTrue(tensor.sameBits(Tensor.of(precision, 3, 0, 1, 9, 9, 4, 5)));
  }

  @Test
  void float32RoundsAndFloat64DoesNot() {
    double third = 1.0 / 3;
    assertEquals((float) third, Tensor.of(Precision.FLOAT32, 1, third).get(0));
    assertEquals(third, Tensor.of(Precision.FLOAT64, 1, third).get(0));
  }

  @Test
  void copiesBetweenPrecisionsRoundOnceAndComeBack() {
    Tensor exact = TestData.gaussian(Precision.FLOAT64, 5, 7, 1);
    Tensor rounded = exact.copy(Precision.FLOAT32);
    for (int i = 0; i < exact.size(); i++) {
      assertEquals((float) exact.get(i), rounded.get(i));
    }
    Tensor back = rounded.copy(Precision.FLOAT64);
    assertEquals(Precision.FLOAT64, back.precision());
    assertTrue(rounded.sameBits(back.copy(Precision.FLOAT32)));
    assertFalse(exact.sameBits(back));
  }

  @ParameterizedTest
  @EnumSource
  void aCopyHasItsOwnElements(Precision precision) {
    Tensor tensor = counting(precision, 2, 3);
    Tensor copy = tensor.rows(1, 1).copy(precision);
    assertNotSame(tensor, copy);
    copy.set(0, -1);
    assertEquals(3, tensor.get(1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreCopiedFromPlaceToPlace(Precision precision) {
    for (Precision other : Precision.values()) {
      Tensor from = counting(other, 4, 2).rows(1, 3);
      Tensor to = Tensor.zeros(precision, 5, 2).rows(1, 4);
      to.copyRows(from, 1, 2, 2);
      assertTrue(to.sameBits(Tensor.of(precision, 4, 0, 0, 0, 0, 4, 5, 6, 7)));
    }
  }

  @Test
  void shapeErrorsCarryBothShapes() {
    Tensor small = Tensor.zeros(Precision.FLOAT32, 2, 3);
    Tensor large = Tensor.zeros(Precision.FLOAT64, 3, 4);
    assertMessage("FLOAT64 3 x 4 cannot be copied to FLOAT32 2 x 3", () -> small.copyFrom(large));
    assertMessage(
        "FLOAT64 3 x 4 and FLOAT32 2 x 3 differ in columns", () -> small.copyRows(large, 0, 0, 1));
    assertMessage("2 x 3 at 1 exceeds the size 6", () -> small.view(1, 2, 3));
    assertMessage("2 x 2 at -1 exceeds the size 6", () -> small.view(-1, 2, 2));
    assertMessage(
        "2 x 3 at 1 does not fit an array of length 6", () -> Tensor.of(new float[6], 1, 2, 3));
    assertMessage(
        "5 values do not make 2 rows", () -> Tensor.of(Precision.FLOAT32, 2, new double[5]));
    assertMessage("1 values do not make 0 rows", () -> Tensor.of(Precision.FLOAT32, 0, 1));
  }

  @Test
  void sizesBeyondOneArrayAreRefusedBeforeMemoryIsTaken() {
    assertMessage(
        "65536 x 65536 elements do not fit one array; it holds 2^31 - 9 at most",
        () -> Tensor.zeros(Precision.FLOAT32, 65536, 65536));
    assertMessage(
        "-1 x 3 elements do not fit one array; it holds 2^31 - 9 at most",
        () -> Tensor.zeros(Precision.FLOAT32, -1, 3));
    assertMessage(
        "65536 x 65536 at 0 does not fit an array of length 6",
        () -> Tensor.of(new double[6], 0, 65536, 65536));
    assertMessage(
        "65536 x 65536 at 0 exceeds the size 6",
        () -> Tensor.zeros(Precision.FLOAT32, 2, 3).view(0, 65536, 65536));
  }

  @Test
  void elementsOutsideAreRefusedEvenIfTheArrayHasThem() {
    Tensor middle = counting(Precision.FLOAT32, 3, 2).rows(1, 1);
    assertThrows(IndexOutOfBoundsException.class, () -> middle.get(2));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.get(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.set(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.get(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.set(1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.rows(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> middle.rows(-1, 1));
  }

  @Test
  void theArrayOfTheOtherPrecisionIsRefused() {
    Tensor single = Tensor.zeros(Precision.FLOAT32, 1, 1);
    Tensor twice = Tensor.zeros(Precision.FLOAT64, 1, 1);
    assertEquals(
        "the tensor is FLOAT32, not FLOAT64",
        assertThrows(IllegalStateException.class, single::doubles).getMessage());
    assertEquals(
        "the tensor is FLOAT64, not FLOAT32",
        assertThrows(IllegalStateException.class, twice::floats).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void argmaxIsTheFirstOfEqualsAndNanIsTheLargest(Precision precision) {
    double nan = Double.NaN;
    Tensor rows = Tensor.of(precision, 5, 1, 3, 3, nan, 9, nan, -2, -1, -3, 0, 5, nan, 0, -0.0, 0);
    assertEquals(1, rows.argmax(0));
    assertEquals(0, rows.argmax(1));
    assertEquals(1, rows.argmax(2));
    assertEquals(2, rows.argmax(3));
    assertEquals(0, rows.argmax(4));
  }

  @Test
  void sameBitsTellsZerosPrecisionsAndShapesApart() {
    Tensor zero = Tensor.of(Precision.FLOAT32, 1, 0, Double.NaN);
    assertTrue(zero.sameBits(Tensor.of(Precision.FLOAT32, 1, 0, Double.NaN)));
    assertFalse(zero.sameBits(Tensor.of(Precision.FLOAT32, 1, -0.0, Double.NaN)));
    assertFalse(zero.sameBits(Tensor.of(Precision.FLOAT64, 1, 0, Double.NaN)));
    assertFalse(zero.sameBits(Tensor.of(Precision.FLOAT32, 2, 0, Double.NaN)));
  }

  @Test
  void alignedCountsAreWholeCacheLines() {
    int[][] cases = {{0, 0, 0}, {1, 16, 8}, {8, 16, 8}, {9, 16, 16}, {16, 16, 16}, {17, 32, 24}};
    for (int[] c : cases) {
      assertEquals(c[1], Precision.FLOAT32.alignedCount(c[0]));
      assertEquals(c[2], Precision.FLOAT64.alignedCount(c[0]));
    }
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
