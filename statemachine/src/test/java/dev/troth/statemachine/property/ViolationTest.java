package dev.troth.statemachine.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Players;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.property.Violation.Way;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.TermAlgebra;
import dev.troth.statemachine.term.Terms;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** When a claim is false, on runs that are put together by hand. Source: Lowe, A hierarchy of authentication specifications. */
class ViolationTest {
    private static final String TEXT = """
            protocol P "a test" {
              channel net : udp { attacker read, block, inject }
              message M { x : u8 }
              role A(me, peer) { var n : bytes[4], absent : bytes[4] ; start final state S { otherwise ignore } }
              role B(me, peer) { var n : bytes[4], absent : bytes[4] ; start final state S { otherwise ignore } }
              role D(me, first, second) { var n : bytes[4] ; start final state S { otherwise ignore } }
              role G(me) { var n : bytes[4] ; start final state S { otherwise ignore } }
              claim agrees   : agree A.S with B on n
              claim once     : agree A.S with B on n injective
              claim origin   : agree A.S with B on n one_way
              claim nothing  : agree A.S with B on absent
              claim itself   : agree A.S with A on n
              claim living   : alive A.S with B
              claim weakly   : weak A.S with B
              claim secrecy  : secret n at A.S
              claim unset    : secret absent at A.S
              claim fresher  : fresh n at A.S
              claim unsaid   : fresh absent at A.S
              claim zero     : never n = 0x00000000 at A.S
              claim there    : reachable A.S
              claim of_whom  : alive D.S with B
              claim both     : agree D.S with B on n
              claim anybody  : agree G.S with B on n one_way
              claim whom     : agree G.S with B on n
            }
            """;

    private final Protocol protocol = protocol();
    private final TermAlgebra algebra = new TermAlgebra(new Terms(protocol.equations()));
    private final Machine<Term> machine = new Machine<>(protocol, algebra, false);

    private static Protocol protocol() {
        Specification read = Specification.read(new Source("test.troth", TEXT), new Library());
        return Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings()));
    }

    /** A run that has spoken, with n = value. */
    private Party<Term> run(int id, String role, int value, String... agents) {
        Role of = protocol.roles().stream()
                .filter(r -> r.name().equals(role))
                .findFirst()
                .orElseThrow();
        Session<Term> session = machine.session(id, of, List.of(agents));
        Role.Variable n = of.variable("n");
        if (n != null) {
            session.variables()[n.index()] = algebra.octets(new byte[] {0, 0, 0, (byte) value});
        }
        return new Party<>(session, true);
    }

    private static Party<Term> silent(Party<Term> run) {
        return new Party<>(run.session(), false);
    }

    private List<Way<Term>> ways(String claim, int tests, List<Party<Term>> runs) {
        Claim.Property property = protocol.claims().stream()
                .filter(c -> c.name().equals(claim))
                .findFirst()
                .orElseThrow()
                .property();
        return new Violation<>(property, machine, algebra, Players.of(protocol), agent -> !agent.equals("Mallory"))
                .ways(runs.subList(0, tests), runs, Condition.ALWAYS);
    }

    /** What is wrong, of the claim about the first runs. */
    @SafeVarargs
    private List<String> wrong(String claim, int tests, Party<Term>... runs) {
        return ways(claim, tests, List.of(runs)).stream()
                .filter(way ->
                        algebra.decide(way.formula(), Condition.ALWAYS).stream().allMatch(Decision::holds))
                .map(way -> way.wrong().words())
                .toList();
    }

    private static final List<String> RIGHT = List.of();
    private static final List<String> ALONE = List.of("no run of Bob as B agrees with Alice");

    @Test
    void aPeerWithTheSameDataAgrees() {
        assertEquals(RIGHT, wrong("agrees", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "B", 5, "Bob", "Alice")));
    }

    @Test
    void aRunWithoutAnyOtherIsAlone() {
        assertEquals(ALONE, wrong("agrees", 1, run(1, "A", 5, "Alice", "Bob")));
    }

    @Test
    void otherDataDoNotAgree() {
        assertEquals(ALONE, wrong("agrees", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "B", 6, "Bob", "Alice")));
    }

    @Test
    void valuesThatAreAbsentDoNotAgree() {
        assertEquals(ALONE, wrong("nothing", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "B", 5, "Bob", "Alice")));
    }

    @Test
    void aRunWithSomebodyElseIsNoPartnerUnlessOnlyTheOriginIsClaimed() {
        Party<Term> own = run(1, "A", 5, "Alice", "Bob");
        Party<Term> elsewhere = run(2, "B", 5, "Bob", "Mallory");
        assertEquals(ALONE, wrong("agrees", 1, own, elsewhere));
        assertEquals(RIGHT, wrong("origin", 1, own, elsewhere));
    }

    @Test
    void whatComesFromSomebodyElseIsNotOfThatOrigin() {
        assertEquals(ALONE, wrong("origin", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "B", 5, "Carol", "Alice")));
    }

    @Test
    void aRunInTheSameRoleIsNoPartner() {
        assertEquals(ALONE, wrong("agrees", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "A", 5, "Bob", "Alice")));
    }

    @Test
    void aRunIsNotItsOwnPartner() {
        assertEquals(
                List.of("no run of Alice as A agrees with Alice"),
                wrong("itself", 1, run(1, "A", 5, "Alice", "Alice")));
    }

    @Test
    void twoRunsDoNotShareAPartner() {
        assertEquals(
                List.of("2 runs of Alice agree with one run of the peer"),
                wrong(
                        "once",
                        2,
                        run(1, "A", 5, "Alice", "Bob"),
                        run(2, "A", 5, "Alice", "Bob"),
                        run(3, "B", 5, "Bob", "Alice")));
    }

    @Test
    void twoRunsThatBothAgreeWithTwoHaveOneEach() {
        assertEquals(
                RIGHT,
                wrong(
                        "once",
                        2,
                        run(1, "A", 5, "Alice", "Bob"),
                        run(2, "A", 5, "Alice", "Bob"),
                        run(3, "B", 5, "Bob", "Alice"),
                        run(4, "B", 5, "Bob", "Alice")));
    }

    @Test
    void partnersOfAThirdRunDoNotHelpTwoThatShareOne() {
        assertEquals(
                List.of("3 runs of Alice agree with no more than 2 runs of the peer"),
                wrong(
                        "once",
                        3,
                        run(1, "A", 5, "Alice", "Bob"),
                        run(2, "A", 5, "Alice", "Bob"),
                        run(3, "A", 6, "Alice", "Bob"),
                        run(4, "B", 5, "Bob", "Alice"),
                        run(5, "B", 6, "Bob", "Alice"),
                        run(6, "B", 6, "Bob", "Alice")));
    }

    @Test
    void aPeerThatSaysSomethingInAnyRoleIsAlive() {
        Party<Term> own = run(1, "A", 5, "Alice", "Bob");
        assertEquals(RIGHT, wrong("living", 1, own, run(2, "D", 0, "Bob", "Carol", "Dave")));
        assertEquals(RIGHT, wrong("weakly", 1, own, run(2, "D", 0, "Bob", "Carol", "Alice")));
    }

    @Test
    void aPeerThatHasOnlyBegunIsNotAlive() {
        assertEquals(
                List.of("Bob has not taken part"),
                wrong("living", 1, run(1, "A", 5, "Alice", "Bob"), silent(run(2, "B", 5, "Bob", "Alice"))));
    }

    @Test
    void weakAgreementAsksForARunWithThisAgent() {
        assertEquals(
                List.of("Bob has no run with Alice"),
                wrong("weakly", 1, run(1, "A", 5, "Alice", "Bob"), run(2, "B", 5, "Bob", "Carol")));
    }

    @Test
    void whereNothingTellsWhoIsMeantEachHasToBeAlive() {
        assertEquals(
                List.of("Carol has not taken part"),
                wrong("of_whom", 1, run(1, "D", 0, "Alice", "Bob", "Carol"), run(2, "B", 0, "Bob", "Alice")));
    }

    @Test
    void whereNothingTellsWhoIsMeantEachHasToAgree() {
        Party<Term> own = run(1, "D", 5, "Alice", "Bob", "Carol");
        Party<Term> first = run(2, "B", 5, "Bob", "Alice");
        assertEquals(RIGHT, wrong("both", 1, own, first, run(3, "B", 5, "Carol", "Alice")));
        assertEquals(List.of("no run of Carol as B agrees with Alice"), wrong("both", 1, own, first));
    }

    @Test
    void whereNobodyIsMeantTheDataMayBeAnybodysWhoIsHonest() {
        Party<Term> own = run(1, "G", 5, "Alice");
        assertEquals(RIGHT, wrong("anybody", 1, own, run(2, "B", 5, "Bob", "Carol")));
        List<String> nobodys = List.of("no run of anybody as B agrees with Alice");
        assertEquals(nobodys, wrong("anybody", 1, own, run(2, "B", 6, "Bob", "Carol")));
        assertEquals(nobodys, wrong("anybody", 1, own, run(2, "B", 5, "Mallory", "Carol")));
        assertEquals(List.of("Alice takes nobody to be B"), wrong("whom", 1, own, run(2, "B", 5, "Bob", "Alice")));
    }

    @Test
    void nothingIsClaimedOfADishonestPeer() {
        Party<Term> own = run(1, "A", 5, "Alice", "Mallory");
        assertEquals(RIGHT, wrong("agrees", 1, own));
        assertEquals(RIGHT, wrong("living", 1, own));
    }

    @Test
    void aValueThatTwoRunsHaveIsNotFresh() {
        Party<Term> own = run(1, "A", 5, "Alice", "Bob");
        assertEquals(
                List.of("two runs of Alice accept the same value"),
                wrong("fresher", 2, own, run(2, "A", 5, "Alice", "Bob")));
        assertEquals(RIGHT, wrong("fresher", 2, own, run(2, "A", 6, "Alice", "Bob")));
        assertEquals(RIGHT, wrong("unsaid", 2, own, run(2, "A", 5, "Alice", "Bob")));
    }

    @Test
    void theAttackerHasToHaveASecretThatIsThere() {
        Party<Term> own = run(1, "A", 5, "Alice", "Bob");
        assertEquals(
                List.of(algebra.octets(new byte[] {0, 0, 0, 5})),
                ways("secrecy", 1, List.of(own)).getFirst().derived());
        assertEquals(RIGHT, wrong("unset", 1, own));
    }

    @Test
    void whatMustNeverBeIsAskedOfTheRun() {
        assertEquals(List.of("what must never be is so for Alice"), wrong("zero", 1, run(1, "A", 0, "Alice", "Bob")));
        assertEquals(RIGHT, wrong("zero", 1, run(1, "A", 1, "Alice", "Bob")));
    }

    @Test
    void aStateThatIsReachedIsNoViolation() {
        assertEquals(RIGHT, wrong("there", 1, run(1, "A", 0, "Alice", "Bob")));
    }
}
