package org.lanewise.bench.product;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.mkl.global.mkl_rt;

/** Intel's MKL, whose natives come with the Maven profile {@code rivals-mkl} only. */
final class MklLibrary {
  private MklLibrary() {}

  /** Loads the library and sets its threads. */
  static void load(int threads) throws RivalUnavailableException {
    String platform = Loader.getPlatform();
    String natives = "org/bytedeco/mkl/" + platform + "/";
    if (MklLibrary.class.getClassLoader().getResource(natives) == null) {
      throw new RivalUnavailableException(
          "its natives for " + platform + " are not here; build with -Privals-mkl");
    }
    try {
      Loader.load(mkl_rt.class);
      // Else MKL takes fewer threads than it is told when it thinks that is better.
      mkl_rt.MKL_Set_Dynamic(0);
      mkl_rt.MKL_Set_Num_Threads(threads);
    } catch (LinkageError | RuntimeException e) {
      throw RivalUnavailableException.of(e);
    }
  }
}
