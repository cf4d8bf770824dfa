package dev.troth.reference.sip;

import dev.troth.reference.sip.Action.Discarded;
import dev.troth.reference.sip.Action.Transmit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stateful proxy that stays on the path of its calls (RFC 3261 section 16): it answers 100, writes itself into Via
 * and Record-Route, follows loose routes, and acknowledges refusals on its own hop. An INVITE for a user at several
 * contacts goes to all of them at once; the first that accepts has the call, and the others are told to stop ringing.
 */
public final class Proxy implements Node {

    private static final int MAX_FORWARDS = 70;

    private final Station station;
    private final Directory directory;
    private final Map<String, List<Target>> targets = new LinkedHashMap<>();
    private final Map<TransactionKey, ServerTransaction> servers = new LinkedHashMap<>();
    private final Map<TransactionKey, Forwarding> forwardings = new LinkedHashMap<>();
    private final Set<TransactionKey> cancels = new HashSet<>();

    /**
     * Where requests for a user go (section 16.5).
     *
     * @param addressOfRecord such as {@code sip:bob@example.com}
     * @param nextHop the node towards the user
     * @param contact what replaces the Request-URI, as the proxy of the user's domain does it; empty to leave it
     */
    public record Target(String addressOfRecord, String nextHop, String contact) {}

    /** A request passed on to one target: what came in, and what went out for it. */
    private static final class Forwarding {
        final ResponseContext context;
        final ClientTransaction client;
        boolean provisional;
        boolean cancelled;

        Forwarding(ResponseContext context, ClientTransaction client) {
            this.context = context;
            this.client = client;
        }
    }

    /** All branches of a request (section 16.7), and the best refusal so far. */
    private static final class ResponseContext {
        final ServerTransaction server;
        final List<Forwarding> branches = new ArrayList<>();
        boolean stopping;

        @Nullable
        SipResponse best;

        ResponseContext(ServerTransaction server) {
            this.server = server;
        }

        /** Section 16.7 step 6: one of class 6 is best, else one of the lowest class. */
        void refusedWith(SipResponse refusal) {
            if (best == null || rank(refusal) < rank(best)) {
                best = refusal;
            }
        }

        private static int rank(SipResponse refusal) {
            return refusal.status() / 100 == 6 ? 0 : refusal.status() / 100;
        }

        boolean isOpen() {
            return branches.stream().anyMatch(b -> b.client.isOpen());
        }
    }

    /** A request with the node that it goes to. */
    private record Routed(SipRequest request, String nextHop) {}

    /**
     * A proxy that knows its neighbours.
     *
     * @param targets the users whose requests this proxy can pass on; one who has several is reached at all of them
     */
    public Proxy(NodeAddress address, Transport transport, Directory directory, List<Target> targets, Tokens tokens) {
        this.station = new Station(address, transport, tokens);
        this.directory = directory;
        for (Target target : targets) {
            SipUri uri = SipUri.parse(target.addressOfRecord())
                    .orElseThrow(() -> new IllegalArgumentException("Not an address of record: " + target));
            this.targets
                    .computeIfAbsent(uri.addressOfRecord(), ignored -> new ArrayList<>())
                    .add(target);
        }
    }

    @Override
    public NodeAddress address() {
        return station.address();
    }

    @Override
    public List<Action> receive(SipMessage message, String fromNode) {
        return switch (Envelope.of(message)) {
            case Envelope.Unreadable(String reason) -> discarded(message.startLine() + ": " + reason);
            case Envelope.Opened(Envelope envelope) ->
                switch (message) {
                    case SipRequest request when request.is("ACK") -> ack(request, envelope);
                    case SipRequest request -> request(request, envelope, fromNode);
                    case SipResponse response -> response(response, envelope);
                };
        };
    }

    private List<Action> request(SipRequest request, Envelope envelope, String fromNode) {
        ServerTransaction known = servers.get(envelope.key());
        if (known != null) {
            // RFC 6026 section 7.1: once accepted, an INVITE that comes again is absorbed.
            return known.isAccepted() && known.request.is("INVITE")
                    ? discarded("INVITE repeats one that is accepted")
                    : known.repeat();
        }
        ServerTransaction server = new ServerTransaction(request, envelope, fromNode);
        servers.put(envelope.key(), server);
        if (request.is("CANCEL")) {
            return cancelled(server);
        }
        int hopsLeft = maxForwards(request);
        if (SipUri.parse(request.uri()).isEmpty()) {
            return refuse(server, 416, "Unsupported URI Scheme");
        }
        if (hopsLeft < 0) {
            return refuse(server, 400, "Bad Max-Forwards");
        }
        if (hopsLeft == 0) {
            return refuse(server, 483, "Too Many Hops");
        }
        List<String> required = request.headers().values("Proxy-Require");
        if (!required.isEmpty()) {
            SipResponse refusal = Responses.to(request, 420, "Bad Extension", station.token("tag"));
            return List.of(server.respond(refusal.with(refusal.headers().withAll("Unsupported", required))));
        }
        List<Routed> routed = route(request);
        if (routed.isEmpty()) {
            return refuse(server, 404, "Not Found");
        }
        List<Action> actions = new ArrayList<>();
        if (request.is("INVITE")) {
            actions.add(server.respond(Responses.to(request, 100, "Trying", "")));
        }
        ResponseContext context = new ResponseContext(server);
        for (Routed to : request.is("INVITE") ? routed : routed.subList(0, 1)) {
            actions.add(forward(context, to, hopsLeft));
        }
        return actions;
    }

    /** Sections 16.6 steps 4, 8 and 10. */
    private Action forward(ResponseContext context, Routed to, int hopsLeft) {
        SipRequest copy = to.request();
        if (copy.is("INVITE")) {
            copy = copy.with(copy.headers().withFirst("Record-Route", "<" + station.uri("") + ";lr>"));
        }
        copy = forwarded(copy, hopsLeft, station.newVia());
        Envelope envelope = Envelope.ofOurs(copy);
        Forwarding forwarding = new Forwarding(context, new ClientTransaction(copy, envelope, to.nextHop()));
        context.branches.add(forwarding);
        forwardings.put(envelope.key(), forwarding);
        return forwarding.client.send();
    }

    /** Section 16.10: a CANCEL is answered here, and what is still open is cancelled on each branch. */
    private List<Action> cancelled(ServerTransaction cancel) {
        ServerTransaction invite = servers.get(cancel.envelope.key().ofInvite());
        if (invite == null) {
            return refuse(cancel, 481, "Call/Transaction Does Not Exist");
        }
        List<Action> actions = new ArrayList<>();
        actions.add(cancel.respond(Responses.to(cancel.request, 200, "OK", station.token("tag"))));
        forwardings.values().stream()
                .map(f -> f.context)
                .filter(c -> c.server == invite)
                .findFirst()
                .ifPresent(context -> actions.addAll(stop(context)));
        return actions;
    }

    /** Cancels the branches that are still open; one that has not answered at all yet is cancelled when it has (9.1). */
    private List<Action> stop(ResponseContext context) {
        context.stopping = true;
        List<Action> actions = new ArrayList<>();
        for (Forwarding branch : context.branches) {
            if (branch.client.isOpen() && branch.provisional && !branch.cancelled) {
                branch.cancelled = true;
                cancels.add(branch.client.cancelKey());
                actions.add(branch.client.cancel());
            }
        }
        return actions;
    }

    /** An ACK of a refusal ends here (17.2.1); that of an acceptance passes without a transaction (16.11). */
    private List<Action> ack(SipRequest request, Envelope envelope) {
        ServerTransaction invite = servers.get(envelope.key().ofInvite());
        if (invite != null && invite.isRefused()) {
            invite.acknowledge();
            return List.of();
        }
        int hopsLeft = maxForwards(request);
        List<Routed> routed = hopsLeft > 0 && SipUri.parse(request.uri()).isPresent() ? route(request) : List.of();
        if (routed.isEmpty()) {
            return discarded("ACK cannot be passed on");
        }
        // 16.11: a branch that follows from the received one, so that an ACK that comes again is the same again.
        Via via = station.via(envelope.via().branch() + "." + station.name());
        return List.of(new Transmit(
                routed.getFirst().nextHop(), forwarded(routed.getFirst().request(), hopsLeft, via)));
    }

    private List<Action> response(SipResponse response, Envelope envelope) {
        if (cancels.contains(envelope.key())) {
            return List.of();
        }
        Forwarding forwarding = forwardings.get(envelope.key());
        if (forwarding == null) {
            // RFC 6026 section 7.3 takes back the forwarding of stray responses.
            return discarded(response.startLine() + ": answers no request that was passed on");
        }
        SipResponse popped = response.with(response.headers().withoutFirstValue("Via"));
        if (popped.headers().values("Via").isEmpty()) {
            return discarded(response.startLine() + ": has no Via but ours");
        }
        ClientTransaction client = forwarding.client;
        if (response.isProvisional()) {
            return client.isOpen()
                    ? provisional(forwarding, popped)
                    : discarded(response.startLine() + ": comes after the final response");
        }
        boolean isInvite = client.request.is("INVITE");
        if (client.isOpen()) {
            client.close(response);
            return isInvite && !response.isSuccess()
                    ? refused(forwarding, response, popped)
                    : accepted(forwarding, popped);
        }
        if (isInvite && client.isRefused() && !response.isSuccess()) {
            return List.of(client.acknowledge(response));
        }
        if (isInvite && client.isAccepted() && response.isSuccess()) {
            // 16.7 step 5: every 2xx passes, also one that comes again.
            return List.of(forwarding.context.server.respond(popped));
        }
        return discarded(response.startLine() + ": another final response came first");
    }

    private List<Action> provisional(Forwarding forwarding, SipResponse popped) {
        forwarding.provisional = true;
        if (forwarding.context.stopping) {
            return stop(forwarding.context);
        }
        // 16.7 step 5: 100 is for one hop only.
        boolean silent = popped.status() == 100 || forwarding.context.server.isAnswered();
        return silent ? List.of() : List.of(forwarding.context.server.respond(popped));
    }

    /** Section 16.7 steps 5 and 10. */
    private List<Action> accepted(Forwarding forwarding, SipResponse popped) {
        List<Action> actions = new ArrayList<>();
        actions.add(forwarding.context.server.respond(popped));
        actions.addAll(stop(forwarding.context));
        return actions;
    }

    /** Section 16.7 step 6: the caller hears of a refusal when no branch is open any more. */
    private List<Action> refused(Forwarding forwarding, SipResponse response, SipResponse popped) {
        ResponseContext context = forwarding.context;
        context.refusedWith(popped);
        SipResponse best = context.best;
        Action acknowledgement = forwarding.client.acknowledge(response);
        return best == null || context.isOpen() || context.server.isAnswered()
                ? List.of(acknowledgement)
                : List.of(acknowledgement, context.server.respond(best));
    }

    /** Sections 16.4, 16.5 and 16.6 steps 2, 6 and 7; empty if no node is known for the request. */
    private List<Routed> route(SipRequest received) {
        SipRequest request = preprocessed(received);
        Optional<SipUri> uri = SipUri.parse(request.uri());
        if (uri.isEmpty()) {
            return List.of();
        }
        List<String> routes = request.headers().values("Route");
        if (!routes.isEmpty()) {
            Optional<SipUri> first = NameAddr.parse(routes.getFirst()).flatMap(NameAddr::sipUri);
            if (first.isEmpty()) {
                return List.of();
            }
            SipRequest next = first.get().isLoose() ? request : strictlyRouted(request, first.get());
            return directory.nodeAt(first.get()).map(node -> new Routed(next, node)).stream()
                    .toList();
        }
        List<Target> known = targets.getOrDefault(uri.get().addressOfRecord(), List.of());
        if (!known.isEmpty()) {
            return known.stream()
                    .map(t -> new Routed(t.contact().isEmpty() ? request : request.to(t.contact()), t.nextHop()))
                    .toList();
        }
        return directory
                .nodeAt(uri.get())
                .filter(node -> !node.equals(station.name()))
                .map(node -> new Routed(request, node))
                .stream()
                .toList();
    }

    /** 16.4: undoes what a strict router did to the request, and takes ourselves off the route. */
    private SipRequest preprocessed(SipRequest received) {
        SipRequest request = received;
        List<String> routes = request.headers().values("Route");
        boolean ours = SipUri.parse(request.uri())
                .filter(uri -> uri.isLoose() && uri.user().isEmpty() && station.isAt(uri))
                .isPresent();
        if (ours && !routes.isEmpty()) {
            Optional<NameAddr> last = NameAddr.parse(routes.getLast());
            if (last.isPresent()) {
                request = request.to(last.get().uri()).with(request.headers().withoutLastValue("Route"));
                routes = routes.subList(0, routes.size() - 1);
            }
        }
        boolean first = !routes.isEmpty()
                && NameAddr.parse(routes.getFirst())
                        .flatMap(NameAddr::sipUri)
                        .filter(station::isAt)
                        .isPresent();
        return first ? request.with(request.headers().withoutFirstValue("Route")) : request;
    }

    /** 16.6 step 6: the next hop wants itself in the Request-URI. */
    private static SipRequest strictlyRouted(SipRequest request, SipUri first) {
        Headers headers = request.headers().withoutFirstValue("Route").with("Route", "<" + request.uri() + ">");
        return request.to(first.text()).with(headers);
    }

    /** 16.6 steps 3 and 8. */
    private static SipRequest forwarded(SipRequest request, int hopsLeft, Via via) {
        return request.with(request.headers()
                .replaced("Max-Forwards", Integer.toString(hopsLeft - 1))
                .withFirst("Via", via.toString()));
    }

    /** The hops left, this one included; -1 if the field cannot be read. Without the field, one more than 70. */
    private static int maxForwards(SipRequest request) {
        Optional<String> field = request.headers().first("Max-Forwards");
        if (field.isEmpty()) {
            return MAX_FORWARDS + 1;
        }
        OptionalLong hops = Grammar.number(field.get(), 255);
        return hops.isPresent() && request.headers().count("Max-Forwards") == 1 ? (int) hops.getAsLong() : -1;
    }

    private List<Action> refuse(ServerTransaction server, int status, String reason) {
        return List.of(server.respond(Responses.to(server.request, status, reason, station.token("tag"))));
    }

    private static List<Action> discarded(String reason) {
        return List.of(new Discarded(reason));
    }
}
