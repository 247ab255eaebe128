package org.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.core.UnaryOp;
import org.lanewise.nn.loss.MeanSquaredError;
import org.lanewise.nn.optim.Adam;
import org.lanewise.nn.optim.Momentum;
import org.lanewise.nn.optim.Optimizer;
import org.lanewise.nn.optim.Sgd;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.train.TrainingStep;

class ParametersTest {
  private static Network network(Precision precision) {
    return Network.builder(3)
        .dense(7)
        .activation(UnaryOp.TANH)
        .dense(5)
        .dense(1)
        .build(precision, 1);
  }

  @ParameterizedTest
  @EnumSource
  void everyTensorStartsOnAMultipleOf64Bytes(Precision precision) {
    Parameters parameters = network(precision).parameters();
    int end = 0;
    for (int i = 0; i < parameters.count(); i++) {
      Tensor tensor = parameters.tensor(i);
      assertEquals(0, tensor.offset() * precision.bytes() % 64, parameters.name(i));
      assertTrue(tensor.offset() >= end, "tensors do not overlap");
      end = tensor.offset() + tensor.size();
    }
    assertTrue(parameters.all().size() >= end);
    assertEquals(0, parameters.all().size() * precision.bytes() % 64);
  }

  @Test
  void tensorsAreNamedByLayerAndGapsAreNotCounted() {
    Parameters parameters = network(Precision.FLOAT32).parameters();
    List<String> names = List.of("0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias");
    assertEquals(names.size(), parameters.count());
    for (int i = 0; i < names.size(); i++) {
      assertEquals(names.get(i), parameters.name(i));
      assertEquals(names.get(i).charAt(0) - '0', parameters.layer(i));
    }
    assertEquals(3 * 7 + 7 + 7 * 5 + 5 + 5 + 1, parameters.size());
  }

  /** The classifier of the second document: 784-1000-500-100-10. */
  @Test
  @DisplayName("acceptance point 15: 1,336,610 parameters")
  void theDocumentsClassifierHas1336610Parameters() {
    Network network =
        Network.builder(784).dense(1000).dense(500).dense(100).dense(10).zeros(Precision.FLOAT32);
    assertEquals(1_336_610, network.parameters().size());
  }

  @ParameterizedTest
  @EnumSource
  void theGapsBetweenTensorsStayZeroInTraining(Precision precision) {
    for (Optimizer optimizer : List.of(new Sgd(0.1), new Momentum(0.1, 0.9), Adam.of(0.1))) {
      Network network = network(precision);
      TrainingStep step =
          new TrainingStep(network, new MeanSquaredError(), optimizer, TestBackends.simd(1), 6);
      Tensor x = TestData.gaussian(precision, 6, 3, 2);
      Tensor y = TestData.gaussian(precision, 6, 1, 3);
      for (int i = 0; i < 20; i++) {
        step.run(x, y, i);
      }
      assertGapsAreZero(network.parameters(), optimizer);
      assertGapsAreZero(step.gradients().values(), optimizer);
    }
  }

  private static void assertGapsAreZero(Parameters parameters, Optimizer optimizer) {
    boolean[] used = new boolean[parameters.all().size()];
    for (int i = 0; i < parameters.count(); i++) {
      Tensor tensor = parameters.tensor(i);
      for (int j = 0; j < tensor.size(); j++) {
        used[tensor.offset() - parameters.all().offset() + j] = true;
      }
    }
    int gaps = 0;
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        gaps++;
        assertEquals(
            0L, Double.doubleToRawLongBits(parameters.all().get(i)), optimizer + " at " + i);
      }
    }
    assertTrue(gaps > 0, "the network is to have gaps");
  }

  @Test
  void tensorsAreViewsOfAllAndACopyIsNot() {
    Parameters parameters = network(Precision.FLOAT32).parameters();
    Parameters copy = parameters.copy();
    assertTrue(parameters.all().sameBits(copy.all()));
    parameters.tensor(2).set(0, 123);
    assertEquals(123, parameters.all().get(parameters.tensor(2).offset()));
    assertFalse(parameters.all().sameBits(copy.all()));
    assertEquals(parameters.name(2), copy.name(2));
    copy.copyFrom(parameters);
    assertEquals(123, copy.tensor(2).get(0));
  }

  @Test
  void zerosLikeHasTheLayoutAndNoValues() {
    Parameters parameters = network(Precision.FLOAT64).parameters();
    Parameters zeros = parameters.zerosLike();
    assertEquals(parameters.count(), zeros.count());
    for (int i = 0; i < zeros.count(); i++) {
      assertEquals(parameters.name(i), zeros.name(i));
      assertEquals(parameters.tensor(i).offset(), zeros.tensor(i).offset());
      assertEquals(parameters.tensor(i).toString(), zeros.tensor(i).toString());
    }
    for (int i = 0; i < zeros.all().size(); i++) {
      assertEquals(0, zeros.all().get(i));
    }
  }

  @Test
  void parametersOfAnotherNetworkAreNotCopied() {
    Parameters parameters = network(Precision.FLOAT32).parameters();
    Parameters other = Network.builder(3).dense(7).zeros(Precision.FLOAT32).parameters();
    assertThrows(IllegalArgumentException.class, () -> parameters.copyFrom(other));
  }

  @Test
  void aNetworkWithoutParametersHasNone() {
    Parameters none = Network.builder(3).softmax().zeros(Precision.FLOAT32).parameters();
    assertEquals(0, none.count());
    assertEquals(0, none.size());
    assertEquals(0, none.all().size());
  }
}
