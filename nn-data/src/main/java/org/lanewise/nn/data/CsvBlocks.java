package org.lanewise.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;

/** A CSV file, read from its beginning in tables of as many rows as are asked for. */
final class CsvBlocks implements Closeable {
  private final Path file;
  private final CsvTableHandler handler;
  private final Utf8Reader text;
  private Iterator<CsvTableHandler> records;
  private boolean begun;

  /** Opens a file; nothing but its first bytes is read. */
  CsvBlocks(Path file, Collection<String> required, Function<String, CsvColumn> typeOf)
      throws IOException {
    FileErrors.requireFile(file);
    this.file = file;
    this.handler = new CsvTableHandler(file, required, typeOf);
    try {
      text = new Utf8Reader(Files.newInputStream(file));
    } catch (IOException e) {
      throw FileErrors.explained(file, e);
    }
  }

  /**
   * Reads the next rows.
   *
   * @param most how many at most
   * @return a table of at least one row; null at the end of the file
   * @throws DataFormatException at what is wrong, and at a file without rows
   * @throws IllegalArgumentException if a required column is missing
   */
  CsvTable next(int most) throws IOException {
    try {
      if (records == null) {
        CsvReader.CsvReaderBuilder parser =
            CsvReader.builder()
                .skipEmptyLines(false)
                .allowExtraFields(true) // the handler tells, with the place
                .allowMissingFields(true)
                // The default takes a forgotten quote for a field that swallows the rest.
                .allowUnclosedQuote(false);
        records = parser.build(handler, text).iterator();
      }
      while (handler.rows() < most && records.hasNext()) {
        records.next();
        if (handler.problem() != null) {
          throw handler.problem();
        }
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        String message = "the bytes here are not UTF-8; save the file as UTF-8";
        throw new DataFormatException(file, handler.line(), handler.field(), message);
      }
      throw FileErrors.explained(file, e.getCause());
    } catch (CsvParseException e) {
      throw malformed(e);
    }
    if (handler.rows() > 0) {
      begun = true;
      return handler.table();
    }
    if (!begun) {
      throw handler.noRows();
    }
    return null;
  }

  private DataFormatException malformed(CsvParseException problem) {
    Throwable cause = problem.getCause();
    // The parser wraps whatever is thrown inside it, even an exhausted heap.
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception && !(cause instanceof CsvParseException)) {
      throw exception;
    }
    // The line is said at the beginning of the message already.
    String message = problem.getMessage().replaceFirst(" \\(record starting at line \\d+\\)$", "");
    DataFormatException explained =
        new DataFormatException(file, handler.line(), handler.field(), message);
    explained.initCause(problem);
    return explained;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
