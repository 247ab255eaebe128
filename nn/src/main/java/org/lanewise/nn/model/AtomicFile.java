package org.lanewise.nn.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Writes a file so that a crash at any moment leaves the old file or the new one, never a part.
 *
 * <p>The bytes go to a temporary file {@code .NAME.<random>.tmp} in the same folder, are forced to
 * disk, and the temporary file is renamed onto the target in one step; then the folder is forced to
 * disk where the platform permits that. A process that is ended by a signal deletes the temporary
 * file, as does a failure that is reported as an exception; one that is killed outright may leave
 * it behind.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  /** As many as Linux follows before it reports a loop. */
  private static final int MAX_LINKS = 40;

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes everything the file is to hold. The stream is buffered; closing it is allowed and not
     * needed.
     *
     * @throws IOException to give up: the old file then stays as it is
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Creates or replaces a file. A symbolic link is followed: its target is written and the link
   * stays. The permissions of a replaced file are kept. Two writers of one file at the same time do
   * not disturb each other; the last to finish wins.
   *
   * @throws NoSuchFileException if the folder of the file does not exist
   * @throws IOException if the target is a folder or another thing that is not a regular file, if
   *     writing fails or the calling thread is interrupted, or if the body throws it; the old file
   *     is then untouched and the temporary file deleted, as they are when the body throws an
   *     unchecked exception
   */
  public static void write(Path file, Body body) throws IOException {
    Path target = followLinks(file);
    Path folder = target.getParent();
    checkTarget(file, target, folder);
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    Thread cleaner = new Thread(() -> deleteQuietly(temporary), "lanewise-cleaner");
    try {
      Runtime.getRuntime().addShutdownHook(cleaner);
      writeForced(temporary, target, body);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE); // replaces the old file
    } catch (IOException | RuntimeException | Error failure) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    } finally {
      removeHook(cleaner);
    }
    forceFolder(folder);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The virtual machine is ending; there is nobody left to tell.
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The virtual machine is ending, and the hook is what deletes the temporary file.
    }
  }

  /** Resolves by hand, because a link may point to a file that does not exist yet. */
  private static Path followLinks(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemException(file.toString(), null, "too many symbolic links in a row");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void checkTarget(Path file, Path target, Path folder) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder, not a file");
    }
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(
          file.toString(), null, "folder " + folder + " does not exist; create it first");
    }
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(file.toString(), null, folder + " is not a folder");
    }
    // Without this, a superuser who writes to /dev/null would rename a file onto the device.
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(file.toString(), null, "is not a regular file");
    }
  }

  private static void writeForced(Path temporary, Path target, Body body) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      keepPermissions(target, temporary);
      OutputStream out = new UnclosedStream(Channels.newOutputStream(channel));
      body.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  private static void keepPermissions(Path old, Path replacement) throws IOException {
    var view = Files.getFileAttributeView(old, PosixFileAttributeView.class);
    if (view != null && Files.exists(old)) {
      Files.setPosixFilePermissions(replacement, view.readAttributes().permissions());
    }
  }

  /** Makes the rename itself durable; not every platform or file system lets one open a folder. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // The new file is complete and in place; a crash now may at worst bring back the old one.
    }
  }

  /** A body that closes its stream must not close the channel that is still to be forced. */
  private static final class UnclosedStream extends BufferedOutputStream {
    UnclosedStream(OutputStream out) {
      super(out, BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
