package dev.troth.reference.run;

import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.sip.Action;
import dev.troth.reference.sip.Invitation;
import dev.troth.reference.sip.Node;
import dev.troth.reference.sip.NodeAddress;
import dev.troth.reference.sip.Origin;
import dev.troth.reference.sip.SipMessage;
import dev.troth.reference.sip.SipParser;
import dev.troth.reference.sip.SipParsing;
import dev.troth.reference.sip.SipPath;
import dev.troth.reference.sip.SipRequest;
import dev.troth.reference.sip.SipResponse;
import dev.troth.reference.sip.Tokens;
import dev.troth.reference.sip.Transport;
import dev.troth.reference.sip.UserAgent;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages as bodies of a SIP session set-up (RFC 3261) through the proxies of the path. Every SIP message on every hop is
 * octets that the next node parses, and an entry of the transcript.
 *
 * <p>The callee's phone rings at once and is picked up after {@link #RING}; the answer of the machine waits for that.
 */
final class SipCarriage implements Carriage {
    /** From ringing to picking up: one second. */
    static final long RING = 1_000_000_000L;

    private static final String ATTACKER = "Attacker";
    /** Of TEST-NET-3 (RFC 5737). */
    private static final String ATTACKER_ADDRESS = "203.0.113.66";

    private final World world;
    private final Channel channel;
    private final String protection;
    private final Weather weather;
    private final Addresses addresses;
    private final Signalling signalling;
    private final SdpBody body;
    private final Tokens tokens;
    private final Map<List<String>, SipPath> paths = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Dialogue> dialogues = new LinkedHashMap<>();
    private final Map<String, Long> lastArrival = new LinkedHashMap<>();

    SipCarriage(
            World world,
            Channel channel,
            String protection,
            Weather weather,
            Addresses addresses,
            Signalling signalling) {
        this.world = world;
        this.channel = channel;
        this.protection = protection;
        this.weather = weather;
        this.addresses = addresses;
        this.signalling = signalling;
        this.body = new SdpBody(Objects.requireNonNull(channel.body(), "a signalling channel without body"));
        this.tokens = tokens(world.random);
    }

    private static Tokens tokens(LabelledRandom random) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        return purpose ->
                HexFormat.of().formatHex(random.bytes("sip", 0, purpose, counts.merge(purpose, 1, Integer::sum), 8));
    }

    /** What a call carries, and who is in it. */
    private static final class Dialogue {
        final UserAgent callee;
        final String calleeName;
        Carried offer;

        @Nullable
        Carried answer;

        @Nullable
        Carried rejection;

        /** The description that the offer came in. */
        byte[] offeredSdp = new byte[0];

        boolean pickedUp;
        boolean spoken;

        Dialogue(UserAgent callee, String calleeName, Carried offer) {
            this.callee = callee;
            this.calleeName = calleeName;
            this.offer = offer;
        }
    }

    /** A message of the protocol inside SIP. */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    private record Carried(String label, byte[] octets, int sending) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return label.hashCode();
        }
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        Carried carried = new Carried(label, octets, sending);
        if (port.name().equals(Signalling.OFFER)) {
            offer(call, carried);
            return;
        }
        Dialogue dialogue = dialogues.get(call.key);
        if (dialogue == null) {
            world.recorder.record(new Entry.PutAside(
                    world.agenda.now(), world.who(call), Entry.How.DISCARDED, label + " has no call to ride in"));
        } else if (port.name().equals(Signalling.ANSWER)) {
            dialogue.answer = carried;
            if (dialogue.pickedUp) {
                accept(call.key, dialogue);
            }
        } else {
            dialogue.rejection = carried;
            dialogue.spoken = true;
            handle(
                    dialogue.callee.reject(
                            call.key,
                            488,
                            "Not Acceptable Here",
                            body.answer(dialogue.offeredSdp, origin(dialogue.calleeName), octets)),
                    dialogue.calleeName);
        }
    }

    private void offer(Call call, Carried carried) {
        SipPath path = path(call);
        UserAgent caller = path.agent(call.agent());
        byte[] sdp = body.offer(origin(call.agent()), carried.octets());
        UserAgent callee = path.agent(call.peer());
        if (!call.key.isEmpty()) {
            dialogues.put(call.key, new Dialogue(callee, call.peer(), carried));
            handle(caller.reinvite(call.key, sdp), call.agent());
            return;
        }
        Invitation invitation = caller.invite(SipPath.addressOfRecord(call.peer()), sdp);
        call.key = invitation.callId();
        dialogues.put(call.key, new Dialogue(callee, call.peer(), carried));
        handle(invitation.actions(), call.agent());
    }

    /** The nodes between a session and its peer, the agent of the first role of the channel's path on the left. */
    private SipPath path(Call call) {
        boolean left = channel.path().getFirst().equals(call.session.role().name());
        String first = left ? call.agent() : call.peer();
        String last = left ? call.peer() : call.agent();
        return paths.computeIfAbsent(List.of(first, last), ends -> {
            List<String> names = new ArrayList<>();
            names.add(first);
            names.addAll(channel.relays());
            names.add(last);
            SipPath made = SipPath.of(names, transport(), tokens);
            made.nodes().forEach(node -> nodes.putIfAbsent(node.address().name(), node));
            return made;
        });
    }

    private Transport transport() {
        return protection.startsWith("tls") ? Transport.TLS : Transport.TCP;
    }

    private Origin origin(String agent) {
        long session = ByteBuffer.wrap(world.random.bytes("sip", 0, agent + ".session", 0, 8))
                        .getLong()
                >>> 2;
        return new Origin(
                agent.toLowerCase(Locale.ROOT),
                session,
                session,
                addresses.media(agent).address());
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        Node target = nodes.get(agent);
        if (!(target instanceof UserAgent callee) || !port.name().equals(Signalling.OFFER)) {
            signalling.attack("there is no call into which " + label + " could be sent again");
            return;
        }
        NodeAddress address =
                new NodeAddress(ATTACKER, ATTACKER_ADDRESS, transport().port());
        SipPath any = paths.values().iterator().next();
        UserAgent attacker = new UserAgent(
                address, SipPath.addressOfRecord(claimedSender), transport(), any.directory(), agent, tokens);
        nodes.put(ATTACKER, attacker);
        Invitation invitation =
                attacker.invite(SipPath.addressOfRecord(agent), body.offer(origin(claimedSender), octets));
        dialogues.put(invitation.callId(), new Dialogue(callee, agent, new Carried(label, octets, sending)));
        handle(invitation.actions(), ATTACKER);
    }

    private void handle(List<Action> actions, String node) {
        for (Action action : actions) {
            switch (action) {
                case Action.Transmit(String to, SipMessage message) -> transmit(node, to, message);
                case Action.OfferArrived(String callId, String ignored, byte[] sdp) -> offered(callId, node, sdp);
                case Action.AnswerArrived(String callId, byte[] sdp) -> answered(callId, node, sdp);
                case Action.CallRejected(String callId, int ignored, String alsoIgnored, byte[] sdp) ->
                    rejected(callId, node, sdp);
                case Action.Ringing(String ignored) -> tell(node, "hears it ring");
                case Action.Established(String callId) -> {
                    tell(node, "call established");
                    signalling.established(node, callId);
                }
                case Action.Ended(String ignored) -> tell(node, "call over");
                case Action.Discarded(String reason) -> tell(node, "SIP message discarded: " + reason);
            }
        }
    }

    private void tell(String node, String what) {
        world.recorder.record(new Entry.Signal(world.agenda.now(), node, what));
    }

    private void transmit(String from, String to, SipMessage message) {
        byte[] octets = message.encode();
        String hop = from + ">" + to;
        long now = world.agenda.now();
        long delay = weather.packet(hop)[0];
        long arrives = Math.max(now + delay, lastArrival.getOrDefault(hop, 0L));
        lastArrival.put(hop, arrives);
        if (world.recorder.isOn()) {
            world.recorder.record(new Entry.Hop(
                    now,
                    arrives,
                    place(from),
                    place(to),
                    channel.name(),
                    Entry.Transport.SIP,
                    protection,
                    message.startLine(),
                    carries(message),
                    octets,
                    Entry.Fate.ARRIVES));
        }
        world.agenda.after(arrives - now, () -> arrive(from, to, octets));
    }

    private Entry.Place place(String node) {
        Node known = nodes.get(node);
        NodeAddress address = Objects.requireNonNull(known, "no node " + node).address();
        boolean agent = known instanceof UserAgent && !node.equals(ATTACKER);
        return agent
                ? addresses.signalling(node)
                : new Entry.Place(node, address.address(), Addresses.signallingPort());
    }

    /** The label of what a SIP message has in its body. */
    private String carries(SipMessage message) {
        Dialogue dialogue = dialogues.get(String.join("", message.headers().values("Call-ID")));
        if (dialogue == null || message.body().length == 0) {
            return "";
        }
        Carried carried = switch (message) {
            case SipRequest ignored -> dialogue.offer;
            case SipResponse response -> response.isSuccess() ? dialogue.answer : dialogue.rejection;
        };
        return carried == null ? "" : carried.label();
    }

    private void arrive(String from, String to, byte[] octets) {
        switch (SipParser.parse(octets)) {
            case SipParsing.Parsed(SipMessage message, int ignored) ->
                handle(Objects.requireNonNull(nodes.get(to), "no node " + to).receive(message, from), to);
            case SipParsing.Malformed(String reason, int ignored) -> tell(to, "SIP message malformed: " + reason);
        }
    }

    private void offered(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        if (dialogue == null) {
            return;
        }
        dialogue.offeredSdp = sdp;
        tell(node, "rings");
        Signalling.Verdict verdict = signalling.offer(node, callId, body.message(sdp), dialogue.offer.sending());
        switch (verdict) {
            case Signalling.Refuse(String ignored) ->
                handle(dialogue.callee.reject(callId, 488, "Not Acceptable Here"), node);
            case Signalling.AcceptPlain() -> world.agenda.after(RING, () -> pickUp(callId, dialogue, true));
            case Signalling.Spoken() -> world.agenda.after(RING, () -> pickUp(callId, dialogue, false));
            case Signalling.Wait() -> world.agenda.after(RING, () -> pickUp(callId, dialogue, false));
        }
    }

    private void pickUp(String callId, Dialogue dialogue, boolean plain) {
        dialogue.pickedUp = true;
        signalling.answered(dialogue.calleeName, callId);
        if (plain || dialogue.answer != null) {
            accept(callId, dialogue);
        }
    }

    private void accept(String callId, Dialogue dialogue) {
        if (dialogue.spoken) {
            return;
        }
        dialogue.spoken = true;
        Carried answer = dialogue.answer;
        byte[] sdp =
                body.answer(dialogue.offeredSdp, origin(dialogue.calleeName), answer == null ? null : answer.octets());
        tell(dialogue.calleeName, "picks up");
        handle(dialogue.callee.accept(callId, sdp), dialogue.calleeName);
    }

    private void answered(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        Carried answer = dialogue == null ? null : dialogue.answer;
        signalling.answer(node, callId, body.message(sdp), answer == null ? -1 : answer.sending());
    }

    private void rejected(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        Carried rejection = dialogue == null ? null : dialogue.rejection;
        byte[] octets = sdp.length == 0 ? null : body.message(sdp);
        signalling.rejected(node, callId, octets, rejection == null ? -1 : rejection.sending());
    }
}
