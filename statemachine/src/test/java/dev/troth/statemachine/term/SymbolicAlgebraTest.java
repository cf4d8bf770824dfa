package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How reading and deciding turn out where something is still open: every way, each under what it takes. */
class SymbolicAlgebraTest {
    private static final String DECLARATIONS = """
              layout Head { kind : 8 ; x : bytes[4] }
              layout Part { y : bytes[4] ; z : 16 }
              layout Set  { e : vector(8) of 16 }
              layout Packed(n : u8) { a : bytes[4] ; b : bytes[n] }
              layout Raw  { p : bytes[2] ; q : bytes[3] }
              message One  = Head(kind = 1)
              message Two  = Head(kind = 2) Part?
              message Lots = Set P:Part*
              message Ints = Packed
              message Raws = Raw
              message Open { box : bytes, who : agent }
            """;
    private static final String ROLE = """
            start final state S {
              on user.go { send Lots { Set(e = [1, 2]) P(y = 0x00000001, z = 2) } on net }
              recv Open m on net { show m.who to user }
              otherwise ignore
            }
            """;
    private final Draft d = new Draft(DECLARATIONS, ROLE);
    private final SymbolicAlgebra algebra = algebra(new Typing(true), Map.of());
    private final Term k = d.name("k", 32);

    private SymbolicAlgebra algebra(Typing typing, Map<String, String> aliases) {
        return new SymbolicAlgebra(d.terms, d.protocol, typing, aliases);
    }

    private Term.Var open(int id, Type type) {
        return d.terms.variable(id, type, false);
    }

    private Term.Var octets(int id, int size) {
        return open(id, new Type.Octets(size, size));
    }

    private List<Match<Term>> match(SymbolicAlgebra in, String message, Term value, Map<Integer, Term> parameters) {
        return in.match(d.message(message), value, parameters, Assumptions.none(100));
    }

    private static List<Term> fits(List<Match<Term>> matches) {
        return matches.stream()
                .filter(Match.Fits.class::isInstance)
                .map(m -> ((Match.Fits<Term>) m).message())
                .toList();
    }

    private static long refusals(List<Match<Term>> matches) {
        return matches.stream().filter(Match.Refused.class::isInstance).count();
    }

    @Test
    void anOpenDeliveryIsTheMessageWithOpenFieldsOrAnother() {
        List<Match<Term>> matches = match(algebra, "One", open(0, Typing.DELIVERY), Map.of());
        assertEquals(1, fits(matches).size());
        assertEquals(1, refusals(matches));
        Term.Compound head = (Term.Compound) ((Term.Compound) fits(matches).getFirst()).argument(0);
        assertSame(d.terms.integer(1, 8), head.argument(0));
        assertTrue(head.argument(1) instanceof Term.Var field && field.type().equals(new Type.Octets(4, 4)));
        Match.Refused<Term> refused = (Match.Refused<Term>) matches.getLast();
        assertTrue(((Assumptions) refused.condition()).isEmpty());
    }

    @Test
    void anOptionalPayloadIsOpenUntilItIsAskedFor() {
        Term two =
                fits(match(algebra, "Two", open(0, Typing.DELIVERY), Map.of())).getFirst();
        Term part = ((Term.Compound) two).argument(1);
        assertTrue(part instanceof Term.Var variable && variable.optional());
        Term y = algebra.field(part, 0);
        List<Decision> present = decide(new Formula.Present<>(part));
        assertEquals(List.of(true, false), holds(present));
        Assumptions there = (Assumptions) present.getFirst().condition();
        Assumptions absent = (Assumptions) present.getLast().condition();
        assertSame(Terms.ABSENT, absent.bindings().apply(part, d.terms));
        assertTrue(there.bindings().apply(part, d.terms) != Terms.ABSENT);
        List<Decision> asked = decide(new Formula.Compare<>(Comparison.EQUAL, y, d.name("v", 4)));
        assertEquals(List.of(true, false, false), holds(asked));
        Assumptions equal = (Assumptions) asked.getFirst().condition();
        Term.Compound known = (Term.Compound) equal.bindings().apply(part, d.terms);
        assertSame(d.name("v", 4), known.argument(0));
        assertTrue(known.argument(1) instanceof Term.Var z && z.type().equals(new Type.Int(16)));
    }

    @Test
    void listsInWhatTheAttackerMakesAreAsLongAsRolesBuildThem() {
        Term.Compound lots = (Term.Compound)
                fits(match(algebra, "Lots", open(0, Typing.DELIVERY), Map.of())).getFirst();
        Term.Compound set = (Term.Compound) lots.argument(0);
        List<Term> items = algebra.items(set.argument(0));
        assertEquals(2, items.size());
        assertTrue(items.getFirst() instanceof Term.Var item && item.type().equals(new Type.Int(16)));
        assertTrue(items.get(0) != items.get(1));
        assertEquals(1, algebra.items(lots.argument(1)).size());
    }

    @Test
    void whatIsKnownToBeAnotherMessageIsRefused() {
        Term one = d.whole("One", d.payload("Head", d.terms.integer(1, 8), d.name("x", 4)));
        assertEquals(List.of(one), fits(match(algebra, "One", one, Map.of())));
        assertEquals(0, refusals(match(algebra, "One", one, Map.of())));
        assertEquals(List.of(), fits(match(algebra, "Two", one, Map.of())));
        assertEquals(1, refusals(match(algebra, "Two", one, Map.of())));
    }

    @Test
    void aPlaintextThatIsOpenMayBeTheMessage() {
        Term.Var inside = open(0, Type.BYTES);
        Term sealed = d.call("senc", k, inside);
        List<Match<Term>> matches = match(algebra, "One", d.call("sdec", k, sealed), Map.of());
        assertEquals(1, fits(matches).size());
        Term.Var box = open(1, Type.BYTES);
        List<Match<Term>> opened = match(algebra, "One", d.call("sdec", k, box), Map.of());
        assertEquals(1, fits(opened).size());
        assertEquals(1, refusals(opened));
        Assumptions made = (Assumptions) opened.getFirst().condition();
        Term.Compound bound = (Term.Compound) made.bindings().apply(box, d.terms);
        assertEquals("senc", bound.symbol().toString());
        assertSame(k, bound.argument(0));
        Assumptions not = (Assumptions) opened.getLast().condition();
        assertEquals(1, not.unread().size());
        Term plain = d.payload("Head", d.terms.integer(1, 8), d.name("x", 4));
        assertFalse(algebra.isConsistent(not.with(not.bindings().with(box, d.call("senc", k, plain)))));
        assertTrue(algebra.isConsistent(not.with(not.bindings().with(box, d.call("senc", k, d.name("n", 9))))));
        assertTrue(algebra.isConsistent(not));
    }

    @Test
    void aParameterThatIsOpenBecomesWhatIsAsked() {
        Term ints = d.payload("Packed", open(0, new Type.Int(8)), d.name("a", 4), d.name("b", 2));
        List<Match<Term>> matches = match(algebra, "Ints", ints, Map.of(0, d.terms.integer(2, 8)));
        assertEquals(1, fits(matches).size());
        Term.Compound read = (Term.Compound) fits(matches).getFirst();
        assertSame(d.terms.integer(2, 8), ((Term.Compound) read.argument(0)).argument(0));
        assertEquals(
                1,
                fits(match(algebra, "Ints", ints, Map.of(0, d.terms.integer(0, 8))))
                        .size());
        Term other = d.payload("Packed", d.terms.integer(3, 8), d.name("a", 4), open(1, Type.BYTES));
        assertEquals(List.of(), fits(match(algebra, "Ints", other, Map.of(0, d.terms.integer(2, 8)))));
    }

    @Test
    void untypedTheOctetsOfOneLayoutAreThoseOfAnother() {
        Term packed = d.payload("Raw", d.name("p", 2), d.name("q", 3));
        assertEquals(List.of(), fits(match(algebra, "One", packed, Map.of())));
        SymbolicAlgebra loose = algebra(new Typing(false), Map.of());
        assertEquals(1, fits(match(loose, "Raws", packed, Map.of())).size());
        Term head = d.payload("Head", d.name("kind", 1), d.name("x", 4));
        List<Match<Term>> confused =
                match(loose, "Raws", d.payload("Head", open(0, new Type.Octets(2, 2)), d.name("x", 3)), Map.of());
        assertEquals(1, fits(confused).size());
        assertSame(d.joined(d.name("p", 2), d.name("q", 3)), loose.octets(packed));
        assertSame(packed, algebra.octets(packed));
        assertSame(d.joined(d.name("kind", 1), d.name("x", 4)), loose.octets(head));
    }

    @Test
    void anAliasHasTheKeyOfWhomItIsRegisteredFor() {
        SymbolicAlgebra aliased = algebra(new Typing(true), Map.of("MalloryAsBob", "Bob"));
        Type type = new Type.Octets(32, 32);
        assertSame(
                d.terms.shared("private", List.of("Bob"), type),
                aliased.shared("private", List.of("MalloryAsBob"), type));
        assertSame(
                d.terms.shared("private", List.of("Carol"), type), aliased.shared("private", List.of("Carol"), type));
        assertSame(
                d.terms.shared("shared", List.of("Alice", "MalloryAsBob"), type),
                aliased.shared("shared", List.of("Alice", "MalloryAsBob"), type));
    }

    private List<Decision> decide(Formula<Term> formula) {
        return algebra.decide(formula, Assumptions.none(100));
    }

    private static List<Boolean> holds(List<Decision> decisions) {
        return decisions.stream().map(Decision::holds).toList();
    }

    private List<Decision> compare(Comparison comparison, Term left, Term right) {
        return decide(new Formula.Compare<>(comparison, left, right));
    }

    @Test
    void whatIsKnownIsDecidedOnce() {
        Terms t = d.terms;
        assertEquals(List.of(true), holds(compare(Comparison.EQUAL, k, k)));
        assertEquals(List.of(false), holds(compare(Comparison.EQUAL, k, d.name("n", 32))));
        assertEquals(List.of(false), holds(compare(Comparison.NOT_EQUAL, k, k)));
        assertEquals(List.of(true), holds(compare(Comparison.NOT_EQUAL, k, d.name("n", 32))));
        assertEquals(List.of(false), holds(compare(Comparison.EQUAL, Terms.ABSENT, Terms.ABSENT)));
        assertEquals(List.of(false), holds(compare(Comparison.NOT_EQUAL, k, Terms.ABSENT)));
        assertEquals(List.of(true), holds(compare(Comparison.LESS, t.integer(1, 8), t.integer(2, 8))));
        assertEquals(List.of(false), holds(compare(Comparison.GREATER, t.duration(1), t.duration(2))));
        assertEquals(List.of(true), holds(compare(Comparison.LESS_OR_EQUAL, t.time(2), t.time(2))));
        assertEquals(List.of(true), holds(decide(new Formula.Truth<>(true))));
        assertEquals(List.of(false), holds(decide(new Formula.Not<>(new Formula.Truth<>(true)))));
        assertEquals(List.of(true), holds(decide(new Formula.Present<>(k))));
        assertEquals(List.of(false), holds(decide(new Formula.Present<>(Terms.ABSENT))));
        assertTrue(algebra.isSame(t.integer(1, 8), t.integer(1, 16)));
    }

    @Test
    void whatIsOpenIsEqualOrToldApart() {
        Term.Var x = octets(0, 32);
        List<Decision> ways = compare(Comparison.EQUAL, x, k);
        assertEquals(List.of(true, false), holds(ways));
        Assumptions same = (Assumptions) ways.get(0).condition();
        assertSame(k, same.bindings().apply(x, d.terms));
        Assumptions apart = (Assumptions) ways.get(1).condition();
        assertEquals(1, apart.apart().size());
        assertFalse(algebra.isConsistent(apart.with(apart.bindings().with(x, k))));
        assertTrue(algebra.isConsistent(apart.with(apart.bindings().with(x, d.name("n", 32)))));
        assertEquals(List.of(true), holds(compare(Comparison.EQUAL, x, x)));
        assertEquals(List.of(false, true), holds(compare(Comparison.NOT_EQUAL, x, k)));
        assertEquals(List.of(false), holds(compare(Comparison.EQUAL, octets(1, 16), k)));
        Assumptions never = (Assumptions)
                compare(Comparison.EQUAL, octets(1, 16), k).getFirst().condition();
        assertEquals(List.of(), never.apart());
    }

    @Test
    void anOrderThatIsOpenIsRememberedBothWays() {
        Term.Var n = open(0, new Type.Int(16));
        List<Decision> ways = compare(Comparison.LESS, n, d.terms.integer(5, 16));
        assertEquals(List.of(true, false), holds(ways));
        Assumptions less = (Assumptions) ways.get(0).condition();
        assertTrue(algebra.isConsistent(less));
        assertTrue(algebra.isConsistent(less.with(less.bindings().with(n, d.terms.integer(4, 16)))));
        assertFalse(algebra.isConsistent(less.with(less.bindings().with(n, d.terms.integer(5, 16)))));
        Assumptions more = (Assumptions) ways.get(1).condition();
        assertFalse(algebra.isConsistent(more.with(more.bindings().with(n, d.terms.integer(4, 16)))));
        assertTrue(algebra.isConsistent(more.with(more.bindings().with(n, d.terms.integer(5, 16)))));
        assertEquals(2, compare(Comparison.LESS, d.name("a", 4), d.name("b", 4)).size());
    }

    @Test
    void conjunctionsEndAtTheFirstThatFailsAndDisjunctionsAtTheFirstThatHolds() {
        Term.Var x = octets(0, 32);
        Term.Var y = octets(1, 32);
        Formula<Term> first = new Formula.Compare<>(Comparison.EQUAL, x, k);
        Formula<Term> second = new Formula.Compare<>(Comparison.EQUAL, y, k);
        assertEquals(List.of(false, false, true), holds(decide(new Formula.All<>(List.of(first, second)))));
        assertEquals(List.of(true, true, false), holds(decide(new Formula.Any<>(List.of(first, second)))));
        assertEquals(List.of(true), holds(decide(new Formula.All<>(List.of()))));
        assertEquals(List.of(false), holds(decide(new Formula.Any<>(List.of()))));
        List<Decision> all = decide(new Formula.All<>(List.of(first, second)));
        Assumptions both = (Assumptions) all.getLast().condition();
        assertSame(k, both.bindings().apply(x, d.terms));
        assertSame(k, both.bindings().apply(y, d.terms));
    }

    /** Which entry of a list has a constant need not be decided as long as one of them can. */
    @Test
    void whichUnknownIsAConstantIsLeftOpen() {
        Term five = d.terms.integer(5, 16);
        Term seven = d.terms.integer(7, 16);
        Term.Var m = open(0, new Type.Int(16));
        Term.Var n = open(1, new Type.Int(16));
        Term.Var x = octets(2, 32);
        Formula<Term> first = new Formula.All<>(List.of(
                new Formula.Compare<>(Comparison.EQUAL, m, five), new Formula.Compare<>(Comparison.EQUAL, x, k)));
        Formula<Term> second = new Formula.Compare<>(Comparison.EQUAL, n, seven);
        List<Decision> ways = decide(new Formula.Any<>(List.of(first, second)));
        assertEquals(List.of(true, false), holds(ways));
        Assumptions either = (Assumptions) ways.getFirst().condition();
        assertEquals(1, either.either().size());
        assertTrue(either.bindings().isEmpty());
        Assumptions noFive = either.with(either.bindings().with(m, seven));
        assertTrue(algebra.isConsistent(noFive));
        assertFalse(algebra.isConsistent(noFive.with(noFive.bindings().with(n, five))));
        Assumptions true2 = either.with(either.bindings().with(n, seven));
        assertTrue(algebra.isConsistent(true2));
        assertEquals(List.of(), true2.settled(d.terms).either());
        List<Assumptions> decided = algebra.decided(either);
        assertEquals(2, decided.size());
        assertSame(k, decided.get(0).bindings().apply(x, d.terms));
        assertSame(seven, decided.get(1).bindings().apply(n, d.terms));
        Assumptions neither = (Assumptions) ways.getLast().condition();
        assertFalse(algebra.isConsistent(neither.with(neither.bindings().with(n, seven))));
        assertFalse(algebra.isConsistent(
                neither.with(neither.bindings().with(m, five).with(x, k))));
        assertTrue(algebra.isConsistent(neither.with(neither.bindings().with(m, five))));
    }

    /** One case alone, or a case that asks for something secret first, is decided at once. */
    @Test
    void whatIsNoChoiceAmongConstantsIsDecidedAtOnce() {
        Term five = d.terms.integer(5, 16);
        Term.Var n = open(0, new Type.Int(16));
        Formula<Term> one = new Formula.Compare<>(Comparison.EQUAL, n, five);
        Formula<Term> closed = new Formula.Compare<>(Comparison.EQUAL, d.terms.integer(6, 16), five);
        Formula<Term> secret = new Formula.Compare<>(Comparison.EQUAL, octets(1, 32), k);
        for (List<Formula<Term>> operands : List.of(List.of(closed, one), List.of(secret, one))) {
            for (Decision way : decide(new Formula.Any<>(operands))) {
                assertEquals(List.of(), ((Assumptions) way.condition()).either());
            }
        }
    }

    @Test
    void aDecryptionIsThereIfSomethingWasEncryptedSo() {
        Term.Var box = open(0, Type.BYTES);
        List<Decision> ways = decide(new Formula.Present<>(d.call("sdec", k, box)));
        assertEquals(List.of(true, false), holds(ways));
        Assumptions there = (Assumptions) ways.getFirst().condition();
        assertEquals(
                "senc",
                ((Term.Compound) there.bindings().apply(box, d.terms)).symbol().toString());
        assertEquals(List.of(true), holds(decide(new Formula.Present<>(d.call("senc", k, box)))));
    }

    /** A short value is equal to another of its kind by collision, if someone brings it about. */
    @Test
    void shortValuesMayCollide() {
        Term one = d.call("sas_16", d.name("a", 32));
        Term other = d.call("sas_16", octets(0, 32));
        List<Decision> ways = compare(Comparison.EQUAL, one, other);
        Assumptions collision = (Assumptions) ways.getFirst().condition();
        assertTrue(ways.getFirst().holds());
        assertEquals(List.of(new Assumptions.Collision(one, other, Terms.ABSENT)), collision.collisions());
        assertEquals(List.of(true), holds(compare(Comparison.EQUAL, one, one)));
        assertEquals(
                0,
                ((Assumptions) compare(Comparison.EQUAL, one, one).getFirst().condition())
                        .collisions()
                        .size());
        Term long1 = d.call("h", d.name("a", 32));
        assertEquals(
                0,
                ((Assumptions) compare(Comparison.EQUAL, long1, d.call("h", octets(0, 32)))
                                .getFirst()
                                .condition())
                        .collisions()
                        .size());
        assertEquals(List.of(true, false), holds(compare(Comparison.EQUAL, one, octets(1, 2))));
        Assumptions chosen = collision.choosing(0, octets(0, 32));
        assertSame(octets(0, 32), chosen.collisions().getFirst().choice());
    }

    @Test
    void settledAssumptionsHaveNothingBoundAndForgetWhatIsDecided() {
        Term.Var x = octets(0, 32);
        Term.Var y = octets(1, 32);
        Term.Var n = open(2, new Type.Int(8));
        Assumptions open = Assumptions.none(100)
                .apart(x, k)
                .apart(y, k)
                .compared(Comparison.LESS, n, d.terms.integer(5, 8), true)
                .unread(d.call("sdec", k, x), d.message("One"))
                .unread(d.call("sdec", k, y), d.message("One"))
                .colliding(d.call("sas_16", x), d.call("sas_16", k));
        assertFalse(open.isEmpty());
        Term m = d.name("m", 32);
        Assumptions settled = open.with(open.bindings().with(x, m)).settled(d.terms);
        assertTrue(settled.bindings().isEmpty());
        assertEquals(List.of(new Assumptions.Apart(y, k)), settled.apart());
        assertEquals(1, settled.compared().size());
        assertEquals(1, settled.unread().size());
        assertSame(d.call("sas_16", m), settled.collisions().getFirst().left());
        assertEquals(100, settled.bindings().next());
        Assumptions known =
                open.with(open.bindings().with(n, d.terms.integer(1, 8))).settled(d.terms);
        assertEquals(List.of(), known.compared());
        assertTrue(Assumptions.none(3).isEmpty());
        assertTrue(Assumptions.none(3).taking(2).settled(d.terms).isEmpty());
        assertEquals(5, Assumptions.none(3).taking(2).bindings().next());
        assertEquals(
                2,
                open.distinct(x, y).and(Assumptions.none(1).apart(y, x)).apart().size() - 2);
        assertFalse(Assumptions.none(1).apart(x, y).isEmpty());
        assertFalse(Assumptions.none(1).unread(x, d.message("One")).isEmpty());
        assertFalse(Assumptions.none(1).colliding(x, y).isEmpty());
        assertFalse(Assumptions.none(1).compared(Comparison.LESS, x, y, true).isEmpty());
        assertEquals(
                List.of(new Assumptions.Unread(x, d.message("One"))),
                Assumptions.none(1).unread(x, d.message("One")).unread());
    }
}
