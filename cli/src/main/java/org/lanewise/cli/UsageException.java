package org.lanewise.cli;

/** Options that are right one by one and wrong together, or with the data. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
