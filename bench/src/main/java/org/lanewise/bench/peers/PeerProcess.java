package org.lanewise.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer that runs. Whatever goes wrong with it is a {@link PeerFailedException}. */
final class PeerProcess implements AutoCloseable {
  private static final String END = "";
  private static final int MESSAGE_LENGTH = 160;

  /**
   * Keeps the memory of large temporary arrays within the process. Without it a library that makes
   * them anew in each step is up to 1.4 times slower, in some processes and not in others.
   */
  private static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "4294967295",
          "MALLOC_TOP_PAD_", "67108864");

  /** The logarithm of the cycles that threads of OpenBLAS spin; 26 by default, a fifth slower. */
  private static final String OPENBLAS_SPINNING = "14";

  private final Process process;
  private final PrintStream commands;
  private final Path log;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /**
   * Starts it.
   *
   * @param command with all its arguments
   * @param threads the environment tells it to use
   * @param log takes what it prints
   */
  PeerProcess(List<String> command, int threads, Path log) throws IOException {
    this.log = log;
    Files.createDirectories(log.getParent());
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
    Map<String, String> environment = builder.environment();
    // Where these are set to keep an old library from crashing, they slow others down.
    environment.keySet().removeAll(List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"));
    environment.putAll(ALLOCATOR);
    environment.put("OPENBLAS_THREAD_TIMEOUT", OPENBLAS_SPINNING);
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      environment.put(library + "_NUM_THREADS", "" + threads);
    }
    process = builder.start();
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "answers of " + log.getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("@")) {
          answers.add(line.substring(1));
        }
      }
    } catch (IOException e) {
      // It ended; whoever waits is told.
    }
    answers.add(END);
  }

  /** Gives a command and returns the numbers of the answer. */
  double[] ask(String command, int seconds) {
    commands.println(command);
    String[] words = answer(seconds).split(" ");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  /** Returns the next line it says. */
  String answer(int seconds) {
    try {
      String line = answers.poll(seconds, TimeUnit.SECONDS);
      if (line == null) {
        throw new PeerFailedException("no answer within " + seconds + " seconds");
      }
      if (line.equals(END)) {
        throw new PeerFailedException("it ended: " + lastWords());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerFailedException("interrupted");
    }
  }

  /** Returns the line of the log that is likeliest to tell why. */
  private String lastWords() {
    try {
      List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
      String words = "see " + log;
      for (String line : lines) {
        words = line.contains("Error") || line.contains("Exception") ? line.strip() : words;
      }
      return words.substring(0, Math.min(MESSAGE_LENGTH, words.length()));
    } catch (IOException e) {
      return "without a word";
    }
  }

  @Override
  public void close() {
    commands.println("quit");
    commands.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
