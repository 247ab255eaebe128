package org.lanewise.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.lanewise.nn.model.AtomicFile;
import org.lanewise.nn.tensor.Tensor;

/**
 * Is told how training goes, on the training thread, between two steps. What it throws ends the
 * training and reaches the caller; the network is then as the last step left it, fit to use.
 */
@FunctionalInterface
public interface Callback {
  /** Training begins, or is resumed: the history is then not empty. */
  default void beforeTraining(Training training) {}

  /**
   * A batch was learned.
   *
   * @param epoch from 1
   * @param samples how many of the epoch's samples were learned so far
   * @param total how many the epoch has
   * @param loss the mean loss of the epoch so far; 0 while all samples had weight 0
   */
  default void afterBatch(int epoch, int samples, int total, double loss) {}

  /** An epoch is over; this is what a lambda does. */
  void afterEpoch(Training training, EpochResult result);

  /** Training is over; not told if it failed. */
  default void afterTraining() {}

  /**
   * Returns the memory by which this callback changes the training, by names of its own. A
   * checkpoint keeps it, and resuming fills it before {@link #beforeTraining}; {@code toString}
   * must then tell the settings.
   */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /**
   * Returns a callback that writes the history after each epoch: JSON lines to a file {@code
   * *.jsonl}, else CSV. The whole file is replaced atomically, so nobody reads half a line, and a
   * resumed training repeats none. What fails is an {@link UncheckedIOException}.
   */
  static Callback historyFile(Path file) {
    boolean json = file.toString().endsWith(".jsonl");
    return (training, result) -> {
      String text = training.history().text(json);
      try {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
