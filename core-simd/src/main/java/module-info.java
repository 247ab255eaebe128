/** The compute core of Lanewise: BLAS verbs, elementwise functions and reductions. */
module org.lanewise.core {
  requires static jdk.incubator.vector;
  requires static jdk.management;
  requires static java.management;

  exports org.lanewise.core;
  exports org.lanewise.core.parallel;

  uses org.lanewise.core.BackendProvider;

  provides org.lanewise.core.BackendProvider with
      org.lanewise.core.scalar.ScalarProvider,
      org.lanewise.core.simd.SimdProvider;
}
