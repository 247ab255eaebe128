package org.lanewise.openblas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.lanewise.core.Transpose;

/**
 * Keeps a {@link Calibration} from one virtual machine to the next, as lines of text: what it holds
 * for, the measurements, and their count. A file that is damaged, or holds for something else,
 * counts for nothing and is written anew.
 *
 * @param file where it lies
 * @param holdsFor the machine, the virtual machine and the library that were measured, in one line
 */
record CalibrationFile(Path file, String holdsFor) {
  /**
   * Its number grows when kernels of ours become faster: what was measured before is then wrong.
   */
  private static final String FORMAT = "lanewise openblas calibration 5";

  private static final String DOUBTFUL = "doubtful";

  /** Returns the file for something in a folder; another thing has another file there. */
  static CalibrationFile in(Path folder, String holdsFor) {
    String name = String.format(Locale.ROOT, "openblas-%08x.txt", holdsFor.hashCode());
    return new CalibrationFile(folder.resolve(name), holdsFor);
  }

  /** Returns what the file holds; nothing if there is none that is whole. */
  Calibration read() {
    Calibration nothing = new Calibration(List.of());
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      int last = lines.size() - 1;
      if (last < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).equals(holdsFor)) {
        return nothing;
      }
      Set<Calibration.Shape> known = new HashSet<>(Calibration.shapes());
      List<Calibration.Sample> samples = new ArrayList<>();
      for (String line : lines.subList(2, last)) {
        Calibration.Sample sample = sample(line);
        if (!known.remove(sample.shape()) || !(sample.gain() > 0) || !(sample.low() > 0)) {
          return nothing;
        }
        samples.add(sample);
      }
      return lines.get(last).equals("samples " + samples.size())
          ? new Calibration(samples)
          : nothing;
    } catch (IOException | RuntimeException e) {
      return nothing;
    }
  }

  /**
   * Writes a calibration; a crash leaves the old file or the new one.
   *
   * @throws IOException if that cannot be done
   */
  void write(Calibration calibration) throws IOException {
    List<String> lines = new ArrayList<>(List.of(FORMAT, holdsFor));
    for (Calibration.Sample sample : calibration.samples()) {
      Calibration.Shape shape = sample.shape();
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %s %s %d %d %d %s %s%s",
              shape.isDouble() ? "double" : "float",
              shape.transA(),
              shape.transB(),
              shape.m(),
              shape.n(),
              shape.k(),
              sample.gain(),
              sample.low(),
              sample.doubtful() ? " " + DOUBTFUL : ""));
    }
    lines.add("samples " + calibration.samples().size());
    Files.createDirectories(file.getParent());
    Path written = Files.createTempFile(file.getParent(), "openblas", ".part");
    try {
      Files.write(written, lines, StandardCharsets.UTF_8);
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static Calibration.Sample sample(String line) {
    String[] fields = line.split(" ", 9);
    boolean doubtful = fields.length > 8;
    if (doubtful && !fields[8].equals(DOUBTFUL)) {
      throw new IllegalArgumentException(line);
    }
    return new Calibration.Sample(
        new Calibration.Shape(
            fields[0].equals("double"),
            Transpose.valueOf(fields[1]),
            Transpose.valueOf(fields[2]),
            Integer.parseInt(fields[3]),
            Integer.parseInt(fields[4]),
            Integer.parseInt(fields[5])),
        Double.parseDouble(fields[6]),
        Double.parseDouble(fields[7]),
        doubtful);
  }
}
