package org.lanewise.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  private static final String NO_HEADER =
      ":1: the first row holds only numbers;"
          + " a header row with the names of the columns is needed";

  @TempDir Path folder;

  @Test
  void cellsAreReadBack() throws IOException {
    CsvTable table = table("Age,Balance\n42,0\n41,83807.86\n");
    assertEquals(List.of("Age", "Balance"), table.header());
    assertEquals(2, table.rows());
    assertEquals(2, table.columns());
    assertEquals(41, table.value(1, 0));
    assertEquals(83807.86, table.value(1, 1));
    assertEquals(1, table.column("Balance"));
    assertEquals(2, table.field(1));
    assertEquals(folder.resolve("t.csv"), table.file());
  }

  @Test
  void tablesOfManyBlocksAreReadBack() throws IOException {
    for (int columns : new int[] {1, 3, 255, 257, 70_000}) {
      int rows = 200_000 / columns + 2;
      StringBuilder text = new StringBuilder("c0");
      for (int j = 1; j < columns; j++) {
        text.append(",c").append(j);
      }
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          text.append(j == 0 ? '\n' : ',').append((long) i * columns + j);
        }
      }
      CsvTable table = table(text.toString());
      assertEquals(rows, table.rows());
      assertEquals(columns, table.columns());
      for (int i = 0; i < rows; i++) {
        assertEquals(i + 2, table.line(i));
        for (int j = 0; j < columns; j++) {
          assertEquals((long) i * columns + j, table.value(i, j));
        }
      }
    }
  }

  @Test
  void everyLineEndIsTaken() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      for (String last : List.of("", end, end + end, end + end + end)) {
        CsvTable table = table("a,b" + end + "1,2" + end + "3,4" + last);
        assertEquals(2, table.rows());
        assertEquals(4, table.value(1, 1));
        assertEquals(3, table.line(1));
      }
    }
  }

  @Test
  void quotedFieldsAreTaken() throws IOException {
    CsvTable table = table("\"a,b\",\"say \"\"c\"\"\"\n\"1\",\" 2 \"\n3,\"4\"\n");
    assertEquals(List.of("a,b", "say \"c\""), table.header());
    assertEquals(2, table.value(0, 1));
    assertEquals(4, table.value(1, 1));
  }

  @Test
  void linesAreThoseOfTheFileThoughQuotedFieldsSpanSeveral() throws IOException {
    Path file = write("a,\"te\nxt\"\n1,\"x\r\ny\rz\"\n2,\"\"\"\n\n\"\n3,z\n");
    CsvTable table = CsvTable.read(file, "a"::equals);
    assertEquals(3, table.rows());
    assertEquals(3, table.line(0));
    assertEquals(6, table.line(1));
    assertEquals(9, table.line(2));
  }

  @Test
  void byteOrderMarkIsPassedOver() throws IOException {
    CsvTable table = table("\uFEFF\u00e4,b\n1,2\n");
    assertEquals("\u00e4", table.header().get(0));
  }

  @Test
  void blanksAroundNamesDoNotCount() throws IOException {
    assertEquals(List.of("a", "b c"), table(" a ,\tb c\n1,2\n").header());
  }

  @Test
  void numbersAreTakenInEveryDecimalForm() throws IOException {
    assertNumber(5, "5", "+5", " 5", "5 ", "\t5\t ", "5.", "5.0", "05", "0.5e1", "50E-1", "5e+0");
    assertNumber(0.5, ".5", "+.5", "0.5", "00.50", "5e-1");
    assertNumber(-1.25e10, "-1.25e10", "-12500000000", "-1.25E+10");
    assertNumber(0.0, "0", "0.000", "0e5", "1e-400");
    assertNumber(-0.0, "-0", "-0.0");
    assertNumber(Double.MAX_VALUE, "1.7976931348623157e308");
    assertNumber(Double.MIN_VALUE, "4.9e-324");
  }

  @Test
  void numbersAreRoundedAsTheJdkRoundsThem() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("x\n");
    String[] numbers = new String[20_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = randomNumber(random);
      text.append(numbers[i]).append('\n');
    }
    CsvTable table = table(text.toString());
    for (int i = 0; i < numbers.length; i++) {
      double expected = Double.parseDouble(numbers[i]);
      assertEquals(
          Double.doubleToRawLongBits(expected),
          Double.doubleToRawLongBits(table.value(i, 0)),
          numbers[i]);
    }
  }

  @Test
  void wordsAndFormsOfTheJavaLanguageAreNotNumbers() throws IOException {
    for (String text :
        List.of(
            "n/a", "1f", "1d", "1F", "1D", "0x1p3", "1_000", "1e", "1e+", "e5", ".", "+", "-",
            "--1", "+-1", "1.2.3", "1 2", "1e5.0", "1e 5", "12%", "$5", "\u0661", "1\u00a0")) {
      assertProblem(
          ":3:2: '" + text + "' is not a number in column Age", "a,Age\n1,2\n3," + text + "\n");
    }
  }

  @Test
  void nonFiniteNumbersAreRefused() throws IOException {
    for (String text :
        List.of("NaN", "nan", "-NaN", "inf", "-Inf", "Infinity", "+INFINITY", "1e999", "-1e999")) {
      assertProblem(":2:1: '" + text + "' is not a finite number in column a", "a\n" + text + "\n");
    }
  }

  @Test
  void emptyFieldsAreRefused() throws IOException {
    for (String text : List.of("", " ", "\t ", "\"\"", "\" \"")) {
      assertProblem(":2:2: the cell in column Age is empty", "a,Age,b\n1," + text + ",3\n");
      assertProblem(":2:3: the cell in column Age is empty", "a,b,Age\n1,2," + text + "\n");
    }
  }

  @Test
  void theFirstProblemOfTheFileIsTheOneReported() throws IOException {
    DataFormatException e = refusal("a,b\n1,2\n3,x\ny,\n");
    assertTrue(e.getMessage().endsWith(":3:2: 'x' is not a number in column b"), e.getMessage());
    assertEquals(3, e.line());
    assertEquals(2, e.column());
    assertEquals(folder.resolve("t.csv").toString(), e.file());
  }

  @Test
  void raggedRowsAreRefused() throws IOException {
    assertProblem(":3: 1 field, the header has 3", "a,b,c\n1,2,3\n4\n");
    assertProblem(":3: 2 fields, the header has 3", "a,b,c\n1,2,3\n4,5\n");
    assertProblem(":2: 4 fields, the header has 3", "a,b,c\n1,2,3,\n");
    assertProblem(":2: 4 fields, the header has 3", "a,b,c\n1,text,3,4\n");
  }

  @Test
  void blankLinesInsideTheFileAreRefused() throws IOException {
    String problem = "the line is blank, but more lines follow";
    assertProblem(":3: " + problem, "a,b\n1,2\n\n3,4\n");
    assertProblem(":3: " + problem, "a\n1\n\n\n3\n");
    assertProblem(":1: " + problem, "\na,b\n1,2\n");
  }

  @Test
  void aFileOfNothingNeedsAHeader() throws IOException {
    String problem = ": the file is empty; a header row with the names of the columns is needed";
    for (String text : List.of("", "\n", "\r\n\r\n", "\uFEFF")) {
      assertProblem(problem, text);
    }
  }

  @Test
  void aHeaderNeedsRows() throws IOException {
    assertProblem(": there are no rows after the header", "a,b");
    assertProblem(": there are no rows after the header", "a,b\n\n");
  }

  @Test
  void aFirstRowOfNumbersIsNoHeader() throws IOException {
    assertProblem(NO_HEADER, "1,2\n3,4\n");
    assertProblem(NO_HEADER, "1,1\n3,4\n");
    assertProblem(NO_HEADER, " 5.1,-3e4,\"+2\"\n3,4,5\n");
    assertEquals(List.of("1", "b"), table("1,b\n3,4\n").header());
  }

  @Test
  void everyColumnNeedsAName() throws IOException {
    assertProblem(":1:2: the column has no name in the header", "a,,c\n1,2,3\n");
    assertProblem(":1:3: the column has no name in the header", "a,b,\n1,2,3\n");
    assertProblem(":1:1: the column has no name in the header", "\" \",b\n1,2\n");
  }

  @Test
  void namesMustDiffer() throws IOException {
    assertProblem(":1:3: the column name 'a' is already that of column 1", "a,b, a\n1,2,3\n");
  }

  @Test
  void columnsThatAreNotWantedMayHoldAnything() throws IOException {
    Path file = write("id,name,Age,city,Exited\n1,H?,42,,0\n2,\"x, y\",41,NaN,1\n");
    CsvTable table = CsvTable.read(file, Set.of("Age", "Exited")::contains);
    assertEquals(List.of("Age", "Exited"), table.header());
    assertEquals(41, table.value(1, 0));
    assertEquals(1, table.value(1, 1));
    assertEquals(3, table.field(0));
    assertEquals(5, table.field(1));
    assertEquals(1, table.column("Exited"));
  }

  @Test
  void problemsCountTheColumnsOfTheFileThoughSomeAreNotRead() throws IOException {
    Path file = write("id,name,Age\n1,x,42\n2,y,n/a\n");
    IOException e =
        assertThrows(DataFormatException.class, () -> CsvTable.read(file, "Age"::equals));
    assertEquals(file + ":3:3: 'n/a' is not a number in column Age", e.getMessage());
  }

  @Test
  void atLeastOneColumnMustBeWanted() throws IOException {
    Path file = write("a,b\n1,2\n");
    IOException e = assertThrows(DataFormatException.class, () -> CsvTable.read(file, n -> false));
    assertEquals(file + ":1: none of the columns is wanted; they are a, b", e.getMessage());
  }

  @Test
  void unknownColumnsBringNamesThatAreClose() throws IOException {
    CsvTable table =
        CsvTable.read(write("Age,Tenure,Balance,Name\n1,2,3,x\n"), n -> !n.equals("Name"));
    assertUnknown(table, "age", "; did you mean Age?");
    assertUnknown(table, "Tenuer", "; did you mean Tenure?");
    assertUnknown(table, "balance_eur", "; did you mean Balance?");
    assertUnknown(table, "zzz", "; its columns are Age, Tenure, Balance, Name");
    assertUnknown(table, "Name", " here: the file has it, but it was not read");
  }

  @Test
  void unknownColumnsOfAWideTableBringTheFirstNames() throws IOException {
    StringBuilder text = new StringBuilder("p0");
    for (int j = 1; j < 30; j++) {
      text.append(",p").append(j);
    }
    CsvTable table = table(text + "\n" + "1,".repeat(29) + "1\n");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> table.column("label"));
    assertTrue(e.getMessage().endsWith(" p18, p19 and 10 more"), e.getMessage());
  }

  @Test
  void placesOutsideTheTableAreRefused() throws IOException {
    CsvTable table = table("a,b\n1,2\n3,4\n");
    assertThrows(IndexOutOfBoundsException.class, () -> table.value(2, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> table.value(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> table.value(-1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> table.line(2));
    assertThrows(IndexOutOfBoundsException.class, () -> table.field(2));
  }

  @Test
  void malformedUtf8IsRefusedAtItsPlace() throws IOException {
    String problem = "the bytes here are not UTF-8; save the file as UTF-8";
    for (int rows : new int[] {0, 1, 100, 8_191, 8_192, 30_000}) {
      // "\u00fc" as the one byte of Latin-1 is no UTF-8; the rows put it before, on and after
      // the ends of buffers.
      byte[] text = ("a,b\n" + "1,2\n".repeat(rows) + "3,\u00fc\n").getBytes("ISO-8859-1");
      Path file = Files.write(folder.resolve("t.csv"), text);
      IOException e = assertThrows(DataFormatException.class, () -> CsvTable.read(file));
      assertEquals(file + ":" + (rows + 2) + ":2: " + problem, e.getMessage());
    }
    byte[] cut = {'a', '\n', '1', '\n', (byte) 0xE2, (byte) 0x82};
    Path file = Files.write(folder.resolve("t.csv"), cut);
    IOException e = assertThrows(DataFormatException.class, () -> CsvTable.read(file));
    assertEquals(file + ":3:1: " + problem, e.getMessage());
    Files.write(file, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16));
    e = assertThrows(DataFormatException.class, () -> CsvTable.read(file));
    assertEquals(file + ":1:1: " + problem, e.getMessage());
  }

  @Test
  void charactersOfEveryLengthAreTakenAcrossBuffers() throws IOException {
    String name = "\u00fc\u20ac\ud83d\ude00".repeat(40_000);
    for (int shift = 0; shift < 9; shift++) {
      String shifted = "x".repeat(shift) + name;
      assertEquals(shifted, table(shifted + ",b\n1,2\n").header().get(0));
    }
  }

  @Test
  void malformedQuotesAreRefused() throws IOException {
    assertProblem(
        ":3:2: Unexpected character after closing quote: 'x' (0x78)", "a,b\n1,2\n3,\"4\"x\n");
    String unclosed = "Unclosed quoted field at end of input";
    assertProblem(":3:2: " + unclosed, "a,b\n1,2\n3,\"4\n");
    assertProblem(":3:2: " + unclosed, "a,b\n1,2\n3,\"4");
    assertProblem(":1:1: " + unclosed, "\"a,b\n1,2\n");
  }

  @Test
  void aForgottenQuoteInAColumnThatIsNotWantedDoesNotHideTheRestOfTheFile() throws IOException {
    Path file = write("name,b\nx,1\n\"y,2\nz,3\nw,4\n");
    IOException e = assertThrows(DataFormatException.class, () -> CsvTable.read(file, "b"::equals));
    assertEquals(file + ":3:1: Unclosed quoted field at end of input", e.getMessage());
  }

  @Test
  void messagesStayOneShortLineWhateverTheFileHolds() throws IOException {
    assertProblem(
        ":3:1: 'x\\ny\\u001b[31m\\u202e' is not a number in column a\\nb",
        "\"a\nb\"\n\"x\ny\u001b[31m\u202e\"\n");
    assertProblem(
        ":2:1: '" + "z".repeat(60) + "...' is not a number in column a",
        "a\n" + "z".repeat(100_000) + "\n");
  }

  @Test
  void unreadableFilesAreNamed() {
    Path missing = folder.resolve("missing\n.csv");
    IOException e = assertThrows(NoSuchFileException.class, () -> CsvTable.read(missing));
    assertEquals(folder.resolve("missing") + "\\n.csv: there is no such file", e.getMessage());
    e = assertThrows(IOException.class, () -> CsvTable.read(folder));
    assertEquals(folder + ": it is a folder, not a file", e.getMessage());
    // A superuser may read everything, so this one is made by hand.
    e = FileErrors.explained(Path.of("a.csv"), new AccessDeniedException("a.csv"));
    assertEquals("a.csv: no permission to read it", e.getMessage());
    e = FileErrors.explained(Path.of("a.csv"), new IOException("disk\nfailure"));
    assertEquals("a.csv: it cannot be read: disk\\nfailure", e.getMessage());
  }

  @Test
  void whatTheCallersPredicateThrowsArrivesAsItIs() throws IOException {
    Path file = write("a,b\n1,2\n");
    RuntimeException thrown = new IllegalStateException("mine");
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class,
            () ->
                CsvTable.read(
                    file,
                    name -> {
                      throw thrown;
                    })));
    Error error = new OutOfMemoryError("simulated");
    assertSame(
        error,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                CsvTable.read(
                    file,
                    name -> {
                      throw error;
                    })));
  }

  @Test
  void aTableTakesAboutEightBytesACell() throws IOException {
    int rows = 5_000;
    int columns = 200;
    Path file = write(header(columns) + row(columns).repeat(rows));
    CsvTable.read(file); // loads the classes
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    CsvTable table = CsvTable.read(file);
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertEquals(rows, table.rows());
    // One untrimmed block, the read buffers and the names come on top of the cells.
    long bound = 8L * rows * columns + 1_500_000;
    assertTrue(allocated <= bound, "allocated " + allocated + " bytes, bound " + bound);
  }

  private static String header(int columns) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < columns; j++) {
      text.append(j == 0 ? "" : ",").append('p').append(j);
    }
    return text.append('\n').toString();
  }

  private static String row(int columns) {
    return "255,".repeat(columns - 1) + "0\n";
  }

  private static String randomNumber(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.toString(random.nextInt(256));
      case 1 -> Long.toString(random.nextLong());
      case 2 -> Double.toString(random.nextGaussian());
      case 3 -> String.format(Locale.ROOT, "%." + random.nextInt(26) + "f", random.nextGaussian());
      case 4 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.toString(Double.isFinite(any) ? any : 0.1);
      }
      default -> {
        // Around the limit of the exact path: 14 to 17 digits, up to 24 of them decimals.
        String digits = Long.toString(random.nextLong() >>> (10 + random.nextInt(8)));
        yield "-0." + "0".repeat(random.nextInt(10)) + digits;
      }
    };
  }

  private void assertNumber(double expected, String... texts) throws IOException {
    for (String text : texts) {
      double value = table("a,b,c\n0," + text + ",0\n").value(0, 1);
      assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value), text);
    }
  }

  private static void assertUnknown(CsvTable table, String name, String rest) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> table.column(name));
    assertEquals(table.file() + " has no column '" + name + "'" + rest, e.getMessage());
  }

  private void assertProblem(String problem, String text) throws IOException {
    assertEquals(folder.resolve("t.csv") + problem, refusal(text).getMessage());
  }

  private DataFormatException refusal(String text) throws IOException {
    Path file = write(text);
    DataFormatException e = assertThrows(DataFormatException.class, () -> CsvTable.read(file));
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e;
  }

  private CsvTable table(String text) throws IOException {
    return CsvTable.read(write(text));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }
}
