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

  /** Returns the rank among available backends; the highest serves when none is asked for. */
  int priority();

  /**
   * Creates the backend, with {@link Parallelism#available()}.
   *
   * @throws BackendUnavailableException if it cannot work here; the message says why, and what to
   *     do about it
   */
  Backend create() throws BackendUnavailableException;
}
