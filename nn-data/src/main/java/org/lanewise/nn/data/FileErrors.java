package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Messages for files that cannot be read at all.
 *
 * <p>The JDK's own messages are often the bare file name, or a reason without the name; here each
 * is one line with both.
 */
final class FileErrors {
  private FileErrors() {}

  /** Refuses a folder, which some systems open like a file and then fail to read. */
  static void requireFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(OneLine.of(file), null, "it is a folder, not a file");
    }
  }

  /** Returns the exception to throw in place of one that was met on a file. */
  static IOException explained(Path file, IOException problem) {
    if (problem instanceof DataFormatException) {
      return problem;
    }
    String name = OneLine.of(file);
    IOException explained;
    if (problem instanceof NoSuchFileException) {
      explained = new NoSuchFileException(name, null, "there is no such file");
    } else if (problem instanceof AccessDeniedException) {
      explained = new AccessDeniedException(name, null, "no permission to read it");
    } else {
      String reason =
          problem instanceof FileSystemException
              ? ((FileSystemException) problem).getReason()
              : problem.getMessage();
      String detail = reason == null ? problem.getClass().getSimpleName() : OneLine.of(reason);
      explained = new FileSystemException(name, null, "it cannot be read: " + detail);
    }
    explained.initCause(problem);
    return explained;
  }
}
