package org.lanewise.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.lanewise.nn.data.CsvDataset;
import org.lanewise.nn.data.CsvTable;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.model.Model;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.model.ModelFormatException;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * A model from a file, and data brought into the form it takes.
 *
 * @param file where it came from
 * @param model what was in it
 */
record LoadedModel(Path file, Model model) {
  static LoadedModel load(Path file) throws IOException {
    return new LoadedModel(file, ModelFile.load(file));
  }

  Loss loss() throws IOException {
    try {
      return Losses.named(model.loss());
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(file, e.getMessage(), e);
    }
  }

  private Precision precision() {
    return model.network().precision();
  }

  /** Loads samples with their targets, features scaled. */
  Dataset labelled(DataSpec spec, String target) throws IOException {
    if (spec.kind() == DataSpec.Kind.CSV) {
      String column = target != null ? target : (String) model.training().get("target");
      if (column == null) {
        throw new UsageException("--data " + spec + " needs --target COLUMN, what was right");
      }
      CsvTable table = model.preprocessor().read(spec.path(), column, model.labels());
      if (LossTargets.areCounts(loss())) {
        LossTargets.requireCounts(table, column);
      }
      return CsvDataset.of(table, model.preprocessor(), column, model.labels(), precision());
    }
    if (!model.isClassifier()) {
      throw new IllegalArgumentException(file + " predicts numbers, " + spec + " has classes");
    }
    Dataset data = spec.loadTestImages(model.labels().size(), precision());
    if (data.labels().size() > model.labels().size()) {
      throw new IllegalArgumentException(
          "%s has %d classes, the model knows %d"
              .formatted(spec, data.labels().size(), model.labels().size()));
    }
    return new Dataset(
        scaled(data.features(), spec), data.targets(), data.labels(), data.featureNames());
  }

  /** Loads samples without regard to targets, features scaled. */
  Tensor features(DataSpec spec) throws IOException {
    if (spec.kind() == DataSpec.Kind.CSV) {
      CsvTable table = model.preprocessor().read(spec.path(), null, model.labels());
      return model.preprocessor().apply(table, precision());
    }
    return scaled(spec.loadTestImages(model.labels().size(), precision()).features(), spec);
  }

  private Tensor scaled(Tensor features, DataSpec spec) {
    if (features.columns() != model.network().inputs()) {
      throw new IllegalArgumentException(
          spec
              + " has "
              + features.columns()
              + " features a sample, the model takes "
              + model.network().inputs());
    }
    model.scaling().apply(features);
    return features;
  }
}
