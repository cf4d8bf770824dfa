package dev.troth.proofs.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.oracle.Oracle.Sight;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oracle on exchanges whose attacks are in the literature. */
class KnownAttacksTest {
    /**
     * Needham and Schroeder's exchange of 1978, and with the name of B in the second message as Lowe repaired it (Breaking and fixing
     * the Needham-Schroeder public-key protocol using FDR, 1996).
     */
    private static Sketch needhamSchroeder(boolean repaired) {
        Field na = Field.octets("na", 16);
        Field nb = Field.octets("nb", 16);
        Field who = new Field("who", "agent", 0);
        List<Form> forms = new ArrayList<>(List.of(
                new Form("In1", List.of(na, who)),
                new Form("In2", repaired ? List.of(na, nb, who) : List.of(na, nb)),
                new Form("In3", List.of(nb))));
        for (String name : List.of("M1", "M2", "M3")) {
            forms.add(new Form(name, List.of(Field.open("c"))));
        }
        List<String> keys = List.of("knows sk = private(me) : bytes[32]", "public pkp = pk(private(peer)) : bytes[64]");
        List<Step> call = List.of(sends("M1", "In1", List.of("na", "who"), List.of("na", "me")), new Step.Goto("Wait"));
        List<Step> second =
                new ArrayList<>(List.of(opens("In2"), same("d.na", "na"), new Step.Assign("nb", Phrase.word("d.nb"))));
        if (repaired) {
            second.add(same("d.who", "peer"));
        }
        second.add(sends("M3", "In3", List.of("nb"), List.of("nb")));
        second.add(new Step.Goto("Done"));
        Party a = new Party(
                "A",
                plus(keys, "fresh na : bytes[16]", "var nb : bytes[16]"),
                List.of(
                        new Place("Idle", List.of(new Handler("on user.call", call))),
                        new Place("Wait", List.of(new Handler("recv M2 m on net", second))),
                        new Place("Done", List.of())));
        Step answer = repaired
                ? sends("M2", "In2", List.of("na", "nb", "who"), List.of("na", "nb", "me"))
                : sends("M2", "In2", List.of("na", "nb"), List.of("na", "nb"));
        List<Step> first = List.of(
                opens("In1"),
                same("d.who", "peer"),
                new Step.Assign("na", Phrase.word("d.na")),
                answer,
                new Step.Goto("Wait"));
        List<Step> third = List.of(opens("In3"), same("d.nb", "nb"), new Step.Goto("Done"));
        Party b = new Party(
                "B",
                plus(keys, "fresh nb : bytes[16]", "var na : bytes[16]"),
                List.of(
                        new Place("Idle", List.of(new Handler("recv M1 m on net", first))),
                        new Place("Wait", List.of(new Handler("recv M3 m on net", third))),
                        new Place("Done", List.of())));
        return new Sketch(List.of(), forms, List.of(a, b), "secret nb at B.Done", "", null, false, 1, Set.of());
    }

    private static List<String> plus(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Step sends(String message, String inner, List<String> fields, List<String> values) {
        Phrase built = new Phrase.Built(
                inner, fields, values.stream().map(Phrase::word).toList());
        return new Step.Send(message, List.of(new Step.Given("c", Phrase.call("aenc", Phrase.word("pkp"), built))));
    }

    private static Step opens(String inner) {
        return new Step.Open(Phrase.call("adec", Phrase.word("sk"), Phrase.word("m.c")), inner, "d");
    }

    private static Step same(String left, String right) {
        return new Step.Require(Phrase.infix(Phrase.word(left), "=", Phrase.word(right)));
    }

    private static Sight sight(Sketch sketch) {
        Asked asked = Asked.read(SketchText.of(sketch));
        return Oracle.of(sketch, Objects.requireNonNull(asked.protocol(), asked.fault()), asked.options(), 1)
                .sight();
    }

    @Test
    void lowesAttackIsSeen() {
        assertEquals(Sight.BROKEN, sight(needhamSchroeder(false)));
    }

    @Test
    void lowesRepairIsNotBroken() {
        assertEquals(Sight.HELD, sight(needhamSchroeder(true)));
    }
}
