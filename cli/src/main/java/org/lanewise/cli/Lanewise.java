package org.lanewise.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ServiceLoader;
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
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      SummaryCommand.class,
      GradcheckCommand.class,
      ExampleCommand.class,
      DoctorCommand.class
    })
public final class Lanewise implements Runnable {
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
    ServiceLoader.load(Subcommand.class)
        .forEach(subcommand -> command.addSubcommand(subcommand.name(), subcommand));
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
      command.getSubcommands().get("train").setDefaultValueProvider(Preset.defaults(args));
      return command.execute(args);
    } catch (UsageException | OutOfMemoryError e) {
      return root.report(e, errors);
    }
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

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
