package dev.troth.proofs.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openssl s_server} and {@code s_client} as DTLS-SRTP peers on loopback. */
final class Openssl implements AutoCloseable {
    private static final Pattern ACCEPTS = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern MATERIAL = Pattern.compile("Keying material: ([0-9A-F]{120})");
    private static final long PATIENCE_MILLIS = 15_000;

    private final Process process;
    private final Path out;

    /** A key and a self-signed certificate. */
    record Identity(Path key, Path certificate) {
        static Identity in(Path folder) {
            Path key = folder.resolve("key.pem");
            Path certificate = folder.resolve("certificate.pem");
            Program.output(
                    List.of("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key.toString()));
            List<String> request = new ArrayList<>(List.of("openssl", "req", "-x509", "-new", "-key", key.toString()));
            request.addAll(List.of("-subj", "/CN=peer", "-days", "30", "-out", certificate.toString()));
            Program.output(request);
            return new Identity(key, certificate);
        }
    }

    private Openssl(List<String> command, Identity identity, Path out) throws IOException {
        this.out = out;
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("-dtls1_2", "-cert", identity.certificate().toString()));
        whole.addAll(List.of("-key", identity.key().toString()));
        whole.addAll(List.of("-use_srtp", "SRTP_AES128_CM_SHA1_80", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"));
        whole.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen", "60"));
        // Its input stays open: at the end of it, it ends.
        process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    /** A server on a port that the system chooses: {@link #port}. */
    static Openssl server(Identity identity, Path out) throws IOException {
        return new Openssl(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-verify", "1"), identity, out);
    }

    /** The port that a server accepts at. */
    int port() throws IOException, InterruptedException {
        return Integer.parseInt(await(ACCEPTS).group(1));
    }

    static Openssl client(int port, Identity identity, Path out) throws IOException {
        return new Openssl(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port), identity, out);
    }

    private Matcher await(Pattern text) throws IOException, InterruptedException {
        for (long waited = 0; waited < PATIENCE_MILLIS; waited += 20) {
            Matcher found = text.matcher(Files.readString(out));
            if (found.find()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("openssl does not say " + text + ": " + Files.readString(out));
    }

    /** The 60 octets that it exports for SRTP (RFC 5764 section 4.2). */
    byte[] exported() throws IOException, InterruptedException {
        return HexFormat.of().parseHex(await(MATERIAL).group(1).toLowerCase(java.util.Locale.ROOT));
    }

    String said() throws IOException {
        return Files.readString(out);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroyForcibly();
    }
}
