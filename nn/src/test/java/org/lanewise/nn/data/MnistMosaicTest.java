package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The real digits, where they are: {@code -Dlanewise.mnist=FOLDER}. */
@EnabledIfSystemProperty(named = "lanewise.mnist", matches = ".+")
class MnistMosaicTest {
  /** A mosaic of the digits shows image 60 r + c in row r and column c. */
  @Test
  void theLabelsAreThoseOfTheMosaic() throws IOException {
    IdxDirectory files = IdxDirectory.read(Path.of(System.getProperty("lanewise.mnist")));
    assertEquals(60_000, files.trainLabels().count());
    assertEquals(10_000, files.testLabels().count());
    int[][] mosaic = {
      {5, 0, 4, 1, 9, 2, 1, 3},
      {4, 4, 6, 0, 4, 5, 6, 1},
      {2, 0, 2, 7, 1, 8, 6, 4},
      {2, 3, 5, 9, 1, 7, 6, 2}
    };
    byte[] labels = files.trainLabels().values();
    for (int r = 0; r < mosaic.length; r++) {
      int[] row = new int[8];
      for (int c = 0; c < 8; c++) {
        row[c] = labels[60 * r + c];
      }
      assertArrayEquals(mosaic[r], row, "row " + r);
    }
  }
}
