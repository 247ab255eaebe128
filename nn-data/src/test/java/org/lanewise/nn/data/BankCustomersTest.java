package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.nn.data.Preprocessing.Encoding;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;
import org.lanewise.nn.tensor.TestData;

/** The table of a bank's customers, from its texts and numbers to features. */
class BankCustomersTest {
  private static final Preprocessing NONE = Preprocessing.of(FeatureScaling.Kind.NONE);

  @TempDir Path folder;

  private CsvTable customers(Preprocessing settings) throws IOException {
    Path file = folder.resolve("customers.csv");
    try (var in = BankCustomersTest.class.getResourceAsStream("customers.csv")) {
      Files.write(file, in.readAllBytes());
    }
    return settings.read(file, "Exited");
  }

  private static final Preprocessing CHURN =
      Preprocessing.of(FeatureScaling.Kind.STANDARD)
          .ignore("RowNumber", "CustomerId", "Surname")
          .encode("Geography", Encoding.ONE_HOT)
          .encode("Gender", Encoding.ORDINAL);

  /** The statistics of the table, standard deviations divided by n. */
  @Test
  @DisplayName("acceptance point 14: statistics of the bank's customers")
  void theChurnTableHasTheGoldenStatistics() throws IOException {
    CsvTable table = customers(CHURN);
    assertEquals(24, table.rows());
    assertEquals(
        List.of(
            "CreditScore",
            "Geography",
            "Gender",
            "Age",
            "Tenure",
            "Balance",
            "NumOfProducts",
            "HasCrCard",
            "IsActiveMember",
            "EstimatedSalary",
            "Exited"),
        customers(CHURN).header());
    int exited = table.column("Exited");
    int balance = table.column("Balance");
    int leavers = 0;
    int empty = 0;
    for (int i = 0; i < 24; i++) {
      leavers += (int) table.value(i, exited);
      empty += table.value(i, balance) == 0 ? 1 : 0;
    }
    assertEquals(6, leavers);
    assertEquals(14, empty);
    assertEquals(Map.of("France", 12, "Spain", 9, "Germany", 3), counts(table, "Geography"));
    assertEquals(Map.of("Female", 13, "Male", 11), counts(table, "Gender"));
    FeatureScaling scaling = CHURN.fit(customers(CHURN), TestData.range(24), "Exited").scaling();
    String[] names = {
      "CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary"
    };
    double[] means = {611.208333, 37.625, 4.916667, 52174.415, 1.833333, 87512.125833};
    double[] sigmas = {109.152790, 8.943398, 2.722080, 63207.999321, .687184, 51476.929770};
    List<String> features =
        CHURN.fit(customers(CHURN), TestData.range(24), "Exited").featureNames();
    for (int j = 0; j < names.length; j++) {
      int at = features.indexOf(names[j]);
      assertEquals(means[j], scaling.shift()[at], 5e-7, names[j]);
      assertEquals(sigmas[j], 1 / scaling.factor()[at], 5e-7, names[j]);
    }
  }

  private static Map<String, Integer> counts(CsvTable table, String column) {
    Map<String, Integer> counts = new TreeMap<>();
    int at = table.column(column);
    for (int i = 0; i < table.rows(); i++) {
      counts.merge(table.texts(at).get((int) table.value(i, at)), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  @DisplayName("acceptance point 14: names in other scripts")
  void namesInOtherScriptsAreRead() throws IOException {
    Preprocessing settings = NONE.encode("Name", Encoding.ORDINAL);
    CsvTable table =
        settings.read(Files.writeString(folder.resolve("t.csv"), "Name,y\n\u043d?,1\n"), "y");
    assertEquals(List.of("\u043d?"), table.texts(0));
    CsvTable customers =
        customers(
            NONE.encode("Surname", Encoding.ONE_HOT)
                .encode("Geography", Encoding.ONE_HOT)
                .encode("Gender", Encoding.ONE_HOT));
    assertEquals("\u043d?", customers.texts(customers.column("Surname")).get(9));
  }

  @Test
  void theChurnPipelineStandardisesOnTheTrainingPartAlone() throws IOException {
    CsvTable table = customers(CHURN);
    int[] learned = TestData.range(18);
    Preprocessor fitted = CHURN.fit(table, learned, "Exited");
    assertEquals(
        List.of(
            "CreditScore",
            "Geography=France",
            "Geography=Germany",
            "Geography=Spain",
            "Gender",
            "Age",
            "Tenure",
            "Balance",
            "NumOfProducts",
            "HasCrCard",
            "IsActiveMember",
            "EstimatedSalary"),
        fitted.featureNames());
    Tensor features = fitted.apply(table, Precision.FLOAT64);
    for (int j : new int[] {0, 4, 5, 6, 7, 8, 9, 10, 11}) {
      double sum = 0;
      double squares = 0;
      for (int i : learned) {
        sum += features.get(i, j);
        squares += features.get(i, j) * features.get(i, j);
      }
      assertEquals(0, sum / 18, 1e-14);
      assertEquals(1, squares / 18, 1e-13);
    }
    assertEquals(1, features.get(7, 2), "the eighth lives in Germany");
  }
}
