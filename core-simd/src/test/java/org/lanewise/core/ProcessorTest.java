package org.lanewise.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  @TempDir Path folder;

  private Optional<String> nameIn(String text) throws IOException {
    Path told = folder.resolve("cpuinfo");
    Files.writeString(told, text);
    return Processor.name(told);
  }

  @Test
  void theFirstNameIsTaken() throws IOException {
    String text =
        "processor\t: 0\nmodel\t\t: 17\nmodel name\t: Abacus 9: fast\n\nmodel name\t: Other\n";
    assertEquals(Optional.of("Abacus 9: fast"), nameIn(text));
  }

  @Test
  void aSystemThatDoesNotTellHasNoName() throws IOException {
    assertEquals(Optional.empty(), nameIn("processor\t: 0\nmodel name\t: \n"));
    assertEquals(Optional.empty(), nameIn("model name"));
    assertEquals(Optional.empty(), Processor.name(folder.resolve("nothing")));
    assertEquals(Optional.empty(), Processor.name(folder));
  }
}
