package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The four IDX files of an image data set in the manner of MNIST: images and labels to train on,
 * images and labels to test on.
 *
 * <p>The files are {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
 * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}; each may also end in {@code .gz}, and
 * be spelled {@code train-images.idx3-ubyte}. If several spellings of a file are there, the first
 * in this order is read: plain, plain {@code .gz}, dotted, dotted {@code .gz}.
 *
 * @param trainImages count x rows x columns, never empty
 * @param trainLabels one for each image
 * @param testImages of the size of the training images
 * @param testLabels one for each image
 */
public record IdxDirectory(Idx trainImages, Idx trainLabels, Idx testImages, Idx testLabels) {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  /**
   * Reads the four files of a folder.
   *
   * @throws NoSuchFileException if the folder or any of the files is missing
   * @throws DataFormatException if a file is damaged, or the files do not fit together: images have
   *     3 dimensions and labels 1, each set has as many labels as images and at least one, and all
   *     images are of one size
   * @throws IOException if something cannot be read; the message names it
   */
  public static IdxDirectory read(Path directory) throws IOException {
    requireFolder(directory);
    List<String> missing = new ArrayList<>();
    Path trainImagesFile = find(directory, TRAIN_IMAGES, missing);
    Path trainLabelsFile = find(directory, TRAIN_LABELS, missing);
    Path testImagesFile = find(directory, TEST_IMAGES, missing);
    Path testLabelsFile = find(directory, TEST_LABELS, missing);
    requireNone(directory, missing);
    Labelled train = read(trainImagesFile, trainLabelsFile);
    Labelled test = read(testImagesFile, testLabelsFile);
    if (!size(train.images).equals(size(test.images))) {
      throw new DataFormatException(
          testImagesFile,
          "the test images are %s, the training images in %s are %s"
              .formatted(size(test.images), trainImagesFile.getFileName(), size(train.images)));
    }
    return new IdxDirectory(train.images, train.labels, test.images, test.labels);
  }

  /**
   * Images with one label each.
   *
   * @param images count x rows x columns, never empty
   * @param labels as many as images
   */
  public record Labelled(Idx images, Idx labels) {}

  /**
   * Reads the test set alone; the training files may be missing.
   *
   * @throws IOException as {@link #read} does
   */
  public static Labelled readTest(Path directory) throws IOException {
    requireFolder(directory);
    List<String> missing = new ArrayList<>();
    Path imagesFile = find(directory, TEST_IMAGES, missing);
    Path labelsFile = find(directory, TEST_LABELS, missing);
    requireNone(directory, missing);
    return read(imagesFile, labelsFile);
  }

  private static void requireFolder(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(OneLine.of(directory), null, "there is no such folder");
    }
    if (!Files.isDirectory(directory)) {
      throw new FileSystemException(OneLine.of(directory), null, "it is a file, not a folder");
    }
  }

  private static void requireNone(Path directory, List<String> missing) throws IOException {
    if (!missing.isEmpty()) {
      throw new NoSuchFileException(
          OneLine.of(directory),
          null,
          String.join(", ", missing)
              + (missing.size() == 1 ? " is" : " are")
              + " missing in this folder, with and without .gz");
    }
  }

  private static Path find(Path directory, String name, List<String> missing) {
    String dotted = name.replace("-idx", ".idx");
    for (String spelling : List.of(name, name + ".gz", dotted, dotted + ".gz")) {
      Path file = directory.resolve(spelling);
      // A folder of that name is passed over: some archives unpack each file into one.
      if (Files.exists(file) && !Files.isDirectory(file)) {
        return file;
      }
    }
    missing.add(name);
    return null;
  }

  private static Labelled read(Path imagesFile, Path labelsFile) throws IOException {
    Idx labels = read(labelsFile, "labels", 1);
    Idx images = read(imagesFile, "images", 3);
    if (images.dimensions()[1] == 0 || images.dimensions()[2] == 0) {
      throw new DataFormatException(
          imagesFile, "the images are empty: their size is " + size(images));
    }
    if (images.count() != labels.count()) {
      throw new DataFormatException(
          labelsFile,
          "%d labels, but %s has %d images"
              .formatted(labels.count(), imagesFile.getFileName(), images.count()));
    }
    return new Labelled(images, labels);
  }

  private static Idx read(Path file, String kind, int expected) throws IOException {
    Idx read = Idx.read(file);
    if (read.dimensions().length != expected) {
      throw new DataFormatException(
          file,
          "%s need %d dimension%s, this file has %d"
              .formatted(kind, expected, expected == 1 ? "" : "s", read.dimensions().length));
    }
    if (read.count() == 0) {
      throw new DataFormatException(file, "the file holds no " + kind);
    }
    return read;
  }

  private static String size(Idx images) {
    return images.dimensions()[1] + "x" + images.dimensions()[2];
  }
}
