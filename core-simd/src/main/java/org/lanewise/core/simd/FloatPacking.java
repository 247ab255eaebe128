package org.lanewise.core.simd;

import static org.lanewise.core.simd.FloatSpecies.LANES;
import static org.lanewise.core.simd.FloatSpecies.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Copies blocks of op(A) and op(B) into the order in which {@link FloatTile} and {@link
 * FloatSegmentTile} read them.
 *
 * <p>The unit is a strip: {@code LANES} rows of a transposed A, or columns of op(B), side by side,
 * one vector a step of k. Some strips interleaved step by step are a panel: one strip for A, as
 * many as a tile is wide for B. Rows of a plain A are copied as they lie, which costs a fifth of
 * turning them into strips. Lanes and rows that the matrix lacks hold anything; what they produce
 * is never stored.
 */
final class FloatPacking {
  private FloatPacking() {}

  /**
   * Packs rows of A as they lie, each cut to the block's steps and {@link FloatSegmentTile#STRIDE}
   * apart.
   *
   * @param count how many rows
   * @param depth steps of k
   * @param source holds the matrix, the block's first element at index start
   * @param lda from one row to the next
   * @param packed takes the segments from index at
   */
  static void packSegments(
      int count, int depth, float[] source, int start, int lda, float[] packed, int at) {
    for (int i = 0; i < count; i++) {
      copySegment(depth, source, start + i * lda, packed, at + i * FloatSegmentTile.STRIDE);
    }
  }

  private static void copySegment(int n, float[] source, int from, float[] packed, int to) {
    int i = 0;
    for (int bound = SPECIES.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(SPECIES, source, from + i).intoArray(packed, to + i);
    }
    for (; i < n; i++) {
      packed[to + i] = source[from + i];
    }
  }

  /**
   * Packs rows of a transposed A, {@link FloatTile#STRIP} side by side.
   *
   * @param count how many rows of op(A)
   * @param depth steps of k
   * @param source holds the matrix, the block's first element at index start
   * @param lda from one step of k to the next
   * @param dense whether nothing lies between two rows of the source
   * @param stride from one row's steps to the next row's, of those that are whole strips apart: at
   *     least depth
   * @param packed takes the strips, one after the other, from index at
   */
  static void packStrips(
      int count,
      int depth,
      int stride,
      float[] source,
      int start,
      int lda,
      boolean dense,
      float[] packed,
      int at) {
    int vectors = FloatTile.STRIP / LANES;
    int whole = count - count % FloatTile.STRIP;
    copyPanels(whole, depth, stride, source, start, lda, vectors, packed, at);
    if (whole < count) {
      int to = at + whole * stride;
      panel(vectors, count - whole, depth, source, start + whole, 1, lda, dense, packed, to, null);
    }
  }

  /**
   * Packs columns of op(B) into the panels that {@link FloatPanels} describes.
   *
   * @param count how many columns
   * @param depth steps of k
   * @param stride from one column's steps to the next column's, of those that are whole panels
   *     apart: at least depth
   * @param source holds the matrix, the block's first element at index start
   * @param laneStep from one column to the next
   * @param depthStep from one step of k to the next; one of the two steps is 1
   * @param dense whether nothing lies between two rows of the source
   * @param widest how many vectors a row of the widest tile has
   * @param packed takes the panels, one after the other, from index at
   * @param scratch room for one strip
   */
  static void packColumns(
      int count,
      int depth,
      int stride,
      float[] source,
      int start,
      int laneStep,
      int depthStep,
      boolean dense,
      int widest,
      float[] packed,
      int at,
      float[] scratch) {
    int whole = laneStep == 1 ? FloatPanels.wholePanels(count, widest) * widest * LANES : 0;
    copyPanels(whole, depth, stride, source, start, depthStep, widest, packed, at);
    for (int j = whole; j < count; ) {
      int width = FloatPanels.width(j, 0, count, widest);
      int first = FloatPanels.firstColumn(j, width, 0);
      int from = start + first * laneStep;
      int vectors = (width + LANES - 1) / LANES;
      int to = at + j * stride;
      panel(
          vectors,
          count - first,
          depth,
          source,
          from,
          laneStep,
          depthStep,
          dense,
          packed,
          to,
          scratch);
      j += width;
    }
  }

  /** Packs one panel of so many strips, of which the matrix has so many lanes. */
  private static void panel(
      int vectors,
      int count,
      int depth,
      float[] source,
      int start,
      int laneStep,
      int depthStep,
      boolean dense,
      float[] packed,
      int at,
      float[] scratch) {
    int step = vectors * LANES;
    for (int v = 0; v < vectors; v++) {
      int from = start + v * LANES * laneStep;
      int to = at + v * LANES;
      int lanes = Math.max(0, Math.min(LANES, count - v * LANES));
      if (lanes < LANES) {
        partialStrip(lanes, depth, source, from, laneStep, depthStep, dense, packed, to, step);
      } else if (laneStep == 1) {
        copyStrip(depth, source, from, depthStep, packed, to, step);
      } else {
        transposeStrip(depth, source, from, laneStep, packed, to, step, scratch);
      }
    }
  }

  /**
   * Copies whole panels whose lanes lie side by side, along the rows of the source: that is the
   * order in which the processor fetches ahead.
   */
  private static void copyPanels(
      int count,
      int depth,
      int stride,
      float[] source,
      int start,
      int depthStep,
      int vectors,
      float[] packed,
      int at) {
    for (int p = 0; p < depth; p++) {
      int from = start + p * depthStep;
      int to = at + p * vectors * LANES;
      if (vectors == 3) {
        copyTriples(count, source, from, packed, to, 3 * LANES * stride);
      } else {
        for (int v = 0; v < vectors; v++) {
          copySpread(
              count,
              source,
              from + v * LANES,
              vectors * LANES,
              packed,
              to + v * LANES,
              vectors * LANES * stride);
        }
      }
    }
  }

  private static void copyTriples(
      int count, float[] source, int from, float[] packed, int to, int panelStep) {
    for (int j = 0; j < count; j += 3 * LANES) {
      FloatVector.fromArray(SPECIES, source, from + j).intoArray(packed, to);
      FloatVector.fromArray(SPECIES, source, from + j + LANES).intoArray(packed, to + LANES);
      FloatVector.fromArray(SPECIES, source, from + j + 2 * LANES)
          .intoArray(packed, to + 2 * LANES);
      to += panelStep;
    }
  }

  private static void copySpread(
      int count, float[] source, int from, int step, float[] packed, int to, int panelStep) {
    for (int j = 0; j < count; j += step) {
      FloatVector.fromArray(SPECIES, source, from + j).intoArray(packed, to);
      to += panelStep;
    }
  }

  /** Copies a strip whose lanes lie side by side. */
  static void copyStrip(
      int depth, float[] source, int from, int depthStep, float[] packed, int to, int step) {
    for (int p = 0; p < depth; p++) {
      FloatVector.fromArray(SPECIES, source, from + p * depthStep).intoArray(packed, to + p * step);
    }
  }

  /**
   * Copies steps whose values leave their last vector partly empty, to steps of whole vectors. What
   * these have to spare takes any values.
   */
  static void copyNarrow(
      int depth, int count, float[] source, int from, int depthStep, float[] packed, int to) {
    int width = FloatNarrowTile.width(count);
    int full = count - count % LANES;
    // The first strip by itself: within the loop it came out slower, by a fifth of the product.
    copyStrip(full == 0 ? 0 : depth, source, from, depthStep, packed, to, width);
    for (int j = LANES; j < full; j += LANES) {
      copyStrip(depth, source, from + j, depthStep, packed, to + j, width);
    }
    // With nothing between the steps a vector may run over into those that follow.
    int whole = depthStep == count ? Math.max(0, depth - (width - 1) / count - 1) : 0;
    copyStrip(whole, source, from + full, count, packed, to + full, width);
    for (int p = whole; p < depth; p++) {
      for (int j = full; j < count; j++) {
        packed[to + p * width + j] = source[from + p * depthStep + j];
      }
    }
  }

  /**
   * As {@link #copyNarrow}, from columns that lie contiguously over the steps, at least as many as
   * a vector has lanes: the last vector begins earlier and brings some columns once more.
   */
  static void transposeNarrow(
      int depth,
      int count,
      float[] source,
      int from,
      int laneStep,
      float[] packed,
      int to,
      float[] scratch) {
    int width = FloatNarrowTile.width(count);
    for (int j = 0; j < count; j += LANES) {
      int first = Math.min(j, count - LANES);
      int start = from + first * laneStep;
      transposeStrip(depth, source, start, laneStep, packed, to + first, width, scratch);
    }
  }

  /** Packs a strip of which each lane lies contiguously over the steps. */
  static void transposeStrip(
      int depth,
      float[] source,
      int from,
      int laneStep,
      float[] packed,
      int to,
      int step,
      float[] scratch) {
    int whole = 0;
    if (LANES >= 8 && depth >= LANES) {
      whole = depth - depth % LANES;
      FloatTransposition.transpose(whole, source, from, laneStep, packed, to, step, scratch);
      if (whole < depth) { // a last block that begins earlier: the same values once more
        int p = depth - LANES;
        FloatTransposition.transpose(
            LANES, source, from + p, laneStep, packed, to + p * step, step, scratch);
        return;
      }
    } else if (LANES >= 8 && from + (LANES - 1) * laneStep + LANES <= source.length) {
      whole =
          FloatTransposition.transposePart(
              depth, source, from, laneStep, packed, to, step, scratch);
    }
    for (int c = 0; c < LANES; c += 2) { // two at a time: writes that stay in a line
      int c0 = from + c * laneStep;
      int c1 = c0 + laneStep;
      for (int p = whole; p < depth; p++) {
        packed[to + c + p * step] = source[c0 + p];
        packed[to + c + 1 + p * step] = source[c1 + p];
      }
    }
  }

  /**
   * Packs a strip with fewer lanes than a vector has.
   *
   * @param dense whether lanes lie side by side in rows with nothing between them: a whole vector
   *     then also takes the beginning of the next row, which is as good as zeros
   */
  private static void partialStrip(
      int lanes,
      int depth,
      float[] source,
      int from,
      int laneStep,
      int depthStep,
      boolean dense,
      float[] packed,
      int to,
      int step) {
    int whole = 0;
    if (dense && laneStep == 1) {
      int readable = (depth - 1) * depthStep + lanes - LANES;
      whole = readable < 0 ? 0 : readable / depthStep + 1;
      copyStrip(whole, source, from, depthStep, packed, to, step);
    }
    for (int c = 0; c < LANES; c++) {
      for (int p = whole; p < depth; p++) {
        packed[to + c + p * step] = c < lanes ? source[from + c * laneStep + p * depthStep] : 0;
      }
    }
  }
}
