package org.lanewise.openblas;

import dev.ludovic.netlib.blas.BLAS;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.core.Backend;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Products;

/**
 * Products by OpenBLAS where a routing says so, the others by the backend that also does everything
 * else.
 *
 * @param library the loaded OpenBLAS
 * @param routing which products it does
 * @param ownThreads threads of its own, or 0 if work is split before it is called
 * @param parallelism how many threads a call may use
 * @param rest the other backend; it trusts its arguments
 */
record OpenBlasProducts(
    OpenBlas library, Routing routing, int ownThreads, Parallelism parallelism, Backend rest)
    implements Products, FloatOpenBlas, DoubleOpenBlas {
  OpenBlasProducts {
    rest = rest.with(parallelism);
  }

  @Override
  public BLAS blas() {
    return library.blas();
  }

  @Override
  public Route floatRoute() {
    return routing.floats();
  }

  @Override
  public Route doubleRoute() {
    return routing.doubles();
  }

  /** Work is split here, or in OpenBLAS if it was given threads of its own. */
  @Override
  public int threads() {
    return ownThreads == 0 ? parallelism.threads() : 1;
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", library.version());
    facts.put("core", library.core());
    facts.put("library", library.origin() + " (" + library.file() + ")");
    facts.putAll(routing.facts());
    facts.put(
        "threads",
        ownThreads == 0 ? "work is split before it is called" : ownThreads + " of its own");
    facts.put("rest", rest.name());
    return facts;
  }

  @Override
  public boolean isReproducible() {
    return false;
  }

  @Override
  public Products with(Parallelism other) {
    return new OpenBlasProducts(library, routing, ownThreads, other, rest);
  }
}
