package org.lanewise.openblas;

import dev.ludovic.netlib.blas.BLAS;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.core.Backend;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Products;

/**
 * Large products by OpenBLAS, small ones by the backend that also does everything else.
 *
 * @param library the loaded OpenBLAS
 * @param settings from which size on, and on whose threads
 * @param parallelism how many threads a call may use
 * @param rest the other backend; it trusts its arguments
 */
record OpenBlasProducts(OpenBlas library, Settings settings, Parallelism parallelism, Backend rest)
    implements Products, FloatOpenBlas, DoubleOpenBlas {
  OpenBlasProducts {
    rest = rest.with(parallelism);
  }

  @Override
  public BLAS blas() {
    return library.blas();
  }

  @Override
  public long threshold() {
    return settings.threshold();
  }

  /** Work is split here, or in OpenBLAS if it was given threads of its own. */
  @Override
  public int threads() {
    return settings.ownThreads() == 0 ? parallelism.threads() : 1;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", library.version());
    facts.put("core", library.core());
    facts.put("library", library.origin() + " (" + library.file() + ")");
    facts.put("fmas_from_which_it_serves", settings.threshold());
    facts.put(
        "threads",
        settings.ownThreads() == 0
            ? "work is split before it is called"
            : settings.ownThreads() + " of its own");
    facts.put("rest", rest.name());
    return facts;
  }

  @Override
  public boolean isReproducible() {
    return false;
  }

  @Override
  public Products with(Parallelism other) {
    return new OpenBlasProducts(library, settings, other, rest);
  }
}
