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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), NativeProbe.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
}
