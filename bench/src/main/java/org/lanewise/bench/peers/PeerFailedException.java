package org.lanewise.bench.peers;

/** A peer did not do what it was asked for; the message says why. The others go on. */
final class PeerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PeerFailedException(String message) {
    super(message);
  }
}
