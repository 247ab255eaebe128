package org.lanewise.nn.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.data.FeatureScaling;
import org.lanewise.nn.data.KFold;
import org.lanewise.nn.data.Split;
import org.lanewise.nn.loss.Loss;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.random.RandomStream;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Evaluation;
import org.lanewise.nn.train.Trainer;
import org.lanewise.nn.train.Training;

class CrossValidationTest {
  private final Backend simd = TestBackends.simd(1);
  private final Loss loss = new SoftmaxCrossEntropy();
  private final Dataset data = TestData.clouds(Precision.FLOAT32, 60, 3, 3, 5);
  private final List<Split> folds = KFold.of(data, data.allRows(), 4, RandomStream.of(42, "folds"));

  private static Network network(int units, long seed) {
    return Network.builder(3)
        .dense(units)
        .activation(UnaryOp.TANH)
        .dense(3)
        .build(Precision.FLOAT32, seed);
  }

  private Trainer trainer(Network network) {
    return Trainer.of(network, loss, Adam.of(0.01)).backend(simd).epochs(5).batchSize(8);
  }

  private List<Evaluation> run(long seed) {
    return CrossValidation.run(data, folds, seed, loss, own -> network(6, own), this::trainer);
  }

  /** By hand: scaling from the learned rows alone, a seed a fold, evaluation on the held rows. */
  @Test
  void aFoldIsATrainingThatHasSeenNothingOfWhatItIsJudgedBy() {
    List<Evaluation> results = run(3);
    assertEquals(4, results.size());
    for (int i = 0; i < 4; i++) {
      Split fold = folds.get(i);
      Tensor x = data.features().copy(Precision.FLOAT32);
      FeatureScaling.standard(data.features(), fold.first()).apply(x);
      long seed = RandomStream.of(3, "fold", i).nextLong();
      Network network = network(6, seed);
      trainer(network).seed(seed).fit(x, data.targets(), fold.first());
      Batches held = new Batches(x, data.targets(), fold.held(), 100);
      Evaluation expected = Evaluation.of(network, loss, held, 3, simd);
      assertEquals(expected.loss(), results.get(i).loss(), "fold " + i);
      assertEquals(expected.accuracy(), results.get(i).accuracy(), "fold " + i);
    }
    int judged = results.stream().mapToInt(Evaluation::samples).sum();
    assertEquals(60, judged, "every sample once");
  }

  @Test
  void theDataStayAsTheyAreAndTheSeedDecides() {
    Tensor before = data.features().copy(Precision.FLOAT32);
    double first = run(3).get(0).loss();
    assertTrue(before.sameBits(data.features()));
    assertEquals(first, run(3).get(0).loss());
    assertTrue(first != run(4).get(0).loss());
  }

  @Test
  @DisplayName("acceptance point 13: choice of a network by folds")
  void aSearchOverNetworksIsTheSameOnAnyNumberOfThreads() throws InterruptedException {
    List<Map<String, Object>> grid = Search.grid(Map.of("units", List.of(1, 2, 8)));
    List<SearchResult<Map<String, Object>>> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      results.add(
          Search.run(
              grid,
              threads,
              7,
              (candidate, seed) ->
                  CrossValidation.run(
                          data,
                          folds,
                          seed,
                          loss,
                          own -> network((int) candidate.get("units"), own),
                          this::trainer)
                      .stream()
                      .mapToDouble(evaluation -> -evaluation.loss())
                      .toArray()));
    }
    assertEquals(results.get(0), results.get(1));
    assertEquals(results.get(0), results.get(2));
    assertEquals("{units=8}", results.get(0).best().configuration().toString());
    assertEquals(4, results.get(0).best().scores().size());
  }

  @Test
  void numbersArePredictedOnPlainFolds() {
    Tensor x = TestData.gaussian(Precision.FLOAT64, 40, 2, 1);
    Tensor y = Tensor.zeros(Precision.FLOAT64, 40, 1);
    for (int i = 0; i < 40; i++) {
      y.set(i, 2 * x.get(i, 0) - x.get(i, 1) + 1);
    }
    Dataset numbers = new Dataset(x, y, List.of(), List.of());
    List<Evaluation> results =
        CrossValidation.run(
            numbers,
            KFold.of(numbers, numbers.allRows(), 5, RandomStream.of(1, "folds")),
            1,
            new MeanSquaredError(),
            seed -> Network.builder(2).dense(1).build(Precision.FLOAT64, seed),
            network ->
                Trainer.of(network, new MeanSquaredError(), new Sgd(0.1))
                    .backend(simd)
                    .epochs(60)
                    .batchSize(8));
    for (Evaluation result : results) {
      assertTrue(result.error().r2() > 0.999, () -> "R2 " + result.error().r2());
      assertEquals(8, result.samples());
    }
  }

  /** A search that is given up must not wait for hours of training. */
  @Test
  void anInterruptedTrainingEndsWithItsBatch() {
    int[] batches = {0};
    Callback interrupting =
        new Callback() {
          @Override
          public void afterBatch(int epoch, int samples, int total, double loss) {
            batches[0]++;
            Thread.currentThread().interrupt();
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {}
        };
    try {
      var thrown =
          assertThrows(
              CancellationException.class,
              () ->
                  CrossValidation.run(
                      data,
                      folds,
                      1,
                      loss,
                      seed -> network(2, seed),
                      network -> trainer(network).callback(interrupting)));
      assertEquals("training was interrupted in epoch 1", thrown.getMessage());
      assertEquals(1, batches[0]);
    } finally {
      assertTrue(Thread.interrupted(), "the flag stays for who set it");
    }
  }
}
