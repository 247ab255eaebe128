package org.lanewise.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The backends of this virtual machine: which there are, which cannot work and why, and the best.
 *
 * <p>Each provider is asked once, when its backend is wanted by name or in a list or report; the
 * answer holds for the life of the virtual machine. {@link #best} asks from the top of the list, so
 * that nobody loads a native library who did not ask for one.
 */
public final class Backends {
  /** Stands for the best backend there is: see {@link #best}. */
  public static final String BEST = "best";

  /** Stands for whatever is fastest on this machine: see {@link #fastest}. */
  public static final String AUTO = "auto";

  private static final System.Logger LOGGER = System.getLogger(Backends.class.getName());

  private Backends() {}

  /** One provider, and what it answered if it has been asked. */
  private static final class Candidate {
    final BackendProvider provider;
    private Backend backend;
    private String reason;

    Candidate(BackendProvider provider) {
      this.provider = provider;
    }

    String name() {
      return provider.name();
    }

    /** Returns the backend, or null if it cannot work here; asks on the first call. */
    synchronized Backend backend() {
      if (backend == null && reason == null) {
        ask();
      }
      return backend;
    }

    /** Returns why there is no backend; empty if there is one. */
    synchronized String reason() {
      return backend() == null ? reason : "";
    }

    private void ask() {
      try {
        Backend made = provider.create();
        backend = made instanceof CheckedBackend ? made : new CheckedBackend(made);
      } catch (BackendUnavailableException e) {
        reason = e.getMessage();
      } catch (LinkageError | RuntimeException e) {
        reason = e.toString();
      }
    }
  }

  /** Listed on first use, so that merely loading the outer class decides nothing. */
  private static final class Found {
    static final List<Candidate> CANDIDATES = find();
  }

  /** The best there is, found once. */
  private static final class Best {
    static final Backend BACKEND = first();

    private static Backend first() {
      String missing = "";
      for (Candidate candidate : Found.CANDIDATES) {
        if (candidate.provider.serves() && candidate.backend() != null) {
          if (candidate.backend().vectorBits() == 0) {
            LOGGER.log(System.Logger.Level.INFO, "the scalar backend serves{0}", missing);
          }
          return candidate.backend();
        }
        if (missing.isEmpty() && candidate.provider.serves()) {
          // The best of those that are missing; what is wrong with a lesser one is no remedy.
          missing = "; " + candidate.name() + " is not available: " + candidate.reason();
        }
      }
      throw new IllegalStateException("no backend is available");
    }
  }

  /** The fastest there is, found once. */
  private static final class Fastest {
    static final Backend BACKEND = first();

    private static Backend first() {
      for (Candidate candidate : Found.CANDIDATES) {
        try {
          Backend made = candidate.provider.createFastest();
          if (made != null) {
            return made instanceof CheckedBackend ? made : new CheckedBackend(made);
          }
        } catch (BackendUnavailableException e) {
          LOGGER.log(
              System.Logger.Level.INFO,
              "the {0} backend serves; {1} is not available: {2}",
              best().name(),
              candidate.name(),
              e.getMessage());
        }
      }
      return best();
    }
  }

  /**
   * Returns the backend that serves when none is asked for: SIMD where the Vector API is there,
   * else scalar.
   */
  public static Backend best() {
    return Best.BACKEND;
  }

  /**
   * Returns what is fastest on this machine. Where a native library was measured to be faster, it
   * does those products, so the bits may differ between machines; where there is none, this is
   * {@link #best}, and one line in the log says why.
   */
  public static Backend fastest() {
    return Fastest.BACKEND;
  }

  /**
   * Returns the backend of a name.
   *
   * @param name such as {@code "scalar"} or {@code "simd"}, {@link #BEST} or {@link #AUTO}
   * @throws BackendUnavailableException if it cannot work here; the message says why and what to do
   * @throws IllegalArgumentException if there is no backend of that name
   */
  public static Backend named(String name) throws BackendUnavailableException {
    if (name.equals(BEST)) {
      return best();
    }
    if (name.equals(AUTO)) {
      return fastest();
    }
    for (Candidate candidate : Found.CANDIDATES) {
      if (candidate.name().equals(name)) {
        if (candidate.backend() == null) {
          throw new BackendUnavailableException(
              "backend " + name + " is not available: " + candidate.reason());
        }
        return candidate.backend();
      }
    }
    throw new IllegalArgumentException(
        "there is no backend '"
            + name
            + "'; known are "
            + Found.CANDIDATES.stream().map(Candidate::name).collect(Collectors.joining(", ")));
  }

  /**
   * Completes an engine for products to a backend: what is no product of plain operands goes to
   * another backend.
   *
   * @param name by which the backend is found
   * @param rest does everything else
   * @param products makes the engine that does the products; it is given the other backend as one
   *     that trusts its arguments, for the products that are better left to it
   */
  public static Backend compose(String name, Backend rest, Function<Backend, Products> products) {
    Backend engine = rest instanceof CheckedBackend checked ? checked.engine() : rest;
    return new CheckedBackend(name, engine, products.apply(engine));
  }

  /** Returns every backend that can work here, the best first; asks those not asked before. */
  public static List<Backend> available() {
    return Found.CANDIDATES.stream()
        .map(Candidate::backend)
        .filter(backend -> backend != null)
        .toList();
  }

  /** Describes this virtual machine and every backend known to it. */
  public static BackendReport report() {
    String serving = best().name();
    List<BackendReport.Status> statuses = new ArrayList<>();
    for (Candidate candidate : Found.CANDIDATES) {
      Backend backend = candidate.backend();
      BackendReport.State state =
          backend == null
              ? BackendReport.State.NOT_AVAILABLE
              : candidate.name().equals(serving)
                  ? BackendReport.State.IN_USE
                  : BackendReport.State.AVAILABLE;
      statuses.add(
          new BackendReport.Status(
              candidate.name(),
              state,
              candidate.reason(),
              backend == null ? Map.of() : backend.facts()));
    }
    return BackendReport.of(best().vectorBits(), statuses);
  }

  private static List<Candidate> find() {
    List<Candidate> found = new ArrayList<>();
    var providers =
        ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader()).iterator();
    while (true) {
      BackendProvider provider;
      try {
        if (!providers.hasNext()) {
          break;
        }
        provider = providers.next();
      } catch (ServiceConfigurationError e) {
        LOGGER.log(
            System.Logger.Level.INFO, "a backend provider cannot be used: {0}", e.toString());
        continue;
      }
      found.add(new Candidate(provider));
    }
    found.sort(Comparator.comparingInt((Candidate c) -> c.provider.priority()).reversed());
    return List.copyOf(found);
  }
}
