package org.lanewise.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the {@code double} twin of each {@code float} source, so that a kernel is written once.
 *
 * <p>Every {@code FloatX.java} has a twin {@code DoubleX.java}, tests too, but for those whose
 * constants differ (the elementary functions). To bring the twins up to date, run from the root of
 * the project:
 *
 * <pre>
 * java core-simd/src/test/java/org/lanewise/core/TwinSources.java &amp;&amp; mvn spotless:apply
 * </pre>
 */
final class TwinSources {
  /** Sources that are kept by hand in both precisions, because their polynomials differ. */
  private static final Pattern BY_HAND =
      Pattern.compile("Float(Math\\w*|VectorMath|Constants|Species|Accuracy|Function)\\.java");

  private static final String NOTICE = "// Generated from %s by TwinSources; do not edit.%n";

  private TwinSources() {}

  /** Writes all twins below the folder given, or below {@code core-simd}. */
  public static void main(String[] args) throws IOException {
    Path module = Path.of(args.length > 0 ? args[0] : "core-simd");
    for (Path source : sources(module)) {
      String twin = twin(source);
      Path target = target(source);
      if (!Files.exists(target) || !sameCode(twin, Files.readString(target))) {
        Files.writeString(target, twin);
        System.out.println("wrote " + target);
      }
    }
  }

  /** Returns the float sources that have a generated twin. */
  static List<Path> sources(Path module) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(module.resolve("src"))) {
      files
          .filter(f -> f.getFileName().toString().matches("Float\\w+\\.java"))
          .filter(f -> !BY_HAND.matcher(f.getFileName().toString()).matches())
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  /** Returns where the twin of a source stands. */
  static Path target(Path source) {
    return source.resolveSibling(source.getFileName().toString().replace("Float", "Double"));
  }

  /** Returns the twin's text, not yet laid out. */
  static String twin(Path source) throws IOException {
    String text = Files.readString(source);
    // A cast of a method handle's result, from a table of kernels, names its type and stays.
    text = text.replaceAll("\\(float\\) (?![A-Z_]+\\[)", "");
    text = text.replace("float32", "float64");
    text = text.replace("int floatToIntBits", "long doubleToLongBits");
    text = text.replace("floatToIntBits", "doubleToLongBits");
    text = text.replace("IntVector", "LongVector").replace("AsInts", "AsLongs");
    text = text.replace("Float", "Double").replace("float", "double").replace("FLOAT", "DOUBLE");
    text = literals(text);
    return String.format(NOTICE, source.getFileName()) + text;
  }

  /**
   * Turns {@code 1f} and {@code 0x1p-3f} into double literals, exponents of the thresholds apart.
   */
  private static String literals(String text) {
    text = text.replace("0x1p-50f", "0x1p-400").replace("0x1p-110f", "0x1p-900");
    Matcher number = Pattern.compile("\\b(0x[0-9a-f.]+p-?\\d+|\\d+\\.\\d+|\\d+)f\\b").matcher(text);
    return number.replaceAll(m -> m.group(1).matches("\\d+") ? m.group(1) + ".0" : m.group(1));
  }

  /** Returns whether two texts differ in their layout at most. */
  static boolean sameCode(String first, String second) {
    return bare(first).equals(bare(second));
  }

  private static String bare(String text) {
    return text.replaceAll("(?m)^\\s*\\*", "").replaceAll("\\s+", "");
  }
}
