package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;

/**
 * Writes one digit as one person would on one day: picks a way of writing it, then bends, slants,
 * turns, stretches and shifts it, with a pen of its own width, pressure and ink.
 *
 * <p>All distortions are bounded (no long tails), so that every image stays readable, and the pen
 * never leaves the image. One object writes many digits after each other; not thread-safe.
 */
final class Handwriting {
  private static final int SIDE = SyntheticDigits.ROWS; // the image is a square
  private static final double CENTRE = 0.5 * DigitStrokes.BOX;

  // A property is its middle plus or minus its spread. The spreads were tuned together on 10,000
  // training and 2,000 test images, such that a linear model gets about nine in ten right while 128
  // hidden units get 98 in 100. What divides the two is place and size: no weighted sum of pixels
  // follows them, yet they are few numbers, so a small network learns them from little data; the
  // more so as they are uniform, which leaves no rare cases at the ends. JITTER and BEND_SPREAD
  // harm both models alike and are kept small.
  private static final double HEIGHT = 17.0; // pixels
  private static final double HEIGHT_SPREAD = 0.20; // of HEIGHT
  private static final double ASPECT = 0.92; // width to height
  private static final double ASPECT_SPREAD = 0.12;
  private static final double TURN_SPREAD = 0.14; // radians
  private static final double SLANT = 0.08; // to the right, x per y: as most right hands write
  private static final double SLANT_SPREAD = 0.20;
  private static final double SHIFT_SPREAD = 3.0; // pixels
  private static final double BEND_SPREAD = 2.5; // box units, of a wave through the whole digit
  private static final double BEND_FREQUENCY = 0.045; // radians per box unit: 0.7 waves in the box
  private static final double JITTER = 2.0; // box units, of each point of the skeleton by itself
  private static final double RADIUS = 1.4; // pixels
  private static final double RADIUS_SPREAD = 0.45;
  private static final double PRESSURE_SPREAD = 0.25; // of the radius, at each end of a stroke
  private static final double SOFTNESS = 0.9; // pixels
  private static final double SOFTNESS_SPREAD = 0.25;
  private static final double INK = 230.0; // grey levels; darker than 255 is cut
  private static final double INK_SPREAD = 45.0;
  private static final double GRAIN = 12.0; // grey levels
  private static final double SPECKLE = 4.0; // grey levels
  private static final double MARGIN = 1.5; // pixels of paper around the ink, its soft edge apart

  // Pieces of line per span between two points of a skeleton: at 28 pixels none shows its corners.
  private static final int PIECES = 5;

  private final StrokeRenderer renderer = new StrokeRenderer(SIDE, SIDE);
  private final double[] skeletonX = new double[DigitStrokes.MOST_POINTS];
  private final double[] skeletonY = new double[DigitStrokes.MOST_POINTS];
  private final double[] pathX = new double[PIECES * DigitStrokes.MOST_POINTS];
  private final double[] pathY = new double[PIECES * DigitStrokes.MOST_POINTS];
  private final int[] strokeEnd = new int[DigitStrokes.MOST_STROKES];
  private int pathLength;

  /** Writes a digit into 784 bytes from the offset on; all else follows from the stream. */
  void write(int digit, RandomStream random, byte[] image, int offset) {
    int[][] strokes = DigitStrokes.strokes(digit, random.nextInt(DigitStrokes.ways(digit)));
    tracePath(strokes, random);
    double radius = spread(RADIUS, RADIUS_SPREAD, random);
    placePath(MARGIN + radius * (1.0 + PRESSURE_SPREAD), random);
    renderer.begin(spread(SOFTNESS, SOFTNESS_SPREAD, random));
    int start = 0;
    for (int s = 0; s < strokes.length; s++) {
      inkStroke(start, strokeEnd[s], radius, random);
      start = strokeEnd[s];
    }
    renderer.end(image, offset, spread(INK, INK_SPREAD, random), GRAIN, SPECKLE, random);
  }

  /**
   * Distorts the skeleton and lays smooth curves through it, in pixels around no certain origin.
   */
  private void tracePath(int[][] strokes, RandomStream random) {
    double height = HEIGHT * even(1.0, HEIGHT_SPREAD, random);
    double scaleX = height * spread(ASPECT, ASPECT_SPREAD, random) / DigitStrokes.BOX;
    double scaleY = height / DigitStrokes.BOX;
    double turn = even(0.0, TURN_SPREAD, random);
    double slant = even(SLANT, SLANT_SPREAD, random);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    // Stretch first, then slant (y points down, hence the minus), then turn:
    // [x y] = [cos -sin; sin cos] [1 -slant; 0 1] [scaleX 0; 0 scaleY] [u v].
    double xu = cos * scaleX;
    double xv = -(cos * slant + sin) * scaleY;
    double yu = sin * scaleX;
    double yv = (cos - sin * slant) * scaleY;
    double bendX = spread(0.0, BEND_SPREAD, random);
    double bendY = spread(0.0, BEND_SPREAD, random);
    double phaseX = 2.0 * Math.PI * random.nextDouble();
    double phaseY = 2.0 * Math.PI * random.nextDouble();

    pathLength = 0;
    for (int s = 0; s < strokes.length; s++) {
      int[] stroke = strokes[s];
      int points = stroke.length / 2;
      for (int i = 0; i < points; i++) {
        if (DigitStrokes.isCorner(stroke, i)) {
          skeletonX[i] = skeletonX[i - 1];
          skeletonY[i] = skeletonY[i - 1];
          continue;
        }
        double u = spread(stroke[2 * i] - CENTRE, JITTER, random);
        double v = spread(stroke[2 * i + 1] - CENTRE, JITTER, random);
        double bentU = u + bendX * StrictMath.sin(v * BEND_FREQUENCY + phaseX);
        double bentV = v + bendY * StrictMath.sin(u * BEND_FREQUENCY + phaseY);
        skeletonX[i] = xu * bentU + xv * bentV;
        skeletonY[i] = yu * bentU + yv * bentV;
      }
      appendCurve(stroke, points);
      strokeEnd[s] = pathLength;
    }
  }

  /** Appends a Catmull-Rom curve through the distorted skeleton of one stroke to the path. */
  private void appendCurve(int[] stroke, int points) {
    pathX[pathLength] = skeletonX[0];
    pathY[pathLength++] = skeletonY[0];
    for (int i = 1; i < points; i++) {
      if (DigitStrokes.isCorner(stroke, i)) {
        continue; // a span without length; the curve would make a small loop in it
      }
      int before = Math.max(0, i - 2);
      int after = Math.min(points - 1, i + 1);
      for (int k = 1; k <= PIECES; k++) {
        double t = (double) k / PIECES;
        pathX[pathLength] =
            curve(skeletonX[before], skeletonX[i - 1], skeletonX[i], skeletonX[after], t);
        pathY[pathLength++] =
            curve(skeletonY[before], skeletonY[i - 1], skeletonY[i], skeletonY[after], t);
      }
    }
  }

  /** The Hermite cubic from b (t = 0) to c (t = 1) with the slopes (c - a) / 2 and (d - b) / 2. */
  private static double curve(double a, double b, double c, double d, double t) {
    double slopeB = 0.5 * (c - a);
    double slopeC = 0.5 * (d - b);
    double rise = c - b;
    double quadratic = 3.0 * rise - 2.0 * slopeB - slopeC;
    double cubic = slopeB + slopeC - 2.0 * rise;
    return b + t * (slopeB + t * (quadratic + t * cubic));
  }

  /** Shifts the path to its place in the image, and shrinks it if it is too large for it. */
  private void placePath(double border, RandomStream random) {
    double left = pathX[0];
    double right = pathX[0];
    double top = pathY[0];
    double bottom = pathY[0];
    for (int i = 1; i < pathLength; i++) {
      left = Math.min(left, pathX[i]);
      right = Math.max(right, pathX[i]);
      top = Math.min(top, pathY[i]);
      bottom = Math.max(bottom, pathY[i]);
    }
    double space = SIDE - 2.0 * border;
    double shrink = Math.min(1.0, space / Math.max(right - left, bottom - top));
    double roomX = Math.min(SHIFT_SPREAD, 0.5 * (space - shrink * (right - left)));
    double roomY = Math.min(SHIFT_SPREAD, 0.5 * (space - shrink * (bottom - top)));
    double shiftX = even(0.5 * SIDE - 0.5 * shrink * (left + right), roomX, random);
    double shiftY = even(0.5 * SIDE - 0.5 * shrink * (top + bottom), roomY, random);
    for (int i = 0; i < pathLength; i++) {
      pathX[i] = shrink * pathX[i] + shiftX;
      pathY[i] = shrink * pathY[i] + shiftY;
    }
  }

  /** Draws the path from start to end (exclusive), the pressure changing evenly on the way. */
  private void inkStroke(int start, int end, double radius, RandomStream random) {
    double first = radius * spread(1.0, PRESSURE_SPREAD, random);
    double last = radius * spread(1.0, PRESSURE_SPREAD, random);
    double step = (last - first) / (end - 1 - start);
    for (int i = start; i + 1 < end; i++) {
      double r = first + step * (i - start);
      renderer.line(pathX[i], pathY[i], r, pathX[i + 1], pathY[i + 1], r + step);
    }
  }

  /** Triangular in middle plus or minus the bound: bell-like, and bounded as normal is not. */
  private static double spread(double middle, double bound, RandomStream random) {
    return middle + bound * (random.nextDouble() + random.nextDouble() - 1.0);
  }

  /** Uniform in middle plus or minus the bound. */
  private static double even(double middle, double bound, RandomStream random) {
    return middle + bound * (2.0 * random.nextDouble() - 1.0);
  }
}
