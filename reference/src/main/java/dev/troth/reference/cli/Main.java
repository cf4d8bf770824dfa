package dev.troth.reference.cli;

import dev.troth.reference.concrete.NoConcreteFaceException;
import dev.troth.statemachine.machine.RunFaultException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code troth}: executable, checkable specifications of key exchanges. */
@Command(
        name = "troth",
        version = "troth 0.1",
        description = "Executable, checkable specifications of key exchanges.",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            KnowsCommand.class,
            FuzzCommand.class,
            MutateCommand.class,
            PeerCommand.class,
            CompareCommand.class,
            DrawCommand.class,
            PackCommand.class,
            DocsCommand.class,
            DraftCommand.class,
            LintCommand.class,
            FmtCommand.class,
            ListCommand.class,
            ExplainCommand.class
        },
        footer = {"", "Example: troth run mikey-psk"},
        mixinStandardHelpOptions = true)
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        StandardOutput output = StandardOutput.ofProcess();
        System.setOut(new Terminal(output, false));
        System.setErr(new Terminal(System.err, true));
        int exitCode = run(args);
        System.out.flush();
        if (output.isLost()) {
            exitCode = ExitCode.UNWRITTEN;
        }
        if (output.reason() != null) {
            System.err.println("troth: standard output cannot be written: " + output.reason());
        }
        System.err.flush();
        Watch.printed();
        System.exit(exitCode);
    }

    /** Runs a command; returns its exit code. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((exception, ignored) -> usage(exception));
        line.registerConverter(Long.class, Main::wholeNumber);
        String[] version = line.getCommandSpec().version();
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().version(version));
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception));
        if (args.length == 0) {
            line.usage(System.out);
            return ExitCode.USAGE;
        }
        try {
            return line.execute(args);
        } catch (Throwable thrown) {
            return failed(thrown);
        }
    }

    private static Long wholeNumber(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number of 64 bits");
        }
    }

    private static int usage(ParameterException exception) {
        String message = exception.getMessage();
        if (exception instanceof UnmatchedArgumentException unmatched) {
            message = unmatched(unmatched, unmatched.getUnmatched().getFirst());
        }
        System.err.println("troth: " + message);
        System.err.println("   help: troth " + name(exception) + "--help");
        return ExitCode.USAGE;
    }

    private static String unmatched(UnmatchedArgumentException exception, String word) {
        CommandLine command = exception.getCommandLine();
        if (word.startsWith("-")) {
            return Specs.noSuch(
                    "option", word, command.getCommandSpec().optionsMap().keySet());
        }
        return command.getSubcommands().isEmpty()
                ? "one argument too many: " + word
                : Specs.noSuch("command", word, command.getSubcommands().keySet());
    }

    private static String name(ParameterException exception) {
        String name = exception.getCommandLine().getCommandName();
        return name.equals("troth") ? "" : name + " ";
    }

    private static int failed(Throwable thrown) {
        if (thrown instanceof UserException user) {
            System.err.println("troth: " + user.getMessage());
            return user.exitCode();
        }
        String fault = fault(thrown);
        if (fault != null) {
            System.err.println("troth: " + fault);
            return ExitCode.UNREADABLE;
        }
        String limit = limit(thrown);
        System.err.println(
                limit == null
                        ? "troth: internal error, a bug of Troth; please report it with " + report(thrown)
                        : "troth: " + limit);
        return ExitCode.INTERNAL;
    }

    /** What of the machine was not enough, as a sentence; null if it was something else. */
    private static @Nullable String limit(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof OutOfMemoryError) {
                return "out of memory; give more with TROTH_JAVA_OPTIONS, such as -Xmx4g";
            }
            if (at instanceof StackOverflowError) {
                return "something in this specification is nested too deep; allow more with TROTH_JAVA_OPTIONS, such as -Xss16m";
            }
        }
        return null;
    }

    /** A fault of the specification that shows only when it runs; searches and campaigns wrap it. Null if it is none. */
    private static @Nullable String fault(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof RunFaultException fault) {
                return fault.span() + ": " + fault.getMessage();
            }
            if (at instanceof NoConcreteFaceException fault) {
                return (fault.place().isEmpty() ? "" : fault.place() + ": ") + fault.getMessage()
                        + "\n   help: only functions of the library are computed on octets; `troth check` needs no octets";
            }
        }
        return null;
    }

    /** Where the report of an internal error is; the user sees the path and not the stack. */
    private static String report(Throwable exception) {
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
