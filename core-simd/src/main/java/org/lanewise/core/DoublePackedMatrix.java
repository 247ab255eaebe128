// Generated from FloatPackedMatrix.java by TwinSources; do not edit.
package org.lanewise.core;

/**
 * A matrix in the order in which one backend reads the right operand of a product: packed once by
 * {@link DoubleBlas#pack}, used for many products. A copy: later changes of the source do not show
 * until it is packed again.
 *
 * <p>Any number of threads may multiply by it at the same time; none may while it is being
 * repacked.
 */
public abstract class DoublePackedMatrix {
  private final int rows;
  private final int columns;
  private final String packedBy;

  /** Keeps the shape; the content is the backend's affair. */
  protected DoublePackedMatrix(String packedBy, int rows, int columns) {
    this.packedBy = packedBy;
    this.rows = rows;
    this.columns = columns;
  }

  /** Returns what a backend throws that cannot read it. */
  public final IllegalArgumentException unreadableBy(String backend) {
    return new IllegalArgumentException(
        "the matrix was packed by backend "
            + packedBy
            + ", backend "
            + backend
            + " cannot read it");
  }

  /** Returns the rows of op(B). */
  public final int rows() {
    return rows;
  }

  /** Returns the columns of op(B). */
  public final int columns() {
    return columns;
  }
}
