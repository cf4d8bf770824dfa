package dev.troth.reference.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code troth}: executable, checkable specifications of key exchanges. */
@Command(
        name = "troth",
        version = "troth 0.1",
        description = "Executable, checkable specifications of key exchanges.",
        subcommands = {RunCommand.class, LintCommand.class, ListCommand.class, ExplainCommand.class},
        footer = {"", "Example: troth run mikey-psk"},
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.setOut(new PrintStream(System.out, false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        int exitCode = run(args);
        System.out.flush();
        System.err.flush();
        System.exit(exitCode);
    }

    /** Runs a command; returns its exit code. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler(Main::usage);
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception));
        if (args.length == 0) {
            line.usage(System.out);
            return ExitCode.USAGE;
        }
        return line.execute(args);
    }

    private static int usage(ParameterException exception, String[] args) {
        System.err.println("troth: " + exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(
                exception, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.err.println("   help: troth " + name(exception) + "--help");
        return ExitCode.USAGE;
    }

    private static String name(ParameterException exception) {
        String name = exception.getCommandLine().getCommandName();
        return name.equals("troth") ? "" : name + " ";
    }

    private static int failed(Exception exception) {
        if (exception instanceof UserException user) {
            System.err.println("troth: " + user.getMessage());
            return user.exitCode();
        }
        System.err.println("troth: internal error, a bug of Troth; please report it with " + report(exception));
        return ExitCode.INTERNAL;
    }

    /** Where the report of an internal error is; the user sees the path and not the stack. */
    private static String report(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        try {
            Path file = Files.createTempFile("troth-report-", ".txt");
            Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
            return file.toString();
        } catch (IOException e) {
            return exception.toString();
        }
    }
}
