package org.lanewise.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.Network;
import org.lanewise.nn.model.ModelFormatException;
import org.lanewise.nn.model.SafeTensors;
import org.lanewise.nn.model.TensorData;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A training at the end of an epoch, as a safetensors file: parameters, the optimizer's moments,
 * step counter, history and the state of callbacks as tensors; the settings, which include the seed
 * of all random streams, and a checksum as metadata.
 *
 * @param file where it was read
 * @param settings a line each
 * @param tensors by name
 */
record Checkpoint(Path file, String settings, Map<String, Tensor> tensors) {
  private static final String FORMAT = "lanewise checkpoint 1";
  private static final String HISTORY = "history";

  static Checkpoint read(Path file) throws IOException {
    try (SafeTensors in = SafeTensors.open(file)) {
      Map<String, String> metadata = in.metadata();
      if (!FORMAT.equals(metadata.get("format")) || !in.contains(HISTORY)) {
        throw new ModelFormatException(file, "is not a " + FORMAT + ", as its metadata would say");
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafeTensors.Entry entry : in.entries()) {
        tensors.put(entry.name(), in.matrix(entry.name()));
      }
      String checksum = checksum(tensors.values());
      int columns = EpochResult.NAMES.split(",").length;
      if (!checksum.equals(metadata.get("checksum")) || tensors.get(HISTORY).columns() != columns) {
        throw new ModelFormatException(
            file,
            "is damaged: its checksum is %s, it was written with %s; resume from an older one"
                .formatted(checksum, metadata.get("checksum")));
      }
      return new Checkpoint(file, String.valueOf(metadata.get("settings")), tensors);
    }
  }

  static void write(Path file, String settings, Map<String, Tensor> state, History history)
      throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>(state);
    double[] epochs =
        history.epochs().stream().flatMapToDouble(e -> Arrays.stream(e.values())).toArray();
    tensors.put(HISTORY, Tensor.of(Precision.FLOAT64, history.epochs().size(), epochs));
    List<TensorData> data = new ArrayList<>();
    tensors.forEach(
        (name, t) ->
            data.add(new TensorData(name, List.of((long) t.rows(), (long) t.columns()), t)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("checksum", checksum(tensors.values()));
    metadata.put("settings", settings);
    SafeTensors.write(file, metadata, data);
  }

  /**
   * Goes back to where it was written.
   *
   * @throws IllegalArgumentException if it is of another training; nothing is changed then
   */
  void restore(String current, Map<String, Tensor> state, Training training, int epochs) {
    String[] saved = settings.split("\n");
    String[] wanted = current.split("\n");
    for (int i = 0; i < wanted.length; i++) {
      if (i >= saved.length || !saved[i].equals(wanted[i])) {
        throw mismatch(i < saved.length ? saved[i] : "nothing more", wanted[i]);
      }
    }
    Tensor history = tensors.get(HISTORY);
    if (history.rows() > epochs) {
      throw mismatch(history.rows() + " epochs done", "only " + epochs);
    }
    state.forEach(
        (name, tensor) -> {
          if (!tensor.toString().equals(String.valueOf(tensors.get(name)))) {
            throw mismatch(name + " " + tensors.get(name), name + " " + tensor);
          }
        });
    state.forEach((name, tensor) -> tensor.copyFrom(tensors.get(name)));
    for (int i = 0; i < history.rows(); i++) {
      training.epochs.add(EpochResult.of(history.rows(i, 1).copy(Precision.FLOAT64).doubles()));
    }
  }

  private IllegalArgumentException mismatch(String saved, String wanted) {
    return new IllegalArgumentException(
        "%s: is of a training with %s, this one has %s; resume with the same, or train anew"
            .formatted(file, saved, wanted));
  }

  /** Returns all that training changes in a network, by name; shared. */
  static Map<String, Tensor> state(Network network) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("parameters", network.parameters().all());
    state.put("buffers", network.buffers().all());
    return state;
  }

  /** Returns 64 bits that change with any bit of the tensors. */
  static String checksum(Collection<Tensor> tensors) {
    long mixed = 0;
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        mixed = RandomStream.mix(mixed + 1 ^ Double.doubleToRawLongBits(tensor.get(i)));
      }
    }
    return Long.toHexString(mixed);
  }
}
