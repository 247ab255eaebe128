package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

class BatchesTest {
  /** Sample i has the features i and i + 0.5 and the target -i. */
  private static Batches batches(int[] rows, int batchSize) {
    Tensor features = Tensor.zeros(Precision.FLOAT64, 50, 2);
    Tensor targets = Tensor.zeros(Precision.FLOAT32, 50, 1);
    for (int i = 0; i < 50; i++) {
      features.set(i, 0, i);
      features.set(i, 1, i + 0.5);
      targets.set(i, -i);
    }
    return new Batches(features, targets, rows, batchSize);
  }

  private static List<Integer> samples(Batches batches) {
    List<Integer> seen = new ArrayList<>();
    for (int b = 0; b < batches.count(); b++) {
      int size = batches.load(b);
      assertEquals(size, batches.x(size).rows());
      assertEquals(size, batches.y(size).rows());
      for (int i = 0; i < size; i++) {
        int sample = (int) batches.x(size).get(i, 0);
        assertEquals(sample + 0.5, batches.x(size).get(i, 1));
        assertEquals(-sample, batches.y(size).get(i, 0), "features and target stay together");
        seen.add(sample);
      }
    }
    return seen;
  }

  @ParameterizedTest
  @CsvSource({"10,3,4,3", "10,5,2,5", "10,10,1,10", "10,1000,1,10", "10,1,10,1", "1,4,1,1"})
  void everySampleComesOnceAndTheLastBatchTakesWhatIsLeft(
      int samples, int batchSize, int count, int largest) {
    Batches batches = batches(TestData.range(samples), batchSize);
    assertEquals(count, batches.count());
    assertEquals(largest, batches.batchSize());
    assertEquals(samples, batches.samples());
    assertEquals(Arrays.stream(TestData.range(samples)).boxed().toList(), samples(batches));
  }

  @Test
  void onlyTheRowsAskedForAreUsedInTheirOrder() {
    int[] rows = {7, 3, 49, 0, 12};
    Batches batches = batches(rows, 2);
    rows[0] = 1;
    assertEquals(List.of(7, 3, 49, 0, 12), samples(batches));
  }

  @Test
  void aShuffleKeepsTheSamplesAndDependsOnTheNumbersAlone() {
    Batches batches = batches(TestData.range(40), 7);
    List<Integer> inOrder = samples(batches);
    batches.shuffle(RandomStream.of(1, "shuffle", 1));
    List<Integer> first = samples(batches);
    assertNotEquals(inOrder, first);
    assertEquals(inOrder, first.stream().sorted().toList());
    batches.shuffle(RandomStream.of(1, "shuffle", 2));
    assertNotEquals(first, samples(batches));
    batches.shuffle(RandomStream.of(1, "shuffle", 1));
    assertEquals(first, samples(batches), "whatever was shuffled before");
  }

  /** A text learns from 67 % of 42,000 digits, 1,000 at a time. */
  @Test
  @DisplayName("acceptance point 15: 42,000 rows in batches")
  void aThirdOf42000RowsIsHeldOutAndTheRestAre29Batches() {
    Split split = Split.random(TestData.range(42_000), 0.33, RandomStream.of(0, "test"));
    assertEquals(28_140, split.first().length);
    assertEquals(13_860, split.held().length);
    Tensor column = Tensor.zeros(Precision.FLOAT32, 42_000, 1);
    Batches batches = new Batches(column, column, split.first(), 1000);
    assertEquals(29, batches.count());
    assertEquals(1000, batches.load(0));
    assertEquals(140, batches.load(28));
  }

  @Test
  void theBuffersAreReused() {
    Batches batches = batches(TestData.range(10), 4);
    assertEquals(batches.x(4), batches.x(4));
    assertEquals(batches.x(2), batches.x(2));
    assertFalse(batches.x(4) == batches.x(2));
    assertArrayEquals(batches.x(4).doubles(), batches.x(2).doubles());
  }

  @Test
  void noSamplesAndNoBatchSizeAreRefused() {
    var none = assertThrows(IllegalArgumentException.class, () -> batches(new int[0], 4));
    assertEquals("there are no samples", none.getMessage());
    var size = assertThrows(IllegalArgumentException.class, () -> batches(new int[] {1}, 0));
    assertEquals("batch size is 0, it must be at least 1", size.getMessage());
  }

  @Test
  void whatDoesNotBelongToTheSamplesIsRefused() {
    assertRefused("there is no sample 50, there are 50", () -> batches(new int[] {0, 50}, 4));
    assertRefused("there is no sample -1, there are 50", () -> batches(new int[] {-1}, 4));
    Tensor six = Tensor.zeros(Precision.FLOAT32, 6, 1);
    Tensor five = Tensor.zeros(Precision.FLOAT32, 5, 1);
    int[] rows = {0, 1};
    assertRefused("there are 6 samples, but targets of 5", () -> new Batches(six, five, rows, 2));
    assertRefused(
        "sample weights are 5 x 1, there are 6 samples",
        () -> new Batches(six, six, five, rows, 2));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
