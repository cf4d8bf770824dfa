package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Whether a run shows what its scenario expects. */
final class Expectations {
    private Expectations() {}

    static List<Transcript.Expectation> judge(
            Protocol protocol, Settings settings, List<Entry> entries, List<Call> calls) {
        List<Transcript.Expectation> judged = new ArrayList<>();
        for (Scenario.Expected expected : settings.scenario().expected()) {
            judged.add(
                    switch (expected) {
                        case Scenario.Enters enters -> enters(enters, entries);
                        case Scenario.Discards discards -> discards(discards, entries);
                        case Scenario.Knows knows -> knows(knows, protocol, settings, entries, calls);
                    });
        }
        return judged;
    }

    private static Transcript.Expectation enters(Scenario.Enters expected, List<Entry> entries) {
        int times = 0;
        for (Entry entry : entries) {
            if (entry instanceof Entry.StateEntered entered
                    && entered.who().agent().equals(expected.agent())
                    && (expected.number() == 0 || entered.who().session() == expected.number())
                    && entered.state().equals(expected.state())
                    && (expected.reason() == null || expected.reason().equals(entered.reason()))) {
                times++;
            }
        }
        Integer exactly = expected.times();
        boolean met = exactly == null ? times > 0 : times == exactly;
        String text = expected.agent() + (expected.number() == 0 ? "" : "#" + expected.number()) + " enters "
                + expected.state()
                + (expected.reason() == null ? "" : " (\"" + expected.reason() + "\")")
                + (exactly == null ? "" : ", " + times(exactly));
        return new Transcript.Expectation(text, met, times(times));
    }

    private static String times(int times) {
        return switch (times) {
            case 0 -> "never";
            case 1 -> "once";
            case 2 -> "twice";
            default -> times + " times";
        };
    }

    private static Transcript.Expectation discards(Scenario.Discards expected, List<Entry> entries) {
        List<String> reasons = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.PutAside aside
                    && aside.how() == Entry.How.DISCARDED
                    && aside.who().agent().equals(expected.agent())) {
                reasons.add(aside.reason());
            }
        }
        return new Transcript.Expectation(
                expected.agent() + " discards \"" + expected.reason() + "\"",
                reasons.contains(expected.reason()),
                reasons.isEmpty() ? "nothing discarded" : "discarded: " + String.join(", ", reasons));
    }

    private static Transcript.Expectation knows(
            Scenario.Knows expected, Protocol protocol, Settings settings, List<Entry> entries, List<Call> calls) {
        Viewer attacker = Viewer.attacker(settings.scenario(), protocol);
        boolean found = false;
        for (Call call : calls) {
            Datum value = call.agent().equals(expected.agent()) ? call.session.variable(expected.variable()) : null;
            if (value != null && value != Datum.ABSENT) {
                found |= attacker.hasSeen(Octetting.octets(value), entries);
            }
        }
        String text = "the attacker " + (expected.knows() ? "knows " : "does not know ") + expected.agent() + "."
                + expected.variable();
        return new Transcript.Expectation(text, found == expected.knows(), found ? "known" : "not known");
    }
}
