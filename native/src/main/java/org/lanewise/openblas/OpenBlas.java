package org.lanewise.openblas;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A loaded OpenBLAS: its products through netlib's JNI, and what it says of itself through JNA,
 * since netlib knows only the functions that every BLAS has.
 *
 * @param blas its products
 * @param file the library
 * @param origin where it comes from, in words
 * @param version such as 0.3.31
 * @param core the processor that its kernels are for
 */
record OpenBlas(BLAS blas, Path file, String origin, String version, String core) {
  private static final String CONFIG = "openblas_get_config";
  private static final String CORE = "openblas_get_corename";
  private static final String SET_THREADS = "openblas_set_num_threads";

  /** All that is called later; a function that is missing then would end the virtual machine. */
  private static final List<String> NEEDED =
      List.of(CONFIG, CORE, SET_THREADS, "sgemm_", "dgemm_", "sgemv_", "dgemv_", "sger_", "dger_");

  /** Where netlib looks for its library; it reads the property when its class is loaded. */
  private static final String NETLIB_PATH = "dev.ludovic.netlib.blas.nativeLibPath";

  private static final Pattern VERSION = Pattern.compile("OpenBLAS (\\d+(?:\\.\\d+)*)");

  /** Refuses a file that is no OpenBLAS, or not a whole one. */
  static void judge(Path file) throws UnusableLibraryException {
    NativeLibrary library = open(file);
    for (String name : NEEDED) {
      try {
        library.getFunction(name);
      } catch (UnsatisfiedLinkError e) {
        throw new UnusableLibraryException(
            name.equals(CONFIG) ? "is not an OpenBLAS: it has no " + name : "has no " + name);
      }
    }
  }

  /** Hands a file that was judged to netlib, on one thread. */
  static OpenBlas load(LibrarySearch.Found found) throws UnusableLibraryException {
    NativeLibrary library = open(found.file());
    setThreads(library, 1);
    Matcher version = VERSION.matcher(text(library, CONFIG));
    return new OpenBlas(
        netlib(found.file()),
        found.file(),
        found.origin(),
        version.find() ? version.group(1) : "unknown",
        text(library, CORE));
  }

  /** Sets how many threads every later call uses. */
  void setThreads(int threads) {
    setThreads(NativeLibrary.getInstance(file.toString()), threads);
  }

  private static void setThreads(NativeLibrary library, int threads) {
    library.getFunction(SET_THREADS).invokeVoid(new Object[] {threads});
  }

  private static String text(NativeLibrary library, String function) {
    Function asked = library.getFunction(function);
    return asked.invokeString(new Object[0], false);
  }

  private static NativeLibrary open(Path file) throws UnusableLibraryException {
    try {
      return NativeLibrary.getInstance(file.toString());
    } catch (LinkageError | RuntimeException e) {
      throw new UnusableLibraryException("cannot be loaded: " + LibrarySearch.reason(e));
    }
  }

  /** The class behind netlib's public entry is asked directly, since that one tries and logs. */
  private static BLAS netlib(Path file) throws UnusableLibraryException {
    System.setProperty(NETLIB_PATH, file.toString());
    try {
      Method getter =
          Class.forName(BLAS.class.getPackageName() + ".JNIBLAS").getDeclaredMethod("getInstance");
      getter.setAccessible(true);
      return (BLAS) getter.invoke(null);
    } catch (InvocationTargetException e) {
      throw new UnusableLibraryException(
          "is refused by netlib: " + LibrarySearch.reason(e.getCause()));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw new UnusableLibraryException(
          "cannot be called, since netlib cannot unpack or load its own part: "
              + LibrarySearch.reason(e));
    }
  }
}
