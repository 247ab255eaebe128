package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.TestData;
import org.lanewise.nn.random.RandomStream;

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
}
