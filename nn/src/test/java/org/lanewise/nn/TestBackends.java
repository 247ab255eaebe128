package org.lanewise.nn;

import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

/**
 * The backends that tests compute on.
 *
 * <p>Tests of the tag {@code backends} run three times: here on SIMD and on scalar, and in the
 * module of property tests on OpenBLAS, of which this module knows nothing. The system property
 * {@code lanewise.test.backend} names the one of a run. What compares bits uses {@link #all}.
 */
public final class TestBackends {
  private static final String TESTED = System.getProperty("lanewise.test.backend", "simd");

  private TestBackends() {}

  /** Returns the scalar backend. */
  public static Backend scalar() {
    return named("scalar");
  }

  /** Returns the SIMD backend with so many threads. */
  public static Backend simd(int threads) {
    return named("simd").with(Parallelism.of(threads));
  }

  /** Returns the scalar backend, and SIMD on one thread and on three: they give the same bits. */
  public static Stream<Backend> all() {
    return Stream.of(scalar(), simd(1), simd(3));
  }

  /** Returns the backend of this run, on one thread. */
  public static Backend tested() {
    return named(TESTED).with(Parallelism.of(1));
  }

  /** Returns the backend of this run on one thread and on three. */
  public static Stream<Backend> each() {
    return Stream.of(tested(), tested().with(Parallelism.of(3)));
  }

  private static Backend named(String name) {
    try {
      Backend backend = Backends.named(name);
      boolean own = backend.isReproducible();
      Object from = backend.facts().get("fmas_from_which_it_serves");
      if (!backend.name().equals(name) || own == name.equals("openblas")) {
        throw new AssertionError("the backend " + name + " is " + backend + " in this run");
      }
      if (!own && !Long.valueOf(0).equals(from)) {
        throw new AssertionError("OpenBLAS does products from " + from + " fmas on, not every one");
      }
      return backend;
    } catch (BackendUnavailableException e) {
      throw new AssertionError("the tests cannot run on " + name + ": " + e.getMessage(), e);
    }
  }
}
