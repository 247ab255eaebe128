package org.lanewise.nn.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The golden numbers were computed by a second implementation of the definition, in Python. */
class RandomStreamTest {
  private static long[] draw(RandomStream random, int count) {
    long[] drawn = new long[count];
    Arrays.setAll(drawn, i -> random.nextLong());
    return drawn;
  }

  @Test
  void theFirstNumbersOfAStreamAreFrozen() {
    assertArrayEquals(
        new long[] {
          0xc1c0ba61e63cab6aL, 0x26460c796ebea751L, 0x2ffad0a9dab98f26L, 0x7187ff02aeb26d2fL
        },
        draw(RandomStream.of(0, "shuffle", 1), 4));
    assertArrayEquals(
        new long[] {
          0xa2611a3d71c75191L, 0x52e41c62b824909bL, 0x7846f126de6bcaa5L, 0xf8cd802b5d33cfe7L
        },
        draw(RandomStream.of(42, "initial weight", 0), 4));
    assertArrayEquals(
        new long[] {
          0x2a3c2d7e0638530bL, 0xfb63e9e371fae6b5L, 0xf483a58fadea629eL, 0x4b00232ec46ebd24L
        },
        draw(RandomStream.of(42, "noise", 7, 3), 4));
    assertArrayEquals(
        new long[] {
          0x5dc20aa7b2a27137L, 0xbda5668a01d7049cL, 0x82b43276abb80226L, 0xed4d5ed4a6ea59b4L
        },
        draw(RandomStream.of(-1, ""), 4));
  }

  @Test
  void theFirstDoublesOfAStreamAreFrozen() {
    RandomStream random = RandomStream.of(42, "split");
    assertEquals(0.1031418208204643, random.nextDouble());
    assertEquals(0.6645593368989059, random.nextDouble());
    assertEquals(0.6473516066856231, random.nextDouble());
  }

  @Test
  void theSameSeedNameAndIndicesGiveTheSameStream() {
    assertArrayEquals(
        draw(RandomStream.of(7, "noise", 3, 4), 100), draw(RandomStream.of(7, "noise", 3, 4), 100));
  }

  @Test
  void streamsOfOtherSeedsNamesOrIndicesShareNoNumber() {
    List<RandomStream> streams =
        List.of(
            RandomStream.of(1, "noise"),
            RandomStream.of(2, "noise"),
            RandomStream.of(-1, "noise"),
            RandomStream.of(1, "noisf"),
            RandomStream.of(1, "oneis"),
            RandomStream.of(1, "nois"),
            RandomStream.of(1, ""),
            RandomStream.of(1, "noise", 0),
            RandomStream.of(1, "noise", 1),
            RandomStream.of(1, "noise", 0, 0),
            RandomStream.of(1, "noise", 0, 1),
            RandomStream.of(1, "noise", 1, 0));
    Set<Long> seen = new HashSet<>();
    for (RandomStream stream : streams) {
      for (long drawn : draw(stream, 1000)) {
        assertTrue(seen.add(drawn), "two streams share " + drawn);
      }
    }
  }

  @Test
  void neighbouringSeedsAreNotCorrelated() {
    int same = 0;
    for (int seed = 0; seed < 1000; seed++) {
      long differing =
          RandomStream.of(seed, "weights").nextLong()
              ^ RandomStream.of(seed + 1, "weights").nextLong();
      same += 64 - Long.bitCount(differing);
    }
    // 64,000 fair coins: half of them, and five standard deviations of 126.5 around.
    assertEquals(32_000, same, 633);
  }

  @Test
  void integersStayBelowTheBoundAndEachIsEquallyLikely() {
    for (int bound : new int[] {1, 2, 3, 7, 10}) {
      RandomStream random = RandomStream.of(3, "integers", bound);
      int[] counts = new int[bound];
      int draws = 100_000;
      for (int i = 0; i < draws; i++) {
        counts[random.nextInt(bound)]++;
      }
      double expected = (double) draws / bound;
      double chiSquare = 0;
      for (int count : counts) {
        chiSquare += (count - expected) * (count - expected) / expected;
      }
      // The largest here has 9 degrees of freedom: above 33.7 once in ten thousand seeds.
      assertTrue(chiSquare < 33.7, "bound " + bound + " gives chi-square " + chiSquare);
    }
  }

  @Test
  void largeBoundsAreNotBiasedTowardsSomeIntegers() {
    // Without rejection, of a bound of 3/8 2^32 every third number would take 1/4 of all draws.
    int bound = 3 << 29;
    RandomStream random = RandomStream.of(5, "large bound");
    int draws = 300_000;
    int[] byRemainder = new int[3];
    for (int i = 0; i < draws; i++) {
      int drawn = random.nextInt(bound);
      assertTrue(drawn >= 0 && drawn < bound, "drew " + drawn);
      byRemainder[drawn % 3]++;
    }
    for (int count : byRemainder) {
      assertEquals(draws / 3.0, count, 5 * Math.sqrt(draws * 2.0 / 9));
    }
    assertTrue(random.nextInt(Integer.MAX_VALUE) >= 0);
  }

  @Test
  void boundsBelowOneAreRefusedWithTheirValue() {
    RandomStream random = RandomStream.of(0, "");
    for (int bound : new int[] {0, -1, Integer.MIN_VALUE}) {
      var thrown = assertThrows(IllegalArgumentException.class, () -> random.nextInt(bound));
      assertEquals("bound is " + bound + ", it must be positive", thrown.getMessage());
    }
  }

  @Test
  void doublesAreUniformInZeroToOne() {
    RandomStream random = RandomStream.of(11, "doubles");
    int draws = 200_000;
    int[] tenths = new int[10];
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      double drawn = random.nextDouble();
      assertTrue(drawn >= 0 && drawn < 1, "drew " + drawn);
      assertEquals(0, drawn * 0x1p53 % 1, "a multiple of 2^-53");
      tenths[(int) (drawn * 10)]++;
      sum += drawn;
    }
    assertEquals(0.5, sum / draws, 5 * Math.sqrt(1.0 / 12 / draws));
    for (int count : tenths) {
      assertEquals(draws / 10.0, count, 5 * Math.sqrt(draws * 0.09));
    }
  }

  @Test
  void gaussiansHaveTheMomentsOfTheStandardNormal() {
    RandomStream random = RandomStream.of(13, "gaussians");
    int draws = 400_000;
    double[] moments = new double[5];
    for (int i = 0; i < draws; i++) {
      double drawn = random.nextGaussian();
      assertTrue(Double.isFinite(drawn));
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(drawn, power) / draws;
      }
    }
    // The expected values are 0, 1, 0 and 3; the variances of the powers 1, 2, 15 and 96.
    assertEquals(0, moments[1], 5 * Math.sqrt(1.0 / draws));
    assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / draws));
    assertEquals(0, moments[3], 5 * Math.sqrt(15.0 / draws));
    assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / draws));
  }

  @Test
  void aShuffleIsAPermutation() {
    for (int size : new int[] {0, 1, 2, 3, 1000}) {
      int[] values = IntStream.range(0, size).toArray();
      RandomStream.of(17, "shuffle").shuffle(values);
      int[] sorted = values.clone();
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
    }
  }

  @Test
  void everyPermutationIsEquallyLikely() {
    RandomStream random = RandomStream.of(19, "shuffle");
    Map<String, Integer> counts = new HashMap<>();
    int draws = 60_000;
    for (int i = 0; i < draws; i++) {
      int[] values = {0, 1, 2};
      random.shuffle(values);
      counts.merge(Arrays.toString(values), 1, Integer::sum);
    }
    assertEquals(6, counts.size());
    for (int count : counts.values()) {
      assertEquals(draws / 6.0, count, 5 * Math.sqrt(draws * 5.0 / 36));
    }
  }

  @Test
  void bitsOfAKeyMayBeDrawnInAnyOrder() {
    long key = 0x123456789ABCDEFL;
    int count = 1001;
    long[] forward = new long[count];
    long[] backward = new long[count];
    for (int i = 0; i < count; i++) {
      forward[i] = RandomStream.bits64(key, i);
      backward[count - 1 - i] = RandomStream.bits64(key, count - 1 - i);
    }
    assertArrayEquals(forward, backward);
    Set<Long> distinct = new HashSet<>();
    for (long bits : forward) {
      distinct.add(bits);
    }
    assertEquals(count, distinct.size(), "each index has its own bits");
  }

  @Test
  void everyOneOfThe64BitsIsSetHalfTheTime() {
    int[] set = new int[64];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      long bits = RandomStream.bits64(99, i);
      for (int b = 0; b < 64; b++) {
        set[b] += (int) (bits >>> b & 1);
      }
    }
    for (int count : set) {
      assertEquals(draws / 2.0, count, 5 * Math.sqrt(draws) / 2);
    }
  }
}
