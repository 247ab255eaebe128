package org.lanewise.core.scalar;

import org.lanewise.core.Backend;
import org.lanewise.core.BackendProvider;
import org.lanewise.core.Parallelism;

/** Offers the scalar backend, which works everywhere. */
public final class ScalarProvider implements BackendProvider {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Backend create() {
    return new ScalarBackend(Parallelism.available());
  }
}
