package org.lanewise.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.Backend;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.Network;
import org.lanewise.nn.TestBackends;
import org.lanewise.nn.TestData;
import org.lanewise.nn.data.Batches;
import org.lanewise.nn.data.Dataset;
import org.lanewise.nn.loss.BinaryCrossEntropy;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.loss.SoftmaxCrossEntropy;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

@Tag("backends")
class EvaluationTest {
  private final Backend backend = TestBackends.tested();

  /** A network that gives its input back. */
  private static Network identity(Precision precision, int inputs) {
    return Network.builder(inputs).activation(UnaryOp.IDENTITY).zeros(precision);
  }

  private static Batches batches(Tensor x, Tensor y, int batchSize) {
    return new Batches(x, y, TestData.range(x.rows()), batchSize);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 100})
  void classesAreCountedWhateverTheBatch(int batchSize) {
    Tensor logits = Tensor.of(Precision.FLOAT64, 4, 3, 1, 0, 0, 2, 1, 0, 0, 9, 5, 4, 3);
    Tensor targets = Tensor.of(Precision.FLOAT64, 4, 0, 1, 2, 2);
    Evaluation evaluation =
        Evaluation.of(
            identity(Precision.FLOAT64, 3),
            new SoftmaxCrossEntropy(),
            batches(logits, targets, batchSize),
            3,
            backend);
    assertEquals(4, evaluation.samples());
    assertEquals(0.75, evaluation.accuracy());
    assertEquals(1, evaluation.confusion().count(2, 0));
    assertEquals(0, evaluation.confusion().count(0, 2));
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double exps = 0;
      for (int j = 0; j < 3; j++) {
        exps += Math.exp(logits.get(i, j));
      }
      sum += Math.log(exps) - logits.get(i, (int) targets.get(i));
    }
    assertEquals(sum / 4, evaluation.loss(), 1e-14, "a short batch counts by its samples");
    assertEquals(sum / 4, evaluation.probabilities().logLoss(), 1e-14);
    assertEquals((1 + 1 + 0.5) / 3, evaluation.confusion().balancedAccuracy(), 1e-15);
    assertEquals(0.75, evaluation.probabilities().topAccuracy(2), "5, 4, 3 has its 3 last");
    assertTrue(Double.isNaN(evaluation.auc()), "there are three classes");
    assertNull(evaluation.error());
  }

  @ParameterizedTest
  @EnumSource
  void twoClassesAreScoredByOneLogitOrByTheDifferenceOfTwo(Precision precision) {
    Tensor targets = Tensor.of(precision, 5, 0, 0, 1, 1, 1);
    Tensor one = Tensor.of(precision, 5, -3, 1, 0, 0.5, 2);
    Tensor two = Tensor.of(precision, 5, 3, 0, 0, 1, 7, 7, 0, 0.5, -1, 1);
    Evaluation single =
        Evaluation.of(
            identity(precision, 1), new BinaryCrossEntropy(), batches(one, targets, 2), 2, backend);
    Evaluation pair =
        Evaluation.of(
            identity(precision, 2),
            new SoftmaxCrossEntropy(),
            batches(two, targets, 2),
            2,
            backend);
    for (Evaluation evaluation : new Evaluation[] {single, pair}) {
      // Of the six pairs, -3 loses all three, and 1 loses against 2 alone.
      assertEquals(4.0 / 6, evaluation.auc(), 1e-15);
      // From the top: 2 of class 1; 1 of class 0; 0.5 and 0 of class 1; -3 of class 0.
      assertEquals((1 + 2.0 / 3 + 3.0 / 4) / 3, evaluation.roc().averagePrecision(), 1e-15);
      assertEquals(evaluation.loss(), evaluation.probabilities().logLoss(), 1e-6);
      assertEquals(0.6, evaluation.accuracy(), "0 is not positive, and 1 of class 0 is");
    }
    assertEquals(single.loss(), pair.loss(), 1e-6, "one logit is the difference of two");
  }

  @Test
  void aRegressionReportsItsErrorAndNoAccuracy() {
    Tensor output = Tensor.of(Precision.FLOAT64, 4, 2.5, 0, 2, 8);
    Tensor targets = Tensor.of(Precision.FLOAT64, 4, 3, -0.5, 2, 7);
    Evaluation evaluation =
        Evaluation.of(
            identity(Precision.FLOAT64, 1),
            new MeanSquaredError(),
            batches(output, targets, 3),
            0,
            backend);
    assertEquals(0.375, evaluation.loss(), 1e-15);
    assertEquals(Math.sqrt(0.375), evaluation.error().rmse(), 1e-15);
    assertEquals(0.9486081370449679, evaluation.error().r2(), 1e-15);
    assertTrue(Double.isNaN(evaluation.accuracy()));
    assertTrue(Double.isNaN(evaluation.auc()));
    assertNull(evaluation.probabilities());
    assertNull(evaluation.confusion());
  }

  @Test
  void outputsThatAreNoLogitsHaveNoLogLoss() {
    Tensor output = Tensor.of(Precision.FLOAT64, 2, 0.9, 0.1, 0.3, 0.7);
    Tensor oneHot = Tensor.of(Precision.FLOAT64, 2, 1, 0, 0, 1);
    Batches batches = batches(output, oneHot, 2);
    Network network = identity(Precision.FLOAT64, 2);
    Evaluation evaluation = Evaluation.of(network, new MeanSquaredError(), batches, 2, backend);
    assertEquals(1, evaluation.accuracy());
    assertNull(evaluation.probabilities());
  }

  @Test
  void anEvaluationLeavesDropoutOffAndTheNetworkAlone() {
    Dataset data = TestData.clouds(Precision.FLOAT32, 50, 6, 3, 2);
    Network network = Network.builder(6).dense(8).dropout(0.5).dense(3).build(Precision.FLOAT32, 1);
    Tensor before = network.parameters().copy().all();
    Batches batches = batches(data.features(), data.targets(), 7);
    SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    Evaluation first = Evaluation.of(network, loss, batches, 3, TestBackends.simd(1));
    Evaluation again = Evaluation.of(network, loss, batches, 3, TestBackends.scalar());
    assertEquals(first.loss(), again.loss());
    assertEquals(first.accuracy(), again.accuracy());
    assertTrue(before.sameBits(network.parameters().all()));
    Network without = Network.builder(6).dense(8).dense(3).zeros(Precision.FLOAT32);
    for (int i = 0; i < 4; i++) {
      without.parameters().tensor(i).copyFrom(network.parameters().tensor(i));
    }
    assertEquals(
        first.loss(), Evaluation.of(without, loss, batches, 3, TestBackends.simd(1)).loss());
  }
}
