package org.lanewise.bench.product;

/** Says why a rival takes no part. */
public final class RivalUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason, in one line. */
  public RivalUnavailableException(String reason) {
    super(reason);
  }

  /** With what went wrong while a library was loaded. */
  static RivalUnavailableException of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && (cause.getMessage() == null || isWrapper(cause))) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    RivalUnavailableException unavailable =
        new RivalUnavailableException(message.lines().findFirst().orElse("").strip());
    unavailable.initCause(failure);
    return unavailable;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ReflectiveOperationException
        || failure instanceof ExceptionInInitializerError;
  }
}
