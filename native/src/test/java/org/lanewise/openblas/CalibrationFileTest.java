package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {
  private static final Calibration NOTHING = new Calibration(List.of());

  @TempDir Path folder;

  private static Calibration some() {
    List<Calibration.Sample> samples = new ArrayList<>();
    for (Calibration.Shape shape : Calibration.shapes().subList(3, 30)) {
      samples.add(new Calibration.Sample(shape, 1 + 1.0 / shape.n(), 0.97, shape.n() == 10));
    }
    return new Calibration(samples);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    CalibrationFile file = CalibrationFile.in(folder.resolve("deep/er"), "a machine");
    assertEquals(NOTHING, file.read());
    file.write(NOTHING);
    assertEquals(NOTHING, file.read());
    file.write(some());
    assertEquals(some(), file.read());
    try (Stream<Path> files = Files.list(folder.resolve("deep/er"))) {
      assertEquals(List.of(file.file()), files.toList());
    }
  }

  @Test
  void anotherMachineHasAnotherFile() throws IOException {
    CalibrationFile file = CalibrationFile.in(folder, "a machine");
    file.write(some());
    CalibrationFile other = CalibrationFile.in(folder, "another machine");
    assertNotEquals(file.file(), other.file());
    assertEquals(NOTHING, new CalibrationFile(file.file(), "another machine").read());
  }

  @Test
  void aDamagedFileCountsForNothing() throws IOException {
    CalibrationFile file = CalibrationFile.in(folder, "a machine");
    file.write(some());
    List<String> whole = Files.readAllLines(file.file());
    for (int i = 0; i < whole.size(); i++) {
      Files.write(file.file(), whole.subList(0, i));
      assertEquals(NOTHING, file.read(), "cut after " + i + " lines");
      for (String wrong : List.of("", "float NO NO 1 2 3 1.0 1.0", "x", whole.get(i) + "x")) {
        List<String> damaged = new ArrayList<>(whole);
        damaged.set(i, wrong);
        Files.write(file.file(), damaged);
        assertEquals(NOTHING, file.read(), wrong + " as line " + i);
      }
    }
    List<String> twice = new ArrayList<>(whole);
    twice.set(3, whole.get(2));
    Files.write(file.file(), twice);
    assertEquals(NOTHING, file.read(), "a product twice");
    Files.write(file.file(), new byte[] {(byte) 0xFF, 0, 1, 2});
    assertEquals(NOTHING, file.read(), "no text");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAnError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThrows(
        IOException.class, () -> CalibrationFile.in(file.resolve("in"), "a machine").write(some()));
  }
}
