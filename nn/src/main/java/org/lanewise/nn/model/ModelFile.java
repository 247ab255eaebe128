package org.lanewise.nn.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.Network;
import org.lanewise.nn.ParameterSpec;
import org.lanewise.nn.Parameters;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Writes and reads a {@link Model} as one safetensors file.
 *
 * <p>The tensors are the parameters and buffers, named by layer and name ({@code 0.weight}), and
 * the scaling of features ({@code scaling.shift}, {@code scaling.factor}, in double). The metadata
 * hold the format's version, the architecture, labels, feature names, preprocessing, loss and
 * training as JSON. The same model makes the same bytes.
 */
public final class ModelFile {
  /** The version this class writes, and the newest it reads. */
  public static final String FORMAT_VERSION = "1";

  private static final String SHIFT = "scaling.shift";
  private static final String FACTOR = "scaling.factor";

  private ModelFile() {}

  /**
   * Writes a model. A crash leaves the old file or the new one.
   *
   * @throws IOException if the file cannot be written
   * @throws IllegalArgumentException if a layer is of a kind that cannot be read back
   */
  public static void save(Path file, Model model) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "lanewise");
    metadata.put("format_version", FORMAT_VERSION);
    metadata.put("architecture", Json.write(Architecture.describe(model.network())));
    metadata.put("loss", model.loss());
    metadata.put("labels", Json.write(model.labels()));
    metadata.put("features", Json.write(model.featureNames()));
    metadata.put("preprocessing", Json.write(model.preprocessor().description()));
    metadata.put("training", Json.write(model.training()));
    List<TensorData> tensors = new ArrayList<>();
    tensors.add(vector(SHIFT, model.scaling().shift()));
    tensors.add(vector(FACTOR, model.scaling().factor()));
    for (Parameters kept : List.of(model.network().parameters(), model.network().buffers())) {
      for (int i = 0; i < kept.count(); i++) {
        Tensor tensor = kept.tensor(i);
        List<Long> shape = shape(tensor.rows(), tensor.columns());
        tensors.add(new TensorData(kept.name(i), shape, tensor));
      }
    }
    SafeTensors.write(file, metadata, tensors);
  }

  /**
   * Reads a model.
   *
   * @throws ModelFormatException if the file is damaged, or not a model; the message names the file
   *     and the reason
   * @throws IOException if the file cannot be read
   */
  public static Model load(Path file) throws IOException {
    try (SafeTensors tensors = SafeTensors.open(file)) {
      return load(file, tensors);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  private static Model load(Path file, SafeTensors tensors) throws IOException {
    Map<String, String> metadata = tensors.metadata();
    if (!"lanewise".equals(metadata.get("format"))) {
      throw new ModelFormatException(
          file, "is a safetensors file, but not a Lanewise model: its metadata do not say so");
    }
    if (!FORMAT_VERSION.equals(metadata.get("format_version"))) {
      throw new ModelFormatException(
          file,
          "has format version "
              + metadata.get("format_version")
              + ", this program reads version "
              + FORMAT_VERSION);
    }
    Network.Builder builder = Architecture.builder(json(file, metadata, "architecture"));
    // Shapes are compared before memory is taken: an architecture may claim any size.
    Precision precision = checkShapes(file, tensors, builder);
    Network network = builder.zeros(precision);
    for (Parameters kept : List.of(network.parameters(), network.buffers())) {
      for (int i = 0; i < kept.count(); i++) {
        tensors.read(kept.name(i), kept.tensor(i));
        requireFinite(file, kept.name(i), kept.tensor(i));
      }
    }
    double[] shift = new double[network.inputs()];
    double[] factor = new double[network.inputs()];
    tensors.read(SHIFT, Tensor.of(shift, 0, 1, shift.length));
    tensors.read(FACTOR, Tensor.of(factor, 0, 1, factor.length));
    for (int i = 0; i < shift.length; i++) {
      if (!Double.isFinite(shift[i]) || !Double.isFinite(factor[i])) {
        throw new ModelFormatException(
            file, "scales feature " + i + " by " + shift[i] + " and " + factor[i]);
      }
    }
    if (metadata.get("loss") == null) {
      throw new ModelFormatException(file, "its metadata lack 'loss'");
    }
    List<String> labels = strings(file, metadata, "labels");
    List<String> features = strings(file, metadata, "features");
    if (!(json(file, metadata, "training") instanceof Map<?, ?> values)) {
      throw new ModelFormatException(file, "metadata 'training' are not a JSON object");
    }
    Map<String, Object> training = new LinkedHashMap<>();
    values.forEach((key, value) -> training.put(String.valueOf(key), value));
    String loss = metadata.get("loss");
    if (metadata.get("preprocessing") == null) { // as before columns were known
      FeatureScaling scaling = FeatureScaling.of(shift, factor);
      return new Model(network, scaling, loss, labels, features, training);
    }
    Preprocessor preprocessor =
        Preprocessor.of(json(file, metadata, "preprocessing"), shift, factor);
    if (!preprocessor.featureNames().equals(features)) {
      throw new ModelFormatException(
          file,
          "its features are " + features + ", those of its columns " + preprocessor.featureNames());
    }
    return new Model(network, preprocessor, loss, labels, training);
  }

  private static Precision checkShapes(Path file, SafeTensors tensors, Network.Builder builder)
      throws ModelFormatException {
    Precision precision = null;
    for (Map.Entry<String, ParameterSpec> kept : builder.tensors().entrySet()) {
      SafeTensors.Entry entry = tensors.entry(kept.getKey());
      requireShape(file, entry, shape(kept.getValue().rows(), kept.getValue().columns()));
      Precision own =
          switch (entry.dtype()) {
            case "F32" -> Precision.FLOAT32;
            case "F64" -> Precision.FLOAT64;
            default -> null;
          };
      if (own == null || (precision != null && own != precision)) {
        throw new ModelFormatException(
            file,
            "tensor '" + kept.getKey() + "' is " + entry.dtype() + "; all must be F32, or all F64");
      }
      precision = own;
    }
    requireShape(file, tensors.entry(SHIFT), shape(1, builder.inputs()));
    requireShape(file, tensors.entry(FACTOR), shape(1, builder.inputs()));
    return precision == null ? Precision.FLOAT32 : precision;
  }

  private static void requireFinite(Path file, String name, Tensor tensor)
      throws ModelFormatException {
    for (int i = 0; i < tensor.size(); i++) {
      if (!Double.isFinite(tensor.get(i))) {
        throw new ModelFormatException(
            file, "tensor '%s' holds %s at index %d".formatted(name, tensor.get(i), i));
      }
    }
  }

  private static void requireShape(Path file, SafeTensors.Entry entry, List<Long> shape)
      throws ModelFormatException {
    if (!entry.shape().equals(shape)) {
      throw new ModelFormatException(
          file,
          "tensor '%s' is %s, the architecture says %s"
              .formatted(entry.name(), entry.shape(), shape));
    }
  }

  /** A row vector is written as a vector, as other programs expect of a bias. */
  private static List<Long> shape(int rows, int columns) {
    return rows == 1 ? List.of((long) columns) : List.of((long) rows, (long) columns);
  }

  private static TensorData vector(String name, double[] values) {
    Tensor tensor = Tensor.of(values, 0, 1, values.length);
    return new TensorData(name, shape(1, values.length), tensor);
  }

  private static Object json(Path file, Map<String, String> metadata, String key)
      throws ModelFormatException {
    String text = metadata.get(key);
    if (text == null) {
      throw new ModelFormatException(file, "its metadata lack '" + key + "'");
    }
    try {
      return Json.parse(text);
    } catch (Json.SyntaxException e) {
      throw new ModelFormatException(file, "metadata '" + key + "': " + e.getMessage(), e);
    }
  }

  private static List<String> strings(Path file, Map<String, String> metadata, String key)
      throws ModelFormatException {
    if (json(file, metadata, key) instanceof List<?> values
        && values.stream().allMatch(value -> value instanceof String)) {
      return values.stream().map(String.class::cast).toList();
    }
    throw new ModelFormatException(file, "metadata '" + key + "' are not a list of strings");
  }
}
