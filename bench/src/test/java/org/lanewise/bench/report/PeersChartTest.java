package org.lanewise.bench.report;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersChartTest {
  @TempDir Path folder;

  @Test
  void everyWorkAndNumberOfThreadsHasItsPoints() throws IOException {
    Path lines = folder.resolve("results.jsonl");
    Files.writeString(
        lines,
        """
        {"event":"peer","work":"A","threads":1,"peer":"ours","seconds":1.0,"ratio":1.0}
        {"event":"peer","work":"A","threads":1,"peer":"theirs","seconds":2.0,"ratio":2.0}
        {"event":"peer","work":"A","threads":2,"peer":"theirs","note":"it is not there"}
        {"event":"peer","work":"P1","threads":2,"peer":"other","p50_us":1.0,"ratio":3.0}
        """);
    Path svg = folder.resolve("peers.svg");
    new PeersChart(List.of("A", "P1"), lines).write(svg);
    String text = Files.readString(svg);
    assertTrue(text.contains("<desc>times ours by engine, A, 1 thread</desc>"), "one line");
    assertTrue(Files.size(folder.resolve("peers.png")) > 1000);
    IOException none = assertThrows(IOException.class, () -> new PeersChart(List.of("B"), lines));
    assertTrue(none.getMessage().contains("there are no epochs of B"), none.getMessage());
  }
}
