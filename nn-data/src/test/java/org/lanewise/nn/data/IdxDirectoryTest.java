package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDirectoryTest {
  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
  private static final List<String> ALL =
      List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

  @TempDir Path folder;

  @Test
  void everySpellingIsFound() throws IOException {
    for (String suffix : List.of("", ".gz")) {
      for (String separator : List.of("-idx", ".idx")) {
        Path set = Files.createDirectory(folder.resolve("set" + separator + suffix));
        writeSet(set);
        for (String name : ALL) {
          byte[] content = Files.readAllBytes(set.resolve(name));
          Files.delete(set.resolve(name));
          Files.write(
              set.resolve(name.replace("-idx", separator) + suffix),
              suffix.isEmpty() ? content : IdxTest.gzip(content));
        }
        assertIsTheSet(IdxDirectory.read(set));
      }
    }
  }

  @Test
  void theTestSetCanBeReadAlone() throws IOException {
    writeSet(folder);
    Files.delete(folder.resolve(TRAIN_IMAGES));
    Files.delete(folder.resolve(TRAIN_LABELS));
    IdxDirectory.Labelled test = IdxDirectory.readTest(folder);
    assertEquals(test.images().count(), test.labels().count());
    Files.delete(folder.resolve(TEST_LABELS));
    assertThrows(NoSuchFileException.class, () -> IdxDirectory.readTest(folder));
  }

  @Test
  void thePlainFileComesBeforeTheOthers() throws IOException {
    writeSet(folder);
    for (String name : ALL) {
      Files.write(folder.resolve(name + ".gz"), new byte[0]);
      Files.write(folder.resolve(name.replace("-idx", ".idx")), new byte[0]);
    }
    assertIsTheSet(IdxDirectory.read(folder));
  }

  @Test
  void aFolderWithTheNameOfAFileIsPassedOver() throws IOException {
    writeSet(folder);
    for (String name : ALL) {
      Files.move(folder.resolve(name), folder.resolve(name.replace("-idx", ".idx")));
      Files.createDirectory(folder.resolve(name));
    }
    assertIsTheSet(IdxDirectory.read(folder));
  }

  @Test
  void aMissingFileIsNamedWithItsFolder() throws IOException {
    for (String name : ALL) {
      writeSet(folder);
      Files.delete(folder.resolve(name));
      assertRefused(
          NoSuchFileException.class,
          folder + ": " + name + " is missing in this folder, with and without .gz");
    }
  }

  @Test
  void allMissingFilesAreNamed() {
    assertRefused(
        NoSuchFileException.class,
        folder
            + ": "
            + String.join(", ", ALL)
            + " are missing in this folder, with and without .gz");
  }

  @Test
  void aMissingFolderIsNotCalledAMissingFile() {
    Path missing = folder.resolve("missing");
    IOException e = assertThrows(NoSuchFileException.class, () -> IdxDirectory.read(missing));
    assertEquals(missing + ": there is no such folder", e.getMessage());
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    IOException e = assertThrows(IOException.class, () -> IdxDirectory.read(file));
    assertEquals(file + ": it is a file, not a folder", e.getMessage());
  }

  @Test
  void imagesNeedThreeDimensions() throws IOException {
    writeSet(folder);
    write(TEST_IMAGES, 2, 12);
    assertRefused(TEST_IMAGES, "images need 3 dimensions, this file has 2");
  }

  @Test
  void labelsNeedOneDimension() throws IOException {
    writeSet(folder);
    write(TRAIN_LABELS, 3, 4, 3);
    assertRefused(TRAIN_LABELS, "labels need 1 dimension, this file has 3");
  }

  @Test
  void eachImageNeedsALabel() throws IOException {
    writeSet(folder);
    write(TRAIN_LABELS, 4);
    assertRefused(TRAIN_LABELS, "4 labels, but " + TRAIN_IMAGES + " has 3 images");
    writeSet(folder);
    write(TEST_LABELS, 1);
    assertRefused(TEST_LABELS, "1 labels, but " + TEST_IMAGES + " has 2 images");
  }

  @Test
  void allImagesAreOfOneSize() throws IOException {
    writeSet(folder);
    write(TEST_IMAGES, 2, 3, 4);
    assertRefused(
        TEST_IMAGES,
        "the test images are 3x4, the training images in " + TRAIN_IMAGES + " are 4x3");
  }

  @Test
  void emptySetsAreRefused() throws IOException {
    writeSet(folder);
    write(TRAIN_LABELS, 0);
    assertRefused(TRAIN_LABELS, "the file holds no labels");
    writeSet(folder);
    write(TEST_IMAGES, 0, 4, 3);
    assertRefused(TEST_IMAGES, "the file holds no images");
    writeSet(folder);
    write(TRAIN_IMAGES, 3, 0, 3);
    assertRefused(TRAIN_IMAGES, "the images are empty: their size is 0x3");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    writeSet(folder);
    Files.write(folder.resolve(TEST_LABELS), new byte[] {0, 0});
    assertRefused(TEST_LABELS, "the data end after 2 bytes, before an IDX header is complete");
  }

  private void writeSet(Path set) throws IOException {
    Files.write(set.resolve(TRAIN_IMAGES), file(3, 4, 3));
    Files.write(set.resolve(TRAIN_LABELS), file(3));
    Files.write(set.resolve(TEST_IMAGES), file(2, 4, 3));
    Files.write(set.resolve(TEST_LABELS), file(2));
  }

  private void write(String name, int... dimensions) throws IOException {
    Files.write(folder.resolve(name), file(dimensions));
  }

  private static byte[] file(int... dimensions) throws IOException {
    int length = 1;
    for (int dimension : dimensions) {
      length *= dimension;
    }
    byte[] values = new byte[length];
    for (int i = 0; i < length; i++) {
      values[i] = (byte) (i * 7 + dimensions.length);
    }
    return IdxTest.idx(0x08, values, dimensions);
  }

  private static void assertIsTheSet(IdxDirectory set) throws IOException {
    assertArrayEquals(new int[] {3, 4, 3}, set.trainImages().dimensions());
    assertArrayEquals(new int[] {3}, set.trainLabels().dimensions());
    assertArrayEquals(new int[] {2, 4, 3}, set.testImages().dimensions());
    assertArrayEquals(new int[] {2}, set.testLabels().dimensions());
    assertEquals(3 + 7, set.testImages().values()[1]);
    assertEquals(1 + 7, set.trainLabels().values()[1]);
  }

  private void assertRefused(String name, String problem) {
    assertRefused(DataFormatException.class, folder.resolve(name) + ": " + problem);
  }

  private void assertRefused(Class<? extends IOException> type, String message) {
    IOException e = assertThrows(type, () -> IdxDirectory.read(folder));
    assertEquals(message, e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }
}
