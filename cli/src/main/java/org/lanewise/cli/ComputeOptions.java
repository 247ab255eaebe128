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
      defaultValue = Backends.AUTO,
      description = "auto, scalar, simd or openblas (default: ${DEFAULT-VALUE}).")
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
