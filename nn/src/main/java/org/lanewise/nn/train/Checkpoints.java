package org.lanewise.nn.train;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.lanewise.nn.model.ModelFormatException;
import org.lanewise.nn.tensor.Tensor;

/**
 * When a training writes all that it is made of to a file, to be resumed from there: {@code
 * epoch-000012.safetensors} in a folder, each atomically, so that a training that is killed leaves
 * whole ones.
 *
 * @param folder where they go; made if need be
 * @param every after how many epochs one is due; one is always due at the end
 * @param keep how many there are after one was written: older ones are deleted
 * @param best writes one that is due only if its epoch is the best so far; null writes all
 */
public record Checkpoints(Path folder, int every, int keep, EarlyStopping.Monitor best) {
  /** Checks the settings. */
  public Checkpoints {
    if (every < 1 || keep < 1) {
      throw new IllegalArgumentException(
          "checkpoints every " + every + " epochs, keeping " + keep + "; both must be at least 1");
    }
  }

  /** Returns the usual: one after every epoch, keeping two. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 1, 2, null);
  }

  /** Returns the newest checkpoint of a folder. */
  static Path newest(Path folder) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      throw new ModelFormatException(folder, "has no checkpoint to resume from");
    }
    return files.get(files.size() - 1);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().matches("epoch-[0-9]{6}\\.safetensors"))
          .sorted()
          .toList();
    }
  }

  /** Makes the folder, and refuses one with checkpoints of another training. */
  void prepare(Path resumed) throws IOException {
    Files.createDirectories(folder);
    boolean own = resumed != null && Files.isSameFile(resumed.resolveSibling(""), folder);
    if (!own && !files(folder).isEmpty()) {
      throw new FileAlreadyExistsException(
          folder.toString(),
          null,
          "has checkpoints of another training; resume it, or choose another folder");
    }
  }

  void save(Training training, boolean last, String settings, Map<String, Tensor> state)
      throws IOException {
    History history = training.history();
    int epoch = history.epochs().size();
    boolean isBest = best == null || best.best(history) == history.epochs().get(epoch - 1);
    if (isBest && (last || epoch % every == 0)) {
      Path file = folder.resolve(String.format(Locale.ROOT, "epoch-%06d.safetensors", epoch));
      Checkpoint.write(file, settings, state, history);
      List<Path> older = files(folder).stream().filter(f -> f.compareTo(file) < 0).toList();
      for (int i = 0; i <= older.size() - keep; i++) {
        Files.delete(older.get(i));
      }
    }
  }
}
