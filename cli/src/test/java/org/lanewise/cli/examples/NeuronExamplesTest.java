package org.lanewise.cli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.classic.LinearModel;

/** The misclassified point, the students, the four points and the numeric update. */
class NeuronExamplesTest {
  private final MisclassifiedPoint.Result point = new MisclassifiedPoint().compute();
  private final StudentAcceptance.Result students = new StudentAcceptance().compute();
  private final FourPointLikelihood.Result points = new FourPointLikelihood().compute();

  private static void assertModel(double w1, double w2, double bias, LinearModel model, double by) {
    assertEquals(w1, model.weights().get(0), by);
    assertEquals(w2, model.weights().get(1), by);
    assertEquals(bias, model.bias(), by);
  }

  @Test
  @DisplayName("acceptance point 5: one step of the perceptron")
  void oneStepOfThePerceptronMovesTheLineTo2Point6And3Point5And10Point1() {
    assertModel(2.6, 3.5, -10.1, point.updates().get(0).model(), 1e-14);
  }

  @Test
  @DisplayName("acceptance point 5: six steps of the perceptron")
  void sixStepsBringThePointToItsSide() {
    double[] scores = {22, 17.8, 13.6, 9.4, 5.2, 1.0};
    assertEquals(6, point.updates().size());
    for (int i = 0; i < 6; i++) {
      assertEquals(scores[i], point.updates().get(i).score(), 1e-13);
    }
    assertEquals(-3.2, point.endScore(), 1e-13);
    assertModel(0.6, 1.0, -10.6, point.end(), 1e-14);
  }

  @Test
  @DisplayName("acceptance point 7: one update of logistic regression")
  void oneLogisticStepIsAlmostThePerceptrons() {
    assertModel(2.6000000001, 3.5000000001, -10.1, point.logistic(), 1e-10);
    assertTrue(point.logistic().weights().get(0) > 2.6, "the logistic function is below 1");
  }

  @Test
  @DisplayName("acceptance point 5: the students' boundary")
  void studentsScoreEightMinusEightAndTwo() {
    assertEquals(List.of(8.0, -8.0, 2.0), students.scores());
    double[] probabilities = {0.99966465, 0.00033535, 0.88079708};
    for (int i = 0; i < 3; i++) {
      assertEquals(probabilities[i], students.probabilities().get(i), 5e-9);
    }
    assertEquals(List.of(1, 0, 1), students.decisions());
    assertEquals(0.042532941, students.crossEntropy(), 5e-10);
  }

  @Test
  @DisplayName("acceptance point 16: university acceptance")
  void aScoreOfExactlyZeroIsAccepted() {
    assertEquals(1, LinearModel.of(-18, 2, 1).decide(8, 2));
  }

  @Test
  @DisplayName("acceptance point 5: students are parted")
  void aPerceptronLearnsToPartTheStudents() {
    assertEquals(0, students.learned().mistakes());
    assertEquals(List.of(1, 0, 1), students.learnedDecisions());
  }

  @Test
  void likelihoodsAndCrossEntropiesOfTheFourPointsAreTheKnownOnes() {
    assertEquals(0.0084, points.worse().likelihood(), 1e-16);
    assertEquals(0.3024, points.better().likelihood(), 1e-16);
    assertEquals(4.779523573132869, points.worse().sum(), 1e-15);
    assertEquals(1.1960046346767592, points.better().sum(), 1e-15);
    assertEquals(1.1948808932832173, points.worse().mean(), 1e-15);
    assertEquals(0.2990011586691898, points.better().mean(), 1e-15);
  }

  @Test
  @DisplayName("acceptance point 9: the numeric update")
  void theNumericUpdateGivesPoint28AndPoint45AndOnePoint20() {
    List<Double> after = new NumericUpdate().compute().after();
    assertEquals(0.28, after.get(0), 1e-16);
    assertEquals(0.45, after.get(1), 1e-16);
    assertEquals(1.20, after.get(2), 1e-15);
  }
}
