package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lanewise.core.Backends;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.EarlyStopping.Monitor;

class EarlyStoppingTest {
  private static EpochResult epoch(Monitor monitor, int epoch, double value) {
    double[] values = {epoch, 1, 0, 1, 0, 1, 1, 1};
    values[monitor == Monitor.TRAIN_LOSS ? 1 : monitor == Monitor.VALIDATION_LOSS ? 3 : 4] = value;
    return EpochResult.of(values);
  }

  /**
   * Feeds values, epoch after epoch, the only parameter being the epoch's number; returns the epoch
   * after which training stopped (0 if it did not) and the parameter in the end.
   */
  private static List<Integer> run(EarlyStopping settings, double... values) {
    Network network = Network.builder(1).dense(1).zeros(Precision.FLOAT64);
    Training training =
        new Training(
            new TrainingStep(network, new SoftmaxCrossEntropy(), new Sgd(1), Backends.best(), 1));
    Callback watch = settings.new Watch(network);
    watch.beforeTraining(training);
    int stoppedAfter = 0;
    for (int i = 1; i <= values.length && stoppedAfter == 0; i++) {
      network.parameters().tensor(0).set(0, i);
      watch.afterEpoch(training, epoch(settings.monitor(), i, values[i - 1]));
      stoppedAfter = training.isStopped() ? i : 0;
    }
    watch.afterTraining();
    return List.of(stoppedAfter, (int) network.parameters().tensor(0).get(0));
  }

  @ParameterizedTest(name = "{0} patience {1} change {2} baseline {3}: {4}")
  @CsvSource({
    // The patience-th epoch in a row without improvement is the last; equal is no improvement.
    "VALIDATION_LOSS, 1, 0, NaN, 5 4 4 3, 3, 2",
    "VALIDATION_LOSS, 2, 0, NaN, 5 4 4 3 3 3 1, 6, 4",
    "VALIDATION_LOSS, 3, 0, NaN, 9 8 7 6 5 6 6 6 1, 8, 5",
    // An improvement on the last epoch of patience begins to count anew.
    "VALIDATION_LOSS, 3, 0, NaN, 5 6 6 4 6 6 6, 7, 4",
    // The end of the epochs is no stop, and restores the best all the same.
    "VALIDATION_LOSS, 3, 0, NaN, 5 4 6 6, 0, 2",
    "VALIDATION_LOSS, 1, 0, NaN, 5 4 3 2, 0, 4",
    // A change must be larger than the least one, and slow progress adds up.
    "VALIDATION_LOSS, 2, 0.5, NaN, 5 4.5 4.5, 3, 1",
    "VALIDATION_LOSS, 3, 0.5, NaN, 5 4.75 4.25 4 3.5, 0, 5",
    "VALIDATION_LOSS, 2, 0.5, NaN, 5 4.75 4.5 1, 3, 1",
    // More accuracy is better.
    "VALIDATION_ACCURACY, 2, 0, NaN, 0.5 0.7 0.6 0.7 0.9, 4, 2",
    "VALIDATION_ACCURACY, 2, 0.25, NaN, 0.5 0.75 0.75, 3, 1",
    "TRAIN_LOSS, 2, 0, NaN, 3 2 2.5 2.25, 4, 2",
    // Below the baseline nothing resets patience, but the best is kept.
    "VALIDATION_LOSS, 3, 0, 2, 5 4 3 1, 3, 3",
    "VALIDATION_LOSS, 3, 0, 2, 5 4 1.5 3 3 3, 6, 3",
    "VALIDATION_LOSS, 2, 0, 2, 2 2 1, 2, 1",
    "VALIDATION_ACCURACY, 2, 0, 0.75, 0.5 0.75 0.9, 2, 2",
    "VALIDATION_ACCURACY, 2, 0, 0.75, 0.5 0.8 0.7 0.9, 0, 4",
    // NaN is never better; the first number is.
    "VALIDATION_LOSS, 2, 0, NaN, NaN NaN 1, 2, 2",
    "VALIDATION_LOSS, 2, 0, NaN, NaN 3 NaN 2 NaN NaN, 6, 4",
  })
  @DisplayName("acceptance point 12: patience of early stopping")
  void trainingStopsAfterPatienceEpochsWithoutImprovement(
      Monitor monitor,
      int patience,
      double minChange,
      double baseline,
      String values,
      int stopsAfter,
      int restored) {
    double[] series = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
    EarlyStopping settings = new EarlyStopping(monitor, patience, minChange, baseline, true);
    assertEquals(List.of(stopsAfter, restored), run(settings, series));
    EarlyStopping kept = new EarlyStopping(monitor, patience, minChange, baseline, false);
    int last = stopsAfter == 0 ? series.length : stopsAfter;
    assertEquals(List.of(stopsAfter, last), run(kept, series), "without restoring");
  }

  private static final Dataset DATA = TestData.clouds(Precision.FLOAT32, 60, 6, 3, 2);
  private static final int[] LEARNED = TestData.range(40);
  private static final int[] HELD = Arrays.stream(TestData.range(60)).skip(40).toArray();

  private static Trainer trainer(Network network) {
    return Trainer.of(network, new SoftmaxCrossEntropy(), Adam.of(0.05))
        .backend(TestBackends.simd(1))
        .classes(3)
        .batchSize(16)
        .validation(HELD);
  }

  private static Network network() {
    return Network.builder(6)
        .dense(20)
        .activation(UnaryOp.RELU)
        .dropout(0.3)
        .dense(3)
        .build(Precision.FLOAT32, 1);
  }

  @Test
  void aTrainingThatStoppedEndsInTheBitsOfItsBestEpoch() {
    Network network = network();
    List<Tensor> after = new ArrayList<>();
    History history =
        trainer(network)
            .epochs(200)
            .earlyStopping(EarlyStopping.of(4))
            .callback(
                (training, result) -> after.add(network.parameters().all().copy(Precision.FLOAT32)))
            .fit(DATA.features(), DATA.targets(), LEARNED);
    int best = Monitor.VALIDATION_LOSS.best(history).epoch();
    assertTrue(history.epochs().size() < 200);
    assertEquals(best + 4, history.epochs().size());
    assertTrue(network.parameters().all().sameBits(after.get(best - 1)));
    assertFalse(network.parameters().all().sameBits(after.get(after.size() - 1)));
  }

  @Test
  void theBestEpochOfAHistoryIsTheFirstOfEquals() {
    Monitor monitor = Monitor.VALIDATION_ACCURACY;
    History history =
        new History(
            List.of(
                epoch(monitor, 1, Double.NaN),
                epoch(monitor, 2, 0.5),
                epoch(monitor, 3, 0.75),
                epoch(monitor, 4, 0.75)));
    assertEquals(3, monitor.best(history).epoch());
    assertNull(monitor.best(new History(List.of(epoch(monitor, 1, Double.NaN)))));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    String range = "; they must be at least 1 and 0";
    assertMessage("patience is 0 and the minimum change 0.0" + range, () -> EarlyStopping.of(0));
    assertMessage(
        "patience is 2 and the minimum change -0.5" + range,
        () -> new EarlyStopping(Monitor.TRAIN_LOSS, 2, -0.5, 0, true));
    assertMessage(
        "patience is 2 and the minimum change NaN" + range,
        () -> new EarlyStopping(Monitor.TRAIN_LOSS, 2, Double.NaN, 0, true));
    Trainer blind = trainer(network()).validation(new int[0]).earlyStopping(EarlyStopping.of(2));
    assertMessage(
        "early stopping watches VALIDATION_LOSS of 0 samples in 3 classes; watch TRAIN_LOSS, or set"
            + " both",
        () -> blind.fit(DATA.features(), DATA.targets(), LEARNED));
    Trainer numbers =
        trainer(network())
            .classes(0)
            .earlyStopping(new EarlyStopping(Monitor.VALIDATION_ACCURACY, 2, 0, 0, true));
    assertMessage(
        "early stopping watches VALIDATION_ACCURACY of 20 samples in 0 classes; watch TRAIN_LOSS,"
            + " or set both",
        () -> numbers.fit(DATA.features(), DATA.targets(), LEARNED));
  }

  private static void assertMessage(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
