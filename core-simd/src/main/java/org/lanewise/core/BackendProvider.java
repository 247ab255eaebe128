package org.lanewise.core;

/**
 * Offers one backend, if it can work in this virtual machine.
 *
 * <p>Found by {@link java.util.ServiceLoader}; a provider has a public constructor without
 * arguments that does nothing, so that listing the providers loads no library.
 */
public interface BackendProvider {
  /** Returns the backend's name: lower case, unique. */
  String name();

  /** Returns the rank among available backends, for the order in which they are listed. */
  int priority();

  /**
   * Returns whether this backend may serve when none is asked for: the one of highest rank that may
   * and can does. One with other bits may not.
   */
  default boolean serves() {
    return true;
  }

  /**
   * Creates the backend, with {@link Parallelism#available()}.
   *
   * @throws BackendUnavailableException if it cannot work here; the message says why, and what to
   *     do about it
   */
  Backend create() throws BackendUnavailableException;

  /**
   * Creates the backend that takes each product where it was measured to be faster on this machine:
   * to this provider's engine or to {@link Backends#best}. This is what {@link Backends#AUTO}
   * stands for. By default there is none.
   *
   * @return null if this provider never is the faster one
   * @throws BackendUnavailableException as {@link #create}
   */
  default Backend createFastest() throws BackendUnavailableException {
    return null;
  }
}
