package org.lanewise.openblas;

import org.lanewise.core.Backend;
import org.lanewise.core.BackendProvider;
import org.lanewise.core.BackendUnavailableException;

/** Offers the route of large matrix products to OpenBLAS. */
public final class OpenBlasProvider implements BackendProvider {
  @Override
  public String name() {
    return "openblas";
  }

  /** Below SIMD: OpenBLAS serves only who asks for it, since its bits differ between machines. */
  @Override
  public int priority() {
    return 50;
  }

  @Override
  public Backend create() throws BackendUnavailableException {
    throw new BackendUnavailableException(
        "this version does not bring the route to OpenBLAS yet; use --backend simd");
  }
}
