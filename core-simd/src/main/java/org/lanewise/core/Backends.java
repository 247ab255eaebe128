package org.lanewise.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The backends of this virtual machine: which there are, which cannot work and why, and the best.
 *
 * <p>Each provider is asked once, when the first backend is wanted; the answer holds for the life
 * of the virtual machine.
 */
public final class Backends {
  /** Stands for the best backend there is. */
  public static final String AUTO = "auto";

  private static final System.Logger LOGGER = System.getLogger(Backends.class.getName());

  private Backends() {}

  /** What one provider answered: a backend, or the reason why there is none. */
  private record Candidate(String name, int priority, Backend backend, String reason) {}

  /** Asked on first use, so that merely loading the outer class decides nothing. */
  private static final class Found {
    static final List<Candidate> CANDIDATES = find();
  }

  /**
   * Returns the backend that serves when none is asked for: SIMD where the Vector API is there,
   * else scalar.
   */
  public static Backend best() {
    return Found.CANDIDATES.stream()
        .map(Candidate::backend)
        .filter(backend -> backend != null)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no backend is available"));
  }

  /**
   * Returns the backend of a name.
   *
   * @param name such as {@code "scalar"} or {@code "simd"}, or {@link #AUTO} for the best
   * @throws BackendUnavailableException if it cannot work here; the message says why and what to do
   * @throws IllegalArgumentException if there is no backend of that name
   */
  public static Backend named(String name) throws BackendUnavailableException {
    if (name.equals(AUTO)) {
      return best();
    }
    for (Candidate candidate : Found.CANDIDATES) {
      if (candidate.name.equals(name)) {
        if (candidate.backend == null) {
          throw new BackendUnavailableException(
              "backend " + name + " is not available: " + candidate.reason);
        }
        return candidate.backend;
      }
    }
    throw new IllegalArgumentException(
        "there is no backend '"
            + name
            + "'; known are "
            + Found.CANDIDATES.stream().map(Candidate::name).collect(Collectors.joining(", ")));
  }

  /** Returns every backend that can work here, the best first. */
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
      BackendReport.State state =
          candidate.backend == null
              ? BackendReport.State.NOT_AVAILABLE
              : candidate.name.equals(serving)
                  ? BackendReport.State.IN_USE
                  : BackendReport.State.AVAILABLE;
      statuses.add(
          new BackendReport.Status(
              candidate.name,
              state,
              candidate.reason,
              candidate.backend == null ? Map.of() : candidate.backend.facts()));
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
      found.add(ask(provider));
    }
    found.sort(Comparator.comparingInt(Candidate::priority).reversed());
    logIfSlow(found);
    return List.copyOf(found);
  }

  private static Candidate ask(BackendProvider provider) {
    try {
      Backend backend = new CheckedBackend(provider.create());
      return new Candidate(provider.name(), provider.priority(), backend, "");
    } catch (BackendUnavailableException e) {
      return new Candidate(provider.name(), provider.priority(), null, e.getMessage());
    } catch (LinkageError | RuntimeException e) {
      return new Candidate(provider.name(), provider.priority(), null, e.toString());
    }
  }

  /** One line, once, if the plain loops have to serve. */
  private static void logIfSlow(List<Candidate> found) {
    boolean vectors = found.stream().anyMatch(c -> c.backend != null && c.backend.vectorBits() > 0);
    if (!vectors) {
      // The best of those that are missing; what is wrong with a lesser one is no remedy.
      String reason =
          found.stream()
              .filter(c -> c.backend == null)
              .map(c -> "; " + c.name + " is not available: " + c.reason)
              .findFirst()
              .orElse("");
      LOGGER.log(System.Logger.Level.INFO, "the scalar backend serves{0}", reason);
    }
  }
}
