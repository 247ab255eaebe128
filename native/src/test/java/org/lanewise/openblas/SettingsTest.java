package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings read(Map<String, String> properties) {
    return Settings.of(properties::get);
  }

  @Test
  void withoutPropertiesWorkIsSplitHereAndSmallProductsStayOut() {
    assertEquals(new Settings(Settings.DEFAULT_THRESHOLD, 0), read(Map.of()));
  }

  @Test
  void propertiesDecide() {
    assertEquals(
        new Settings(1000, 2), read(Map.of(Settings.THRESHOLD, " 1000", Settings.THREADS, "2")));
  }

  @Test
  void aWrongValueIsRefusedWithItsName() {
    for (String wrong : new String[] {"-1", "many", "", "2000", "1.5"}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> read(Map.of(Settings.THREADS, wrong)));
      assertTrue(
          refused.getMessage().startsWith(Settings.THREADS + " is '" + wrong + "'"),
          refused.getMessage());
    }
  }
}
