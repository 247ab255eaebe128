package org.lanewise.cli;

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
    System.exit(run(args, System.err));
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] args, PrintStream errors) {
    Lanewise root = new Lanewise();
    CommandLine command = new CommandLine(root);
    ServiceLoader.load(Subcommand.class)
        .forEach(subcommand -> command.addSubcommand(subcommand.name(), subcommand));
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setParameterExceptionHandler(
        (e, arguments) -> {
          String name = e.getCommandLine().getCommandSpec().qualifiedName();
          errors.println(
              "lanewise: " + oneLine(e.getMessage()) + " (" + name + " --help lists the options)");
          return USAGE;
        });
    command.setExecutionExceptionHandler(
        (e, commandLine, result) -> {
          if (root.debug) {
            e.printStackTrace(errors);
          }
          errors.println("lanewise: " + oneLine(FailureMessage.of(e)));
          return e instanceof UsageException ? USAGE : FAILURE;
        });
    return command.execute(args);
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
