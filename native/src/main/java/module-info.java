/** The optional route of large matrix products to OpenBLAS. */
module org.lanewise.openblas {
  requires org.lanewise.core;

  provides org.lanewise.core.BackendProvider with
      org.lanewise.openblas.OpenBlasProvider;
}
