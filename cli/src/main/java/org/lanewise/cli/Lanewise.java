package org.lanewise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import org.lanewise.nn.data.OneLine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line's entry: its subcommands, and what becomes of their failures. */
@Command(
    name = "lanewise",
    description = "Trains and serves neural networks in plain Java, at native speed.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Lanewise implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          TrainCommand.class,
          EvaluateCommand.class,
          PredictCommand.class,
          SummaryCommand.class,
          GradcheckCommand.class,
          ExampleCommand.class,
          DoctorCommand.class);

  /** Exit code of a command that could not do what it was asked. */
  static final int FAILURE = 1;

  /** Exit code of a command line that makes no sense. */
  static final int USAGE = 2;

  @Option(
      names = "--debug",
      description = "Shows the stack trace of an error.",
      scope = ScopeType.INHERIT)
  private boolean debug;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Lanewise() {}

  /** Runs a command and ends the virtual machine with its exit code. */
  public static void main(String[] args) {
    int code = run(args, System.err);
    if (System.out.checkError() && code == 0 && !readerHasLeft()) {
      System.err.println("lanewise: standard output is full or closed; not all was written");
      code = FAILURE;
    }
    System.exit(code);
  }

  /** A reader that has seen enough, as head, is no failure; a full disk is. */
  private static boolean readerHasLeft() {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write('\n');
      return false;
    } catch (IOException e) {
      return String.valueOf(e.getMessage()).contains("Broken pipe");
    }
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] args, PrintStream errors) {
    Lanewise root = new Lanewise();
    CommandLine command = new CommandLine(root);
    addSubcommands(command, args.length == 0 ? "" : args[0]);
    for (CommandLine subcommand : command.getSubcommands().values()) {
      subcommand.getCommandSpec().versionProvider(new Version());
    }
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (e, arguments) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          errors.println(
              "lanewise: " + oneLine(problem(e)) + " (" + name + " --help lists the options)");
          return USAGE;
        });
    command.setExecutionExceptionHandler((e, commandLine, result) -> root.report(e, errors));
    try {
      CommandLine train = command.getSubcommands().get("train");
      if (train != null) {
        train.setDefaultValueProvider(Preset.defaults(args));
      }
      return command.execute(args);
    } catch (UsageException | OutOfMemoryError e) {
      return root.report(e, errors);
    }
  }

  /**
   * Adds the command that the first word names, or else all: to look at the options of every
   * command takes longer than a prediction.
   */
  private static void addSubcommands(CommandLine command, String first) {
    for (Class<?> known : COMMANDS) {
      String name = known.getAnnotation(Command.class).name();
      if (name.equals(first)) {
        command.addSubcommand(name, known);
        return;
      }
    }
    COMMANDS.forEach(
        known -> command.addSubcommand(known.getAnnotation(Command.class).name(), known));
    ServiceLoader.load(Subcommand.class)
        .forEach(subcommand -> command.addSubcommand(subcommand.name(), subcommand));
  }

  private int report(Throwable failure, PrintStream errors) {
    if (debug) {
      failure.printStackTrace(errors);
    }
    errors.println("lanewise: " + oneLine(FailureMessage.of(failure)));
    return failure instanceof UsageException ? USAGE : FAILURE;
  }

  private static String problem(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (command.getParent() == null
        && e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      return "there is no command '"
          + unmatched.getUnmatched().get(0)
          + "'; known are "
          + String.join(", ", command.getSubcommands().keySet());
    }
    return e.getMessage();
  }

  /** Much of a message comes from files and arguments, which must not command the terminal. */
  private static String oneLine(String text) {
    return OneLine.of(String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " "));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
