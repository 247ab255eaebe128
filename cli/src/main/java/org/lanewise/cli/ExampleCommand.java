package org.lanewise.cli;

import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.lanewise.cli.examples.Example;
import org.lanewise.cli.examples.Examples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs worked examples. */
@Command(
    name = "example",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description =
        "Runs worked examples and prints their numbers; all of them unless some are named.")
final class ExampleCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which to run.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Lists the names with what they show.")
  private boolean list;

  @Option(names = "--json", description = "Prints one JSON object for each example.")
  private boolean json;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws Exception {
    List<Example<?>> chosen =
        names.isEmpty() ? Examples.ALL : names.stream().<Example<?>>map(this::named).toList();
    for (Example<?> example : chosen) {
      if (list) {
        out.printf("%-24s %s%n", example.name(), example.about());
      } else if (json) {
        new JsonLines(out).print(event(example));
      } else {
        out.printf("== %s: %s%n", example.name(), example.about());
        example.run(out);
        out.println();
      }
    }
    return 0;
  }

  private Example<?> named(String name) {
    return Examples.ALL.stream()
        .filter(example -> example.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no example '"
                        + name
                        + "'; known are "
                        + Examples.ALL.stream()
                            .map(Example::name)
                            .collect(Collectors.joining(", "))));
  }

  private static Map<String, Object> event(Example<?> example) throws Exception {
    Map<String, Object> event = JsonLines.event("example");
    event.put("name", example.name());
    event.put("result", fields(example.compute()));
    return event;
  }

  /** A record becomes an object of its components, whatever it is made of. */
  private static Object fields(Object value) throws ReflectiveOperationException {
    if (value instanceof Record record) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        fields.put(component.getName(), fields(component.getAccessor().invoke(record)));
      }
      return fields;
    }
    if (value instanceof List<?> values) {
      List<Object> items = new java.util.ArrayList<>();
      for (Object item : values) {
        items.add(fields(item));
      }
      return items;
    }
    return value;
  }
}
