package org.lanewise.openblas;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What a user may decide by system properties.
 *
 * @param threshold multiply-adds from which a product goes to OpenBLAS; empty if that is to be
 *     measured
 * @param ownThreads threads that OpenBLAS uses itself, or 0 if it computes on the calling thread
 *     and the work is split beforehand; never both
 * @param calibration the folder in which measurements are kept; empty if nothing is to be measured
 */
record Settings(OptionalLong threshold, int ownThreads, Optional<Path> calibration) {
  static final String THRESHOLD = "lanewise.openblas.threshold";
  static final String THREADS = "lanewise.openblas.threads";
  static final String CALIBRATION = "lanewise.openblas.calibration";
  static final String OFF = "off";

  /**
   * What serves where nothing was measured: from 64 x 64 x 64 on a call through JNI is a small part
   * of the product.
   */
  static final long DEFAULT_THRESHOLD = 1L << 18;

  private static final int MOST_THREADS = 1024;

  /**
   * Reads the properties.
   *
   * @param variables the environment, which tells where programs keep what they can make again
   * @throws IllegalArgumentException if a property has a value it cannot have
   */
  static Settings of(UnaryOperator<String> properties, UnaryOperator<String> variables) {
    long threshold = read(properties, THRESHOLD, -1, Long.MAX_VALUE);
    return new Settings(
        threshold < 0 ? OptionalLong.empty() : OptionalLong.of(threshold),
        (int) read(properties, THREADS, 0, MOST_THREADS),
        folder(properties, variables));
  }

  private static Optional<Path> folder(
      UnaryOperator<String> properties, UnaryOperator<String> variables) {
    String named = properties.apply(CALIBRATION);
    if (OFF.equals(named)) {
      return Optional.empty();
    }
    try {
      if (named != null && !named.isBlank()) {
        return Optional.of(Path.of(named));
      }
      for (String variable : new String[] {"XDG_CACHE_HOME", "LOCALAPPDATA"}) {
        String cache = variables.apply(variable);
        if (cache != null && !cache.isBlank()) {
          return Optional.of(Path.of(cache, "lanewise"));
        }
      }
      return Optional.of(Path.of(properties.apply("user.home"), ".cache", "lanewise"));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          CALIBRATION + " is '" + named + "', it must be a folder, or " + OFF);
    }
  }

  private static long read(
      UnaryOperator<String> properties, String name, long otherwise, long most) {
    String text = properties.apply(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with the value.
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "', it must be a whole number in 0 to " + most);
  }
}
