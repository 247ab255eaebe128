package org.lanewise.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A row a result, a table a kind of work, and a peer without figures keeps its row. */
class PeerTableTest {
  private static final PeerWork TRAINING =
      new PeerWork("W", List.of(4, 3, 2), 10, "mse", "sgd", 0.1, 20, 2, 0);
  private static final PeerWork PREDICTION =
      new PeerWork("Q", List.of(4, 3, 2), 10, "mse", "sgd", 0.1, 20, 0, 5);

  @Test
  void figuresHaveFourDigitsAndReasonsStandInstead() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("first_loss", 0.1234567);
    figures.put("last_loss", Double.NaN);
    figures.put("first_seconds", 12.3456);
    figures.put("first_ratio", 1.5);
    figures.put("last_seconds", 2.0);
    figures.put("last_ratio", 3.0);
    figures.put("seconds", 1.0);
    figures.put("rows_per_second", 123456.7);
    figures.put("ratio", 2.5);
    String table =
        PeerTable.of(
            List.of(
                new PeerResult(TRAINING, 1, "a", "1.0", "", figures),
                new PeerResult(TRAINING, 1, "b", "", "not | there", Map.of())));
    assertEquals(
        List.of(
            "W: 4-3-2, batch 10, sgd 0.1, mse, 20 rows an epoch.",
            "",
            "| work | threads | peer | loss, first epoch | loss, last epoch | first epoch, s"
                + " | its times ours | last epoch, s | its times ours | an epoch, s | rows/s | times ours | version | note |",
            "| --- | --- | --- |" + " ---: |".repeat(9) + " --- | --- |",
            "| W | 1 | a | 0.1235 |  | 12.35 | 1.500 | 2.000 | 3.000 | 1.000 | 123,457 | 2.500 | 1.0 |  |",
            "| W | 1 | b |  |  |  |  |  |  |  |  |  |  | not \\| there |",
            ""),
        List.of(table.split("\n", -1)).subList(0, 7));
  }

  @Test
  void predictionHasATableOfItsOwn() {
    Map<String, Double> figures = Map.of("p50_us", 0.4, "p99_us", 1.25, "p99.9_us", 10.0);
    String table = PeerTable.of(List.of(new PeerResult(PREDICTION, 2, "a", "1", "", figures)));
    assertEquals(
        "| Q | 2 | a | 0.4000 | 1.250 | 10.00 |  | 1 |  |", table.strip().lines().toList().get(4));
  }

  @Test
  void nothingMeasuredIsNoTable() {
    assertEquals("", PeerTable.of(List.of()));
  }
}
