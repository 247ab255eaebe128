package org.lanewise.openblas;

import java.util.Optional;
import org.lanewise.core.Backend;
import org.lanewise.core.BackendProvider;
import org.lanewise.core.BackendUnavailableException;
import org.lanewise.core.Backends;

/** Offers the route of large products to OpenBLAS, and the one of those it is faster at. */
public final class OpenBlasProvider implements BackendProvider {
  @Override
  public String name() {
    return "openblas";
  }

  @Override
  public int priority() {
    return 50;
  }

  /** Only who asks for it by name gets it, since its bits differ between machines. */
  @Override
  public boolean serves() {
    return false;
  }

  @Override
  public Backend create() throws BackendUnavailableException {
    Settings settings = settings();
    OpenBlas library = Loaded.openBlas();
    Optional<Routing> given = given(settings);
    if (given.isPresent()) {
      return backend(name(), library, settings, given.get());
    }
    MeasuredSpeed measured = MeasuredSpeed.of(library, settings);
    long threshold = measured.calibration().threshold().orElse(Settings.DEFAULT_THRESHOLD);
    return backend(name(), library, settings, Routing.from(threshold, measured.story()));
  }

  @Override
  public Backend createFastest() throws BackendUnavailableException {
    Settings settings = settings();
    OpenBlas library = Loaded.openBlas();
    Optional<Routing> given = given(settings);
    if (given.isPresent()) {
      return backend(Backends.AUTO, library, settings, given.get());
    }
    MeasuredSpeed measured = MeasuredSpeed.of(library, settings);
    Routing routing = Routing.faster(measured.calibration(), measured.story());
    return backend(Backends.AUTO, library, settings, routing);
  }

  /** Returns the routing of which no measurement decides. */
  private static Optional<Routing> given(Settings settings) {
    if (settings.threshold().isPresent()) {
      return Optional.of(
          Routing.from(
              settings.threshold().getAsLong(),
              "none: the property " + Settings.THRESHOLD + " decides"));
    }
    // Plain loops need no measuring.
    return Backends.best().vectorBits() > 0
        ? Optional.empty()
        : Optional.of(
            Routing.from(
                Settings.DEFAULT_THRESHOLD,
                "none: the " + Backends.best().name() + " backend has no vectors"));
  }

  private static Settings settings() throws BackendUnavailableException {
    try {
      return Settings.of(System::getProperty, System::getenv);
    } catch (IllegalArgumentException e) {
      throw new BackendUnavailableException(e.getMessage());
    }
  }

  private static Backend backend(
      String name, OpenBlas library, Settings settings, Routing routing) {
    library.setThreads(Math.max(1, settings.ownThreads()));
    return Backends.compose(
        name,
        Backends.best(),
        rest ->
            new OpenBlasProducts(
                library, routing, settings.ownThreads(), rest.parallelism(), rest));
  }

  /** The library is searched for, loaded and tested once in the life of the virtual machine. */
  private static final class Loaded {
    private static OpenBlas library;
    private static BackendUnavailableException failure;

    static synchronized OpenBlas openBlas() throws BackendUnavailableException {
      if (library == null && failure == null) {
        try {
          library = load();
        } catch (BackendUnavailableException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw failure;
      }
      return library;
    }

    private static OpenBlas load() throws BackendUnavailableException {
      LibrarySearch.Found found = LibrarySearch.ofThisMachine().find();
      try {
        OpenBlas library = OpenBlas.load(found);
        SelfTest.check(library.blas());
        return library;
      } catch (UnusableLibraryException e) {
        throw new BackendUnavailableException(
            found.origin() + " (" + found.file() + ") " + e.getMessage() + "; use --backend simd");
      }
    }
  }
}
