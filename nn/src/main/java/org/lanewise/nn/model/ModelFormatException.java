package org.lanewise.nn.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A model file that cannot be used: damaged, cut short, hostile, or not what its reader asked for.
 *
 * <p>The message always begins with the file's path and then says the reason.
 */
public class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with the message {@code "FILE: REASON"}.
   *
   * @param file the file as the user named it
   * @param reason what is wrong with it, with the values that disagree
   */
  public ModelFormatException(Path file, String reason) {
    super(file + ": " + reason);
  }

  /** Creates an exception with the message {@code "FILE: REASON"} and a cause. */
  public ModelFormatException(Path file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
