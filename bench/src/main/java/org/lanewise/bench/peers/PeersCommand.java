package org.lanewise.bench.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lanewise.bench.ceiling.Ceilings;
import org.lanewise.bench.measure.Pace;
import org.lanewise.cli.JsonLines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures peers beside Lanewise; {@code bench/peers/run} starts it. */
@Command(
    name = "bench/peers/run",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "Measures other libraries for neural networks beside Lanewise, in turns.")
public final class PeersCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--home", paramLabel = "DIR", hidden = true, defaultValue = "bench/peers")
  private Path home;

  @Option(
      names = "--only",
      paramLabel = "WORK",
      split = ",",
      defaultValue = "A,B,T,P1,P2",
      description = "Works, of ${DEFAULT-VALUE}.")
  private List<String> works;

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      description = "Peers beside ours (default: all).")
  private List<String> peers;

  @Option(
      names = "--threads",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2",
      description = "Numbers of threads (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs of a training, at least 2 (default: the work's own).")
  private Integer epochs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Takes table.md, results.jsonl and logs (default: target/results).")
  private Path out;

  /** Runs the command. */
  public static void main(String... args) {
    System.exit(new CommandLine(new PeersCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<PeerWork> chosen = works.stream().map(this::work).toList();
    List<PeerLaunch> launches = launches();
    threads.forEach(count -> require(count >= 1, "--threads is " + count + ", it must be >= 1"));
    require(epochs == null || epochs >= 2, "--epochs is " + epochs + ", it must be at least 2");
    Path results = out == null ? home.resolve("target/results") : out;
    Files.createDirectories(results);
    Pace pace = Ceilings.pace();
    List<PeerResult> all = new ArrayList<>();
    try (PrintStream lines =
        new PrintStream(
            Files.newOutputStream(results.resolve("results.jsonl")),
            true,
            StandardCharsets.UTF_8)) {
      for (PeerWork work : chosen) {
        Path folder = Files.createTempDirectory("lanewise-peers");
        try {
          new PeerFiles(folder).write(work);
          for (int count : threads) {
            System.err.println("work " + work.name() + ", threads " + count + " ...");
            List<PeerResult> match =
                new PeerMatch(work, count, pace)
                    .run(
                        launches.stream().filter(launch -> launch.does(work)).toList(),
                        folder,
                        results.resolve("logs"));
            match.forEach(result -> new JsonLines(lines).print(result.event()));
            all.addAll(match);
            Files.writeString(results.resolve("table.md"), PeerTable.of(all));
          }
        } finally {
          delete(folder);
        }
      }
    }
    System.out.print(PeerTable.of(all));
    System.err.println("wrote " + results.resolve("table.md") + " and results.jsonl");
    return 0;
  }

  private PeerWork work(String name) {
    return PeerWork.all().stream()
        .filter(work -> work.name().equals(name))
        .map(work -> epochs == null ? work : work.epochs(epochs))
        .findFirst()
        .orElseThrow(() -> usage("there is no work '" + name + "'; known are A, B, T, P1, P2"));
  }

  private List<PeerLaunch> launches() {
    List<PeerLaunch> all = PeerLaunch.all(home.toAbsolutePath().normalize());
    if (peers == null) {
      return all;
    }
    List<String> known = all.stream().map(PeerLaunch::name).toList();
    for (String name : peers) {
      require(known.contains(name), "there is no peer '" + name + "'; known are " + known);
    }
    return all.stream()
        .filter(launch -> launch.name().equals(PeerLaunch.OURS) || peers.contains(launch.name()))
        .collect(Collectors.toList());
  }

  private void require(boolean right, String message) {
    if (!right) {
      throw usage(message);
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
