package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lanewise.core.BackendReport;
import org.lanewise.core.Backends;

/** Command lines that make no sense: code 2, one line, and no file is touched. */
class UsageErrorsTest {
  @TempDir private Path folder;

  private Path model;
  private Map<Path, String> before;

  @BeforeEach
  void anOldModelIsThere() throws IOException {
    model = Files.writeString(folder.resolve("m.safetensors"), "the old model");
    Files.writeString(folder.resolve("c.svg"), "the old picture");
    before = TestData.snapshot(folder);
  }

  private CommandRun train(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("train", "--model=" + model));
    if (List.of(options).stream().noneMatch(option -> option.startsWith("--plot"))) {
      arguments.add("--plot=" + folder.resolve("c.svg"));
    }
    arguments.addAll(List.of(options));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(before, TestData.snapshot(folder), "files changed");
    return run;
  }

  @Test
  void aMissingCommandIsNamedAsSuch() {
    CommandRun.of().refused("command", "lanewise --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trian", "TRAIN", "help me", "--frobnicate", "-x", ""})
  void aCommandThatDoesNotExistIsQuoted(String word) {
    CommandRun.of(word).refused("'" + word + "'", "lanewise --help");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheKnownOnes() {
    CommandRun.of("trian").refused("train", "evaluate", "predict", "summary", "doctor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate m --data=digits",
        "predict m --data=digits",
        "summary m",
        "gradcheck",
        "example",
        "doctor"
      })
  void anUnknownOptionIsQuotedWithTheWayToHelp(String line) {
    String[] words = (line + " --frobnicate").split(" ");
    CommandRun.of(words).refused("'--frobnicate'", "lanewise " + words[0] + " --help");
  }

  @ParameterizedTest
  @CsvSource({"evaluate,MODEL", "predict,MODEL", "summary,MODEL"})
  void aMissingModelIsNamed(String command, String parameter) {
    CommandRun.of(command).refused(parameter, "lanewise " + command + " --help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "predict"})
  void missingDataAreNamed(String command) {
    CommandRun.of(command, model.toString()).refused("--data");
  }

  @ParameterizedTest
  @CsvSource({
    "--epochs,0",
    "--epochs,-1",
    "--epochs,x",
    "--epochs,1.5",
    "--epochs,99999999999",
    "--epochs,''",
    "--batch,0",
    "--batch,-1",
    "--batch,x",
    "--batch,1e3",
    "--accumulate,0",
    "--accumulate,-1",
    "--accumulate,x",
    "--early-stopping,0",
    "--early-stopping,-1",
    "--early-stopping,x",
    "--seed,x",
    "--seed,1.5",
    "--seed,99999999999999999999",
    "--threads,0",
    "--threads,-1",
    "--threads,x",
    "--threads,1000000",
    "--lr,x",
    "--lr,''",
    "--dropout,1",
    "--dropout,-0.1",
    "--dropout,1.5",
    "--dropout,NaN",
    "--dropout,x",
    "--validation,1",
    "--validation,-0.1",
    "--validation,NaN",
    "--validation,x",
    "--test,0",
    "--test,1",
    "--test,-1",
    "--test,NaN",
    "--layers,0",
    "--layers,-8",
    "--layers,x",
    "--layers,''",
    "--layers,' '",
    "--layers,'128,'",
    "--layers,',128'",
    "--layers,'8,,8'",
    "--layers,'8,x'",
    "--layers,99999999999",
  })
  void aWrongNumberIsNamedByItsOption(String option, String value) throws IOException {
    CommandRun run = train(option + "=" + value).refused();

    assertTrue(run.errors().contains(option.substring(2)), run.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "-0"})
  void aLearningRateIsPositiveAndFinite(String rate) throws IOException {
    for (String optimizer : List.of("sgd", "momentum", "adam")) {
      train("--lr=" + rate, "--optimizer=" + optimizer).refused("learning rate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "huber:0, 0, delta",
    "poisson, 0.1, --label-smoothing",
    "cross-entropy, 1, smoothing",
    "cross-entropy:0.1, -0.1, smoothing",
    "mse, 0.1, --label-smoothing",
    "kl, 0.1, --label-smoothing",
  })
  void aLossWithParametersThatMakeNoSenseIsRefused(String loss, String smoothing, String said)
      throws IOException {
    train("--loss=" + loss, "--label-smoothing=" + smoothing).refused(said);
  }

  @ParameterizedTest
  @CsvSource({
    "--activation,relu6,leaky-relu",
    "--activation,'',leaky-relu",
    "--loss,focal,cross-entropy",
    "--loss,mse:0.5,mean-per-row",
    "--loss,'',cross-entropy",
    "--optimizer,lbfgs,momentum",
    "--optimizer,'',momentum",
    "--init,random,xavier",
    "--init,'',xavier",
    "--precision,float16,float32",
    "--precision,'',float32",
    "--scaling,unit,minmax",
    "--scaling,'',standard",
    "--backend,cuda,scalar",
    "--backend,'',scalar",
  })
  void anUnknownNameIsQuotedAndTheKnownOnesAreListed(String option, String name, String known)
      throws IOException {
    train(option + "=" + name).refused("'" + name + "'", known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1", "NaN", "Infinity"})
  void aSlopeIsBelowOne(String slope) throws IOException {
    train("--activation=leaky-relu:" + slope).refused("leaky ReLU slope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky-relu:x", "leaky-relu:", "leaky-relu:0.1:0.2", "tanh:1"})
  void theNumbersOfAnActivationAreNumbersAndNotTooMany(String name) throws IOException {
    train("--activation=" + name).refused("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal:x", "he:2", "uniform:1:2"})
  void theNumberOfAnInitializerIsOneNumber(String name) throws IOException {
    train("--init=" + name).refused("'" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal:-1", "uniform:0", "constant:Infinity", "orthogonal:NaN"})
  void aWidthOfInitialWeightsIsPositiveAndFinite(String name) throws IOException {
    train("--init=" + name).refused("does not take the number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mnist",
        "",
        "csv",
        "csv:",
        "idx:",
        "digits:x",
        "http://x.org/a.csv",
        "CSV:a",
        ":"
      })
  void dataOfAnUnknownKindAreAnsweredWithTheKnownKinds(String data) throws IOException {
    train("--data=" + data).refused("'" + data + "'", "digits", "idx:FOLDER", "csv:FILE");
    CommandRun.of("predict", model.toString(), "--data=" + data).refused("csv:FILE");
    CommandRun.of("evaluate", model.toString(), "--data=" + data).refused("csv:FILE");
  }

  @Test
  void aTableNeedsATargetAndImagesHaveNone() throws IOException {
    train("--data=csv:a.csv").refused("--target COLUMN");
    train("--data=digits", "--target=kind").refused("--target", "digits");
    train("--data=idx:there", "--target=kind").refused("--target", "idx:there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curve.png", "curve", "svg", "curve.svg.gz", ""})
  void aPictureIsCalledSvg(String name) throws IOException {
    train("--plot=" + folder.resolve("x") + name).refused("--plot", ".svg");
  }

  @Test
  void dataAreNotOverwrittenThroughALinkOrInTheirFolder() throws IOException {
    Path csv = Files.writeString(folder.resolve("data.csv"), "x,y\n1,2\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.safetensors"), csv.getFileName());
    Path images = TestData.idx(folder.resolve("images"));
    before = TestData.snapshot(folder);
    CommandRun.of("train", "--data=csv:" + csv, "--target=y", "--model=" + link)
        .refused("over the data", "data.csv");
    for (String name : List.of("train-images-idx3-ubyte", "t10k-labels-idx1-ubyte.gz")) {
      CommandRun.of("train", "--data=idx:" + images, "--model=" + images.resolve(name))
          .refused("over the data", images.toString());
    }
    assertEquals(before, TestData.snapshot(folder));
  }

  @Test
  void noMessageSendsCommandsToTheTerminal() throws IOException {
    String command = "\u001b[2J";
    CommandRun.of(command).refused("'\\u001b[2J'");
    train("--optimizer=" + command).refused("'\\u001b[2J'");
  }

  @Test
  void aModelInAFileAndALayerTooLargeAreNamedForWhatTheyAre() throws IOException {
    CommandRun.of("train", "--model=" + model.resolve("m"), "--plot=" + folder.resolve("p.svg"))
        .failed(1, model + " is a file, not a folder");
    train("--layers=2147483647").refused("'2147483647'", "1 to 999999999");
  }

  @Test
  void theModelAndThePicturesAreDifferentFiles() throws IOException {
    Path svg = folder.resolve("same.svg");
    CommandRun.of("train", "--epochs=1", "--layers=2", "--model=" + svg, "--plot=" + svg)
        .refused("--model", "--plot");
    CommandRun.of(
            "train",
            "--epochs=1",
            "--layers=2",
            "--model=" + folder.resolve("same.png"),
            "--plot=" + svg)
        .refused("--model", "--plot");
    assertEquals(before, TestData.snapshot(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"history", "history.txt", "csv", "history.json", ""})
  void aHistoryIsCsvOrJsonLines(String name) throws IOException {
    train("--history=" + folder.resolve("x") + name).refused("--history", ".csv or .jsonl");
  }

  @Test
  void aHistoryIsNotWrittenOverTheDataOrAnotherResult() throws IOException {
    Path csv = Files.writeString(folder.resolve("data.csv"), "x,y\n1,2\n");
    before = TestData.snapshot(folder);
    train("--data=csv:" + csv, "--target=y", "--history=" + csv)
        .refused("over the data", "data.csv");
    Path both = folder.resolve("both.csv");
    CommandRun.of("train", "--model=" + both, "--history=" + both).refused("--history", "both.csv");
    assertEquals(before, TestData.snapshot(folder));
  }

  @Test
  void optionsThatDoNotGoTogetherAreNamed() throws IOException {
    train("--early-stopping=3", "--validation=0").refused("--early-stopping", "--validation 0");
    train("--checkpoint=" + model).refused("--checkpoint", "is a file");
    train("--resume=" + folder.resolve("nowhere")).refused("--resume", "does not exist");
  }

  @Test
  void anOptionThatIsGivenTwiceIsNamed() throws IOException {
    train("--epochs=1", "--epochs=2").refused("--epochs");
    train("--layers=8", "--layers=4").refused("--layers");
  }

  @Test
  void anOptionWithoutItsValueIsNamed() throws IOException {
    train("--epochs").refused("--epochs");
    train("--data").refused("--data");
  }

  @Test
  void aWordTooManyIsQuoted() throws IOException {
    train("more").refused("'more'");
    CommandRun.of("summary", model.toString(), "more").refused("'more'");
    CommandRun.of("doctor", "more").refused("'more'");
  }

  @Test
  void lineEndsInAWordDoNotBreakTheMessage() {
    CommandRun.of("a\nb\r\nc").refused("a b c");
    CommandRun.of("train", "--data=a\nb").refused("a b");
  }

  @Test
  void aBackendThatIsNotAvailableFailsWithItsReason() throws IOException {
    for (BackendReport.Status status : Backends.report().backends()) {
      if (status.state() == BackendReport.State.NOT_AVAILABLE) {
        train("--backend=" + status.name()).failed(1, status.name(), "not available");
        CommandRun.of("doctor", "--backend=" + status.name()).failed(1, status.name());
        CommandRun.of("gradcheck", "--backend=" + status.name()).failed(1, status.name());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"train", "evaluate", "predict", "summary", "gradcheck", "example", "doctor"})
  void helpAndVersionAreAnswersNotErrors(String command) {
    String help = CommandRun.of(command, "--help").succeeded().out();
    assertTrue(help.startsWith("Usage: lanewise " + command), help);
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
    String version = CommandRun.of("--version").succeeded().out();
    assertTrue(version.startsWith("lanewise "), version);
    assertEquals(version, CommandRun.of(command, "--version").succeeded().out());
  }
}
