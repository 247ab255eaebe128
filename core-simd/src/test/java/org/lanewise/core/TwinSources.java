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
 * Writes the {@code double} twin of each {@code float} source, and the tiles on row segments and on
 * columns in place from the tile on strips, so that a kernel is written once.
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
      Pattern.compile(
          "Float(Math\\w*|OrdinaryLoops|Gelu|GeluLoops|VectorMath|Constants|Species|Accuracy|Function)\\.java");

  /** The tile that the others are written from, and where these stand. */
  static final Path TILE = Path.of("src/main/java/org/lanewise/core/simd/FloatTile.java");

  static final Path SEGMENT_TILE = TILE.resolveSibling("FloatSegmentTile.java");

  static final Path COLUMN_TILE = TILE.resolveSibling("FloatColumnTile.java");

  private static final String NOTICE = "// Generated from %s by TwinSources; do not edit.%n";

  private TwinSources() {}

  /** Writes all twins, from the root of the project. */
  public static void main(String[] args) throws IOException {
    Path module = Path.of("core-simd");
    write(segmentTile(module), module.resolve(SEGMENT_TILE));
    write(columnTile(module), module.resolve(COLUMN_TILE));
    for (Path source : sources(module, Path.of("native"))) {
      write(twin(source), target(source));
    }
  }

  private static void write(String text, Path target) throws IOException {
    if (!Files.exists(target) || !sameCode(text, Files.readString(target))) {
      Files.writeString(target, text);
      System.out.println("wrote " + target);
    }
  }

  /**
   * Returns the kernels of the tile whose A is packed as segments of rows: the same but for where
   * an element of A lies, which must be a constant of the class to cost no register.
   */
  static String segmentTile(Path module) throws IOException {
    String text = Files.readString(module.resolve(TILE));
    String kernels = text.substring(text.indexOf("  private FloatTile()"));
    kernels =
        kernels
            .replace("a[ao + p * STRIP]", "a[ao + p]")
            .replaceAll("a\\[ao \\+ p \\* STRIP \\+ (\\d)\\]", "a[ao + p + $1 * STRIDE]")
            .replace("FloatTile()", "FloatSegmentTile()")
            .replace("product of a strip of A", "product of row segments of A")
            .replace(
                "{@link #ROWS} values a step from index ao, steps {@link #STRIP} apart",
                "{@link FloatTile#ROWS} rows of one value a step from index ao, {@link #STRIDE} apart")
            .replace("{@link #VECTORS}", "{@link FloatTile#VECTORS}")
            .replace("if (ROWS == 8)", "if (FloatTile.ROWS == 8)");
    return String.format(NOTICE, TILE.getFileName())
        + """
        package org.lanewise.core.simd;

        import static org.lanewise.core.simd.FloatSpecies.LANES;
        import static org.lanewise.core.simd.FloatSpecies.SPECIES;

        import jdk.incubator.vector.FloatVector;

        /**
         * The tiles of {@link FloatTile} for rows of A that were copied as they lie, a constant
         * distance apart: eight rows then need one index register, and packing needs no transposition.
         */
        final class FloatSegmentTile {
          /** From one row of A to the next: by a cache line more, so that rows do not share one set. */
          static final int STRIDE = FloatPanels.DEPTH + 64 / Float.BYTES;

        """
        + kernels;
  }

  /**
   * Returns the kernels of the tile whose A is read where it lies, columns of op(A) any distance
   * apart: those of up to two vectors, for the index that moves takes registers of the widest.
   */
  static String columnTile(Path module) throws IOException {
    String text = Files.readString(module.resolve(TILE));
    String kernels = text.substring(text.indexOf("  private FloatTile()"));
    int widest = kernels.indexOf("  /** A tile of 8 rows by 3 vectors. */");
    int next = kernels.indexOf("  /** A tile of 8 rows by 2 vectors. */");
    kernels =
        (kernels.substring(0, widest) + kernels.substring(next))
            .replaceAll("if \\(vectors == 3\\) \\{\\s+multiply8x3\\([^;]+;\\s+\\} else ", "")
            .replace("p * STRIP", "p * aStep")
            .replaceAll("int ao,(\\s+)", "int ao,$1int aStep,$1")
            .replace("a, ao, b", "a, ao, aStep, b")
            .replace("FloatTile()", "FloatColumnTile()")
            .replace("product of a strip of A", "product of some columns of A")
            .replace("steps {@link #STRIP} apart", "steps aStep apart")
            .replace("{@link #ROWS}", "{@link FloatTile#ROWS}")
            .replace("if (ROWS == 8)", "if (FloatTile.ROWS == 8)");
    return String.format(NOTICE, TILE.getFileName())
        + """
        package org.lanewise.core.simd;

        import static org.lanewise.core.simd.FloatSpecies.LANES;
        import static org.lanewise.core.simd.FloatSpecies.SPECIES;

        import jdk.incubator.vector.FloatVector;

        /**
         * The tiles of {@link FloatTile} of up to two vectors for a transposed A that is read where it
         * lies.
         */
        final class FloatColumnTile {
          /** Vectors in a row of the widest tile. */
          static final int VECTORS = 2;

        """
        + kernels;
  }

  /** Returns the float sources that have a generated twin. */
  static List<Path> sources(Path... modules) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path module : modules) {
      try (Stream<Path> files = Files.walk(module.resolve("src"))) {
        files
            .filter(f -> f.getFileName().toString().matches("Float\\w+\\.java"))
            .filter(f -> !BY_HAND.matcher(f.getFileName().toString()).matches())
            .sorted()
            .forEach(found::add);
      }
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
    text = text.replaceAll("blas(\\(\\))?(\\s*)\\.s(ge\\w+)", "blas$1$2.d$3");
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
