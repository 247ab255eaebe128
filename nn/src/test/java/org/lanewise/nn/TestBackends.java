package org.lanewise.nn;

import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

/** The backends that tests loop over. */
public final class TestBackends {
  private TestBackends() {}

  /** Returns the scalar backend. */
  public static Backend scalar() {
    return named("scalar");
  }

  /** Returns the SIMD backend with so many threads. */
  public static Backend simd(int threads) {
    return named("simd").with(Parallelism.of(threads));
  }

  /** Returns the scalar backend, and SIMD on one thread and on three. */
  public static Stream<Backend> all() {
    return Stream.of(scalar(), simd(1), simd(3));
  }

  private static Backend named(String name) {
    try {
      return Backends.named(name);
    } catch (BackendUnavailableException e) {
      throw new AssertionError("the tests need --add-modules jdk.incubator.vector", e);
    }
  }
}
