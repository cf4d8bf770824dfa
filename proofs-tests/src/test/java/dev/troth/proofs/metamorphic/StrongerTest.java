package dev.troth.proofs.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.troth.proofs.Specs;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** An attack that is found is found by an attacker who has more, among more runs, and where a protection is off. */
class StrongerTest {
    private static final Bounds BOUNDS = Bounds.STANDARD.states(20_000);

    /** Values of options that take a protection away. */
    private static final Set<String> WEAKER = Set.of("off", "none", "clear");

    @TestFactory
    Stream<DynamicTest> anAttackStaysWhenEveryPrivateKeyIsPublic() {
        return sources()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Source given = given(Written.of(each.source()));
                    assertEquals(List.of(), Asked.of(each.source(), BOUNDS).lost(Asked.of(given, BOUNDS)), each.name());
                }));
    }

    private static Source given(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            String line = "public " + written.unused("given") + " = private("
                    + role.agents().getFirst() + ") : bytes[32]\n    ";
            edits.add(Written.Edit.before(role.members().getFirst().span(), line));
        }
        return written.with(edits);
    }

    @TestFactory
    Stream<DynamicTest> anAttackStaysAmongMoreRuns() {
        return sources()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Asked few = Asked.of(each.source(), BOUNDS.sessions(1));
                    assertEquals(List.of(), few.lost(Asked.of(each.source(), BOUNDS)), each.name());
                }));
    }

    /** Every model of Basin and Cremers gives the attacker something; none gives him nothing. */
    @TestFactory
    Stream<DynamicTest> anAttackStaysUnderEveryCompromise() {
        return sources()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Protocol protocol = Specs.read(each.source());
                    List<Compromise> stronger = protocol.compromises().stream()
                            .filter(model -> !model.oneRole())
                            .filter(model ->
                                    Set.of("INT", "AF", "SKR", "RNR", "CK").contains(model.name()))
                            .toList();
                    assertFalse(stronger.isEmpty());
                    List<Question> questions = new ArrayList<>();
                    for (Claim claim : protocol.claims()) {
                        for (Question question : new Questions(protocol).of(claim, Compromise.NONE, Map.of())) {
                            if (verdict(question) == Finding.Verdict.ATTACK) {
                                stronger.forEach(model -> questions.addAll(
                                        new Questions(protocol).of(question.claim(), model, Map.of())));
                            }
                        }
                    }
                    assertEquals(List.of(), safe(questions), each.name());
                }));
    }

    @TestFactory
    Stream<DynamicTest> anAttackStaysWithoutAProtection() {
        return Subjects.library().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Protocol protocol = Specs.named(name);
                    List<Question> questions = new ArrayList<>();
                    for (Claim claim : protocol.claims()) {
                        for (Question question : new Questions(protocol).of(claim, false)) {
                            if (verdict(question) == Finding.Verdict.ATTACK) {
                                for (Map<Integer, Integer> options : weaker(protocol, question.options())) {
                                    questions.addAll(new Questions(protocol).of(claim, question.compromise(), options));
                                }
                            }
                        }
                    }
                    assertEquals(List.of(), safe(questions), name);
                }));
    }

    /** The same options with one protection less. */
    private static List<Map<Integer, Integer>> weaker(Protocol protocol, Map<Integer, Integer> options) {
        List<Map<Integer, Integer>> weaker = new ArrayList<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            List<String> values = protocol.options().get(i).values();
            int last = values.size() - 1;
            if (WEAKER.contains(values.getLast()) && options.getOrDefault(i, 0) != last) {
                Map<Integer, Integer> changed = new TreeMap<>(options);
                changed.put(i, last);
                weaker.add(changed);
            }
        }
        return weaker;
    }

    private static Finding.Verdict verdict(Question question) {
        return Answers.to(List.of(question), BOUNDS).getFirst().verdict();
    }

    /** The questions that are answered with a pass. */
    private static List<String> safe(List<Question> questions) {
        List<Finding> findings = Answers.to(questions, BOUNDS);
        List<String> safe = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (findings.get(i).verdict() == Finding.Verdict.NO_ATTACK) {
                Question question = questions.get(i);
                safe.add(question.claim().name() + " under "
                        + question.compromise().name() + " " + question.optionText());
            }
        }
        return safe;
    }

    private record Subject(String name, Source source) {}

    /** The cases and the library. */
    private static Stream<Subject> sources() {
        Stream<Subject> cases = Subjects.cases().stream().map(one -> new Subject(one.name(), one.source()));
        return Stream.concat(cases, Subjects.library().stream().map(name -> new Subject(name, Subjects.source(name))));
    }
}
