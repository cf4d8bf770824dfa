package dev.troth.proofs.commands;

import dev.troth.reference.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command that was run: its exit code, and what it wrote. */
record Ran(int code, String out, String err) {
    static Ran troth(String... args) {
        return withInput(new ByteArrayInputStream(new byte[0]), args);
    }

    /** Runs a command of one line, words separated by blanks. */
    static Ran line(String line) {
        return troth(line.strip().split(" +"));
    }

    static Ran withInput(InputStream in, String... args) {
        InputStream inBefore = System.in;
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setIn(in);
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Main.run(args);
            System.out.flush();
            System.err.flush();
            return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(inBefore);
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }
}
