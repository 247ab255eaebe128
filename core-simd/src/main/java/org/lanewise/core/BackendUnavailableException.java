package org.lanewise.core;

/** Says why a backend cannot work in this virtual machine, and what to do about it. */
public final class BackendUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message holds the reason and the remedy in one line. */
  public BackendUnavailableException(String message) {
    super(message);
  }

  /** Creates the exception with the failure behind it. */
  public BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
