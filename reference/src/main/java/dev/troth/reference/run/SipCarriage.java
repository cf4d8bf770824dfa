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
import dev.troth.reference.sip.Tokens;
import dev.troth.reference.sip.Transport;
import dev.troth.reference.sip.UserAgent;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>The callee's phone rings at once and is picked up after {@link #RING}; the answer of the machine waits for that. Of the
 * devices of a forked call, each is picked up so much later than the one before, unless the call is taken by then. What the
 * caller sends as datagrams goes to the device that took the call.
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
    private final Map<String, List<String>> contacts;
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
            Map<String, List<String>> contacts,
            Signalling signalling) {
        this.world = world;
        this.channel = channel;
        this.protection = protection;
        this.weather = weather;
        this.addresses = addresses;
        this.contacts = contacts;
        this.signalling = signalling;
        this.body = new SdpBody(Objects.requireNonNull(channel.body(), "a signalling channel without body"));
        this.tokens = tokens(world.random);
    }

    private static Tokens tokens(LabelledRandom random) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        return purpose ->
                HexFormat.of().formatHex(random.bytes("sip", 0, purpose, counts.merge(purpose, 1, Integer::sum), 8));
    }

    /**
     * What an offer carries, and what becomes of it at each device that it reaches.
     *
     * @param again true for an offer within a call that stands: nothing rings
     */
    private record Dialogue(Carried offer, boolean again, Map<String, Branch> branches) {
        Dialogue(Carried offer, boolean again) {
            this(offer, again, new LinkedHashMap<>());
        }

        /** The branch that a description was sent from, or null. */
        @Nullable
        Branch sender(byte[] sdp) {
            return branches.values().stream()
                    .filter(b -> b.spoken && Arrays.equals(b.sdp, sdp))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One device that an offer reaches. */
    private static final class Branch {
        final UserAgent callee;
        final String name;
        /** The description that the offer came in. */
        final byte[] offeredSdp;

        /** The message of the protocol that answers, or rejects. */
        @Nullable
        Carried said;

        /** The description that it went out in. */
        byte[] sdp = new byte[0];

        boolean pickedUp;
        boolean spoken;

        Branch(UserAgent callee, byte[] offeredSdp) {
            this.callee = callee;
            this.name = callee.address().name();
            this.offeredSdp = offeredSdp;
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
        if (port.name().equals(Signalling.OFFER) || port.name().equals(Signalling.REOFFER)) {
            offer(call, carried, port.name().equals(Signalling.REOFFER));
            return;
        }
        Dialogue dialogue = dialogues.get(call.key);
        Branch branch = dialogue == null ? null : dialogue.branches().get(call.agent());
        if (branch == null) {
            world.recorder.record(new Entry.PutAside(
                    world.agenda.now(), world.who(call), Entry.How.DISCARDED, label + " has no call to ride in"));
            return;
        }
        branch.said = carried;
        if (port.name().equals(Signalling.ANSWER)) {
            if (branch.pickedUp) {
                accept(call.key, branch);
            }
        } else {
            branch.spoken = true;
            branch.sdp = body.answer(branch.offeredSdp, origin(branch.name), octets);
            handle(branch.callee.reject(call.key, 488, "Not Acceptable Here", branch.sdp), branch.name);
        }
    }

    private void offer(Call call, Carried carried, boolean again) {
        UserAgent caller = path(call).agent(call.agent());
        byte[] sdp = body.offer(origin(call.agent()), carried.octets());
        if (!call.key.isEmpty()) {
            dialogues.put(call.key, new Dialogue(carried, again));
            handle(caller.reinvite(call.key, sdp), call.agent());
            return;
        }
        Invitation invitation = caller.invite(SipPath.addressOfRecord(call.peer()), sdp);
        call.key = invitation.callId();
        dialogues.put(call.key, new Dialogue(carried, false));
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
            SipPath made = SipPath.of(
                    names, contacts, name -> addresses.signalling(name).address(), transport(), tokens);
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
        if (!(target instanceof UserAgent) || !port.name().equals(Signalling.OFFER)) {
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
        dialogues.put(invitation.callId(), new Dialogue(new Carried(label, octets, sending), false));
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
                case Action.Cancelled(String callId) -> cancelled(callId, node);
                case Action.Ended(String ignored) -> tell(node, "call over");
                case Action.Discarded(String reason) -> tell(node, "SIP message discarded: " + reason);
            }
        }
    }

    private void tell(String node, String what) {
        world.recorder.record(new Entry.Signal(world.agenda.now(), node, what));
    }

    private void transmit(String from, String to, SipMessage message) {
        String hop = from + ">" + to;
        long now = world.agenda.now();
        long delay = weather.packet(hop)[0];
        long arrives = Math.max(now + delay, lastArrival.getOrDefault(hop, 0L));
        lastArrival.put(hop, arrives);
        if (!world.recorder.isOn()) {
            // Nobody asks for octets, and reading them gives back this message (SipMessage.encode).
            world.agenda.after(arrives - now, () -> receive(from, to, message));
            return;
        }
        byte[] octets = message.encode();
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
        Branch sender = dialogue.sender(message.body());
        Carried carried = message instanceof SipRequest ? dialogue.offer() : sender == null ? null : sender.said;
        return carried == null ? "" : carried.label();
    }

    private void arrive(String from, String to, byte[] octets) {
        switch (SipParser.parse(octets)) {
            case SipParsing.Parsed(SipMessage message, int ignored) -> receive(from, to, message);
            case SipParsing.Malformed(String reason, int ignored) -> tell(to, "SIP message malformed: " + reason);
        }
    }

    private void receive(String from, String to, SipMessage message) {
        handle(Objects.requireNonNull(nodes.get(to), "no node " + to).receive(message, from), to);
    }

    private void offered(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        if (dialogue == null || !(nodes.get(node) instanceof UserAgent callee)) {
            return;
        }
        Branch branch = new Branch(callee, sdp);
        dialogue.branches().put(node, branch);
        String port = dialogue.again() ? Signalling.REOFFER : Signalling.OFFER;
        long ring = dialogue.again() ? 0 : RING * dialogue.branches().size();
        if (!dialogue.again()) {
            tell(node, "rings");
        }
        Signalling.Verdict verdict = signalling.offer(
                node, callId, port, body.message(sdp), dialogue.offer().sending());
        switch (verdict) {
            case Signalling.Refuse(String ignored) -> {
                branch.spoken = true;
                handle(branch.callee.reject(callId, 488, "Not Acceptable Here"), node);
            }
            case Signalling.AcceptPlain() -> world.agenda.after(ring, () -> pickUp(callId, branch, true));
            case Signalling.Spoken() -> world.agenda.after(ring, () -> pickUp(callId, branch, false));
            case Signalling.Wait() -> world.agenda.after(ring, () -> pickUp(callId, branch, false));
        }
    }

    private void pickUp(String callId, Branch branch, boolean plain) {
        if (branch.spoken) {
            return;
        }
        branch.pickedUp = true;
        signalling.told(branch.name, callId, "answered");
        if (plain || branch.said != null) {
            accept(callId, branch);
        }
    }

    private void accept(String callId, Branch branch) {
        if (branch.spoken) {
            return;
        }
        branch.spoken = true;
        Carried answer = branch.said;
        branch.sdp = body.answer(branch.offeredSdp, origin(branch.name), answer == null ? null : answer.octets());
        tell(branch.name, "picks up");
        handle(branch.callee.accept(callId, branch.sdp), branch.name);
    }

    private void cancelled(String callId, String node) {
        tell(node, "stops ringing");
        Dialogue dialogue = dialogues.get(callId);
        Branch branch = dialogue == null ? null : dialogue.branches().get(node);
        if (branch != null) {
            branch.spoken = true;
        }
        signalling.told(node, callId, "cancelled");
    }

    private void answered(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        Branch branch = dialogue == null ? null : dialogue.sender(sdp);
        Call caller = world.in(node, callId);
        if (branch != null && caller != null) {
            caller.device = branch.name;
        }
        signalling.answer(node, callId, body.message(sdp), sending(branch));
    }

    private void rejected(String callId, String node, byte[] sdp) {
        Dialogue dialogue = dialogues.get(callId);
        byte[] octets = sdp.length == 0 ? null : body.message(sdp);
        signalling.rejected(node, callId, octets, sending(dialogue == null ? null : dialogue.sender(sdp)));
    }

    private static int sending(@Nullable Branch branch) {
        Carried said = branch == null ? null : branch.said;
        return said == null ? -1 : said.sending();
    }
}
