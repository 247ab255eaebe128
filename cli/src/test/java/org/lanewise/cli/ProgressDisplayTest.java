package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.nn.train.EpochResult;

/** The progress bar: one line on a terminal that is gone in the end, and nothing elsewhere. */
class ProgressDisplayTest {
  private static final String TERMINAL = "lanewise.terminal";

  @TempDir private Path folder;

  @AfterEach
  void thereIsNoTerminal() {
    System.clearProperty(TERMINAL);
  }

  private Path terminal() throws IOException {
    Path terminal = Files.createFile(folder.resolve("terminal"));
    System.setProperty(TERMINAL, terminal.toString());
    return terminal;
  }

  private static void train() {
    try (ProgressDisplay display = ProgressDisplay.create(3)) {
      for (int epoch = 1; epoch <= 2; epoch++) {
        for (int samples = 10; samples <= 50; samples += 10) {
          display.afterBatch(epoch, samples, 50, 0.25);
        }
        display.afterEpoch(null, new EpochResult(epoch, 0.25, 0.5, 0.25, 0.5, 1, 50, 0.1));
      }
      display.afterBatch(3, 10, 50, 0.25); // and then training fails
    }
  }

  @Test
  void elsewhereThanOnATerminalNothingIsShown() {
    PrintStream old = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      train();
      System.setProperty(TERMINAL, folder.resolve("no/terminal").toString());
      train();
    } finally {
      System.setErr(old);
    }
    assertEquals("", bytes.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aTerminalSeesEpochSamplesThroughputAndLoss() throws IOException {
    Path terminal = terminal();
    train();
    String shown = Files.readString(terminal);

    assertTrue(shown.contains("epoch 1/3") && shown.contains("epoch 2/3"), shown);
    assertTrue(shown.contains("50/50 samples"), shown);
    assertTrue(shown.contains(" samples/s, loss 0.2500"), shown);
    assertFalse(shown.contains("? samples/s"), "a throughput that is not known: " + shown);
  }

  @Test
  void aTerminalIsLeftAsItWas() throws IOException {
    Path terminal = terminal();
    train();
    String shown = Files.readString(terminal);

    assertFalse(shown.contains("\n"), "a line is left behind: " + shown);
    assertTrue(shown.matches("(?s).*\r +\r"), "the last bar is not cleared: " + shown);
    for (String line : shown.split("\r")) {
      assertTrue(line.length() <= 100, line.length() + " wide: " + line);
    }
  }
}
