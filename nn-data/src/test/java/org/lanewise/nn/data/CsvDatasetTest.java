package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.nn.tensor.Precision;
import org.lanewise.nn.tensor.Tensor;

class CsvDatasetTest {
  private static final Precision P = Precision.FLOAT64;

  @TempDir Path folder;

  private CsvTable table(String text) throws IOException {
    return CsvTable.read(Files.writeString(folder.resolve("t.csv"), text));
  }

  /** Classes that are already known, as those of a model; one feature. */
  private static Dataset known(CsvTable table, List<String> labels) throws IOException {
    List<String> names = table.header().stream().filter(name -> !name.equals("c")).toList();
    FeatureScaling none = FeatureScaling.none(names.size());
    return CsvDataset.of(table, Preprocessor.of(none, names), "c", labels, P);
  }

  private static Tensor features(CsvTable table, List<String> names, int inputs)
      throws IOException {
    return Preprocessor.of(FeatureScaling.none(inputs), names).apply(table, P);
  }

  private String file() {
    return folder.resolve("t.csv").toString();
  }

  @Test
  void classesAreTheDistinctTargetsInAscendingOrder() throws IOException {
    CsvTable table = table("x,class,y\n1,10,2\n3,-1,4\n5,2,6\n7,10,8\n9,2.5,10\n");
    Dataset data = CsvDataset.classification(table, "class", P);
    assertEquals(List.of("-1", "2", "2.5", "10"), data.labels());
    assertTrue(data.targets().sameBits(Tensor.of(P, 5, 3, 0, 1, 3, 2)));
    assertTrue(data.features().sameBits(Tensor.of(P, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
    assertEquals(List.of("x", "y"), data.featureNames());
  }

  @Test
  void bothZerosAreOneClass() throws IOException {
    Dataset data = CsvDataset.classification(table("x,c\n1,0\n2,-0\n3,1\n4,-0.0\n"), "c", P);
    assertEquals(List.of("0", "1"), data.labels());
    assertTrue(data.targets().sameBits(Tensor.of(P, 4, 0, 0, 1, 0)));
  }

  @Test
  void oneClassOrTooManyAreNotAClassification() throws IOException {
    CsvTable one = table("x,c\n1,7\n2,7\n");
    var few =
        assertThrows(IllegalArgumentException.class, () -> CsvDataset.classification(one, "c", P));
    String rest =
        " distinct values; a classification has 2 to 1000 (use --loss mse to predict a number)";
    assertEquals(file() + ": column c has 1" + rest, few.getMessage());
    StringBuilder text = new StringBuilder("x,c\n");
    for (int i = 0; i < 1001; i++) {
      text.append("0,").append(i).append('\n');
    }
    CsvTable many = table(text.toString());
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> CsvDataset.classification(many, "c", P));
    assertEquals(file() + ": column c has 1001" + rest, thrown.getMessage());
    text.setLength(text.lastIndexOf("0,1000"));
    assertEquals(1000, CsvDataset.classification(table(text.toString()), "c", P).labels().size());
  }

  @Test
  void classesOfAModelKeepTheModelsOrder() throws IOException {
    CsvTable table = table("c,x\n2,5\n-1,6\n-0,7\n");
    Dataset data = known(table, List.of("2", "0", "-1"));
    assertTrue(data.targets().sameBits(Tensor.of(P, 3, 0, 2, 1)));
    assertEquals(List.of("2", "0", "-1"), data.labels());
  }

  @Test
  void aClassTheModelDoesNotKnowIsNamedWithItsPlace() throws IOException {
    CsvTable table = table("x,\"c\",y\n1,0,2\n3,1,4\n5,7,6\n");
    var thrown = assertThrows(DataFormatException.class, () -> known(table, List.of("0", "1")));
    assertEquals(
        file() + ":4:2: '7' in column c is not a class of the model: [0, 1]", thrown.getMessage());
    assertEquals(4, thrown.line());
    assertEquals(2, thrown.column());
  }

  @Test
  void thePlaceIsThatInTheFileEvenIfColumnsWereNotRead() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "name,x,c\n\"a\nb\",1,0\nd,2,9\n");
    CsvTable table = CsvTable.read(file, name -> !name.equals("name"));
    var thrown = assertThrows(DataFormatException.class, () -> known(table, List.of("0", "1")));
    assertTrue(thrown.getMessage().startsWith(file() + ":4:3: '9'"), thrown.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void aRegressionTakesTheTargetAsItIs(Precision precision) throws IOException {
    Dataset data = CsvDataset.regression(table("y,a,b\n0.1,1,2\n-3,4,5\n"), "y", precision);
    assertTrue(data.targets().sameBits(Tensor.of(precision, 2, 0.1, -3)));
    assertTrue(data.features().sameBits(Tensor.of(precision, 2, 1, 2, 4, 5)));
    assertEquals(List.of("a", "b"), data.featureNames());
    assertFalse(data.isClassification());
  }

  @Test
  void aMissingOrLonelyTargetIsRefusedWithTheFile() throws IOException {
    CsvTable table = table("age,price\n1,2\n");
    var missing =
        assertThrows(IllegalArgumentException.class, () -> CsvDataset.regression(table, "size", P));
    assertEquals(
        file() + " has no column 'size'; its columns are age, price",
        missing.getMessage().replace("'age'", "age").replace("'price'", "price"));
    CsvTable single = table("price\n2\n");
    var lonely =
        assertThrows(
            IllegalArgumentException.class, () -> CsvDataset.regression(single, "price", P));
    assertEquals(file() + " has 1 column; features and a target need 2", lonely.getMessage());
  }

  @Test
  void featuresAreFoundByNameInAnyOrderAndOthersAreLeftOut() throws IOException {
    CsvTable table = table("note,b,label,a\n9,2,8,1\n9,4,8,3\n");
    Tensor features = features(table, List.of("a", "b"), 2);
    assertTrue(features.sameBits(Tensor.of(P, 2, 1, 2, 3, 4)));
  }

  @Test
  void aFeatureTheFileLacksIsNamed() throws IOException {
    CsvTable table = table("a,b\n1,2\n");
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> features(table, List.of("a", "tenure"), 2));
    assertTrue(
        thrown.getMessage().startsWith(file() + " has no column 'tenure'"), thrown.getMessage());
  }

  private CsvTable wide(int columns, int label) throws IOException {
    StringBuilder header = new StringBuilder();
    StringBuilder row = new StringBuilder();
    for (int j = 0; j < columns; j++) {
      header.append(j == 0 ? "" : ",").append(j == label ? "label" : "p" + j);
      row.append(j == 0 ? "" : ",").append(j);
    }
    return table(header + "\n" + row + "\n");
  }

  @Test
  void withoutNames784ColumnsAreThePixelsWhateverTheyAreCalled() throws IOException {
    Tensor features = features(wide(784, 3), List.of(), 784);
    for (int j = 0; j < 784; j++) {
      assertEquals(j, features.get(0, j));
    }
  }

  @Test
  @DisplayName("acceptance point 14: digits as a table with labels")
  void withoutNamesAColumnCalledLabelIsLeftOutOf785() throws IOException {
    for (int label : new int[] {0, 5, 784}) {
      Tensor features = features(wide(785, label), List.of(), 784);
      for (int j = 0; j < 784; j++) {
        assertEquals(j < label ? j : j + 1, features.get(0, j));
      }
    }
  }

  @Test
  void anotherNumberOfColumnsIsRefusedWithBothCounts() throws IOException {
    for (int[] wrong : new int[][] {{785, -1}, {786, 0}, {783, -1}, {783, 0}}) {
      CsvTable table = wide(wrong[0], wrong[1]);
      var thrown =
          assertThrows(IllegalArgumentException.class, () -> features(table, List.of(), 784));
      assertEquals(
          file()
              + " has "
              + wrong[0]
              + " columns, the model takes 784 features (and a column called label is left out)",
          thrown.getMessage());
    }
  }

  @Test
  void onlyColumnsThatMatterToAModelAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,note,b,y\n1,text,2,3\n");
    Preprocessor named = Preprocessor.of(FeatureScaling.none(2), List.of("a", "b"));
    assertEquals(List.of("a", "b", "y"), named.read(file, "y", List.of()).header());
    assertEquals(List.of("a", "b"), named.read(file, null, List.of()).header());
    Preprocessor unnamed = Preprocessor.of(FeatureScaling.none(2), List.of());
    var thrown = assertThrows(DataFormatException.class, () -> unnamed.read(file, "y", List.of()));
    assertTrue(thrown.getMessage().contains("'text'"), "without names all columns matter");
  }
}
