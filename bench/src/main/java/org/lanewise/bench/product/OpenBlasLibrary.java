package org.lanewise.bench.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** The OpenBLAS that comes as a Maven artifact, unpacked into JavaCPP's cache. */
final class OpenBlasLibrary {
  private static final List<String> FILES =
      List.of(
          "libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll");

  private OpenBlasLibrary() {}

  /** Loads the library, sets its threads, and returns its file. */
  static Path load(int threads) throws RivalUnavailableException {
    Path folder;
    try {
      folder = Path.of(Loader.load(openblas_nolapack.class)).getParent();
      // It reaches the library of this class alone: each JavaCPP class of OpenBLAS has its own.
      org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(threads);
    } catch (LinkageError | RuntimeException e) {
      throw RivalUnavailableException.of(e);
    }
    // The file that JavaCPP's own wrapper is linked to: another copy of it in the same process
    // would have threads of its own.
    return FILES.stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () -> new RivalUnavailableException("there is none of " + FILES + " in " + folder));
  }
}
