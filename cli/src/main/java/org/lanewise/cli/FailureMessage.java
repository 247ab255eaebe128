package org.lanewise.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in one line what went wrong. */
final class FailureMessage {
  private FailureMessage() {}

  static String of(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory ("
          + failure.getMessage()
          + "); take a smaller network or batch, or give more with JAVA_OPTS=-Xmx8g";
    }
    if (failure instanceof FileSystemException e && e.getReason() == null) {
      if (e instanceof NoSuchFileException) {
        return e.getFile() + ": does not exist";
      }
      if (e instanceof AccessDeniedException) {
        return e.getFile() + ": permission denied";
      }
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }
}
