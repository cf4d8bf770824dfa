package dev.troth.spec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which parameter stands for whom comes from what is said and shown, never from what it is called. */
class PlayersTest {
    private static final String ONE =
            "scenario one { run Alice = A(%s Bob, %s Carol) ; run Bob = B(x Alice) ; run Carol = C(x Alice) }";
    private static final String OTHER =
            "scenario other { run Alice = A(%s Carol, %s Bob) ; run Bob = B(x Alice) ; run Carol = C(x Alice) }";

    /** A protocol of four roles; the head of the first is given. */
    private static Protocol protocol(String head, String... scenarios) {
        String idle = " { start final state S { otherwise ignore } }\n";
        String text =
                "protocol P \"a test\" {\n  channel net : udp { attacker read, block, inject }\n  message M { x : u8 }\n"
                        + "  role A(" + head + ")" + idle + "  role B(x0, x)" + idle + "  role C(x0, x)" + idle
                        + "  server role T(me)" + idle + String.join("\n", scenarios) + "\n}\n";
        return Objects.requireNonNull(
                Specification.read(new Source("test.troth", text), new Library())
                        .protocol(),
                text);
    }

    private static List<List<Integer>> readings(Protocol protocol, String of, String with) {
        return Players.of(protocol).readings(role(protocol, of), role(protocol, with));
    }

    private static Role role(Protocol protocol, String name) {
        return protocol.roles().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theHeadOfARoleSaysWhoPlaysWhat() {
        Protocol protocol = protocol("me, u : C, v : B", ONE.formatted("u", "v"));
        assertEquals(List.of(List.of(2)), readings(protocol, "A", "B"));
        assertEquals(List.of(List.of(1)), readings(protocol, "A", "C"));
    }

    @Test
    void elseTheScenariosShowIt() {
        Protocol protocol = protocol("me, u, v", ONE.formatted("u", "v"));
        assertEquals(List.of(List.of(1)), readings(protocol, "A", "B"));
        assertEquals(List.of(List.of(2)), readings(protocol, "A", "C"));
    }

    @Test
    void aParameterThatIsCalledLikeARoleStandsForWhomTheScenariosShow() {
        Protocol protocol = protocol("me, c, b", ONE.formatted("c", "b"));
        assertEquals(List.of(List.of(1)), readings(protocol, "A", "B"));
    }

    @Test
    void scenariosThatContradictEachOtherShowNothing() {
        Protocol protocol = protocol("me, u, v", ONE.formatted("u", "v"), OTHER.formatted("u", "v"));
        assertEquals(List.of(List.of(1), List.of(2)), readings(protocol, "A", "B"));
        assertFalse(Players.of(protocol).isTold(role(protocol, "A"), role(protocol, "B")));
    }

    @Test
    void aScenarioWithAnAttackerShowsNothing() {
        String attacked = ONE.formatted("u", "v").replace("}", "; attacker owns Network }");
        assertEquals(List.of(List.of(1), List.of(2)), readings(protocol("me, u, v", attacked), "A", "B"));
    }

    @Test
    void theOnlyPeerIsMeantWhateverItsRole() {
        Protocol protocol = protocol("me, u, v", ONE.formatted("u", "v"));
        assertEquals(List.of(List.of(1)), readings(protocol, "B", "A"));
        assertEquals(List.of(List.of(1)), readings(protocol, "B", "C"));
    }

    @Test
    void severalThatAreSaidToPlayARoleAreMeantTogether() {
        assertEquals(List.of(List.of(1, 2)), readings(protocol("me, u : B, v : B"), "A", "B"));
    }

    @Test
    void theAgentOfAServerRoleIsKnownWithoutAParameter() {
        Protocol protocol = protocol("me, u : B, v : C");
        Role a = role(protocol, "A");
        assertEquals(
                List.of(List.of("T")),
                Players.of(protocol).readings(a, List.of("Alice", "Bob", "Carol"), role(protocol, "T")));
        assertEquals(List.of(), readings(protocol, "T", "A"));
    }
}
