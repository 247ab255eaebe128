package org.lanewise.cli;

import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import picocli.CommandLine.Option;

/** Options that choose who computes, and on how many threads. */
final class ComputeOptions {
  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = Backends.BEST,
      description =
          "best, auto, scalar, simd or openblas (default: ${DEFAULT-VALUE}). best is simd, or scalar"
              + " where there is no Vector API, with the same bits on every machine; auto takes a"
              + " product to OpenBLAS where that was measured to be faster here.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute on (default: all processors).")
  private Integer threads;

  /** Returns the backend asked for. */
  Backend backend() throws BackendUnavailableException {
    Parallelism parallelism;
    Backend backend;
    try {
      parallelism = threads == null ? Parallelism.available() : Parallelism.of(threads);
      backend = Backends.named(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
    return backend.with(parallelism);
  }
}
