package org.lanewise.nn.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void writeText(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(UTF_8)));
  }

  @Test
  void aFileIsCreatedAndReplaced() throws IOException {
    Path file = folder.resolve("a.txt");
    writeText(file, "first and longer");
    writeText(file, "second");
    assertEquals("second", Files.readString(file));
    assertEquals(List.of("a.txt"), names(folder));
  }

  @Test
  void theOldFileIsThereUntilTheNewOneIsComplete() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    AtomicFile.write(
        file,
        out -> {
          out.write(new byte[1 << 18]);
          assertEquals("old", Files.readString(file));
          List<String> names = names(folder);
          assertEquals(2, names.size());
          assertTrue(names.get(0).matches("\\.a\\.txt\\..+\\.tmp"), names.get(0));
        });
    assertArrayEquals(new byte[1 << 18], Files.readAllBytes(file));
  }

  @Test
  void aBodyMayCloseItsStream() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(
        file,
        out -> {
          try (var text = new OutputStreamWriter(out, UTF_8)) {
            text.write("caf\u00e9");
          }
        });
    assertEquals("caf\u00e9", Files.readString(file));
  }

  @Test
  void anEmptyBodyMakesAnEmptyFile() throws IOException {
    Path file = folder.resolve("a.txt");
    AtomicFile.write(file, out -> {});
    assertEquals(0, Files.size(file));
  }

  @Test
  void aFailureOfAnyKindLeavesTheOldFileAndNoTemporaryFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    for (Throwable failure :
        List.of(new IOException("io"), new IllegalStateException(), new StackOverflowError())) {
      Throwable thrown =
          assertThrows(
              failure.getClass(),
              () ->
                  AtomicFile.write(
                      file,
                      out -> {
                        out.write(new byte[1 << 18]);
                        throwAny(failure);
                      }));
      assertSame(failure, thrown);
      assertEquals("old", Files.readString(file));
      assertEquals(List.of("a.txt"), names(folder));
    }
  }

  private static void throwAny(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw (Error) failure;
  }

  @Test
  void anInterruptedWriterLeavesTheOldFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    Thread.currentThread().interrupt();
    try {
      assertThrows(ClosedByInterruptException.class, () -> writeText(file, "new"));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a.txt"), names(folder));
  }

  @Test
  void aMissingFolderIsNamed() {
    Path missing = folder.resolve("no/such");
    var e =
        assertThrows(NoSuchFileException.class, () -> writeText(missing.resolve("a.txt"), "text"));
    assertEquals(
        missing.resolve("a.txt") + ": folder " + missing + " does not exist; create it first",
        e.getMessage());
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    var e = assertThrows(FileSystemException.class, () -> writeText(folder, "text"));
    assertEquals(folder + ": is a folder, not a file", e.getMessage());
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    e = assertThrows(FileSystemException.class, () -> writeText(file.resolve("b"), "text"));
    assertTrue(e.getMessage().endsWith("a.txt is not a folder"), e.getMessage());
    assertThrows(FileSystemException.class, () -> writeText(folder.getRoot(), "text"));
    assertEquals(List.of("a.txt"), names(folder));
  }

  @Test
  void aDeviceIsNotReplaced() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    assertThrows(FileSystemException.class, () -> writeText(device, "text"));
    assertFalse(Files.isRegularFile(device));
  }

  @Test
  void aSymbolicLinkStaysAndItsTargetIsWritten() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path target = Files.writeString(real.resolve("target.txt"), "old");
    Path second = Files.createSymbolicLink(real.resolve("second"), Path.of("target.txt"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("real/second"));
    writeText(first, "new");
    assertEquals("new", Files.readString(target));
    assertTrue(Files.isSymbolicLink(first) && Files.isSymbolicLink(second));
    assertEquals(List.of("second", "target.txt"), names(real));
  }

  @Test
  void aLinkToNothingCreatesItsTargetAndALoopIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
    writeText(link, "new");
    assertEquals("new", Files.readString(folder.resolve("target")));
    assertTrue(Files.isSymbolicLink(link));
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    var e = assertThrows(FileSystemException.class, () -> writeText(loop, "new"));
    assertTrue(e.getMessage().endsWith("too many symbolic links in a row"), e.getMessage());
  }

  @Test
  void aReplacedFileKeepsItsPermissions() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path file = Files.writeString(folder.resolve("a.txt"), "old");
    var secret = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(file, secret);
    writeText(file, "new");
    assertEquals(secret, Files.getPosixFilePermissions(file));
  }
}
