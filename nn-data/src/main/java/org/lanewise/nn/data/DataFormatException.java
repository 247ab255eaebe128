package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A data file that does not hold what it should.
 *
 * <p>The message is one line and begins with the place, {@code file}, {@code file:line} or {@code
 * file:line:column}, where the column is the 1-based number of the field in its record.
 */
public class DataFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;

  /**
   * Reports a problem of a file as a whole.
   *
   * @param file the file, named in the message as given here
   * @param problem what is wrong, without the place
   */
  public DataFormatException(Path file, String problem) {
    this(file, 0, 0, problem);
  }

  /**
   * Reports a problem of a line.
   *
   * @param line the 1-based line
   */
  public DataFormatException(Path file, int line, String problem) {
    this(file, line, 0, problem);
  }

  /**
   * Reports a problem of a field.
   *
   * @param line the 1-based line on which the field's record begins, or 0 if there is none
   * @param column the 1-based number of the field in its record, or 0 if there is none
   */
  public DataFormatException(Path file, int line, int column, String problem) {
    super(
        OneLine.of(file)
            + (line > 0 ? ":" + line : "")
            + (line > 0 && column > 0 ? ":" + column : "")
            + ": "
            + OneLine.of(problem));
    this.file = file.toString();
    this.line = line;
    this.column = column;
  }

  /** Returns the file, as it was given by the caller. */
  public String file() {
    return file;
  }

  /** Returns the 1-based line, or 0 if the problem is one of the whole file. */
  public int line() {
    return line;
  }

  /** Returns the 1-based number of the field in its record, or 0 if no field is to blame. */
  public int column() {
    return column;
  }
}
