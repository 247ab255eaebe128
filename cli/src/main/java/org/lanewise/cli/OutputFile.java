package org.lanewise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command will write when its work is done. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Checks before hours of work, not after, that the result has a place to go.
   *
   * @throws IOException if the folder is missing or closed to us, or if something else than a file
   *     has this name
   */
  public static void requireWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(file + ": " + folder + " is a file, not a folder");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(file + ": the folder " + folder + " does not exist");
    }
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + ": is not a regular file");
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(file + ": the folder " + folder + " cannot be written to");
    }
  }
}
