package dev.troth.proofs.metamorphic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key exchange in which signatures are read and not verified keeps no secret from whoever is in the middle. */
class WithoutAuthenticationTest {
    private static final Bounds BOUNDS = Bounds.STANDARD.sessions(1).states(20_000);

    @ParameterizedTest
    @ValueSource(strings = {"sig-dh", "mikey-dh-sign-core", "sts-mod", "ikev2-sig", "sig-kem"})
    void aSecretOfTheProtocolIsLost(String name) {
        List<Finding.Verdict> before = secrets(Specs.named(name));
        assertTrue(before.contains(Finding.Verdict.NO_ATTACK), "nothing holds to begin with");
        Source unverified = unverified(Written.of(Subjects.source(name)));
        assertFalse(unverified.text().equals(Subjects.source(name).text()), "nothing is verified");
        List<Finding.Verdict> after = secrets(Specs.read(unverified));
        assertEquals(before.size(), after.size());
        boolean lost = false;
        for (int i = 0; i < before.size(); i++) {
            lost |= before.get(i) == Finding.Verdict.NO_ATTACK && after.get(i) == Finding.Verdict.ATTACK;
        }
        assertTrue(lost, () -> before + ", then " + after);
    }

    /** Every {@code verified(key, signature)} is {@code signed(signature)}: what was signed, by whomever. */
    private static Source unverified(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (ExprTree.Call call : written.all(ExprTree.Call.class)) {
            if (call.name().equals("verified")) {
                String signature = Objects.requireNonNull(
                        written.text(call.args().getLast().span()));
                edits.add(Written.Edit.instead(call.span(), "signed(" + signature + ")"));
            }
        }
        return written.with(edits);
    }

    private static List<Finding.Verdict> secrets(Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            if (claim.property() instanceof Claim.Secret) {
                questions.addAll(new Questions(protocol).of(claim, Compromise.NONE, Map.of()));
            }
        }
        return Answers.to(questions, BOUNDS).stream().map(Finding::verdict).toList();
    }
}
