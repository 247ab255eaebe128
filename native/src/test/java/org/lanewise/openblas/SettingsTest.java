package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Optional<Path> CACHE = Optional.of(Path.of("caches", "lanewise"));

  private static Settings read(Map<String, String> properties) {
    return Settings.of(properties::get, Map.of("XDG_CACHE_HOME", "caches")::get);
  }

  @Test
  void withoutPropertiesWorkIsSplitHereAndTheThresholdIsMeasured() {
    assertEquals(new Settings(OptionalLong.empty(), 0, CACHE), read(Map.of()));
  }

  @Test
  void measurementsAreKeptWhereAUserOrTheSystemWants() {
    assertEquals(
        Optional.of(Path.of("here")), read(Map.of(Settings.CALIBRATION, "here")).calibration());
    assertEquals(Optional.empty(), read(Map.of(Settings.CALIBRATION, "off")).calibration());
    assertEquals(
        Optional.of(Path.of("home", ".cache", "lanewise")),
        Settings.of(Map.of("user.home", "home")::get, name -> null).calibration());
  }

  @Test
  void propertiesDecide() {
    assertEquals(
        new Settings(OptionalLong.of(1000), 2, CACHE),
        read(Map.of(Settings.THRESHOLD, " 1000", Settings.THREADS, "2")));
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
