package dev.troth.spec.library;

import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The specifications that ship with Troth, and files beside them. A shipped text is named {@code library/...}; its
 * imports stay in the library.
 */
public final class Library implements Texts {
    private static final String ROOT = "/dev/troth/spec/protocols/";
    private static final String SHIPPED = "library/";
    /** Larger files are refused: a specification is read by people. */
    public static final int MAX_OCTETS = 1_000_000;

    private static final Map<String, String> PROTOCOLS = new LinkedHashMap<>();

    static {
        PROTOCOLS.put("mikey-psk", "mikey/mikey-psk.troth");
        PROTOCOLS.put("sdes", "sdes/sdes.troth");
    }

    /** The names of the shipped protocols, in the order of a listing. */
    public static Set<String> names() {
        return java.util.Collections.unmodifiableSet(PROTOCOLS.keySet());
    }

    /** The text of a shipped protocol, or null if there is none of that name. */
    public @Nullable Source named(String name) {
        String path = PROTOCOLS.get(name);
        return path == null ? null : shipped(path);
    }

    /**
     * The text of a file.
     *
     * @throws UnreadableException if it is missing, too large, or not UTF-8; the message says which
     */
    public Source file(String path) {
        try {
            return read(path, Files.readAllBytes(checked(path)));
        } catch (IOException e) {
            throw new UnreadableException(path + ": the file cannot be read");
        }
    }

    private static Path checked(String path) throws IOException {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                String what = Files.isDirectory(file) ? "a folder" : "no file that can be read whole";
                throw new UnreadableException(
                        path + ": " + (Files.exists(file) ? "this is " + what : "there is no such file"));
            }
            if (Files.size(file) > MAX_OCTETS) {
                throw new UnreadableException(path + ": larger than " + MAX_OCTETS + " octets, not a specification");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new UnreadableException(path + ": not a path");
        }
    }

    /** A text from octets, which must be UTF-8. */
    public static Source read(String name, byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            return new Source(name, text);
        } catch (CharacterCodingException e) {
            throw new UnreadableException(name + ": not a UTF-8 text");
        }
    }

    @Override
    public @Nullable Source find(Source importer, String path) {
        String name = importer.name();
        if (name.startsWith(SHIPPED)) {
            return shipped(beside(name.substring(SHIPPED.length()), path));
        }
        if (path.startsWith(SHIPPED)) {
            return shipped(beside("", path.substring(SHIPPED.length())));
        }
        String file = beside(name, path);
        try {
            return !file.isEmpty() && Files.exists(Path.of(file)) ? file(file) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** The path of a file named relative to another, or empty if that is no path. */
    private static String beside(String file, String path) {
        try {
            return Path.of(file).resolveSibling(path).normalize().toString().replace('\\', '/');
        } catch (InvalidPathException e) {
            return "";
        }
    }

    @Override
    public Source prelude() {
        Source prelude = shipped("std/prelude.troth");
        if (prelude == null) {
            throw new IllegalStateException("the standard library is missing from this build");
        }
        return prelude;
    }

    private static @Nullable Source shipped(String path) {
        if (!path.endsWith(".troth") || path.startsWith("..") || path.startsWith("/")) {
            return null;
        }
        try (InputStream in = Library.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : read(SHIPPED + path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
