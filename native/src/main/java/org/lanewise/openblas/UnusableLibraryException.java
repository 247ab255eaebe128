package org.lanewise.openblas;

/**
 * Says why a library cannot be used: the message continues a sentence that begins with its name.
 */
final class UnusableLibraryException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableLibraryException(String message) {
    super(message);
  }
}
