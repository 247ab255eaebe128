package org.lanewise.cli.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.lanewise.nn.data.Dataset;

/** The examples that train networks. */
class TrainingExamplesTest {
  /** A text takes a rate from a sum of squares along to their mean. */
  @Test
  @DisplayName("acceptance point 17: a rate of another reduction")
  void aRateThatLearnsOnASumStandsStillOnAMean() {
    ReductionMismatch.Result result = new ReductionMismatch().compute();
    assertEquals(55_510, result.parameters());
    double byMean = result.before() - result.afterMean();
    double bySum = result.before() - result.afterSum();
    assertTrue(byMean > 0 && byMean < 0.001 * result.before(), result.toString());
    assertTrue(bySum > 100 * byMean, result.toString());
  }

  @Test
  @DisplayName("acceptance point 17: rates too small and too large")
  void aRateMayBeTooSmallRightOrTooLarge() {
    LearningRates.Result result = new LearningRates().compute();
    assertTrue(
        result.tooSmall().lastLoss() > 0.98 * result.tooSmall().firstLoss(), result.toString());
    assertTrue(result.right().lastLoss() < 0.01 * result.right().firstLoss(), result.toString());
    assertTrue(Double.isNaN(result.tooLarge().lastLoss()));
    assertTrue(result.tooLarge().failure().contains("lower the learning rate"), result.toString());
  }

  @Test
  void theGradientVanishesThroughTenSigmoidLayersAndNotThroughTenOfRelu() {
    VanishingGradient.Result result = new VanishingGradient().compute();
    assertEquals(10, result.sigmoid().size());
    assertEquals(10, result.relu().size());
    double sigmoid = VanishingGradient.Result.ratio(result.sigmoid());
    double relu = VanishingGradient.Result.ratio(result.relu());
    assertTrue(sigmoid < 1e-4, "sigmoid " + sigmoid);
    assertTrue(relu > 0.05 && relu < 20, "relu " + relu);
    assertEquals(9.54e-7, StrictMath.pow(0.25, 10), 5e-10);
    for (int i = 1; i < 10; i++) {
      assertTrue(result.sigmoid().get(i - 1) < result.sigmoid().get(i), "layer " + i);
    }
  }

  @Test
  @DisplayName("acceptance point 16: evaluation of property")
  void aHiddenLayerPricesHousesThatAWeightedSumCannot() {
    PropertyEvaluation.Result result = new PropertyEvaluation().compute();
    assertTrue(result.linearRmse() < 0.5 * result.meanRmse(), result.toString());
    assertTrue(result.networkRmse() < 0.4 * result.linearRmse(), result.toString());
    assertTrue(result.networkRmse() > 9, "prices carry noise of 10: " + result);
    assertEquals(4, result.importances().size());
    double bedrooms = result.importances().get(1).mean();
    for (int feature : new int[] {0, 2, 3}) {
      assertTrue(result.importances().get(feature).mean() > bedrooms, result.toString());
    }
    assertTrue(bedrooms > 3 * result.importances().get(1).deviation(), result.toString());
  }

  @Test
  void housesAreMadeFromTheirSeed() {
    Dataset houses = PropertyEvaluation.houses(50, 1);
    assertTrue(houses.features().sameBits(PropertyEvaluation.houses(50, 1).features()));
    assertTrue(!houses.features().sameBits(PropertyEvaluation.houses(50, 2).features()));
    assertEquals(PropertyEvaluation.FEATURES, houses.featureNames());
  }

  @Test
  @DisplayName("acceptance point 16: bank exit")
  void aHiddenLayerTellsWhoLeavesTheBankNearlyAsWellAsCanBe() {
    BankExit.Result result = new BankExit().compute();
    assertEquals(
        List.of(
            "CreditScore",
            "Geography=France",
            "Geography=Germany",
            "Geography=Spain",
            "Gender=Male",
            "Age",
            "Tenure",
            "Balance",
            "NumOfProducts",
            "IsActiveMember",
            "EstimatedSalary"),
        result.features());
    assertTrue(result.stayed() > 0.6 && result.stayed() < 0.85, result.toString());
    assertTrue(result.linearAccuracy() > result.stayed(), result.toString());
    assertTrue(result.accuracy() > result.linearAccuracy() + 0.02, result.toString());
    assertTrue(result.auc() > result.linearAuc() + 0.05, result.toString());
    assertTrue(Math.abs(result.auc() - (result.bestAuc() - 0.015)) < 0.015, result.toString());
  }

  @Test
  void customersAreMadeFromTheirSeed() {
    BankExit.Customers customers = BankExit.customers(50, 1);
    assertEquals(customers.csv(), BankExit.customers(50, 1).csv());
    assertTrue(!customers.csv().equals(BankExit.customers(50, 2).csv()));
    assertEquals(51, customers.csv().lines().count());
    for (double probability : customers.probabilities()) {
      assertTrue(probability > 0 && probability < 1, "" + probability);
    }
  }

  @Test
  @DisplayName("acceptance point 16: three classes by one network")
  void eachAnimalIsTakenForWhatItIs() {
    ThreeAnimals.Result result = new ThreeAnimals().compute();
    assertTrue(result.accuracy() > 0.95, result.toString());
    for (int i = 0; i < 3; i++) {
      List<Double> probabilities = result.typical().get(i);
      assertEquals(1, probabilities.stream().mapToDouble(p -> p).sum(), 1e-6);
      assertTrue(probabilities.get(i) > 0.9, result.toString());
    }
  }

  @Test
  void anAutoencoderCarriesDigitsThroughThirtyTwoNumbers() {
    DigitAutoencoder.Result result = new DigitAutoencoder().compute();
    assertEquals(
        784 * 128 + 128 + 128 * 32 + 32 + 32 * 128 + 128 + 128 * 784 + 784, result.parameters());
    assertTrue(result.rmse() < 0.6 * result.meanRmse(), result.rmse() + " " + result.meanRmse());
    assertTrue(result.losses().get(14) < 0.2 * result.losses().get(0), result.losses().toString());
    assertEquals(14, result.picture().size());
  }
}
