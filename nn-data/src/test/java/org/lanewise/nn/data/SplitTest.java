package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class SplitTest {
  private static Split split(int[] rows, double share, long seed) {
    return Split.random(rows, share, RandomStream.of(seed, "split"));
  }

  @ParameterizedTest
  @CsvSource({"100,0.1,10", "100,0.333,33", "7,0.5,4", "10,0.001,1", "2,0.01,1", "5,0.8,4"})
  void thePartsAreDisjointAndTogetherAllRows(int count, double share, int held) {
    int[] rows = IntStream.range(0, count).map(i -> 3 * i + 5).toArray();
    Split split = split(rows, share, 1);
    assertEquals(held, split.held().length);
    assertEquals(count - held, split.first().length);
    int[] together =
        IntStream.concat(Arrays.stream(split.first()), Arrays.stream(split.held()))
            .sorted()
            .toArray();
    assertArrayEquals(rows, together, "each row once");
  }

  @Test
  void theSeedDecidesWhatIsHeldOut() {
    int[] rows = TestData.range(200);
    Split split = split(rows, 0.25, 1);
    assertArrayEquals(split.held(), split(rows, 0.25, 1).held());
    assertArrayEquals(split.first(), split(rows, 0.25, 1).first());
    assertFalse(Arrays.equals(split.held(), split(rows, 0.25, 2).held()));
    assertArrayEquals(TestData.range(200), rows, "the rows are not modified");
  }

  @Test
  void everyRowIsHeldOutEquallyOften() {
    int[] counts = new int[10];
    int draws = 5000;
    for (int seed = 0; seed < draws; seed++) {
      for (int row : split(TestData.range(10), 0.3, seed).held()) {
        counts[row]++;
      }
    }
    for (int count : counts) {
      assertEquals(0.3 * draws, count, 5 * Math.sqrt(draws * 0.21));
    }
  }

  @Test
  void aShareOfZeroHoldsNothingOut() {
    assertEquals(0, split(TestData.range(5), 0, 1).held().length);
    assertEquals(5, split(TestData.range(5), 0, 1).first().length);
    assertEquals(0, split(new int[0], 0, 1).first().length);
  }

  @Test
  void sharesOutsideZeroToOneAreRefused() {
    for (double share : new double[] {-0.01, 1, 1.5, Double.NaN}) {
      var thrown =
          assertThrows(IllegalArgumentException.class, () -> split(TestData.range(5), share, 1));
      assertEquals("the share held out is " + share + ", not in [0, 1)", thrown.getMessage());
    }
  }

  @Test
  void aShareThatLeavesNothingIsRefusedWithBothCounts() {
    var one = assertThrows(IllegalArgumentException.class, () -> split(new int[] {3}, 0.1, 1));
    assertEquals("of 1 samples, 1 would be held out and none be left", one.getMessage());
    var ten =
        assertThrows(IllegalArgumentException.class, () -> split(TestData.range(10), 0.96, 1));
    assertEquals("of 10 samples, 10 would be held out and none be left", ten.getMessage());
  }

  /** Classes of very different sizes, spread over the rows. */
  private static Tensor classes(int rows, int... sizes) {
    Tensor targets = Tensor.zeros(Precision.FLOAT32, rows, 1);
    int row = 0;
    for (int label = 0; label < sizes.length; label++) {
      for (int i = 0; i < sizes[label]; i++) {
        targets.set(row++ * 7 % rows, label);
      }
    }
    return targets;
  }

  static Dataset data(Tensor targets) {
    return new Dataset(targets, targets, List.of("a", "b", "c", "d", "e", "f"), List.of());
  }

  static int count(int[] rows, Tensor targets, int label) {
    return (int) Arrays.stream(rows).filter(row -> targets.get(row) == label).count();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.25, 1.0 / 3, 0.5, 0.9})
  @DisplayName("acceptance point 13: stratified split")
  void aStratifiedSplitKeepsTheShareOfEachClassWithinOneSample(double share) {
    int[] sizes = {50, 31, 13, 4, 1, 1};
    Tensor targets = classes(100, sizes);
    for (int seed = 0; seed < 50; seed++) {
      Split split =
          Split.of(data(targets), TestData.range(100), share, RandomStream.of(seed, "split"));
      assertEquals(Math.round(100 * share), split.held().length);
      for (int label = 0; label < sizes.length; label++) {
        double exact = sizes[label] * split.held().length / 100.0;
        assertEquals(exact, count(split.held(), targets, label), 1 - 1e-9, "class " + label);
      }
      int[] together =
          IntStream.concat(Arrays.stream(split.first()), Arrays.stream(split.held()))
              .sorted()
              .toArray();
      assertArrayEquals(TestData.range(100), together, "each row once");
    }
  }

  @Test
  void theSeedDecidesAStratifiedSplitAndEveryRowIsHeldOutEquallyOften() {
    int[] rows = {2, 3, 5, 7, 8, 9};
    Tensor targets = Tensor.of(Precision.FLOAT64, 10, 0, 0, 1, 1, 0, 1, 0, 1, 2, 1);
    int[] counts = new int[10];
    int draws = 5000;
    for (int seed = 0; seed < draws; seed++) {
      Split split = Split.of(data(targets), rows, 0.34, RandomStream.of(seed, "split"));
      Split again = Split.of(data(targets), rows, 0.34, RandomStream.of(seed, "split"));
      assertArrayEquals(split.held(), again.held());
      assertArrayEquals(split.first(), again.first());
      for (int row : split.held()) {
        counts[row]++;
      }
    }
    for (int row : rows) {
      assertEquals(draws / 3.0, counts[row], 5 * Math.sqrt(draws * 2 / 9.0), "row " + row);
    }
    assertArrayEquals(new int[] {2, 3, 5, 7, 8, 9}, rows, "the rows are not modified");
  }

  @Test
  void withoutClassesASplitIsPlain() {
    Tensor targets = Tensor.of(Precision.FLOAT64, 5, 0.5, -1, 7, 0.25, 3);
    Dataset numbers = new Dataset(targets, targets, List.of(), List.of());
    Split split = Split.of(numbers, TestData.range(5), 0.4, RandomStream.of(1, "split"));
    assertEquals(2, split.held().length);
    assertEquals(3, split.first().length);
  }

  @Test
  @DisplayName("acceptance point 13: training, validation and test part")
  void threePartsAreDisjointExhaustiveSeededAndOfTheSharesAskedFor() {
    int[] sizes = {50, 31, 14, 2};
    Tensor targets = classes(97, sizes);
    for (Dataset data :
        List.of(data(targets), new Dataset(targets, targets, List.of(), List.of()))) {
      ThreeWaySplit split = threeWay(data, 1);
      assertEquals(Math.round(97 * 0.2), split.validation().length);
      assertEquals(Math.round(97 * 0.3), split.test().length);
      int[] together =
          Stream.of(split.train(), split.validation(), split.test())
              .flatMapToInt(Arrays::stream)
              .sorted()
              .toArray();
      assertArrayEquals(TestData.range(97), together, "each row once");
      assertArrayEquals(split.test(), threeWay(data, 1).test());
      assertArrayEquals(split.validation(), threeWay(data, 1).validation());
      assertFalse(Arrays.equals(split.test(), threeWay(data, 2).test()));
    }
    ThreeWaySplit split = threeWay(data(targets), 3);
    for (int label = 0; label < sizes.length; label++) {
      int tested = count(split.test(), targets, label);
      assertEquals(sizes[label] * 29 / 97.0, tested, 1 - 1e-9, "class " + label);
      double rest = (sizes[label] - tested) * 19 / 68.0;
      assertEquals(rest, count(split.validation(), targets, label), 1 - 1e-9, "class " + label);
    }
  }

  private static ThreeWaySplit threeWay(Dataset data, long seed) {
    return ThreeWaySplit.of(data, 0.2, 0.3, RandomStream.of(seed, "split"));
  }

  @Test
  void threePartsThatLeaveNothingToLearnAreRefused() {
    Dataset data = data(classes(10, 5, 5));
    for (double[] shares : new double[][] {{0.5, 0.5}, {0.6, 0.7}, {0.1, 1}, {-0.1, 0.2}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ThreeWaySplit.of(data, shares[0], shares[1], RandomStream.of(1, "split")),
          () -> Arrays.toString(shares));
    }
  }
}
