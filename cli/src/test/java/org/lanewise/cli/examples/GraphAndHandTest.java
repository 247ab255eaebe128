package org.lanewise.cli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.tensor.Tensor;

/** The computational graph and the network by hand. */
class GraphAndHandTest {
  private final ComputationalGraph.Result graph = new ComputationalGraph().compute();

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(value -> value).sum();
  }

  @Test
  @DisplayName("acceptance point 10: a computational graph's value and gradients")
  void theGraphsValueAndItsThreeGradientsAreThoseOfTheText() {
    assertEquals(8.808123077981723, graph.c(), 1e-14);
    assertEquals(7.996788587119364, sum(graph.byT1()), 1e-14);
    assertEquals(7.996788587119364, sum(graph.byT2()), 1e-14);
    assertEquals(22.988006826188066, sum(graph.byT3()), 1e-13);
    assertEquals(0.359507900573786, graph.byT1().get(0), 1e-15);
    assertEquals(1.5274318461600886, graph.byT3().get(0), 1e-15);
    assertEquals(0.24442559200160274, graph.byT1().get(19), 1e-16);
    assertEquals(1.5518324473503027, graph.byT3().get(19), 1e-15);
  }

  @Test
  void theGraphsSixtyNumbersAreTheFirstOfNumpysSeedZero() {
    List<Tensor> tensors = ComputationalGraph.tensors();
    assertEquals(0.5488135039273248, tensors.get(0).get(0));
    assertEquals(0.978618342232764, tensors.get(1).get(0));
    assertEquals(0.359507900573786, tensors.get(2).get(0));
    OldNumpyRandom random = new OldNumpyRandom(0);
    for (Tensor tensor : tensors) {
      for (int i = 0; i < tensor.size(); i++) {
        assertEquals(random.uniform(), tensor.get(i));
      }
    }
  }

  @Test
  void theGraphsGradientsAreTheSlopesOfItsValue() {
    List<Tensor> t = ComputationalGraph.tensors();
    List<List<Double>> gradients = List.of(graph.byT1(), graph.byT2(), graph.byT3());
    double h = 1e-4; // c is linear in each number, so a wide step is exact
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 20; i++) {
        double at = t.get(k).get(i);
        t.get(k).set(i, at + h);
        double above = value(t);
        t.get(k).set(i, at - h);
        double below = value(t);
        t.get(k).set(i, at);
        assertEquals((above - below) / (2 * h), gradients.get(k).get(i), 1e-9);
      }
    }
  }

  private static double value(List<Tensor> t) {
    double sum = 0;
    for (int i = 0; i < t.get(0).size(); i++) {
      sum += (t.get(0).get(i) + t.get(1).get(i)) * t.get(2).get(i);
    }
    return sum;
  }

  @Test
  void aDifferenceOfTheLossTellsTheRightReluMaskFromTheWrongOne() {
    assertRightAndWrongMask(new NetworkByHand().compute());
  }

  private static void assertRightAndWrongMask(NetworkByHand.Result result) {
    double right = result.right().slope() / result.right().difference();
    assertEquals(1, right, 1e-7, "the right gradient agrees to 7 digits");
    double wrong = result.wrong().slope() / result.wrong().difference();
    assertTrue(Math.abs(wrong - 1) > 0.5, "the wrong gradient is far off: " + wrong);
    assertTrue(result.distance() > 0.8 && result.cosine() < 0.7, result.toString());
    assertTrue(result.right().lastLoss() < 1e-6, result.toString());
    assertTrue(result.wrong().lastLoss() > 1, "and yet it learns: " + result);
    assertTrue(result.wrong().lastLoss() < 1e-5 * result.wrong().firstLoss(), result.toString());
  }

  /**
   * The numbers were computed with NumPy 2.4: {@code r = RandomState(0).randn}, x, y, w1, w2 drawn
   * in this order, 500 steps in float64.
   */
  @Test
  @DisplayName("acceptance point 9: both masks train as in NumPy")
  void bothMasksTrainAsTheyDoInNumpy() {
    OldNumpyRandom random = new OldNumpyRandom(0);
    NetworkByHand.Result result =
        NetworkByHand.compute(
            new NetworkByHand.Start(
                random.gaussian(50, 100),
                random.gaussian(50, 10),
                random.gaussian(100, 500),
                random.gaussian(500, 10)));
    assertRightAndWrongMask(result);
    assertEquals(12911971.64746356, result.right().firstLoss(), 1e-5);
    assertEquals(12911971.64746356, result.wrong().firstLoss(), 1e-5);
    assertEquals(3.77633398561256e-8, result.right().lastLoss(), 1e-13);
    assertEquals(2.3401161306985765, result.wrong().lastLoss(), 1e-9);
    assertEquals(0.6350779357491868, result.cosine(), 1e-12);
    assertEquals(0.8803210922487053, result.distance(), 1e-12);
  }

  /** The same in NumPy 1.24 from {@code default_rng(0).standard_normal}. */
  @Test
  @DisplayName("acceptance point 9: the wrong mask is 84 % off")
  void bothMasksTrainAsFromNumpysNewGenerator() {
    NewNumpyRandom random = new NewNumpyRandom();
    NetworkByHand.Start start =
        new NetworkByHand.Start(
            random.gaussian(50, 100),
            random.gaussian(50, 10),
            random.gaussian(100, 500),
            random.gaussian(500, 10));
    assertEquals(0.12573022, start.x().get(0), 5e-9);
    assertEquals(0.4095872842477019, start.w2().get(4999), 1e-15);
    NetworkByHand.Result result = NetworkByHand.compute(start);
    assertRightAndWrongMask(result);
    assertEquals(9443540.182681706, result.right().firstLoss(), 1e-5);
    assertEquals(2.839244377689782e-08, result.right().lastLoss(), 1e-13);
    assertEquals(2.876159405410699, result.wrong().lastLoss(), 1e-9);
    assertEquals(0.6455424048781336, result.cosine(), 1e-12);
    assertEquals(0.8443266117278921, result.distance(), 1e-12);
  }
}
