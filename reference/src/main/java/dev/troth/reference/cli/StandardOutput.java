package dev.troth.reference.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output that knows if something of it was lost: an answer on a full disk must not look like a whole one. */
final class StandardOutput extends FilterOutputStream {
    private static final int BUFFER = 1 << 13;

    private @Nullable IOException lost;

    private StandardOutput(OutputStream out) {
        super(out);
    }

    static StandardOutput ofProcess() {
        return new StandardOutput(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        if (lost == null) {
            try {
                out.write(octets, from, count);
            } catch (IOException e) {
                lost = e;
            }
        }
    }

    @Override
    public void flush() {
        if (lost == null) {
            try {
                out.flush();
            } catch (IOException e) {
                lost = e;
            }
        }
    }

    boolean isLost() {
        return lost != null;
    }

    /** Why something was lost, for the user; null if nothing was, or if whoever reads it wanted no more. */
    @Nullable
    String reason() {
        String message = lost == null ? null : String.valueOf(lost.getMessage());
        return message == null || message.toLowerCase(Locale.ROOT).contains("broken pipe") ? null : message;
    }
}
