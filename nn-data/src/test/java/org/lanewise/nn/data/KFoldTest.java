package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class KFoldTest {
  private static final int[] SIZES = {40, 23, 11, 10};

  private static Tensor targets() {
    Tensor targets = Tensor.zeros(Precision.FLOAT32, 84, 1);
    int row = 0;
    for (int label = 0; label < SIZES.length; label++) {
      for (int i = 0; i < SIZES[label]; i++) {
        targets.set(row++ * 5 % 84, label);
      }
    }
    return targets;
  }

  private static List<Split> folds(boolean stratified, int[] rows, int folds, long seed) {
    RandomStream random = RandomStream.of(seed, "folds");
    Dataset plain = new Dataset(targets(), targets(), List.of(), List.of());
    return KFold.of(stratified ? SplitTest.data(targets()) : plain, rows, folds, random);
  }

  @ParameterizedTest
  @CsvSource({"2,false", "2,true", "3,false", "7,true", "10,true", "84,false"})
  @DisplayName("acceptance point 13: folds")
  void everyRowIsHeldOutOnceAndLearnedInAllOtherFolds(int count, boolean stratified) {
    int[] rows = TestData.range(84);
    List<Split> folds = folds(stratified, rows, count, 1);
    assertEquals(count, folds.size());
    for (Split fold : folds) {
      int held = fold.held().length;
      assertTrue(held == 84 / count || held == 84 / count + 1, "sizes differ by at most one");
      IntStream both = IntStream.concat(Arrays.stream(fold.first()), Arrays.stream(fold.held()));
      assertArrayEquals(rows, both.sorted().toArray(), "each row once in a fold");
    }
    int[] held = folds.stream().flatMapToInt(f -> Arrays.stream(f.held())).sorted().toArray();
    assertArrayEquals(rows, held, "each row held out once");
    assertArrayEquals(TestData.range(84), rows, "the rows are not modified");
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "7", "10"})
  void stratifiedFoldsHaveAsManyOfEachClassWithinOne(int count) {
    for (int seed = 0; seed < 20; seed++) {
      for (Split fold : folds(true, TestData.range(84), count, seed)) {
        for (int label = 0; label < SIZES.length; label++) {
          int held = SplitTest.count(fold.held(), targets(), label);
          assertEquals((double) SIZES[label] / count, held, 1 - 1e-9, "class " + label);
        }
      }
    }
  }

  @Test
  void theSeedDecidesTheFolds() {
    for (boolean stratified : new boolean[] {false, true}) {
      List<Split> folds = folds(stratified, TestData.range(84), 4, 1);
      List<Split> again = folds(stratified, TestData.range(84), 4, 1);
      for (int i = 0; i < 4; i++) {
        assertArrayEquals(folds.get(i).first(), again.get(i).first());
        assertArrayEquals(folds.get(i).held(), again.get(i).held());
      }
      List<Split> other = folds(stratified, TestData.range(84), 4, 2);
      assertFalse(Arrays.equals(folds.get(0).held(), other.get(0).held()));
    }
  }

  @Test
  void positionsMayBeThoseOfAPart() {
    int[] rows = {3, 8, 21, 22, 40, 77};
    List<Split> folds = folds(false, rows, 3, 1);
    int[] held = folds.stream().flatMapToInt(f -> Arrays.stream(f.held())).sorted().toArray();
    assertArrayEquals(rows, held);
  }

  @Test
  void whatCannotBeDividedIsRefusedWithBothNumbers() {
    for (int count : new int[] {1, 0, -3, 6}) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class, () -> folds(false, TestData.range(5), count, 1));
      assertEquals(
          "folds is " + count + ", it must be in 2 to the number of samples, 5",
          thrown.getMessage());
    }
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> folds(true, TestData.range(84), 11, 1));
    assertEquals(
        "class d has 10 samples, too few for each of 11 folds; take fewer folds",
        thrown.getMessage());
  }
}
