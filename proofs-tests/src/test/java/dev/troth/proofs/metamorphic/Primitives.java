package dev.troth.proofs.metamorphic;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Which functions a specification knows. */
final class Primitives {
    private Primitives() {}

    static Set<String> names(Written written) {
        Protocol protocol = Objects.requireNonNull(
                Specification.read(written.source(), new Library()).protocol(), "not a protocol");
        return protocol.functions().stream().map(Function::name).collect(Collectors.toSet());
    }
}
