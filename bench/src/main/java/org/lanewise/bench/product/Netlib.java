package org.lanewise.bench.product;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * The implementations in netlib, each by itself. Its public entry picks one by what it finds, tries
 * the native one first and logs; so the classes behind it are asked directly.
 */
final class Netlib {
  private static final String NATIVE_LIBRARY = "dev.ludovic.netlib.blas.nativeLibPath";

  private Netlib() {}

  /** Returns the loops in plain Java. */
  static BLAS java() throws RivalUnavailableException {
    return instance("Java11BLAS");
  }

  /** Returns the loops on the Vector API. */
  static BLAS vector() throws RivalUnavailableException {
    return instance("VectorBLAS");
  }

  /** Returns OpenBLAS through JNI, on the very library that JavaCPP has unpacked and loaded. */
  static BLAS openBlas(int threads) throws RivalUnavailableException {
    Path library = OpenBlasLibrary.load(threads);
    // The only way in which netlib can be told; it reads the property when the class is loaded.
    System.setProperty(NATIVE_LIBRARY, library.toString());
    return instance("JNIBLAS");
  }

  private static BLAS instance(String implementation) throws RivalUnavailableException {
    try {
      Method getter =
          Class.forName(BLAS.class.getPackageName() + "." + implementation)
              .getDeclaredMethod("getInstance");
      getter.setAccessible(true);
      return (BLAS) getter.invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw RivalUnavailableException.of(e);
    }
  }
}
