package org.lanewise.bench.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.bench.measure.Pace;

/** Who is timed and who is not, with a small work and ours in the place of rivals. */
class PeerMatchTest {
  private static final PeerWork TRAINING =
      new PeerWork("W", List.of(6, 5, 3), 8, "cross-entropy", "adam", 0.01, 20, 3, 0);
  private static final PeerWork PREDICTION =
      new PeerWork("Q", List.of(6, 5, 3), 8, "mse", "sgd", 0.1, 20, 0, 10);

  @TempDir private Path folder;

  private static PeerLaunch ours(String name) {
    return new PeerLaunch(
        name,
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            LanewisePeer.class.getName(),
            PeerLaunch.FOLDER,
            PeerLaunch.THREADS,
            "scalar"),
        "",
        "",
        List.of());
  }

  private static PeerLaunch saying(String name, String script) {
    return new PeerLaunch(name, List.of("sh", "-c", script), "", "", List.of());
  }

  private List<PeerResult> run(PeerWork work, PeerLaunch... launches)
      throws IOException, InterruptedException {
    new PeerFiles(folder).write(work);
    return new PeerMatch(work, 1, new Pace(() -> 1))
        .run(List.of(launches), folder, folder.resolve("logs"));
  }

  @Test
  void othersGoOnWhenOneIsAbsentEndsOrIsWrong() throws Exception {
    List<PeerResult> results =
        run(
            TRAINING,
            ours("lanewise"),
            new PeerLaunch("absent", List.of("none"), "not to be had", "", List.of()),
            saying("ended", "echo @ready 1; echo 'Error: no luck' >&2; exit 1"),
            saying("wrong", "echo @ready 1; while read c; do echo '@0.1 123.0'; done"),
            ours("twin"));
    assertEquals("not to be had", results.get(1).note());
    assertTrue(results.get(2).note().contains("Error: no luck"), results.get(2).note());
    assertTrue(results.get(3).note().contains("123.0"), results.get(3).note());
    for (int i = 1; i <= 3; i++) {
      assertEquals(Map.of(), results.get(i).figures());
    }
    Map<String, Double> ours = results.get(0).figures();
    Map<String, Double> twin = results.get(4).figures();
    assertEquals(ours.get("first_loss"), twin.get("first_loss"));
    assertEquals(ours.get("last_loss"), twin.get("last_loss"));
    assertTrue(ours.get("last_loss") < ours.get("first_loss"), "it learns: " + ours);
    assertEquals(1.0, ours.get("ratio"));
  }

  @Test
  void outputsAreComparedBeforePredictionIsTimed() throws Exception {
    List<PeerResult> results =
        run(
            PREDICTION,
            ours("lanewise"),
            saying("wrong", "echo @ready 1; while read c; do echo '@9 9 9'; done"));
    assertTrue(results.get(0).figures().get("p50_us") > 0);
    assertTrue(results.get(1).note().contains("its output 0 is 9"), results.get(1).note());
    assertEquals(Map.of(), results.get(1).figures());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 1.006, 0.994, -1})
  void lossOutsideTheToleranceIsAFlaw(double theirs) {
    assertTrue(PeerMatch.lossFlaw(1, theirs).contains("not timed"));
    assertEquals("", PeerMatch.lossFlaw(1, 1.004));
  }

  @Test
  void percentilesAreTimesThatOccurred() {
    long[] sorted = new long[1000];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = i + 1;
    }
    assertEquals(500, Peer.rank(sorted, 0.5));
    assertEquals(990, Peer.rank(sorted, 0.99));
    assertEquals(999, Peer.rank(sorted, 0.999));
    assertEquals(7, Peer.rank(new long[] {7}, 0.999));
  }

  @Test
  void filesGiveBackTheWorkAndItsWeights() throws IOException {
    PeerFiles files = new PeerFiles(folder);
    files.write(TRAINING);
    assertEquals(TRAINING, files.work());
    assertEquals(120, files.read("x").length);
    assertEquals(30, files.read("weight0").length);
    assertEquals(3, files.read("bias1").length);
    float[] classes = files.read("y");
    assertEquals(20, classes.length);
    PeerFiles again = new PeerFiles(folder);
    again.write(TRAINING);
    assertArrayEquals(classes, again.read("y"));
  }
}
