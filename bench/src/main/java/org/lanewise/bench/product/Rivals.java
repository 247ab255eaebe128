package org.lanewise.bench.product;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;

/** Everyone who can multiply matrices here. */
public final class Rivals {
  /** Those that a short table shows. */
  public static final List<String> USUAL = List.of("loop", "row_loop", "openblas");

  /** The name of {@link #oneThread}. */
  public static final String ONE_THREAD = "one_thread";

  private static final String CORE_TYPE = "OPENBLAS_CORETYPE";

  private Rivals() {}

  /**
   * Returns what keeps OpenBLAS from choosing its kernels by the processor it finds, if anything
   * does: then its speed is not the one that others see.
   *
   * @param environment the variables of this process, which OpenBLAS reads when it is loaded
   */
  public static Optional<String> openBlasHeldBack(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(CORE_TYPE))
        .map(
            core ->
                CORE_TYPE
                    + " makes it use its kernels for "
                    + core
                    + "; unset it to compare freely");
  }

  /** Returns a backend of Lanewise as the one to be compared. */
  public static Rival of(Backend backend) {
    return new BackendRival(backend.name(), () -> backend);
  }

  /** Returns a backend of Lanewise on one thread, as a rival of itself on several. */
  public static Rival oneThread(Backend backend) {
    return new BackendRival(ONE_THREAD, () -> backend.with(Parallelism.of(1)));
  }

  /** Returns Lanewise's own backends, as rivals of another of them. */
  public static List<Rival> backends(int threads) {
    Parallelism parallelism = Parallelism.of(threads);
    return List.of(
        new BackendRival("simd", () -> Backends.named("simd").with(parallelism)),
        new BackendRival("openblas_backend", () -> Backends.named("openblas").with(parallelism)));
  }

  /**
   * Returns all other rivals; none is loaded before it enters.
   *
   * @param threads for those that can be told
   */
  public static List<Rival> all(int threads) {
    return List.of(
        new TripleLoopRival(),
        new RowLoopRival(),
        new NetlibRival("netlib_java", Netlib::java),
        new NetlibRival("netlib_vector", Netlib::vector),
        new EjmlRival(),
        new OjAlgoRival(threads),
        new NetlibRival("openblas", () -> Netlib.openBlas(threads)),
        new OffHeapRival(
            "openblas_off_heap",
            () -> OpenBlasLibrary.load(threads),
            openblas_nolapack::cblas_sgemm,
            openblas_nolapack::cblas_dgemm),
        new OffHeapRival(
            "mkl", () -> MklLibrary.load(threads), mkl_rt::cblas_sgemm, mkl_rt::cblas_dgemm));
  }
}
