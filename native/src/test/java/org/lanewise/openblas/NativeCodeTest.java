package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded into a process, and what happens where nothing can be. */
class NativeCodeTest {
  @TempDir Path folder;

  private static List<String> run(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-D" + Settings.CALIBRATION + "=" + Settings.OFF));
    all.addAll(List.of(options));
    return lines("openblas", false, all);
  }

  /** Returns what a process prints, what it logs among it, that asks for the fastest backend. */
  private static List<String> auto(String... options) throws IOException, InterruptedException {
    return lines("auto", true, List.of(options));
  }

  private static List<String> lines(String backend, boolean withLog, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), NativeProbe.class.getName(), backend));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(withLog);
    if (!withLog) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out.lines().toList();
  }

  @Test
  void nothingNativeIsLoadedBeforeItIsAskedFor() throws Exception {
    List<String> lines = run();
    assertEquals("best simd, native code: false", lines.get(0));
    assertEquals("openblas 0.3.31", lines.get(1));
  }

  @Test
  void aWrongPathLeavesTheOtherBackendsAndSaysWhyInOneLine() throws Exception {
    List<String> lines = run("-D" + LibrarySearch.PROPERTY + "=/no/such/file.so");
    assertEquals("best simd, native code: false", lines.get(0));
    assertTrue(lines.get(1).contains("(/no/such/file.so) does not exist"), lines.get(1));
    assertEquals("native code: false", lines.get(2));
  }

  @Test
  void aPropertyWithAWrongValueIsAReasonInPlainWords() throws Exception {
    List<String> lines = run("-D" + Settings.THRESHOLD + "=many");
    assertTrue(
        lines
            .get(1)
            .startsWith("backend openblas is not available: " + Settings.THRESHOLD + " is 'many'"),
        lines.get(1));
  }

  @Test
  void aFolderForTemporaryFilesThatCannotBeWrittenIsAReason() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    List<String> lines =
        run(
            "-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"),
            "-Djava.io.tmpdir=" + file.resolve("tmp"));
    assertEquals("best simd, native code: false", lines.get(0));
    assertTrue(lines.get(1).startsWith("backend openblas is not available: "), lines.get(1));
    assertTrue(lines.get(1).contains(file.toString()), lines.get(1));
    assertTrue(lines.get(1).endsWith("; use --backend simd"), lines.get(1));
  }

  @Test
  void theFastestWithoutAnOpenBlasIsTheBestAndOneLineSaysWhy() throws Exception {
    Path text = Files.writeString(folder.resolve("libopenblas.so.0"), "no library");
    List<String> lines = auto("-D" + LibrarySearch.PROPERTY + "=" + text);
    assertTrue(lines.contains("auto is simd"), lines.toString());
    List<String> reasons =
        lines.stream()
            .filter(line -> line.contains("the simd backend serves; openblas is not available: "))
            .toList();
    assertEquals(1, reasons.size(), lines.toString());
    assertTrue(reasons.get(0).contains("(" + text + ") cannot be loaded"), reasons.get(0));
  }

  @Test
  void speedIsMeasuredOnceAndKept() throws Exception {
    Path kept = folder.resolve("kept");
    String property = "-D" + Settings.CALIBRATION + "=" + kept;
    int before = -1;
    for (int i = 0; i < 8; i++) {
      String told = told(auto(property));
      if (told.startsWith("calibration read from " + kept)) {
        return;
      }
      assertTrue(
          told.matches(
              "calibration \\d+ of \\d+ products measured beyond doubt, kept in " + kept + ".*"),
          told);
      int measured = Integer.parseInt(told.split(" ")[1]);
      assertTrue(measured >= before, told + " after " + before);
      before = measured;
    }
    // A machine too busy to finish has kept what it had, which is what is promised.
  }

  @Test
  void whereNothingCanBeKeptMeasuringGoesOnWithoutAndSaysSo() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    String told = told(auto("-D" + Settings.CALIBRATION + "=" + file.resolve("kept")));
    assertTrue(told.contains("not kept: " + file), told);
    assertTrue(told.endsWith(" cannot be written"), told);
  }

  private static String told(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("calibration ")).findFirst().orElse("");
  }
}
