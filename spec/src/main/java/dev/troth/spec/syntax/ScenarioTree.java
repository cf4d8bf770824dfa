package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a scenario or exercise, as written. */
public sealed interface ScenarioTree {
    Span span();

    /** {@code Alice}, {@code Alice#2}: the run of that number; 0 stands for her first. */
    record Party(DeclTree.NameAt agent, int number) {
        Span span() {
            return agent.span();
        }

        public String name() {
            return agent.name();
        }
    }

    /** {@code run Alice = Initiator(peer Bob)}, {@code run Alice#3 = Initiator(peer Bob)}. */
    record Run(Span span, Party party, DeclTree.NameAt role, List<PeerIs> peers) implements ScenarioTree {}

    record PeerIs(Span span, String parameter, String agent) {}

    record Seed(Span span, ExprTree.Number value) implements ScenarioTree {}

    /** {@code clock Bob + 2 s}. */
    record Clock(Span span, DeclTree.NameAt agent, long nanos) implements ScenarioTree {}

    /** {@code like basic with cache = off}. */
    record Like(Span span, DeclTree.NameAt scenario, List<DeclTree.OptionSetting> settings) implements ScenarioTree {}

    /** {@code with cache = off, ids = none}. */
    record With(Span span, List<DeclTree.OptionSetting> settings) implements ScenarioTree {}

    /** {@code latency media 30 ms}, {@code jitter media 5 ms}. */
    record Delay(Span span, String what, DeclTree.NameAt channel, long nanos) implements ScenarioTree {}

    /** {@code loss media 20 %}, {@code duplicate media 5 %}, {@code reorder media 5 %}. */
    record Rate(Span span, String what, DeclTree.NameAt channel, int percent) implements ScenarioTree {}

    /** {@code drop media #2, #5}. */
    record Drop(Span span, DeclTree.NameAt channel, List<Integer> numbers) implements ScenarioTree {}

    /** {@code at 3 s Alice user.hangup}. */
    record At(Span span, long nanos, Party agent, ExprTree.Path event) implements ScenarioTree {}

    /** {@code fork Bob to Carol, Dave}, {@code retarget Bob to Carol}. */
    record Diverts(Span span, boolean fork, DeclTree.NameAt called, List<DeclTree.NameAt> others)
            implements ScenarioTree {}

    /** {@code attacker owns ProxyA}. */
    record Owns(Span span, DeclTree.NameAt place) implements ScenarioTree {}

    /** {@code attacker resends Init#1 to Bob after 5 s}. */
    record Resends(
            Span span,
            DeclTree.NameAt message,
            int number,
            @Nullable String agent,
            Span agentSpan,
            long nanos) implements ScenarioTree {}

    /** {@code attacker corrupts Init#1 at KEMAC.mac}, {@code attacker truncates Init#1 to 20}, {@code attacker drops Init#1}. */
    record Tampers(
            Span span, String how, DeclTree.NameAt message, int number, ExprTree.@Nullable Path field, int octets)
            implements ScenarioTree {}

    /** {@code attacker blocks net}. */
    record Blocks(Span span, DeclTree.NameAt channel) implements ScenarioTree {}

    /** {@code attacker sends 0x0102 to Bob#2 on signalling.offer after 5 s}. */
    record Sends(Span span, ExprTree.Hex octets, Party to, ExprTree.Path port, long nanos) implements ScenarioTree {}

    /** {@code expect Bob.Keyed 2 times}. */
    record ExpectState(
            Span span,
            Party agent,
            String state,
            Span stateSpan,
            @Nullable String reason,
            @Nullable Integer times) implements ScenarioTree {}

    /** {@code expect Bob discards "replay"}. */
    record ExpectDiscard(Span span, DeclTree.NameAt agent, String reason) implements ScenarioTree {}

    /** {@code expect attacker knows Alice.tgk}. */
    record ExpectKnows(Span span, boolean knows, DeclTree.NameAt agent, String variable, Span variableSpan)
            implements ScenarioTree {}

    /** {@code from basic with cache = off}, in an exercise. */
    record From(Span span, DeclTree.NameAt scenario, List<DeclTree.OptionSetting> settings) implements ScenarioTree {}

    /** {@code hide claim resp_once}. */
    record Hide(Span span, DeclTree.NameAt claim) implements ScenarioTree {}

    /** {@code goal break resp_once}. */
    record Goal(Span span, DeclTree.NameAt claim) implements ScenarioTree {}

    record Hint(Span span, String text) implements ScenarioTree {}
}
