package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.Workspace;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class CallbackTest {
  private static final Dataset DATA = TestData.clouds(Precision.FLOAT32, 60, 6, 3, 2);

  @TempDir private Path folder;

  private final Network network =
      Network.builder(6).dense(9).activation(UnaryOp.TANH).dense(3).build(Precision.FLOAT32, 1);

  private Trainer trainer() {
    return Trainer.of(network, new SoftmaxCrossEntropy(), Adam.of(0.02))
        .backend(TestBackends.simd(1))
        .classes(3)
        .batchSize(25)
        .epochs(4);
  }

  private History fit(Trainer trainer) {
    return trainer.fit(DATA.features(), DATA.targets(), DATA.allRows());
  }

  @Test
  void callbacksAreToldInOrderFromBeforeTheFirstBatchToAfterTheLastEpoch() {
    List<String> told = new ArrayList<>();
    Callback listener =
        new Callback() {
          @Override
          public void beforeTraining(Training training) {
            told.add("before " + training.history().epochs().size());
          }

          @Override
          public void afterBatch(int epoch, int samples, int total, double loss) {
            told.add("batch " + samples);
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {
            told.add("epoch " + result.epoch());
          }

          @Override
          public void afterTraining() {
            told.add("after");
          }
        };
    fit(trainer().epochs(1).callback(listener).callback((training, result) -> told.add("second")));
    assertEquals(
        List.of("before 0", "batch 25", "batch 50", "batch 60", "epoch 1", "second", "after"),
        told);
  }

  @Test
  void aLambdaMayStopTraining() {
    History history =
        fit(
            trainer()
                .callback(
                    (training, result) -> {
                      assertSame(network, training.step().workspace().network());
                      assertEquals(result.epoch(), training.history().epochs().size());
                      if (result.epoch() == 2) {
                        training.stop();
                      }
                    }));
    assertEquals(2, history.epochs().size());
  }

  @Test
  void anExceptionInACallbackReachesTheCallerAndLeavesTheNetworkUsable() {
    IllegalStateException failure = new IllegalStateException("enough");
    Callback failing =
        new Callback() {
          @Override
          public void afterBatch(int epoch, int samples, int total, double loss) {
            if (epoch == 2 && samples == 50) {
              throw failure;
            }
          }

          @Override
          public void afterEpoch(Training training, EpochResult result) {}
        };
    Trainer trainer = trainer().callback(failing);
    assertSame(failure, assertThrows(IllegalStateException.class, () -> fit(trainer)));
    // It is as the fifth step left it: it predicts, and learns on.
    Network five = network.copy(Precision.FLOAT32);
    Workspace workspace = Workspace.forPrediction(network, TestBackends.simd(1), 60);
    Tensor output = network.predict(DATA.features(), workspace);
    for (int i = 0; i < output.size(); i++) {
      assertTrue(Double.isFinite(output.get(i)));
    }
    assertTrue(five.parameters().all().sameBits(network.parameters().all()));
    assertEquals(4, fit(trainer()).epochs().size());
  }

  @Test
  void theHistoryIsWrittenAfterEachEpochAsCsvOrJsonLines() throws IOException {
    Path csv = folder.resolve("history.csv");
    Path json = folder.resolve("history.jsonl");
    List<Integer> lines = new ArrayList<>();
    History history =
        fit(
            trainer()
                .callback(Callback.historyFile(csv))
                .callback(Callback.historyFile(json))
                .callback(
                    (training, result) -> {
                      try {
                        lines.add(Files.readAllLines(csv).size());
                        lines.add(Files.readAllLines(json).size());
                      } catch (IOException e) {
                        throw new UncheckedIOException(e);
                      }
                    }));
    assertEquals(List.of(2, 1, 3, 2, 4, 3, 5, 4), lines, "whole at each epoch, a heading in CSV");
    EpochResult first = history.epochs().get(0);
    List<String> rows = Files.readAllLines(csv);
    assertEquals(
        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,seconds,"
            + "samples_per_second,learning_rate",
        rows.get(0));
    assertEquals(
        "1,"
            + first.trainLoss()
            + ","
            + first.trainAccuracy()
            + ",,,"
            + first.seconds()
            + ","
            + first.samplesPerSecond()
            + ",0.02",
        rows.get(1));
    assertEquals(
        "{\"epoch\":1,\"train_loss\":"
            + first.trainLoss()
            + ",\"train_accuracy\":"
            + first.trainAccuracy()
            + ",\"validation_loss\":null,\"validation_accuracy\":null,\"seconds\":"
            + first.seconds()
            + ",\"samples_per_second\":"
            + first.samplesPerSecond()
            + ",\"learning_rate\":0.02}",
        Files.readAllLines(json).get(0));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "no temporary file is left");
    }
  }

  @Test
  void aHistoryThatCannotBeWrittenEndsTrainingWithTheReason() {
    Path nowhere = folder.resolve("missing").resolve("history.csv");
    UncheckedIOException failure =
        assertThrows(
            UncheckedIOException.class,
            () -> fit(trainer().callback(Callback.historyFile(nowhere))));
    assertTrue(failure.getCause().getMessage().contains("does not exist"), failure.toString());
  }
}
