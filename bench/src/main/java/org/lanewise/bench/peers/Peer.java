package org.lanewise.bench.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One library at one work, in a process of its own that lives on between its turns.
 *
 * <p>It takes commands on standard input, and answers each by one line on standard output that
 * starts with {@code @}:
 *
 * <ul>
 *   <li>{@code epoch}: trains on all rows once; answers the seconds it took and the mean of the
 *       losses before its steps;
 *   <li>{@code predict N}: predicts N single rows; answers the nanoseconds of the median, of 99 and
 *       of 99.9 percent;
 *   <li>{@code output}: answers the outputs of the first row;
 *   <li>{@code quit}.
 * </ul>
 *
 * <p>Whatever libraries print of their own goes to standard error.
 */
public abstract class Peer {
  private final PeerFiles files;
  private final PeerWork work;
  private final PrintStream answers = System.out;
  private final BufferedReader commands =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final float[] output;
  private float[] x;
  private float[] y;

  /**
   * Reads the work.
   *
   * @param folder written by {@link PeerFiles}
   */
  protected Peer(String folder) {
    System.setOut(System.err);
    this.files = new PeerFiles(Path.of(folder));
    this.work = files.work();
    this.output = new float[work.outputs()];
  }

  /** Trains on all rows once and returns the mean loss. */
  protected double epoch() throws Exception {
    throw new UnsupportedOperationException("this peer is not asked for epochs by run");
  }

  /**
   * Predicts one row.
   *
   * @param features an array of rows
   * @param offset where the row starts in it
   * @param result is filled
   */
  protected void predict(float[] features, int offset, float[] result) throws Exception {
    throw new UnsupportedOperationException("this peer is not asked to predict");
  }

  /** Answers commands until there are no more. */
  protected final void run(String version) throws Exception {
    ready(version);
    while (serve()) {
      long start = System.nanoTime();
      double loss = epoch();
      learned((System.nanoTime() - start) * 1e-9, loss);
    }
  }

  /** Says that everything is prepared. */
  protected final void ready(String version) {
    answer("ready " + version);
  }

  /** Answers commands up to the next epoch; returns whether there is one. */
  protected final boolean serve() throws Exception {
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "epoch":
          return true;
        case "predict":
          measure(Integer.parseInt(words[1]));
          break;
        case "output":
          predict(x(), 0, output);
          answer(Arrays.toString(output).replaceAll("[\\[\\],]", ""));
          break;
        case "quit":
          return false;
        default:
          throw new IllegalArgumentException("there is no command '" + line + "'");
      }
    }
    return false;
  }

  /** Answers an epoch. */
  protected final void learned(double seconds, double loss) {
    answer(seconds + " " + loss);
  }

  /** Returns the work. */
  protected final PeerWork work() {
    return work;
  }

  /** Returns the features, a row a sample; read once. */
  protected final float[] x() {
    x = x == null ? files.read("x") : x;
    return x;
  }

  /** Returns the targets; read once. */
  protected final float[] y() {
    y = y == null ? files.read("y") : y;
    return y;
  }

  /** Returns the initial weights of a dense layer, inputs x outputs. */
  protected final float[] weight(int layer) {
    return files.read("weight" + layer);
  }

  /** Returns the initial bias of a dense layer. */
  protected final float[] bias(int layer) {
    return files.read("bias" + layer);
  }

  /** Returns a file of the folder. */
  protected final Path file(String name) {
    return files.path(name);
  }

  private void measure(int count) throws Exception {
    float[] features = x();
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      int offset = i % work.rows() * work.inputs();
      long start = System.nanoTime();
      predict(features, offset, output);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    answer(rank(nanos, 0.5) + " " + rank(nanos, 0.99) + " " + rank(nanos, 0.999));
  }

  /** Returns the smallest of sorted times that so large a part of them does not exceed. */
  static long rank(long[] sorted, double part) {
    return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }

  private void answer(String line) {
    answers.println("@" + line);
    answers.flush();
    if (answers.checkError()) {
      throw new UncheckedIOException(new IOException("nobody reads the answers any more"));
    }
  }
}
