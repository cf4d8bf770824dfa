package dev.troth.proofs.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.soundness.Case;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.search.Bounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A change of the text that leaves its meaning as it is moves no verdict. A changed text that cannot be read is a fault of the
 * change, and fails here too. Some protocols of the library, or all of them: {@code -Dtroth.metamorphic=nspk,sdes},
 * {@code -Dtroth.metamorphic=all}
 */
class SameMeaningTest {
    private static final Bounds BOUNDS = Bounds.STANDARD.states(20_000);

    /**
     * Cases of which a search without its reductions still misses an attack that the search with them finds: runs that begin by
     * themselves begin too early there. A list that must come to be empty.
     */
    private static final Set<String> STILL_MOVED = Set.of("timer/start-comes-late");

    /** The verdicts about the texts as they are. */
    private static final Map<String, Asked> BEFORE = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> aChangeMovesNoVerdictAboutACase() {
        return Change.all().stream()
                .flatMap(change -> Subjects.kinds().entrySet().stream()
                        .map(kind -> DynamicTest.dynamicTest(
                                change.what() + ", " + kind.getKey(),
                                () -> assertEquals(List.of(), movedCases(change, kind.getValue()), change.what()))));
    }

    private static List<String> movedCases(Change change, List<Case> cases) {
        List<String> moved = new ArrayList<>();
        for (Case one : cases) {
            moved(change, one.name(), one.source()).forEach(each -> moved.add(one.name() + ": " + each));
        }
        return moved;
    }

    @TestFactory
    Stream<DynamicTest> aChangeMovesNoVerdictAboutAProtocol() {
        return Change.all().stream()
                .flatMap(change -> Subjects.library().stream()
                        .map(name -> DynamicTest.dynamicTest(
                                change.what() + ", " + name,
                                () -> assertEquals(
                                        List.of(), moved(change, name, Subjects.source(name)), change.what()))));
    }

    @TestFactory
    Stream<DynamicTest> aReductionMovesNoVerdict() {
        Map<String, UnaryOperator<Bounds>> reductions = Map.of(
                "without the order", bounds -> bounds.reductions(false, true),
                "without the symmetry", bounds -> bounds.reductions(true, false));
        return reductions.entrySet().stream()
                .flatMap(each -> Subjects.kinds().entrySet().stream()
                        .map(kind -> DynamicTest.dynamicTest(each.getKey() + ", " + kind.getKey(), () -> {
                            List<String> moved = new ArrayList<>();
                            for (Case one : kind.getValue()) {
                                if (STILL_MOVED.contains(one.name())) {
                                    continue;
                                }
                                Asked without =
                                        Asked.of(one.source(), each.getValue().apply(BOUNDS));
                                before(one.name(), one.source())
                                        .moved(without)
                                        .forEach(what -> moved.add(one.name() + ": " + what));
                            }
                            assertEquals(List.of(), moved);
                        })));
    }

    private static List<String> moved(Change change, String name, Source source) {
        Source changed = change.of(Written.of(source));
        if (changed.text().equals(source.text())) {
            return List.of();
        }
        return before(name, source).moved(Asked.of(changed, BOUNDS, change));
    }

    private static synchronized Asked before(String name, Source source) {
        return BEFORE.computeIfAbsent(name, each -> Asked.of(source, BOUNDS));
    }
}
