/** The optional route of large matrix products to OpenBLAS. */
module org.lanewise.openblas {
  requires org.lanewise.core;
  requires com.sun.jna;
  requires dev.ludovic.netlib.blas;
  requires java.logging;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;

  provides org.lanewise.core.BackendProvider with
      org.lanewise.openblas.OpenBlasProvider;
}
