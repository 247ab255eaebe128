package org.lanewise.openblas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;

/** What a process does that never asks for OpenBLAS, and then one that does. */
final class NativeProbe {
  private NativeProbe() {}

  public static void main(String[] args) throws IOException {
    int n = 100;
    float[] c = new float[n * n];
    Backends.best()
        .gemm(
            Transpose.NO,
            Transpose.NO,
            n,
            n,
            n,
            1,
            new float[n * n],
            0,
            n,
            new float[n * n],
            0,
            n,
            0,
            c,
            0,
            n);
    System.out.println("best " + Backends.best().name() + ", native code: " + hasNativeCode());
    try {
      System.out.println("openblas " + Backends.named("openblas").facts().get("version"));
    } catch (BackendUnavailableException e) {
      System.out.println(e.getMessage());
    }
    System.out.println("native code: " + hasNativeCode());
  }

  private static boolean hasNativeCode() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    return Files.exists(maps)
        && Files.readString(maps).matches("(?s).*(openblas|netlib|jnidispatch).*");
  }
}
