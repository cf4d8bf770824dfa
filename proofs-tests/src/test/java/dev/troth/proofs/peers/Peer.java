package dev.troth.proofs.peers;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A program or library of other people that tests need, and how to tell whether it is there. */
public enum Peer {
    /** Wireshark's dissectors on the command line. */
    TSHARK("tshark", "tshark --version"),
    /** GStreamer's codec for MIKEY, libgstsdp, and what compiles a program that calls it. */
    GSTREAMER_MIKEY(
            "libgstreamer-plugins-base1.0-dev gcc pkg-config",
            "pkg-config --exists gstreamer-sdp-1.0",
            "gcc --version"),
    /** libsrtp2, and what compiles a program that calls it. */
    LIBSRTP("libsrtp2-dev gcc pkg-config", "pkg-config --exists libsrtp2", "gcc --version"),
    /** DTLS of OpenSSL, from its command line. */
    OPENSSL("openssl", "openssl version"),
    /** ZRTP of Belledonne Communications, libbzrtp, and what compiles a program that calls it. */
    BZRTP("libbzrtp-dev gcc pkg-config", "pkg-config --exists libbzrtp", "gcc --version"),
    /** A browser without a screen. */
    CHROMIUM("chromium", "chromium --version"),
    /** Graphviz: layout, and a parser of its own that only checks. */
    GRAPHVIZ("graphviz", "dot -V"),
    /** The XML parser of libxml2 on the command line. */
    XMLLINT("libxml2-utils", "xmllint --version"),
    /** Mermaid's own parser under Node, see {@link Mermaid}. */
    MERMAID("nodejs npm, then run .ci/mermaid", "node --version", "test -e " + Mermaid.INSTALLED);

    /** The environment variable that decides what becomes of a test whose peer is missing. */
    static final String POLICY = "TROTH_PEERS";

    private final String debianPackages;
    private final List<String> probes;

    Peer(String debianPackages, String... probes) {
        this.debianPackages = debianPackages;
        this.probes = List.of(probes);
    }

    /**
     * Lets the test go on if the peer is there. Otherwise the test fails if the environment says
     * {@code TROTH_PEERS=required}, and is skipped if not. For tests that can't carry {@link RequiresPeer}, such as
     * those of jqwik.
     */
    public void require() {
        require(isPresent(), System.getenv(POLICY));
    }

    void require(boolean present, @Nullable String policy) {
        if (present) {
            return;
        }
        String message = this + " is missing; on Debian: apt-get install " + debianPackages;
        if ("required".equals(policy)) {
            throw new AssertionFailedError(message);
        }
        throw new TestAbortedException(message);
    }

    private boolean isPresent() {
        return probes.stream().allMatch(probe -> Program.succeeds(Arrays.asList(probe.split(" "))));
    }
}
