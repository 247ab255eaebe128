package org.lanewise.nn.data;

import java.util.List;
import java.util.stream.IntStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/**
 * Samples with what should be predicted of them.
 *
 * <p>Features are samples x inputs. Targets of a classification are samples x 1, the index of the
 * class in {@link #labels}; of a regression, samples x outputs, and there are no labels.
 *
 * @param features a sample a row; shared, not copied
 * @param targets a sample a row; shared, not copied
 * @param labels the names of the classes, in the order of their index; empty for a regression
 * @param featureNames the names of the features; empty if they have none, as pixels
 */
public record Dataset(
    Tensor features, Tensor targets, List<String> labels, List<String> featureNames) {
  /**
   * Checks that the parts belong together.
   *
   * @throws IllegalArgumentException if they do not; the message carries both sizes
   */
  public Dataset {
    labels = List.copyOf(labels);
    featureNames = List.copyOf(featureNames);
    if (features.rows() != targets.rows()) {
      throw new IllegalArgumentException(
          "there are " + features.rows() + " samples and " + targets.rows() + " targets");
    }
    if (!featureNames.isEmpty() && featureNames.size() != features.columns()) {
      throw new IllegalArgumentException(
          "there are " + features.columns() + " features and " + featureNames.size() + " names");
    }
    if (!labels.isEmpty() && targets.columns() != 1) {
      throw new IllegalArgumentException(
          "targets have " + targets.columns() + " columns; a class is one index");
    }
  }

  /**
   * Returns grey images with their digits or other classes.
   *
   * @param pixels unsigned, image after image
   * @param labels unsigned, one an image
   * @param classes how many classes there are; labels are below it
   * @return features 0 to 255 in the precision given
   */
  public static Dataset ofImages(byte[] pixels, byte[] labels, int classes, Precision precision) {
    int count = labels.length;
    int size = count == 0 ? 0 : pixels.length / count;
    if ((long) size * count != pixels.length) {
      throw new IllegalArgumentException(
          pixels.length + " pixels do not make " + count + " images of one size");
    }
    Tensor features = Tensor.zeros(precision, count, size);
    for (int i = 0; i < pixels.length; i++) {
      features.set(i, pixels[i] & 0xFF);
    }
    return ofImages(features, labels, classes);
  }

  /**
   * Returns images with their digits or other classes.
   *
   * @param features an image a row, shared
   * @param labels unsigned, one an image
   * @param classes how many classes there are; labels are below it
   */
  public static Dataset ofImages(Tensor features, byte[] labels, int classes) {
    int count = features.rows();
    if (labels.length != count) {
      throw new IllegalArgumentException(labels.length + " labels for " + count + " images");
    }
    Tensor targets = Tensor.zeros(features.precision(), count, 1);
    for (int i = 0; i < count; i++) {
      int label = labels[i] & 0xFF;
      if (label >= classes) {
        throw new IllegalArgumentException(
            "label of image " + i + " is " + label + ", there are " + classes + " classes");
      }
      targets.set(i, label);
    }
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new Dataset(features, targets, names, List.of());
  }

  /** Returns how many samples there are. */
  public int size() {
    return features.rows();
  }

  /** Returns how many features a sample has. */
  public int inputs() {
    return features.columns();
  }

  /** Returns whether classes are to be predicted, rather than numbers. */
  public boolean isClassification() {
    return !labels.isEmpty();
  }

  /** Returns the positions of all samples, in order. */
  public int[] allRows() {
    return IntStream.range(0, size()).toArray();
  }

  /** Returns the same features with a column a class, 1 for the right one, as its targets. */
  public Tensor oneHotTargets() {
    Tensor oneHot = Tensor.zeros(targets.precision(), size(), labels.size());
    for (int i = 0; i < size(); i++) {
      oneHot.set(i, (int) targets.get(i), 1);
    }
    return oneHot;
  }

  /** Returns a copy of the samples at the positions given. */
  public Dataset select(int[] rows) {
    Tensor chosenFeatures = Tensor.zeros(features.precision(), rows.length, inputs());
    Tensor chosenTargets = Tensor.zeros(targets.precision(), rows.length, targets.columns());
    for (int i = 0; i < rows.length; i++) {
      chosenFeatures.copyRows(features, rows[i], i, 1);
      chosenTargets.copyRows(targets, rows[i], i, 1);
    }
    return new Dataset(chosenFeatures, chosenTargets, labels, featureNames);
  }
}
