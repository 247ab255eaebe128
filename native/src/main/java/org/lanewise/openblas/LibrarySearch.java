package org.lanewise.openblas;

import java.io.File;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.lanewise.core.BackendUnavailableException;

/**
 * Looks for a file that is an OpenBLAS: the one that the user names, else the one of the Maven
 * artifact, else one that the system has. Whether a file is an OpenBLAS is asked of the file.
 */
final class LibrarySearch {
  /** The system property, and the environment variable, by which a user names a file. */
  static final String PROPERTY = "lanewise.openblas.file";

  static final String VARIABLE = "LANEWISE_OPENBLAS";

  private static final String ARTIFACT = "the artifact org.bytedeco:openblas";

  private static final List<String> BUNDLED =
      List.of(
          "libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll");

  /**
   * Names of an OpenBLAS first; the last may be any BLAS, and counts only if it proves to be one.
   */
  private static final List<String> SYSTEM =
      List.of(
          "libopenblas.so.0",
          "libopenblas.so",
          "libopenblas.dylib",
          "libopenblas.dll",
          "libblas.so.3");

  /** The environment variable with the folders in which a system's loader looks first. */
  private static final String LOADER_FOLDERS = "LD_LIBRARY_PATH";

  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/usr/local/lib",
          "/opt/homebrew/opt/openblas/lib",
          "/usr/local/opt/openblas/lib",
          "/opt/OpenBLAS/lib");

  /** Unpacks the library of the artifact and returns its folder. */
  interface Artifact {
    Path folder() throws UnusableLibraryException;
  }

  /** Decides whether a file is an OpenBLAS with all that is needed. */
  interface Judge {
    void judge(Path file) throws UnusableLibraryException;
  }

  /**
   * A file that is an OpenBLAS.
   *
   * @param origin where it comes from, in words
   * @param file its path
   */
  record Found(String origin, Path file) {}

  private final String named;
  private final String namedBy;
  private final Artifact artifact;
  private final List<Path> folders;
  private final Judge judge;
  private final List<String> tried = new ArrayList<>();

  private LibrarySearch(
      String named, String namedBy, Artifact artifact, List<Path> folders, Judge judge) {
    this.named = named;
    this.namedBy = namedBy;
    this.artifact = artifact;
    this.folders = folders;
    this.judge = judge;
  }

  static LibrarySearch ofThisMachine() {
    List<Path> folders =
        Stream.concat(
                Stream.of(
                        System.getenv().getOrDefault(LOADER_FOLDERS, "").split(File.pathSeparator))
                    .filter(folder -> !folder.isBlank()),
                FOLDERS.stream())
            .distinct()
            .map(Path::of)
            .toList();
    return of(System::getProperty, System::getenv, LibrarySearch::unpack, folders, OpenBlas::judge);
  }

  static LibrarySearch of(
      UnaryOperator<String> properties,
      UnaryOperator<String> variables,
      Artifact artifact,
      List<Path> folders,
      Judge judge) {
    String property = properties.apply(PROPERTY);
    String named = property != null ? property : variables.apply(VARIABLE);
    String namedBy = property != null ? "the property " + PROPERTY : "the variable " + VARIABLE;
    return new LibrarySearch(named, namedBy, artifact, folders, judge);
  }

  /**
   * Returns the first file that is an OpenBLAS. If the user names one, no other will do.
   *
   * @throws BackendUnavailableException if there is none; the message tells what was tried
   */
  Found find() throws BackendUnavailableException {
    if (named != null) {
      Found found = check("the library that " + namedBy + " names", Path.of(named));
      if (found == null) {
        throw unavailable("correct or remove " + namedBy);
      }
      return found;
    }
    Found found = bundled();
    for (int i = 0; found == null && i < SYSTEM.size(); i++) {
      for (int j = 0; found == null && j < folders.size(); j++) {
        Path file = folders.get(j).resolve(SYSTEM.get(i));
        if (Files.exists(file)) {
          found = check("the system's library", file);
        }
      }
    }
    if (found == null) {
      throw unavailable(
          "add "
              + ARTIFACT
              + " with the classifier of this platform, install OpenBLAS, or name its file by the"
              + " property "
              + PROPERTY);
    }
    return found;
  }

  private BackendUnavailableException unavailable(String remedy) {
    String list = tried.isEmpty() ? "nothing was found" : String.join("; ", tried);
    return new BackendUnavailableException("no usable OpenBLAS: " + list + "; " + remedy);
  }

  private Found bundled() {
    Path folder;
    try {
      folder = artifact.folder();
    } catch (UnusableLibraryException e) {
      tried.add(ARTIFACT + " " + e.getMessage());
      return null;
    }
    for (String name : BUNDLED) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        return check(ARTIFACT, file);
      }
    }
    tried.add(ARTIFACT + " holds none of " + BUNDLED);
    return null;
  }

  private Found check(String origin, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnusableLibraryException(Files.exists(file) ? "is not a file" : "does not exist");
      }
      judge.judge(file);
      return new Found(origin, file);
    } catch (UnusableLibraryException e) {
      tried.add(origin + " (" + file + ") " + e.getMessage());
      return null;
    }
  }

  /** Has JavaCPP unpack the library into its cache. */
  private static Path unpack() throws UnusableLibraryException {
    try {
      return Path.of(Loader.load(openblas_nolapack.class)).getParent();
    } catch (NoClassDefFoundError e) {
      throw new UnusableLibraryException("is not on the class path");
    } catch (LinkageError | RuntimeException e) {
      throw new UnusableLibraryException("cannot be unpacked or loaded: " + reason(e));
    }
  }

  /** Returns what went wrong at the bottom, in one line. */
  static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " cannot be created: its folder does not exist";
    }
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + " cannot be written or read: access is denied";
    }
    List<String> lines =
        String.valueOf(cause.getMessage())
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .toList();
    if (cause.getMessage() == null || lines.isEmpty()) {
      return cause.toString();
    }
    // A first line that ends in a colon says nothing without the next.
    return lines.get(0).endsWith(":") && lines.size() > 1
        ? lines.get(0) + " " + lines.get(1)
        : lines.get(0);
  }
}
