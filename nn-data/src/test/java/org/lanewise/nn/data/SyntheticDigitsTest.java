package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticDigitsTest {
  private static final int ROWS = SyntheticDigits.ROWS;
  private static final int COLUMNS = SyntheticDigits.COLUMNS;
  private static final int SIZE = ROWS * COLUMNS;

  /** Speckle on the paper stays below this grey: 3.5 deviations of 4 levels. */
  private static final int PAPER = 16;

  @Test
  void aFixedDrawHasTheSameBitsOnEveryMachine() {
    SyntheticDigits digits = SyntheticDigits.draw(500, 20240);
    CRC32 crc = new CRC32();
    crc.update(digits.pixels());
    crc.update(digits.labels());
    assertEquals(0x627A406EL, crc.getValue());
  }

  @Test
  void drawingTwiceGivesTheSameImages() {
    SyntheticDigits first = SyntheticDigits.draw(100, -3);
    SyntheticDigits second = SyntheticDigits.draw(100, -3);
    assertArrayEquals(first.pixels(), second.pixels());
    assertArrayEquals(first.labels(), second.labels());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 100, 199, 200})
  void aShorterDrawIsThePrefixOfALongerOne(int count) {
    SyntheticDigits longer = SyntheticDigits.draw(200, 7);
    SyntheticDigits shorter = SyntheticDigits.draw(count, 7);
    assertEquals(count, shorter.count());
    assertArrayEquals(Arrays.copyOf(longer.pixels(), count * SIZE), shorter.pixels());
    assertArrayEquals(Arrays.copyOf(longer.labels(), count), shorter.labels());
  }

  @Test
  void differentSeedsGiveDifferentImagesAndOrders() {
    SyntheticDigits first = SyntheticDigits.draw(50, 1);
    SyntheticDigits second = SyntheticDigits.draw(50, 2);
    assertFalse(Arrays.equals(first.pixels(), second.pixels()));
    assertFalse(Arrays.equals(first.labels(), second.labels()));
  }

  @Test
  void inAnyPrefixNoDigitIsMoreThanOneAheadOfAnother() {
    int[] seen = new int[SyntheticDigits.CLASSES];
    for (byte label : SyntheticDigits.draw(1000, 11).labels()) {
      seen[label]++;
      int most = Arrays.stream(seen).max().getAsInt();
      int least = Arrays.stream(seen).min().getAsInt();
      assertTrue(most - least <= 1, "counts are " + Arrays.toString(seen));
    }
  }

  @Test
  void theOrderOfLabelsIsNotTheSameInEachBlock() {
    byte[] labels = SyntheticDigits.draw(1000, 12).labels();
    Set<String> orders = new HashSet<>();
    for (int i = 0; i < labels.length; i += 10) {
      orders.add(Arrays.toString(Arrays.copyOfRange(labels, i, i + 10)));
    }
    assertTrue(orders.size() >= 99, orders.size() + " orders in 100 blocks");
  }

  @Test
  void everyImageHasInkInTheMiddleAndPaperAtTheBorder() {
    SyntheticDigits digits = SyntheticDigits.draw(2000, 13);
    byte[] pixels = digits.pixels();
    for (int i = 0; i < digits.count(); i++) {
      int darkest = 0;
      int inked = 0;
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          int grey = pixels[(i * ROWS + row) * COLUMNS + column] & 0xFF;
          boolean border = row == 0 || column == 0 || row == ROWS - 1 || column == COLUMNS - 1;
          assertTrue(
              !border || grey < PAPER, "image " + i + " has grey " + grey + " at its border");
          boolean middle = row >= 6 && row < ROWS - 6 && column >= 6 && column < COLUMNS - 6;
          darkest = middle ? Math.max(darkest, grey) : darkest;
          inked += grey >= 128 ? 1 : 0;
        }
      }
      assertTrue(darkest >= 128, "image " + i + " has only grey " + darkest + " in its middle");
      assertTrue(inked >= 8 && inked <= SIZE / 2, "image " + i + " has " + inked + " inked pixels");
    }
  }

  @Test
  void theGreyScaleIsUsedFromEndToEnd() {
    boolean[] used = new boolean[256];
    for (byte pixel : SyntheticDigits.draw(500, 14).pixels()) {
      used[pixel & 0xFF] = true;
    }
    for (int grey = 0; grey < used.length; grey++) {
      assertTrue(used[grey], "no pixel has grey " + grey);
    }
  }

  @Test
  void noTwoImagesOfADigitAreAlikeButTheirMeanIsOfThatDigit() {
    SyntheticDigits digits = SyntheticDigits.draw(4000, 15);
    double[][] mean = means(digits, 3000);
    byte[] pixels = digits.pixels();
    byte[] labels = digits.labels();
    int[] last = new int[SyntheticDigits.CLASSES];
    Arrays.fill(last, -1);
    int right = 0;
    for (int i = 3000; i < digits.count(); i++) {
      int label = labels[i];
      if (last[label] >= 0) {
        double distance = 0;
        for (int p = 0; p < SIZE; p++) {
          distance +=
              Math.abs((pixels[i * SIZE + p] & 0xFF) - (pixels[last[label] * SIZE + p] & 0xFF));
        }
        assertTrue(distance > 10 * 255, "images " + i + " and " + last[label] + " are alike");
      }
      last[label] = i;
      right += nearest(mean, pixels, i) == label ? 1 : 0;
    }
    // Labels belong to their images; and yet the digits move too much for ten templates.
    assertTrue(right > 600 && right < 900, right + " of 1000 are nearest to their own mean");
  }

  @Test
  void skeletonsFitTheirLimitsAndTheirBox() {
    for (int digit = 0; digit < SyntheticDigits.CLASSES; digit++) {
      assertTrue(DigitStrokes.ways(digit) >= 2, "digit " + digit);
      for (int way = 0; way < DigitStrokes.ways(digit); way++) {
        int[][] strokes = DigitStrokes.strokes(digit, way);
        String name = "digit " + digit + ", way " + way;
        assertTrue(strokes.length >= 1 && strokes.length <= DigitStrokes.MOST_STROKES, name);
        int points = 0;
        for (int[] stroke : strokes) {
          assertEquals(0, stroke.length % 2, name);
          points += stroke.length / 2;
          for (int coordinate : stroke) {
            assertTrue(coordinate >= 0 && coordinate <= DigitStrokes.BOX, name);
          }
        }
        assertTrue(points <= DigitStrokes.MOST_POINTS, name + " has " + points + " points");
      }
    }
  }

  @Test
  void callersGetCopies() {
    SyntheticDigits digits = SyntheticDigits.draw(10, 16);
    digits.pixels()[0]++;
    digits.labels()[0]++;
    SyntheticDigits fresh = SyntheticDigits.draw(10, 16);
    assertArrayEquals(fresh.pixels(), digits.pixels());
    assertArrayEquals(fresh.labels(), digits.labels());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 2_739_138, Integer.MAX_VALUE})
  void aCountOutOfRangeIsRefusedWithItsValue(int count) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> SyntheticDigits.draw(count, 1));
    assertTrue(thrown.getMessage().contains("count is " + count), thrown.getMessage());
    assertTrue(thrown.getMessage().contains("2739137"), thrown.getMessage());
  }

  private static double[][] means(SyntheticDigits digits, int count) {
    double[][] mean = new double[SyntheticDigits.CLASSES][SIZE];
    byte[] pixels = digits.pixels();
    byte[] labels = digits.labels();
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < SIZE; p++) {
        mean[labels[i]][p] += (pixels[i * SIZE + p] & 0xFF) * 10.0 / count;
      }
    }
    return mean;
  }

  private static int nearest(double[][] mean, byte[] pixels, int image) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int digit = 0; digit < mean.length; digit++) {
      double distance = 0;
      for (int p = 0; p < SIZE; p++) {
        double difference = mean[digit][p] - (pixels[image * SIZE + p] & 0xFF);
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = digit;
      }
    }
    return best;
  }
}
