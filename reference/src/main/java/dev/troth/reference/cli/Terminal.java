package dev.troth.reference.cli;

import dev.troth.spec.text.Visible;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Text for a terminal, on which nothing in a specification or a message may act. Octets are written as they are. */
final class Terminal extends PrintStream {
    Terminal(OutputStream out, boolean flushing) {
        super(out, flushing, StandardCharsets.UTF_8);
    }

    @Override
    public void print(String text) {
        super.print(Visible.text(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println(String text) {
        print(text + System.lineSeparator());
    }

    @Override
    public void println(Object value) {
        println(String.valueOf(value));
    }
}
