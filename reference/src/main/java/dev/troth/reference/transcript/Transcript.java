package dev.troth.reference.transcript;

import dev.troth.spec.model.Protocol;
import java.util.List;
import java.util.Map;

/**
 * A whole run.
 *
 * @param options option to value, every option in the order of the specification
 * @param outcomes where each session ended
 * @param expectations what the scenario expects and whether it was so
 */
public record Transcript(
        Protocol protocol,
        String scenario,
        long seed,
        Map<String, String> options,
        List<Entry> entries,
        List<Outcome> outcomes,
        List<Expectation> expectations) {

    /** Where a session ended; {@code reason} is empty unless its last state was entered for one. */
    public record Outcome(Entry.Who who, String state, boolean isFinal, String reason) {}

    public record Expectation(String text, boolean met, String found) {}

    public boolean asExpected() {
        return expectations.stream().allMatch(Expectation::met);
    }
}
