package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.Losses;
import org.lanewise.nn.loss.Reduction;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

/** What training and evaluation report is the loss of a sample, however the batches are cut. */
@Tag("backends")
class ReportedLossTest {
  private static final int SAMPLES = 11;
  private static final int OUTPUTS = 3;

  private final Network network =
      Network.builder(4).dense(OUTPUTS).softmax().build(Precision.FLOAT64, 1);
  private final Tensor x = TestData.gaussian(Precision.FLOAT64, SAMPLES, 4, 1);
  private final Tensor targets = Tensor.zeros(Precision.FLOAT64, SAMPLES, OUTPUTS);

  ReportedLossTest() {
    for (int i = 0; i < SAMPLES; i++) {
      targets.set(i, i % OUTPUTS, 1);
    }
  }

  private double evaluated(Loss loss, int batch) {
    Batches batches = new Batches(x, targets, TestData.range(SAMPLES), batch);
    return Evaluation.of(network, loss, batches, 0, TestBackends.tested()).loss();
  }

  /** The training moves by so little that the network stays. */
  private double trained(Loss loss, int batch) {
    return Trainer.of(network, loss, new Sgd(1e-300))
        .epochs(1)
        .batchSize(batch)
        .backend(TestBackends.tested())
        .fit(x, targets, TestData.range(SAMPLES))
        .epochs()
        .get(0)
        .trainLoss();
  }

  @Test
  void aShortLastBatchCountsByItsSamplesWithEveryReduction() {
    for (Reduction reduction : Reduction.values()) {
      for (Loss loss : Losses.all(reduction)) {
        if (!loss.name().startsWith("rmse")) { // The root couples the samples of a batch.
          double expected = evaluated(loss, SAMPLES);
          assertTrue(expected > 0, loss.name());
          assertEquals(expected, evaluated(loss, 4), 1e-14 * expected, loss.name());
          assertEquals(expected, trained(loss, 4), 1e-14 * expected, loss.name());
        }
      }
    }
  }

  @Test
  void theSumIsReportedAsTheMeanPerRow() {
    for (Loss loss : Losses.all(Reduction.SUM)) {
      String name = loss.name().replace(":sum", "");
      if (!name.equals("rmse")) {
        double perRow = evaluated(Losses.named(name + ":mean-per-row"), 4);
        assertEquals(perRow, evaluated(loss, 4), 1e-14 * perRow, name);
      }
    }
  }
}
