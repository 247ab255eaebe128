package org.lanewise.nn.data;

import java.util.Arrays;
import org.lanewise.nn.random.RandomStream;

/**
 * Draws pen strokes on one small grey image by their distance to each pixel's centre.
 *
 * <p>The pen is round. Every pixel keeps how deep the nearest part of any stroke covers it; the
 * depth becomes grey through a soft edge, which is the anti-aliasing. Strokes that cross therefore
 * do not get darker. Only pixels near a stroke are visited.
 *
 * <p>Only operations that IEEE 754 rounds exactly are used, so the bits are the same everywhere.
 * One renderer draws many images after each other; not thread-safe.
 */
final class StrokeRenderer {
  // Any depth this low is paper, whatever the softness of the pen.
  private static final double FAR = -1e9;

  private final int rows;
  private final int columns;
  private final double[] depth;
  private double softness;

  StrokeRenderer(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    depth = new double[rows * columns];
  }

  /**
   * Begins a new image of paper.
   *
   * @param softness half the width of the ink's edge in pixels, positive
   */
  void begin(double softness) {
    this.softness = softness;
    Arrays.fill(depth, FAR);
  }

  /**
   * Draws a straight piece of stroke, in pixels; pixel (row, column) has its centre at {@code
   * (column + 0.5, row + 0.5)}. The pen's radius goes from {@code r0} to {@code r1}. Parts outside
   * of the image are cut off.
   */
  void line(double x0, double y0, double r0, double x1, double y1, double r1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double lengthSquared = dx * dx + dy * dy;
    double scale = lengthSquared > 0.0 ? 1.0 / lengthSquared : 0.0;
    double reach = Math.max(r0, r1) + softness;
    int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
    int right = Math.min(columns - 1, (int) (Math.max(x0, x1) + reach));
    int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
    int bottom = Math.min(rows - 1, (int) (Math.max(y0, y1) + reach));
    for (int row = top; row <= bottom; row++) {
      double py = row + 0.5 - y0;
      for (int column = left; column <= right; column++) {
        double px = column + 0.5 - x0;
        double along = Math.max(0.0, Math.min(1.0, (px * dx + py * dy) * scale));
        double ex = px - along * dx;
        double ey = py - along * dy;
        double covered = r0 + along * (r1 - r0) - Math.sqrt(ex * ex + ey * ey);
        int index = row * columns + column;
        if (covered > depth[index]) {
          depth[index] = covered;
        }
      }
    }
  }

  /**
   * Ends the image: turns depth into grey, 0 paper to 255 ink, and writes it to a slice.
   *
   * @param ink the grey of full ink, up to 255
   * @param grain the strength of the noise in the ink, in grey levels (a standard deviation)
   * @param speckle the same on the paper; as grey is cut at 0, half of it shows
   * @param noise where the noise comes from
   */
  void end(byte[] image, int offset, double ink, double grain, double speckle, RandomStream noise) {
    double slope = 0.5 / softness;
    long bits = 0;
    for (int i = 0; i < depth.length; i++) {
      // Two pixels share a draw, 32 bits each: there are many more pixels than other draws.
      bits = (i & 1) == 0 ? noise.nextLong() : bits >>> 32;
      double cover = Math.max(0.0, Math.min(1.0, 0.5 + depth[i] * slope));
      cover = cover * cover * (3.0 - 2.0 * cover);
      double sigma = speckle + cover * (grain - speckle);
      double grey = cover * ink + sigma * bell((int) bits);
      image[offset + i] = (byte) (int) (Math.max(0.0, Math.min(255.0, grey)) + 0.5);
    }
  }

  /** Nearly normal with mean 0 and deviation 1: the sum of four bytes, within 3.5 deviations. */
  private static double bell(int bits) {
    int sum = (bits & 255) + (bits >>> 8 & 255) + (bits >>> 16 & 255) + (bits >>> 24);
    // Four uniform bytes have mean 4 * 127.5 and variance 4 * (256^2 - 1) / 12 = 21845.
    return (sum - 510) * (1.0 / 147.8005);
  }
}
