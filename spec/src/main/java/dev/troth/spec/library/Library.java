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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private static final String SUFFIX = ".troth";
    private static final Map<String, String> PROTOCOLS = new LinkedHashMap<>();

    static {
        PROTOCOLS.put("mikey-psk", "mikey/mikey-psk.troth");
        PROTOCOLS.put("sdes", "sdes/sdes.troth");
        PROTOCOLS.put("zrtp-dh", "zrtp/zrtp-dh.troth");
        PROTOCOLS.put("zrtp-short", "zrtp/zrtp-short.troth");
        PROTOCOLS.put("dtls-srtp", "dtls/dtls-srtp.troth");
        PROTOCOLS.put("andrew", "classic/andrew.troth");
        PROTOCOLS.put("bke", "classic/bke.troth");
        PROTOCOLS.put("denning-sacco", "classic/denning-sacco.troth");
        PROTOCOLS.put("denning-sacco-pk", "classic/denning-sacco-pk.troth");
        PROTOCOLS.put("dtls-srtp-core", "classic/dtls-srtp-core.troth");
        PROTOCOLS.put("hmqv", "classic/hmqv.troth");
        PROTOCOLS.put("ikev1-aggressive-psk", "classic/ikev1-aggressive-psk.troth");
        PROTOCOLS.put("ikev1-aggressive-sig", "classic/ikev1-aggressive-sig.troth");
        PROTOCOLS.put("ikev1-quick", "classic/ikev1-quick.troth");
        PROTOCOLS.put("ikev2-psk", "classic/ikev2-psk.troth");
        PROTOCOLS.put("ikev2-sig", "classic/ikev2-sig.troth");
        PROTOCOLS.put("iso9798-2-4", "classic/iso9798-2-4.troth");
        PROTOCOLS.put("iso9798-3-3", "classic/iso9798-3-3.troth");
        PROTOCOLS.put("iso9798-3-4", "classic/iso9798-3-4.troth");
        PROTOCOLS.put("iso9798-4-4", "classic/iso9798-4-4.troth");
        PROTOCOLS.put("jkl-ts1", "classic/jkl-ts1.troth");
        PROTOCOLS.put("mikey-dh-sign-core", "classic/mikey-dh-sign-core.troth");
        PROTOCOLS.put("mikey-rsa-core", "classic/mikey-rsa-core.troth");
        PROTOCOLS.put("mikey-sakke-core", "classic/mikey-sakke-core.troth");
        PROTOCOLS.put("nspk", "classic/nspk.troth");
        PROTOCOLS.put("nssk", "classic/nssk.troth");
        PROTOCOLS.put("otway-rees", "classic/otway-rees.troth");
        PROTOCOLS.put("sdes-fork", "classic/sdes-fork.troth");
        PROTOCOLS.put("sdes-smime", "classic/sdes-smime.troth");
        PROTOCOLS.put("sig-dh", "classic/sig-dh.troth");
        PROTOCOLS.put("sig-kem", "classic/sig-kem.troth");
        PROTOCOLS.put("skeme", "classic/skeme.troth");
        PROTOCOLS.put("splice-as", "classic/splice-as.troth");
        PROTOCOLS.put("sts", "classic/sts.troth");
        PROTOCOLS.put("sts-mac", "classic/sts-mac.troth");
        PROTOCOLS.put("sts-mod", "classic/sts-mod.troth");
        PROTOCOLS.put("tls-dhe-export", "classic/tls-dhe-export.troth");
        PROTOCOLS.put("tls-renegotiation", "classic/tls-renegotiation.troth");
        PROTOCOLS.put("tls-rsa", "classic/tls-rsa.troth");
        PROTOCOLS.put("tls13", "classic/tls13.troth");
        PROTOCOLS.put("tls13-0rtt", "classic/tls13-0rtt.troth");
        PROTOCOLS.put("tmn", "classic/tmn.troth");
        PROTOCOLS.put("um", "classic/um.troth");
        PROTOCOLS.put("wide-mouthed-frog", "classic/wide-mouthed-frog.troth");
        PROTOCOLS.put("woo-lam", "classic/woo-lam.troth");
        PROTOCOLS.put("yahalom", "classic/yahalom.troth");
        PROTOCOLS.put("zrtp-core", "classic/zrtp-core.troth");
    }

    private final List<Path> allowed;
    /** The folder in which a file that was imported may import others: that of the file that was read first. */
    private final Map<String, Path> folders = new ConcurrentHashMap<>();

    /** Imports stay in the folder of the file that is read. */
    public Library() {
        this(List.of());
    }

    /** @param allowed folders from which files may be imported, besides that of the file that is read */
    public Library(List<Path> allowed) {
        this.allowed =
                allowed.stream().map(path -> path.toAbsolutePath().normalize()).toList();
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
        return read(path, octets(path, MAX_OCTETS, "a specification"));
    }

    /**
     * The octets of a regular file.
     *
     * @param most octets that it may have
     * @param what it is thought to be, for the message
     * @throws UnreadableException if it is missing, no regular file, or too large; the message says which
     */
    public static byte[] octets(String path, long most, String what) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                String other = Files.isDirectory(file) ? "a folder" : "no file that can be read whole";
                throw new UnreadableException(
                        path + ": " + (Files.exists(file) ? "this is " + other : "there is no such file"));
            }
            long size = Files.size(file);
            if (size > most) {
                throw new UnreadableException(path + ": larger than " + most + " octets, not " + what);
            }
            // Files of no size are empty, or none that end: those of /proc.
            return size == 0 ? new byte[0] : Files.readAllBytes(file);
        } catch (InvalidPathException e) {
            throw new UnreadableException(path + ": not a path");
        } catch (IOException e) {
            throw new UnreadableException(path + ": the file cannot be read");
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
        if (file.isEmpty()) {
            return null;
        }
        Path folder = folders.computeIfAbsent(name, Library::folder);
        Path wanted = Path.of(file);
        boolean inside = isWithin(wanted.toAbsolutePath(), folder);
        if (!Files.exists(wanted)) {
            if (!inside) {
                throw outside(path);
            }
            return null;
        }
        try {
            if (!inside || !isWithin(wanted.toRealPath(), folder.toRealPath())) {
                return copyOfShipped(path, file);
            }
        } catch (IOException e) {
            throw new UnreadableException(path + ": the file cannot be read");
        }
        folders.putIfAbsent(file, folder);
        return file(file);
    }

    /** A file outside that is what is shipped too, in a copy of the library: there is nothing in it to hide. */
    private Source copyOfShipped(String path, String file) {
        Path whole = Path.of(file).toAbsolutePath().normalize();
        for (int from = whole.getNameCount() - 1; from >= 0 && file.endsWith(SUFFIX); from--) {
            Source shipped =
                    shipped(whole.subpath(from, whole.getNameCount()).toString().replace('\\', '/'));
            if (shipped != null && file(file).text().equals(shipped.text())) {
                return file(file);
            }
        }
        throw outside(path);
    }

    /** Where a file stands that is read and not imported. */
    private static Path folder(String file) {
        Path parent = Path.of(file).toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /** Whether an import may be read: it must not be a way to any file of the machine. */
    private boolean isWithin(Path file, Path folder) {
        return file.toString().endsWith(SUFFIX) && file.normalize().startsWith(folder)
                || allowed.stream().anyMatch(file.normalize()::startsWith);
    }

    private static UnreadableException outside(String path) {
        return new UnreadableException(
                path + " is no " + SUFFIX + " file in the folder of the file that is read",
                "move it there, or allow its folder with --allow-imports DIR");
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
        if (!path.endsWith(SUFFIX) || path.startsWith("..") || path.startsWith("/")) {
            return null;
        }
        try (InputStream in = Library.class.getResourceAsStream(ROOT + path)) {
            return in == null ? null : read(SHIPPED + path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
