package dev.troth.reference.compare;

import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.StatedProperty;
import dev.troth.spec.model.StatedProperty.Answer;
import dev.troth.spec.model.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 5479 asks of a key exchange, in its sections 5.1 to 5.3 and its appendices A.4 and A.5: read off runs, machines and
 * claims where these show it, else as the specification states it of itself ({@code property}).
 */
public record Requirements(List<Answered> all) {
    /** The document whose requirements these are. */
    public static final String DOCUMENT = "RFC 5479";

    /**
     * One requirement.
     *
     * @param section by what name the document asks for it, such as {@code R-PFS} or {@code A.4.1}
     * @param asked what is asked for, in a few words; {@code yes} is what the document wants
     * @param answer null if nothing shows it and the file says nothing
     * @param why the reason, or empty
     * @param computed true if a run, a machine or a claim shows it; false if the file states it
     */
    public record Answered(
            String section, String asked, @Nullable Answer answer, String why, boolean computed) {
        /** The answer in a word or two. */
        public String text() {
            return answer == null ? "not stated" : (computed ? "" : "stated: ") + word(answer);
        }

        private static String word(Answer answer) {
            return switch (answer) {
                case YES -> "yes";
                case PARTLY -> "partly";
                case NO -> "no";
            };
        }
    }

    /** The answer to what is asked for under a name, or null if there is none such. */
    public @Nullable Answered of(String section, String asked) {
        return all.stream()
                .filter(a -> a.section().equals(section) && a.asked().equals(asked))
                .findFirst()
                .orElse(null);
    }

    static Requirements of(Call call, Cost cost, Criteria criteria, Branching branching, NetworkProfile profile) {
        return new Requirements(new Reading(call, cost, criteria, branching, profile).answers());
    }

    /** Reads one specification. */
    private static final class Reading {
        private final Call call;
        private final Cost cost;
        private final Criteria criteria;
        private final NetworkProfile profile;
        private final List<Entry> entries;
        private final Branching branching;
        private final List<Answered> all = new ArrayList<>();

        Reading(Call call, Cost cost, Criteria criteria, Branching branching, NetworkProfile profile) {
            this.call = call;
            this.cost = cost;
            this.criteria = criteria;
            this.profile = profile;
            this.entries = Simulation.run(
                            call.protocol(), call.reaching(profile.quiet(), Call.Reach.CALLEE, profile.seed(), true))
                    .transcript()
                    .entries();
            this.branching = branching;
        }

        List<Answered> answers() {
            boolean learns = branching.learns().equals("yes");
            boolean fails = branching.retargeted().startsWith("Failed");
            computed("R-FORK-RETARGET", "other devices learn no key", yes(!learns), branching.learns());
            computed("A.4.1", "a retargeted call is protected", yes(!learns && !fails), branching.retargeted());
            computed(
                    "R-DISTINCT",
                    "keys of its own for each device",
                    yes(criteria.branches().equals("yes")),
                    criteria.branches());
            stated("A.4.1", "no two-time pad when two devices answer");
            stated("R-HERFP", "a lost rejection does no harm");
            stated("R-REUSE", "an earlier call can be built on");
            computed("R-AVOID-CLIPPING", "media before the answer is not clipped", clipping(), criteria.early());
            computed(
                    "R-RTP-CHECK",
                    "no message of it looks like RTP",
                    yes(!looksLikeRtp()),
                    "first octets on the media path");
            computed("R-ASSOC", "answer and media belong together", yes(associates()), criteria.path());
            computed("A.4.3", "SSRC is signalled", yes(criteria.ssrc().equals("yes")), criteria.ssrc());
            computed("A.4.3", "ROC is signalled", yes(Criteria.signals(call, "roc")), "");
            computed("R-NEGOTIATE", "parameters are chosen for each call", yes(chooses()), "");
            stated("R-PSTN", "ends at a gateway");
            forward();
            computed("R-COMPUTE", "more suites cost the offerer nothing", yes(cost.offerOperations() == 0), "");
            stated("R-CERTS", "users need no certificates of others");
            stated("A.5.1", "no public keys to distribute or validate");
            stated("R-FIPS", "algorithms that can be certified");
            stated("R-DOS", "strangers cause no costly work");
            computed("R-EXISTING", "credentials that exist already", yes(Criteria.usesLongTerm(call)), "");
            stated("R-AGILITY", "algorithms can be replaced");
            stated("R-DOWNGRADE", "choices are protected");
            computed("R-PASS-MEDIA", "who reads the media path has no key", yes(!seen(Viewer.NETWORK)), "");
            computed(
                    "R-PASS-SIG",
                    "who reads the signalling has no key",
                    yes(relays().stream().noneMatch(this::seen)),
                    "");
            stated("R-SIG-MEDIA", "who is on one path alone has no key");
            stated("R-ID-BINDING", "keys are bound to an identity");
            active();
            computed("R-BEST-SECURE", "a call with who lacks it is possible", yes(fallsBack()), "");
            stated("R-OTHER-SIGNALING", "other signalling than SIP");
            stated("R-RECORDING", "recording is possible");
            stated("R-TRANSCODER", "nodes between that process media");
            stated("R-ALLOW-RTP", "RTP until keys are there");
            return List.copyOf(all);
        }

        private static Answer yes(boolean yes) {
            return yes ? Answer.YES : Answer.NO;
        }

        private void computed(String section, String asked, Answer answer, String why) {
            all.add(new Answered(section, asked, answer, why, true));
        }

        private void stated(String section, String asked) {
            StatedProperty found = call.protocol().properties().stream()
                    .filter(p -> p.answers(DOCUMENT, section))
                    .filter(p -> section.startsWith("R-") || answersThis(p, asked))
                    .findFirst()
                    .orElse(null);
            all.add(new Answered(
                    section, asked, found == null ? null : found.answer(), found == null ? "" : found.reason(), false));
        }

        /** An appendix asks for several things: the name of the property tells for which. */
        private static boolean answersThis(StatedProperty property, String asked) {
            return property.name().equals("two_time_pad") == asked.contains("two-time pad");
        }

        private Answer clipping() {
            return switch (criteria.early()) {
                case "yes" -> Answer.YES;
                case "no, clipped" -> Answer.NO;
                default -> Answer.PARTLY;
            };
        }

        private void forward() {
            switch (criteria.forward()) {
                case "yes" -> computed("R-PFS", "recorded calls stay secret later", Answer.YES, "as claimed");
                case "no" -> computed("R-PFS", "recorded calls stay secret later", Answer.NO, "as claimed");
                default -> stated("R-PFS", "recorded calls stay secret later");
            }
        }

        /** The attacker of a secrecy claim is active on every path that the hops leave open; a proxy holds the signalling too. */
        private void active() {
            boolean proxies = criteria.proxies().equals("yes");
            boolean network = criteria.network().equals("no");
            if (proxies || network) {
                computed("R-ACT-ACT", "who is active on both paths is noticed", yes(!proxies), "as claimed");
            } else {
                stated("R-ACT-ACT", "who is active on both paths is noticed");
            }
        }

        /** RFC 3550 appendix A.1: version 2 in the first two bits. */
        private boolean looksLikeRtp() {
            return entries.stream()
                    .anyMatch(e -> e instanceof Entry.Hop hop
                            && Cost.isKeying(call, hop)
                            && hop.octets().length > 0
                            && (hop.octets()[0] & 0xC0) == 0x80);
        }

        private boolean associates() {
            return criteria.ssrc().equals("yes") || criteria.path().equals("signalling and media");
        }

        private boolean chooses() {
            for (Role role : call.protocol().roles()) {
                for (State state : role.states()) {
                    for (Reaction reaction : state.reactions()) {
                        if (chooses(reaction.body())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static boolean chooses(List<Statement> body) {
            return body.stream()
                    .anyMatch(s ->
                            s instanceof Statement.Choose || s.inner().stream().anyMatch(Reading::chooses));
        }

        private List<String> relays() {
            Channel signalling = call.signalling();
            return signalling == null ? List.of() : signalling.relays();
        }

        /** Whether a key of either direction stands in what somebody can read. */
        private boolean seen(String place) {
            Viewer viewer = Viewer.of(place);
            return entries.stream()
                    .anyMatch(e -> e instanceof Entry.Value value
                            && value.kind() == Entry.Kind.EXPORTED
                            && value.name().startsWith("srtp.")
                            && viewer.hasSeen(Octetting.octets(value.value()), entries));
        }

        /** With the option that lets a call go on unprotected, if there is one. */
        private boolean fallsBack() {
            Settings alone = call.alone(profile.quiet());
            int plain = call.protocol().option("plain");
            if (plain >= 0) {
                Map<Integer, Integer> options = new LinkedHashMap<>(alone.options());
                options.put(plain, call.protocol().options().get(plain).values().indexOf("accepted"));
                alone = new Settings(alone.scenario(), alone.seed(), options, false);
            }
            Transcript.Outcome outcome = Simulation.run(call.protocol(), alone)
                    .transcript()
                    .outcomes()
                    .getFirst();
            return !outcome.state().startsWith("Failed");
        }
    }
}
