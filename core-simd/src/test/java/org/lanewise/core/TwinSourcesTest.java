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
  void theTileOnSegmentsIsThatOnStripsWithAnotherPlaceForA() throws IOException {
    String text = TwinSources.segmentTile(Path.of(""));
    assertTrue(
        TwinSources.sameCode(text, Files.readString(TwinSources.SEGMENT_TILE)),
        TwinSources.SEGMENT_TILE + " is not up to date; see TwinSources");
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
