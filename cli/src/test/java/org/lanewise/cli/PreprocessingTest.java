package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.nn.data.Preprocessor;
import org.lanewise.nn.model.ModelFile;
import org.lanewise.nn.random.RandomStream;
import picocli.CommandLine;

/** Columns of text, missing cells and presets: raw CSV files from training to prediction. */
class PreprocessingTest {
  private static final String HEADER =
      "RowNumber,CustomerId,Surname,CreditScore,Geography,Gender,Age,Balance,Exited";

  @TempDir private Path folder;
  private Path csv;
  private Path model;

  @BeforeEach
  void namePlaces() throws IOException {
    model = folder.resolve("m.safetensors");
    csv = customers("churn.csv", 400);
  }

  /** Customers of a made-up bank: who leaves depends on age and country. */
  private Path customers(String name, int rows) throws IOException {
    RandomStream random = RandomStream.of(4, "customers");
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < rows; i++) {
      int age = 20 + random.nextInt(40);
      String country = List.of("France", "Germany", "Spain").get(random.nextInt(3));
      int leaves = age + (country.equals("Germany") ? 15 : 0) > 45 ? 1 : 0;
      String person = i + 1 + "," + (900 + i) + ",\u043d?," + (500 + random.nextInt(300));
      String gender = random.nextInt(2) == 0 ? "Male" : "Female";
      String rest =
          String.join(",", country, gender, i % 40 == 7 ? "" : age + "", "0", leaves + "");
      lines.add(person + "," + rest);
    }
    return Files.write(folder.resolve(name), lines);
  }

  private CommandRun train(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("train", "--json", "--data=csv:" + csv, "--model=" + model));
    arguments.add("--plot=" + folder.resolve("c.svg"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static final String[] RECIPE = {
    "--target=Exited",
    "--ignore=RowNumber,CustomerId,Surname",
    "--encode=Geography=one-hot,Gender=ordinal",
    "--missing=Age=median",
    "--loss=bce",
    "--epochs=30",
    "--batch=16",
    "--layers=16"
  };

  private CommandRun trainRecipe(String... more) {
    List<String> all = new ArrayList<>(List.of(RECIPE));
    all.addAll(List.of(more));
    return train(all.toArray(String[]::new));
  }

  private static JsonObject last(CommandRun run) {
    List<JsonObject> lines = run.json();
    return lines.get(lines.size() - 1);
  }

  @Test
  void aModelPredictsAndIsEvaluatedFromRawRows() throws IOException {
    JsonObject result = last(trainRecipe().succeeded());
    assertTrue(result.get("test_auc").getAsDouble() > 0.95, result.toString());
    CommandRun evaluated =
        CommandRun.of("evaluate", "--json", model.toString(), "--data=csv:" + csv).succeeded();
    assertEquals(400, last(evaluated).get("samples").getAsInt());
    assertTrue(last(evaluated).get("test_accuracy").getAsDouble() > 0.9);
    Path raw =
        TestData.file(
            folder.resolve("new.csv"),
            "Gender,Age,Geography,CreditScore,Balance,Note",
            "Male,60,Germany,600,0,x",
            "Female,21,Spain,600,0,",
            "Male,NA,France,600,0,y");
    CommandRun predicted =
        CommandRun.of("predict", model.toString(), "--data=csv:" + raw).succeeded();
    assertEquals("1", predicted.lines().get(1).split(",")[0]);
    assertEquals("0", predicted.lines().get(2).split(",")[0]);
    assertEquals(4, predicted.lines().size());
    assertEquals(
        List.of(
            "CreditScore",
            "Geography=France",
            "Geography=Germany",
            "Geography=Spain",
            "Gender",
            "Age",
            "Balance"),
        ModelFile.load(model).featureNames());
  }

  @Test
  void anUnknownCategoryIsRefusedWithItsPlaceUnlessZerosAreAskedFor() throws IOException {
    Path raw =
        TestData.file(
            folder.resolve("new.csv"),
            "Gender,Age,Geography,CreditScore,Balance",
            "Male,60,Italy,600,0");
    trainRecipe("--epochs=1").refused("--epochs"); // given twice
    trainRecipe().succeeded();
    CommandRun.of("predict", model.toString(), "--data=csv:" + raw)
        .failed(1, raw + ":2:3: 'Italy' in column Geography", "France, Germany, Spain");
    trainRecipe("--unknown=zeros", "--drop-first").succeeded();
    CommandRun.of("predict", model.toString(), "--data=csv:" + raw).succeeded();
    assertEquals("Geography=Germany", ModelFile.load(model).featureNames().get(1));
  }

  @Test
  void aMissingCellIsNamedWithTheOptionsThatHelp() throws IOException {
    String[] without = RECIPE.clone();
    without[3] = "--missing=Balance=mean";
    train(without)
        .failed(
            1,
            csv + ":9:7: the cell in column Age is empty; use --missing Age=mean or Age=drop",
            "--encode Age=one-hot",
            "--ignore Age");
    Path damaged =
        TestData.file(folder.resolve("d.csv"), "x,y", "1,0", "n/a,1", "2,1", "3,0", "4,1", "5,0");
    CommandRun.of("train", "--data=csv:" + damaged, "--target=y", "--plot=" + folder + "/c.svg")
        .failed(1, damaged + ":3:1: 'n/a' is not a number in column x; use --missing x=mean");
  }

  @ParameterizedTest
  @CsvSource({"standard, STANDARD", "minmax, MINMAX", "robust, ROBUST", "none, NONE"})
  void everyScalingIsKept(String name, String kind) throws IOException {
    trainRecipe("--scaling=" + name).succeeded();
    Preprocessor loaded = ModelFile.load(model).preprocessor();
    assertEquals(kind, loaded.scaling().kind().name());
    String text = loaded.scaling().toString();
    CommandRun summary = CommandRun.of("summary", "--json", model.toString()).succeeded();
    assertEquals(text, last(summary).get("scaling").getAsString());
  }

  @Test
  void droppedRowsAreNeitherLearnedNorEvaluated() {
    String[] dropping = RECIPE.clone();
    dropping[3] = "--missing=drop";
    train(dropping).succeeded();
    CommandRun evaluated =
        CommandRun.of("evaluate", "--json", model.toString(), "--data=csv:" + csv).succeeded();
    assertEquals(390, last(evaluated).get("samples").getAsInt());
    CommandRun.of("predict", model.toString(), "--data=csv:" + csv)
        .failed(1, csv + ":9:7", "column Age is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--encode=Age=hot", "--encode=Age", "--unknown=guess", "--preset=chrun"})
  void wrongNamesAreRefused(String option) {
    train("--target=Exited", option).refused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--missing=mean", "--encode=a=one-hot"})
  void whatIsForTablesIsRefusedForImages(String option) {
    CommandRun.of("train", option, "--plot=" + folder + "/c.svg").refused("--encode and --missing");
  }

  @Test
  void aColumnThatIsNotThereIsAnsweredWithOneThatIs() {
    trainRecipe("--missing=age=mean").failed(1, "'age'", "did you mean Age?");
  }

  @Test
  void aPresetGivesOptionsAndTheCommandLineOverrulesThem() throws IOException {
    train("--preset=churn", "--missing=mean", "--epochs=2", "--layers=5").succeeded();
    var loaded = ModelFile.load(model);
    assertEquals(2L, loaded.training().get("epochs"));
    assertEquals(64L, loaded.training().get("batch"), "that of the recipe");
    assertEquals(
        List.of(
            "CreditScore", "Geography=Germany", "Geography=Spain", "Gender=Male", "Age", "Balance"),
        loaded.featureNames());
    train("--preset", "chrun").refused("'chrun'", "churn, housing");
  }

  @ParameterizedTest
  @EnumSource
  void aPresetNamesOnlyOptionsThatAreThere(Preset preset) {
    CommandLine command = new CommandLine(new TrainCommand());
    for (String name : preset.options().keySet()) {
      assertTrue(command.getCommandSpec().optionsMap().containsKey(name), name);
    }
    String help = CommandRun.of("train", "--help").succeeded().out();
    assertTrue(help.contains(preset.toString()), "the help names it");
  }

  @Test
  void textsMayBeTheClasses() throws IOException {
    List<String> lines = new ArrayList<>(List.of("x,kind"));
    for (int i = 0; i < 60; i++) {
      lines.add(i + "," + List.of("setosa", "virginica").get(i / 30));
    }
    csv = Files.write(folder.resolve("iris.csv"), lines);
    train("--target=kind").failed(1, csv + ":2:2: 'setosa'", "--encode kind=ordinal");
    train("--target=kind", "--encode=kind=ordinal", "--epochs=60", "--lr=0.05").succeeded();
    assertEquals(List.of("setosa", "virginica"), ModelFile.load(model).labels());
    CommandRun evaluated =
        CommandRun.of("evaluate", "--json", model.toString(), "--data=csv:" + csv).succeeded();
    assertTrue(last(evaluated).get("test_accuracy").getAsDouble() > 0.9);
    CommandRun predicted =
        CommandRun.of("predict", model.toString(), "--data=csv:" + csv).succeeded();
    assertTrue(predicted.lines().get(1).startsWith("setosa,"), predicted.lines().get(1));
  }
}
