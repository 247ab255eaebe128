package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that stops early, is killed and resumed, and what it writes of its course. */
class ResumedTrainingTest {
  @TempDir private Path folder;

  private Path csv;

  @BeforeEach
  void aTable() throws IOException {
    csv = TestData.threeKinds(folder);
  }

  private List<String> arguments(String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--data=csv:" + csv, "--layers=8"));
    arguments.addAll(List.of("--target=kind", "--batch=16", "--dropout=0.2", "--lr=0.01"));
    arguments.add("--model=" + folder.resolve(name + ".safetensors"));
    arguments.add("--plot=" + folder.resolve(name + ".svg"));
    arguments.addAll(List.of(options));
    return arguments;
  }

  private CommandRun train(String name, String... options) {
    return CommandRun.of(arguments(name, options).toArray(String[]::new));
  }

  private byte[] model(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name + ".safetensors"));
  }

  @Test
  void aResumedTrainingWritesTheModelOfOneThatWasNotInterrupted() throws IOException {
    String checkpoint = "--checkpoint=" + folder.resolve("checkpoints");
    String resume = "--resume=" + folder.resolve("checkpoints");
    String[] settings = {"--epochs=6", "--accumulate=2", "--no-shuffle", "--early-stopping=5"};
    train("whole", settings).succeeded();
    train("part", "--epochs=2", settings[1], settings[2], settings[3], checkpoint).succeeded();
    CommandRun rest =
        train(
                "rest",
                Stream.concat(Stream.of(settings), Stream.of(checkpoint, resume))
                    .toArray(String[]::new))
            .succeeded();
    assertArrayEquals(model("whole"), model("rest"));
    assertFalse(java.util.Arrays.equals(model("whole"), model("part")));
    assertEquals(4, rest.lines().stream().filter(line -> line.startsWith("epoch ")).count());
    assertTrue(rest.out().contains("trained 6 epochs"), rest.out());
  }

  @Test
  void aTrainingThatIsKilledLeavesAWholeCheckpointToResumeFrom() throws Exception {
    Path checkpoints = folder.resolve("checkpoints");
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-modules"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lanewise.class.getName()));
    command.addAll(arguments("killed", "--epochs=1000000", "--checkpoint=" + checkpoints));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (process.isAlive() && newest(checkpoints) < 3) {
        Thread.onSpinWait();
      }
      assertTrue(process.isAlive(), "it trains for ever");
    } finally {
      process.destroyForcibly().waitFor();
    }
    int epochs = newest(checkpoints) + 2;
    train("resumed", "--epochs=" + epochs, "--resume=" + checkpoints).succeeded();
    train("whole", "--epochs=" + epochs).succeeded();
    assertArrayEquals(model("whole"), model("resumed"));
    assertFalse(Files.exists(folder.resolve("killed.safetensors")));
  }

  private static int newest(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("epoch-"))
          .mapToInt(name -> Integer.parseInt(name.substring(6, 12)))
          .max()
          .orElse(0);
    }
  }

  @Test
  void otherOptionsThanTheCheckpointsAreRefusedWithBothValues() throws IOException {
    Path checkpoints = folder.resolve("checkpoints");
    train("first", "--epochs=1", "--checkpoint=" + checkpoints).succeeded();
    String resume = "--resume=" + checkpoints;
    Map<Path, String> before = TestData.snapshot(folder);
    assertOneLine(train("x", "--epochs=2", "--seed=7", resume), "seed 42", "seed 7");
    assertOneLine(train("x", "--epochs=2", "--early-stopping=1", resume), "patience=1");
    assertOneLine(train("x", "--epochs=2", "--no-shuffle", resume), "shuffling false");
    assertOneLine(train("x", "--epochs=2", "--validation=0.2", resume), "to validate");
    assertOneLine(
        train("x", "--epochs=2", "--checkpoint=" + checkpoints),
        checkpoints.toString(),
        "has checkpoints of another training");
    assertOneLine(train("x", "--resume=" + folder), "has no checkpoint");
    assertOneLine(train("x", "--resume=" + csv), csv.toString());
    assertEquals(before, TestData.snapshot(folder));
  }

  private static void assertOneLine(CommandRun run, String... words) {
    assertEquals(1, run.code());
    run.assertOneLine(words);
  }

  @Test
  void earlyStoppingSaysWhereItStoppedAndWhichEpochItTook() throws IOException {
    String out = train("early", "--epochs=500", "--early-stopping=3").succeeded().out();
    String line =
        out.lines().filter(text -> text.startsWith("stopped early")).findFirst().orElse(out);
    String[] numbers = line.replaceAll("[^0-9]+", " ").strip().split(" ");
    int stopped = Integer.parseInt(numbers[0]);
    assertEquals(
        "stopped early, after epoch %d; the network is that of epoch %d"
            .formatted(stopped, stopped - 3),
        line);
    assertEquals(stopped, out.lines().filter(text -> text.startsWith("epoch ")).count());
    String summary =
        CommandRun.of("summary", folder.resolve("early.safetensors").toString()).succeeded().out();
    assertTrue(summary.contains("best_epoch"), summary);
    String whole = train("short", "--epochs=2", "--early-stopping=3").succeeded().out();
    assertTrue(whole.contains("ended with epoch 2; the network is that of epoch "), whole);
  }

  @Test
  @DisplayName("acceptance point 15: epoch, loss and accuracy in a line")
  void eachEpochIsALineOfLossAndAccuracy() {
    List<String> lines = train("lines", "--epochs=2").succeeded().lines();
    for (int epoch = 1; epoch <= 2; epoch++) {
      String start = "epoch  " + epoch + "  loss [0-9.]+  accuracy [01][.][0-9]{4}  .*";
      assertEquals(1, lines.stream().filter(line -> line.matches(start)).count(), lines.toString());
    }
  }

  @Test
  void theHistoryIsWrittenAsCsvOrJsonLines() throws IOException {
    Path table = folder.resolve("history.csv");
    Path lines = folder.resolve("history.jsonl");
    train("csv", "--epochs=3", "--history=" + table).succeeded();
    train("json", "--epochs=3", "--history=" + lines).succeeded();
    assertEquals(4, Files.readAllLines(table).size());
    assertTrue(Files.readString(table).startsWith("epoch,train_loss,train_accuracy,"));
    assertTrue(Files.readAllLines(lines).get(2).startsWith("{\"epoch\":3,\"train_loss\":"));
  }
}
