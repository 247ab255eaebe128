package org.lanewise.core.simd;

import org.lanewise.core.Backend;
import org.lanewise.core.BackendProvider;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Parallelism;

/**
 * Offers the SIMD backend where the Vector API can be used. No class that needs the module is
 * touched before the module was found.
 */
public final class SimdProvider implements BackendProvider {
  private static final String MODULE = "jdk.incubator.vector";

  /** Two lanes of double. */
  private static final int NARROWEST = 128;

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Backend create() throws BackendUnavailableException {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new BackendUnavailableException(
          "the module " + MODULE + " is not loaded; start java with --add-modules " + MODULE);
    }
    SimdBackend backend = new SimdBackend(Parallelism.available());
    if (backend.vectorBits() < NARROWEST) {
      throw new BackendUnavailableException(
          "vectors have "
              + backend.vectorBits()
              + " bits here, at least "
              + NARROWEST
              + " are needed; start java without -XX:MaxVectorSize, or with a larger one");
    }
    return backend;
  }
}
