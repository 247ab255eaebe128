package org.lanewise.proptests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

/** The backends that properties of networks loop over. */
final class TestedBackends {
  private TestedBackends() {}

  /** Returns the scalar, SIMD and OpenBLAS backends; the last takes every product. */
  static List<Backend> all() {
    return Stream.of("scalar", "simd", "openblas").map(TestedBackends::named).toList();
  }

  private static Backend named(String name) {
    try {
      Backend backend = Backends.named(name).with(Parallelism.of(1));
      assertEquals(name, backend.name());
      if (name.equals("openblas")) {
        assertFalse(backend.isReproducible(), "these are not the products of OpenBLAS");
        assertEquals(0L, backend.facts().get("fmas_from_which_it_serves"));
        assertTrue(backend.facts().containsKey("library"));
      }
      return backend;
    } catch (BackendUnavailableException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
