package org.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that cannot be read, written, or used on the data: one line, nothing touched. */
class ModelErrorsTest {
  @TempDir private Path folder;

  /** Runs every command that reads a model. */
  private static List<CommandRun> readers(Path model, Path csv) {
    return List.of(
        CommandRun.of("summary", model.toString()),
        CommandRun.of("predict", model.toString(), "--data=csv:" + csv),
        CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv, "--target=kind"));
  }

  private CommandRun train(Path csv, Path model, Path plot) {
    return CommandRun.of(
        "train",
        "--json",
        "--data=csv:" + csv,
        "--target=kind",
        "--epochs=1",
        "--layers=4",
        "--model=" + model,
        "--plot=" + plot);
  }

  @Test
  void aModelThatIsNotThereIsNamed() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path missing = folder.resolve("missing.safetensors");
    readers(missing, csv).forEach(run -> run.failed(1, missing.toString(), "does not exist"));
    readers(folder, csv).forEach(run -> run.failed(1, folder.toString()));
    Path below = csv.resolve("m.safetensors");
    readers(below, csv).forEach(run -> run.failed(1, below.toString()));
  }

  @Test
  void aTruncatedModelIsRefusedAtEveryLength() throws IOException {
    Path csv = TestData.twoKinds(folder);
    byte[] whole = Files.readAllBytes(TestData.model(csv, "kind"));
    Path cut = folder.resolve("cut.safetensors");
    for (int length = 0; length < whole.length; length += length < 32 ? 1 : 61) {
      Files.write(cut, Arrays.copyOf(whole, length));
      CommandRun.of("summary", cut.toString()).failed(1, cut.toString());
    }
    Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
    readers(cut, csv).forEach(run -> run.failed(1, cut.toString()));
    Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
    readers(cut, csv).forEach(run -> run.failed(1, cut.toString()));
  }

  @Test
  void aDamagedHeaderIsReadAsItStandsOrRefusedInOneLine() throws IOException {
    Path csv = TestData.twoKinds(folder);
    byte[] whole = Files.readAllBytes(TestData.model(csv, "kind"));
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Path damaged = folder.resolve("damaged.safetensors");
    int refused = 0;
    for (int at = 0; at < 8 + header; at++) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << at % 7);
      Files.write(damaged, bytes);
      for (CommandRun run :
          at % 7 == 0 ? readers(damaged, csv) : readers(damaged, csv).subList(0, 1)) {
        if (run.code() == 0) {
          run.succeeded();
        } else {
          run.failed(run.code());
          refused++;
        }
      }
    }
    assertTrue(refused > header / 4, "refused " + refused + " of " + header);
  }

  @Test
  void randomBytesAreRefused() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path random = folder.resolve("random.safetensors");
    Random source = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[source.nextInt(300)];
      source.nextBytes(bytes);
      if (i % 2 == 0 && bytes.length > 16) {
        Arrays.fill(bytes, 1, 8, (byte) 0); // a header of a believable size
      }
      Files.write(random, bytes);
      CommandRun.of("summary", random.toString()).failed(1, random.toString());
    }
    readers(csv, csv).forEach(run -> run.failed(1, csv.toString()));
  }

  @Test
  void aSafetensorsFileOfSomeoneElseIsRecognized() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path foreign = folder.resolve("foreign.safetensors");
    byte[] header =
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            .getBytes(StandardCharsets.UTF_8);
    Files.write(
        foreign,
        ByteBuffer.allocate(8 + header.length + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header)
            .array());
    readers(foreign, csv).forEach(run -> run.failed(1, foreign.toString(), "not a Lanewise model"));
  }

  @Test
  void resultsThatCannotBeWrittenAreNamedBeforeTraining() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path good = folder.resolve("m.safetensors");
    Path plot = folder.resolve("c.svg");
    Path missing = folder.resolve("missing");
    Path taken = Files.createDirectory(folder.resolve("taken.svg"));
    Files.createDirectory(folder.resolve("shadowed.png"));
    Map<Path, String> before = TestData.snapshot(folder);

    Path lost = missing.resolve("m.safetensors");
    train(csv, lost, plot).failed(1, lost.toString(), "folder");
    train(csv, good, missing.resolve("c.svg")).failed(1, missing.toString(), "folder");
    train(csv, taken, plot).failed(1, taken.toString(), "folder");
    train(csv, good, taken).failed(1, taken.toString(), "folder");
    train(csv, csv.resolve("m.safetensors"), plot).failed(1, csv.toString(), "folder");
    Path shadowed = folder.resolve("shadowed.svg");
    train(csv, good, shadowed).failed(1, "shadowed.png", "folder");
    assertEquals(before, TestData.snapshot(folder));
  }

  @Test
  void devicesAreNotOverwritten() throws IOException {
    Path device = Path.of("/dev/full");
    assumeTrue(Files.exists(device));
    Path csv = TestData.twoKinds(folder);
    Path plot = folder.resolve("c.svg");
    Map<Path, String> before = TestData.snapshot(folder);

    train(csv, device, plot).failed(1, "/dev/full", "regular file");
    train(csv, folder.resolve("m.safetensors"), device.resolve("x.svg")).failed(1, "/dev/full");
    assertTrue(Files.exists(device) && !Files.isRegularFile(device));
    assertEquals(before, TestData.snapshot(folder));
  }

  @Test
  void aFolderWithoutWritePermissionIsNamedBeforeTraining() throws IOException {
    Path csv = TestData.twoKinds(folder);
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assumeTrue(closed.toFile().setWritable(false));
    try {
      assumeFalse(Files.isWritable(closed), "a superuser writes everywhere");
      train(csv, closed.resolve("m.safetensors"), folder.resolve("c.svg"))
          .failed(1, closed.toString());
    } finally {
      assertTrue(closed.toFile().setWritable(true));
    }
  }

  @Test
  void columnsThatTheModelNeedsAreNamed() throws IOException {
    Path model = TestData.model(TestData.twoKinds(folder), "kind");
    Path csv = TestData.file(folder.resolve("t.csv"), "length,kind", "1,0", "2,1");
    CommandRun.of("predict", model.toString(), "--data=csv:" + csv)
        .failed(1, csv.toString(), "'width'");
    CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv)
        .failed(1, csv.toString(), "'width'");
    Path bare = TestData.file(folder.resolve("b.csv"), "length,width", "1,0", "2,1");
    CommandRun.of("evaluate", model.toString(), "--data=csv:" + bare)
        .failed(1, bare.toString(), "'kind'");
    Path alien = TestData.file(folder.resolve("a.csv"), "a,b", "1,0", "2,1");
    CommandRun.of("predict", model.toString(), "--data=csv:" + alien)
        .failed(1, alien.toString(), "columns");
  }

  @Test
  void aTableOfAnotherNumberOfPixelsIsRefusedWithBothNumbers() throws IOException {
    Path model = TestData.imageModel(TestData.idx(folder.resolve("idx")));
    Path csv = TestData.file(folder.resolve("t.csv"), "a,b", "1,0", "2,1");
    CommandRun run = CommandRun.of("predict", model.toString(), "--data=csv:" + csv);
    run.failed(1, csv.toString(), "2 columns", "784");
    CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv).refused("--target COLUMN");
    CommandRun evaluated =
        CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv, "--target=b");
    evaluated.failed(1, csv.toString(), "1 feature", "784");
  }

  @Test
  void classesThatTheModelDoesNotKnowAreNamed() throws IOException {
    Path model = TestData.model(TestData.twoKinds(folder), "kind");
    Path csv = TestData.file(folder.resolve("t.csv"), "length,width,kind", "1,2,0", "1,2,2");
    CommandRun.of("evaluate", model.toString(), "--data=csv:" + csv)
        .failed(1, csv + ":3:3", "'2'", "[0, 1]");
    String images = "--data=idx:" + TestData.idx(folder.resolve("idx"));
    CommandRun.of("evaluate", model.toString(), images).failed(1, "10 classes", "2");
    CommandRun.of("predict", model.toString(), images).failed(1, "784 features", "2");
    Path prices = TestData.prices(folder);
    CommandRun.of("evaluate", TestData.model(prices, "price", "--loss=mse").toString(), images)
        .failed(1, "predicts numbers");
  }

  @Test
  void aStackTraceIsShownToThoseWhoAskForIt() {
    String missing = folder.resolve("missing.safetensors").toString();
    CommandRun.of("summary", missing).failed(1, missing);
    for (String[] line :
        List.of(
            new String[] {"--debug", "summary", missing},
            new String[] {"summary", missing, "--debug"})) {
      CommandRun run = CommandRun.of(line);
      assertEquals(1, run.code());
      assertTrue(run.errors().contains("\tat org.lanewise."), run.errors());
      List<String> lines = run.errors().lines().toList();
      assertTrue(lines.get(lines.size() - 1).startsWith("lanewise: " + missing), run.errors());
    }
  }
}
