package org.lanewise.openblas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;
import org.lanewise.core.Transpose;

/** What a process does that never asks for OpenBLAS, and then asks for the backend named. */
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
      Backend backend = Backends.named(args[0]);
      Map<String, Object> facts = backend.facts();
      if (args[0].equals(Backends.AUTO)) {
        System.out.println("auto is " + backend.name());
      }
      System.out.println("openblas " + facts.get("version"));
      System.out.println("calibration " + facts.get("calibration"));
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
