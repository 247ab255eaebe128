package org.lanewise.nn.data;

import java.util.Arrays;

/**
 * The skeletons of the ten digits: how a pen travels, in several ways of writing each.
 *
 * <p>A skeleton is a list of strokes; a stroke is {@code x0, y0, x1, y1, ...} in a box of 100 by
 * 100 with x to the right and y downwards. The pen follows a smooth curve through the points; a
 * point given twice in a row is a sharp corner. All shapes were set down by hand for this library.
 */
final class DigitStrokes {
  /** The side of the box the skeletons are drawn in. */
  static final double BOX = 100.0;

  /** No digit has more points than this, all its strokes together. */
  static final int MOST_POINTS = 16;

  /** No digit has more strokes than this. */
  static final int MOST_STROKES = 2;

  /** A way of writing a line, its strokes apart by a bar. */
  private static final String WAYS =
      """
      # 0: closed oval; narrow, the ends crossing; begun on the right; round; not quite closed
      52 0 27 15 16 50 27 86 51 100 75 84 85 49 74 14 52 0
      64 9 47 0 31 20 26 54 33 88 51 100 69 86 75 50 67 15 50 2 40 8
      74 16 52 2 28 18 19 52 30 88 53 99 76 80 83 44 72 14 58 8
      48 6 22 18 10 50 22 84 50 96 78 82 90 50 78 18 50 6 40 9
      45 3 26 18 18 52 28 88 51 99 74 85 82 50 75 17 59 5
      # 1: bare; leaning; with a flag; with a flag and a foot; with a long flag
      50 0 50 50 50 100
      60 0 52 50 42 100
      34 20 46 11 55 0 55 0 54 50 53 100
      34 20 46 11 53 0 53 0 52 50 52 98 | 30 99 52 98 74 99
      26 34 44 20 60 0 60 0 59 50 58 100
      # 2: sharp heel; looped heel; swan neck with a wavy foot; angular with a long foot
      20 22 32 6 52 0 72 9 76 29 63 54 40 78 19 98 19 98 50 97 82 98
      22 20 36 4 56 1 72 14 72 36 56 64 34 90 18 96 14 86 26 79 46 90 66 99 86 90
      18 28 26 8 50 0 74 10 77 32 60 58 38 80 18 97 18 97 40 90 62 98 84 92
      24 12 48 2 70 8 74 26 60 50 14 98 14 98 50 99 88 96
      # 3: two bowls; flat top; little loop at the waist; flowing without a waist corner
      20 12 44 0 68 8 72 26 60 42 40 47 40 47 66 54 79 74 67 94 42 100 17 89
      20 3 48 3 76 2 76 2 44 40 44 40 69 49 79 71 67 93 42 100 18 90
      22 12 46 0 69 10 70 30 54 45 40 50 42 42 54 46 73 58 78 78 64 96 40 100 18 88
      24 6 50 0 72 12 68 34 46 46 46 46 72 58 76 82 54 99 20 94
      # 4: open, bar to the right; closed; open with a round shoulder; almost closed, leaning
      30 2 26 28 19 58 19 58 52 57 90 55 | 66 20 64 60 61 100
      92 67 52 68 12 68 12 68 38 34 64 0 64 0 64 50 64 100
      26 4 22 32 30 52 52 54 72 44 | 76 4 73 50 68 100
      60 2 40 28 14 60 14 60 46 61 82 59 | 62 4 60 50 57 100
      # 5: in one go; the hat as a second stroke; leaning with a short hat; round like an S
      76 2 52 3 32 3 32 3 26 44 26 44 48 37 72 46 80 68 69 91 44 100 18 90
      34 6 28 46 28 46 50 40 72 50 78 70 66 93 42 100 18 92 | 34 5 58 3 84 0
      80 0 58 4 42 4 42 4 32 42 32 42 54 42 70 56 70 76 54 94 34 100 16 94
      76 4 54 2 36 6 29 22 32 40 32 40 56 42 75 56 76 80 56 98 22 95
      # 6: round back; straight back; tall with a narrow bowl; curled in like a spiral
      66 2 42 18 25 48 22 76 35 97 58 99 76 84 74 63 56 52 36 60 24 76
      60 0 42 26 27 54 22 78 36 98 60 98 76 80 70 59 50 52 32 63 24 78
      52 0 34 36 26 74 36 96 56 100 74 84 71 64 54 55 36 66 27 82
      76 8 52 4 30 24 20 56 28 88 52 100 76 86 77 62 58 50 38 58 34 70
      # 7: plain; with a bar; bent; with a serif; bent with a bar
      18 3 50 3 82 2 82 2 62 48 46 100
      18 4 50 3 82 2 82 2 62 48 44 100 | 36 52 56 51 78 50
      16 8 48 5 80 2 80 2 62 34 52 66 48 100
      18 22 22 4 22 4 50 5 80 2 80 2 60 50 40 100
      16 10 46 5 80 4 80 4 60 40 50 70 46 100 | 34 54 54 51 76 48
      # 8: one S closed upwards; two rings; open at the top right; begun at the waist
      72 14 51 0 30 12 33 33 53 47 74 66 73 90 50 100 27 90 26 67 48 47 69 31 72 14
      50 47 29 36 30 12 50 0 70 12 71 36 50 47 | 50 47 75 60 76 88 50 100 24 88 25 60 50 47
      76 8 52 0 30 14 36 36 58 52 74 72 66 94 44 99 26 84 32 64 56 42 78 18
      48 48 30 34 32 10 52 0 72 12 68 34 46 52 28 70 30 92 52 100 72 88 70 66 48 48
      # 9: straight stem; curved tail; hooked tail; leaning stem; written as a 6 upside down
      75 20 60 2 38 3 24 22 32 43 54 46 72 32 75 20 75 20 74 60 71 100
      72 14 52 0 30 10 25 32 42 48 64 42 75 20 76 52 64 84 38 99
      74 16 56 1 34 8 26 30 42 46 64 38 75 20 77 54 74 84 54 100 28 92
      72 18 58 1 38 4 26 24 34 43 54 43 70 28 73 16 73 16 62 60 48 100
      76 24 65 2 42 1 24 16 26 37 44 48 64 40 77 24 74 52 58 82 34 100
      """;

  // [digit][way of writing][stroke][coordinate]
  private static final int[][][][] SKELETONS =
      Arrays.stream(WAYS.substring(1).split("#"))
          .map(digit -> digit.lines().skip(1).map(DigitStrokes::way).toArray(int[][][]::new))
          .toArray(int[][][][]::new);

  private static int[][] way(String line) {
    return Arrays.stream(line.split("\\|"))
        .map(
            stroke -> Arrays.stream(stroke.trim().split(" ")).mapToInt(Integer::parseInt).toArray())
        .toArray(int[][]::new);
  }

  private DigitStrokes() {}

  /** Returns in how many ways a digit, 0 to 9, is written. */
  static int ways(int digit) {
    return SKELETONS[digit].length;
  }

  /**
   * Returns the strokes of one way of writing a digit; shared, not to be written to.
   *
   * @param digit 0 to 9
   * @param way 0 to {@code ways(digit) - 1}
   */
  static int[][] strokes(int digit, int way) {
    return SKELETONS[digit][way];
  }

  /** Tells whether a point of a stroke repeats the one before it, and thus makes it a corner. */
  static boolean isCorner(int[] stroke, int point) {
    int i = 2 * point;
    return i > 0 && stroke[i] == stroke[i - 2] && stroke[i + 1] == stroke[i - 1];
  }
}
