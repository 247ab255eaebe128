package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract "Numbers": the same bits for every vector width, each in a virtual machine of its own.
 */
class ForkedJvmTest {
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), output);
    return output.strip();
  }

  private static String expected() throws BackendUnavailableException {
    return Long.toHexString(KernelDigest.of(Backends.named("scalar")));
  }

  /** A program that prints the report. */
  static final class PrintedReport {
    public static void main(String[] args) {
      System.out.println(Backends.report());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64})
  void everyVectorWidthGivesTheBitsOfTheScalarBackend(int bytes) throws Exception {
    String output = run(VECTOR, "-XX:MaxVectorSize=" + bytes, KernelDigest.class.getName(), "simd");
    String[] words = output.substring(output.lastIndexOf("simd")).split(" ");
    assertTrue(Integer.parseInt(words[1]) <= 8 * bytes, output);
    assertEquals(expected(), words[2], output);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void narrowVectorsAllocateNothingEither(int bytes) throws Exception {
    // The compiler of JDK 17 decides by timing too, unless the program waits for it.
    String width = "-XX:MaxVectorSize=" + bytes;
    String output = run(VECTOR, width, "-Xbatch", Allocations.class.getName());
    assertTrue(output.endsWith(" {}"), output);
  }

  @Test
  void interpretedCodeGivesTheSameBits() throws Exception {
    String output = run(VECTOR, "-XX:TieredStopAtLevel=1", KernelDigest.class.getName(), "simd");
    assertTrue(output.endsWith(expected()), output);
  }

  @Test
  void withoutTheModuleTheScalarBackendServesAndOneLineSaysWhy() throws Exception {
    String[] lines = run(KernelDigest.class.getName(), "best").split("\\R");
    assertEquals("scalar 0 " + expected(), lines[lines.length - 1]);
    List<String> reasons =
        List.of(lines).stream().filter(l -> l.contains("jdk.incubator.vector")).toList();
    assertEquals(1, reasons.size(), String.join("\n", lines));
    assertTrue(
        reasons.get(0).contains("start java with --add-modules jdk.incubator.vector"),
        reasons.get(0));
  }

  @Test
  void theReportTellsWhetherTheProcessorFusesOrThatNobodyKnows() throws Exception {
    String switchedOff = run(VECTOR, "-XX:-UseFMA", PrintedReport.class.getName());
    assertTrue(switchedOff.contains("fma=Optional[false]"), switchedOff);
    String untold =
        run("--limit-modules=jdk.incubator.vector", VECTOR, PrintedReport.class.getName());
    assertTrue(untold.contains("fma=Optional.empty"), untold);
    assertTrue(untold.contains("name=simd, state=in use"), untold);
  }

  @Test
  void aBackendThatIsAskedForAndMissingSaysWhy() throws Exception {
    String output;
    try {
      output = run(KernelDigest.class.getName(), "simd");
    } catch (AssertionError e) {
      output = e.getMessage();
    }
    assertTrue(
        output.contains("backend simd is not available: the module jdk.incubator.vector"), output);
  }
}
