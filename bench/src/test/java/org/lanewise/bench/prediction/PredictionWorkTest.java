package org.lanewise.bench.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backend;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Weights;
import org.lanewise.nn.Network;
import org.lanewise.nn.predict.Predictor;
import org.lanewise.nn.tensor.Precision;

class PredictionWorkTest {
  private final Backend best = Backends.best().with(Parallelism.of(1));

  @Test
  void aPredictorOfTheNetworkIsRightWhateverItsWeights() {
    for (PredictionWork work : PredictionWork.values()) {
      for (Weights weights : Weights.values()) {
        Predictor predictor = Predictor.of(work.network(), weights, best);
        assertEquals(Optional.empty(), work.flaw(predictor, best), work + " " + weights);
      }
    }
  }

  @Test
  void aPredictorOfOtherWeightsIsWrong() {
    Network zeros = PredictionWork.TABULAR.network().copy(Precision.FLOAT32);
    zeros.parameters().all().fill(0);
    Predictor predictor = Predictor.of(zeros, Weights.FLOAT32, best);
    Optional<String> flaw = PredictionWork.TABULAR.flaw(predictor, best);
    assertTrue(flaw.orElseThrow().contains("are off by"), flaw.toString());
  }
}
