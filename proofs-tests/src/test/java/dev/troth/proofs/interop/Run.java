package dev.troth.proofs.interop;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run of a specification of the library, and what of its transcript judges are asked about.
 *
 * @param name the specification, the scenario, and what was chosen besides
 */
record Run(String name, Transcript transcript) {

    static final String MIKEY = "mikey-psk";
    static final String SDES = "sdes";
    private static final String CORRUPTED = "corrupted";

    @Override
    public String toString() {
        return name;
    }

    /** Every scenario of the library as it is written, and a call that is refused with a MIKEY error message. */
    static Stream<Run> all() {
        return Stream.of(mikey(), Stream.of(refused()), sdes()).flatMap(runs -> runs);
    }

    static Stream<Run> mikey() {
        return scenarios(MIKEY);
    }

    static Stream<Run> sdes() {
        return scenarios(SDES);
    }

    /** Those of two parties with one set of keys: no call that is forked, retargeted or keyed again, or that finds nobody. */
    private static Stream<Run> scenarios(String specification) {
        return Specs.named(specification).scenarios().stream()
                .filter(scenario ->
                        scenario.contacts().isEmpty() && scenario.runs().size() > 1)
                .map(scenario -> of(specification, scenario.name()));
    }

    /**
     * A run of a scenario.
     *
     * @param options such as {@code prefer=aes32}
     */
    static Run of(String specification, String scenario, String... options) {
        Protocol protocol = Specs.named(specification);
        Settings settings = Settings.of(Specs.scenario(protocol, scenario));
        for (String option : options) {
            String[] parts = option.split("=");
            int index = protocol.option(parts[0]);
            int value = protocol.options().get(index).values().indexOf(parts[1]);
            settings = settings.with(index, value);
        }
        String name = String.join(" ", specification, scenario, String.join(" ", options));
        return new Run(name.strip(), Simulation.run(protocol, settings).transcript());
    }

    /** A bit of the MAC is flipped on the way, so that the responder answers with an error message (RFC 3830 5.1.2). */
    static Run refused() {
        Protocol protocol = Specs.named(MIKEY);
        Scenario basic = Specs.scenario(protocol, "basic");
        Message init = protocol.messages().stream()
                .filter(message -> message.name().equals("Init"))
                .findFirst()
                .orElseThrow();
        Scenario corrupting = new Scenario(
                CORRUPTED,
                basic.runs(),
                basic.seed(),
                basic.options(),
                basic.clocks(),
                basic.networks(),
                basic.contacts(),
                basic.events(),
                List.of(new Scenario.Corrupts(init, 1, "KEMAC.mac", basic.span())),
                List.of(),
                basic.span());
        return new Run(
                MIKEY + " " + CORRUPTED,
                Simulation.run(protocol, Settings.of(corrupting)).transcript());
    }

    /** What travels, in the order of a capture. */
    List<Entry.Hop> hops() {
        List<Entry.Hop> hops = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop) {
                hops.add(hop);
            }
        }
        return hops;
    }

    List<Entry.Hop> signalling() {
        return hops().stream()
                .filter(hop -> hop.transport() == Entry.Transport.SIP)
                .toList();
    }

    List<Entry.Hop> media() {
        return hops().stream()
                .filter(hop -> hop.transport() == Entry.Transport.UDP)
                .toList();
    }

    /** True if a call of the run is taken. */
    boolean isAccepted() {
        return signalling().stream().anyMatch(hop -> hop.summary().startsWith("SIP/2.0 200 "));
    }

    /** The message that was sent under a label such as {@code Init#1}. */
    Entry.MessageSent sent(String label) {
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent message && message.label().equals(label)) {
                return message;
            }
        }
        throw new AssertionError("nothing was sent as " + label);
    }

    /** The key that a session exported under a name such as {@code srtp.out}: master key and master salt. */
    byte[] exported(Entry.Who who, String target) {
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Value value
                    && value.kind() == Entry.Kind.EXPORTED
                    && value.who().equals(who)
                    && value.name().equals(target)) {
                return ((Datum.Octets) value.value()).octets();
            }
        }
        throw new AssertionError(who + " exports nothing to " + target);
    }

    /** True if the message inside was changed on the way. */
    boolean isCorrupted(Entry.Hop hop) {
        return transcript.scenario().equals(CORRUPTED) && hop.carries().equals("Init#1");
    }
}
