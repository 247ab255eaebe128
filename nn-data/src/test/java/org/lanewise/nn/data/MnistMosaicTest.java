package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mosaic of digits as a text shows it: image 60 r + c of the training set is in row r, column c.
 */
class MnistMosaicTest {
  private static final int[][] MOSAIC = {
    {5, 0, 4, 1, 9, 2, 1, 3},
    {4, 4, 6, 0, 4, 5, 6, 1},
    {2, 0, 2, 7, 1, 8, 6, 4},
    {2, 3, 5, 9, 1, 7, 6, 2}
  };

  /** The real digits, where they are: {@code -Dlanewise.mnist=FOLDER}. */
  @Test
  @EnabledIfSystemProperty(named = "lanewise.mnist", matches = ".+")
  @DisplayName("acceptance point 15: the mosaic in the real files")
  void theLabelsAreThoseOfTheMosaic() throws IOException {
    IdxDirectory files = IdxDirectory.read(Path.of(System.getProperty("lanewise.mnist")));
    assertEquals(60_000, files.trainLabels().count());
    assertEquals(10_000, files.testLabels().count());
    assertMosaic(files.trainLabels().values());
  }

  @Test
  @DisplayName("acceptance point 15: the mosaic in a file of labels")
  void aMosaicIsReadFromAFileOfLabels(@TempDir Path folder) throws IOException {
    byte[] labels = new byte[60 * MOSAIC.length];
    for (int r = 0; r < MOSAIC.length; r++) {
      for (int c = 0; c < 8; c++) {
        labels[60 * r + c] = (byte) MOSAIC[r][c];
      }
    }
    Path file = folder.resolve("train-labels-idx1-ubyte.gz");
    Files.write(file, IdxTest.gzip(IdxTest.idx(0x08, labels, labels.length)));
    assertMosaic(Idx.read(file).values());
  }

  private static void assertMosaic(byte[] labels) {
    for (int r = 0; r < MOSAIC.length; r++) {
      for (int c = 0; c < 8; c++) {
        assertEquals(MOSAIC[r][c], labels[60 * r + c], "row " + r + ", column " + c);
      }
    }
  }
}
