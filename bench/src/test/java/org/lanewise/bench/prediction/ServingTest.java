package org.lanewise.bench.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.Network;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Precision;

class ServingTest {
  @Test
  void latenciesAreTheTimesThatAShareDoesNotExceed() {
    long[] nanos = LongStream.rangeClosed(1, 1000).map(i -> 1000 * (1001 - i)).toArray();
    assertEquals(new Latencies(500, 990, 999, 1000), Latencies.of(nanos));
    assertEquals(new Latencies(7, 7, 7, 7), Latencies.of(new long[] {7000}));
    assertThrows(IllegalArgumentException.class, () -> Latencies.of(new long[0]));
  }

  @Test
  void noPredictionBeginsBeforeItIsDue() throws Exception {
    Network network = Network.builder(3).dense(2).build(Precision.FLOAT32, 1);
    Serving serving = new Serving(Predictor.of(network), new float[3]);
    Serving.Paced paced = serving.paced(50, 10_000, 3);
    assertTrue(paced.perSecond() <= 10_300, "more than were due: " + paced.perSecond());
    assertTrue(paced.sinceDue().p50() >= paced.taken().p50());
    assertTrue(serving.steady(10).p50() > 0);
  }
}
