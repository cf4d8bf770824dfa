package dev.troth.proofs;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Specifications for tests: the library, read once, and texts made up on the spot. */
public final class Specs {
    private static final Map<String, Protocol> READ = new LinkedHashMap<>();

    private Specs() {}

    public static synchronized Protocol named(String name) {
        return READ.computeIfAbsent(
                name, n -> read(Objects.requireNonNull(new Library().named(n), "no specification " + n)));
    }

    public static List<Protocol> library() {
        return Library.names().stream().map(Specs::named).toList();
    }

    /** The specifications with prescribed octets: those that ride in a session set-up, which is then their first channel. */
    public static List<Protocol> onTheWire() {
        return library().stream()
                .filter(p -> p.channels().getFirst().kind() == Channel.Kind.SIGNALLING)
                .toList();
    }

    public static Protocol read(Source source) {
        Specification specification = Specification.read(source, new Library());
        Protocol protocol = specification.protocol();
        if (protocol == null) {
            throw new AssertionError("not a specification:\n" + Renderer.render(specification.findings()));
        }
        return protocol;
    }

    public static Scenario scenario(Protocol protocol, String name) {
        return Objects.requireNonNull(protocol.scenario(name), "no scenario " + name);
    }
}
