package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinSourcesTest {
  @Test
  void theTilesOnSegmentsAndColumnsAreThatOnStripsWithAnotherPlaceForA() throws IOException {
    Path module = Path.of("");
    isUpToDate(TwinSources.segmentTile(module), TwinSources.SEGMENT_TILE);
    isUpToDate(TwinSources.columnTile(module), TwinSources.COLUMN_TILE);
  }

  private static void isUpToDate(String text, Path file) throws IOException {
    assertTrue(
        TwinSources.sameCode(text, Files.readString(file)),
        file + " is not up to date; see TwinSources");
  }

  @Test
  void everyDoubleSourceIsTheTwinOfItsFloatSource() throws IOException {
    List<Path> sources = TwinSources.sources(Path.of(""), Path.of("../native"));
    assertFalse(sources.isEmpty());
    for (Path source : sources) {
      Path target = TwinSources.target(source);
      assertTrue(
          TwinSources.sameCode(TwinSources.twin(source), Files.readString(target)),
          target + " is not up to date; see TwinSources for the command that writes it");
    }
  }
}
