package org.lanewise.openblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lanewise.core.BackendUnavailableException;

class LibrarySearchTest {
  private static final LibrarySearch.Artifact NO_ARTIFACT =
      () -> {
        throw new UnusableLibraryException("is not on the class path");
      };

  /** Takes every file for an OpenBLAS. */
  private static final LibrarySearch.Judge KIND = file -> {};

  @TempDir Path folder;

  private Path file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), "no library at all");
  }

  private static String failure(LibrarySearch search) {
    return assertThrows(BackendUnavailableException.class, search::find).getMessage();
  }

  @Test
  void aNamedFileIsTakenBeforeAllOthers() throws Exception {
    Path named = file("mine.so");
    LibrarySearch search =
        LibrarySearch.of(
            Map.of(LibrarySearch.PROPERTY, named.toString())::get,
            Map.of(LibrarySearch.VARIABLE, "/nowhere")::get,
            () -> folder,
            List.of(folder),
            KIND);
    assertEquals(named, search.find().file());
  }

  @Test
  void aNamedFileThatIsNotThereIsNotReplacedByAnother() throws Exception {
    file("libopenblas.so.0");
    Path missing = folder.resolve("missing.so");
    String message =
        failure(
            LibrarySearch.of(
                Map.<String, String>of()::get,
                Map.of(LibrarySearch.VARIABLE, missing.toString())::get,
                () -> folder,
                List.of(folder),
                KIND));
    assertEquals(
        "no usable OpenBLAS: the library that the variable LANEWISE_OPENBLAS names ("
            + missing
            + ") does not exist; correct or remove the variable LANEWISE_OPENBLAS",
        message);
  }

  @Test
  void theArtifactComesBeforeTheSystem() throws Exception {
    Path bundled = file("libopenblas_nolapack.so.0");
    file("libopenblas.so.0");
    LibrarySearch search =
        LibrarySearch.of(name -> null, name -> null, () -> folder, List.of(folder), KIND);
    assertEquals(bundled, search.find().file());
  }

  @Test
  void anOpenBlasOfTheSystemComesBeforeAnyOtherBlas() throws Exception {
    file("libblas.so.3");
    Path openBlas = file("libopenblas.so.0");
    LibrarySearch search =
        LibrarySearch.of(name -> null, name -> null, NO_ARTIFACT, List.of(folder), KIND);
    assertEquals(openBlas, search.find().file());
  }

  @Test
  void aBlasThatIsNoOpenBlasIsNotTaken() throws Exception {
    Path reference = file("libblas.so.3");
    String message =
        failure(
            LibrarySearch.of(
                name -> null,
                name -> null,
                NO_ARTIFACT,
                List.of(folder),
                file -> {
                  throw new UnusableLibraryException("is not an OpenBLAS");
                }));
    assertTrue(
        message.contains("the system's library (" + reference + ") is not an OpenBLAS"), message);
    assertTrue(
        message.contains("the artifact org.bytedeco:openblas is not on the class path"), message);
    assertTrue(message.endsWith("name its file by the property lanewise.openblas.file"), message);
  }

  @Test
  void aTextFileWithTheNameOfTheLibraryIsRefusedInOneLine() throws Exception {
    Path text = file("libopenblas.so.0");
    String message =
        failure(
            LibrarySearch.of(
                name -> null, name -> null, NO_ARTIFACT, List.of(folder), OpenBlas::judge));
    assertTrue(message.contains("(" + text + ") cannot be loaded: "), message);
    assertFalse(message.contains(":;"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aFolderIsRefused() {
    String message =
        failure(
            LibrarySearch.of(
                Map.of(LibrarySearch.PROPERTY, folder.toString())::get,
                name -> null,
                NO_ARTIFACT,
                List.of(),
                OpenBlas::judge));
    assertTrue(message.contains(folder + ") is not a file"), message);
  }
}
