package dev.troth.reference.sip;

import dev.troth.reference.sip.Action.AnswerArrived;
import dev.troth.reference.sip.Action.CallRejected;
import dev.troth.reference.sip.Action.Cancelled;
import dev.troth.reference.sip.Action.Discarded;
import dev.troth.reference.sip.Action.Ended;
import dev.troth.reference.sip.Action.Established;
import dev.troth.reference.sip.Action.OfferArrived;
import dev.troth.reference.sip.Action.Ringing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user agent that makes, takes and ends calls (RFC 3261 sections 8, 12 to 15 and 17). Its user is the caller of the
 * methods; what it learns it tells by actions. A call is known by its Call-ID alone: a second call with the same
 * Call-ID is refused as a loop (482).
 */
public final class UserAgent implements Node {

    private static final String SDP = "application/sdp";
    private static final String METHODS = "INVITE, ACK, BYE, CANCEL";

    private final Station station;
    private final SipUri addressOfRecord;
    private final Directory directory;
    private final String firstHop;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<TransactionKey, ServerTransaction> servers = new LinkedHashMap<>();
    private final Map<TransactionKey, ClientTransaction> clients = new LinkedHashMap<>();

    /**
     * @param aor the address of record, such as {@code sip:alice@example.com}: who the agent says it is
     * @param firstHop the node that takes requests outside a dialog: the outbound proxy (section 8.1.2), or the other
     *     side itself where there is none
     */
    public UserAgent(
            NodeAddress address, String aor, Transport transport, Directory directory, String firstHop, Tokens tokens) {
        this.station = new Station(address, transport, tokens);
        this.addressOfRecord = SipUri.parse(aor)
                .filter(uri -> !uri.user().isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("Not an address of record: " + aor));
        this.directory = directory;
        this.firstHop = firstHop;
    }

    @Override
    public NodeAddress address() {
        return station.address();
    }

    public String addressOfRecord() {
        return addressOfRecord.text();
    }

    /** The URI at which this agent takes requests, as it stands in Contact. */
    public String contact() {
        return station.uri(addressOfRecord.user());
    }

    /**
     * Calls someone (section 13.2.1).
     *
     * @param callee an address of record, such as {@code sip:bob@example.com}
     * @param sdp the offer
     */
    public Invitation invite(String callee, byte[] sdp) {
        String callId = station.token("call-id") + "@" + station.address().address();
        Call call = new Call(callId, station.token("tag"));
        call.localNumber = 1;
        Headers headers = Headers.NONE
                .with("Via", station.newVia().toString())
                .with("Max-Forwards", "70")
                .with("To", "<" + callee + ">")
                .with("From", station.name() + " <" + addressOfRecord + ">;tag=" + call.localTag)
                .with("Call-ID", callId)
                .with("CSeq", new CSeq(1, "INVITE").toString());
        SipRequest request = offering(new SipRequest("INVITE", callee, headers, sdp));
        calls.put(callId, call);
        return new Invitation(callId, List.of(sendInvite(call, request, firstHop)));
    }

    /**
     * Makes a new offer within a call (section 14.1).
     *
     * @throws IllegalStateException if the call is not established, or an offer is open
     */
    public List<Action> reinvite(String callId, byte[] sdp) {
        Call call = liveCall(callId);
        if (call.hasOffer() || call.isOffering()) {
            throw new IllegalStateException("Call " + callId + " has an open offer.");
        }
        Dialog dialog = call.dialogOrThrow();
        SipRequest request = dialog.request("INVITE", ++call.localNumber, station.newVia());
        return List.of(sendInvite(call, offering(request.with(sdp)), hop(dialog)));
    }

    /**
     * Accepts the offer of a call (section 13.3.1.4).
     *
     * @throws IllegalStateException if the call has no open offer
     */
    public List<Action> accept(String callId, byte[] sdp) {
        Call call = offeredCall(callId);
        ServerTransaction invite = incomingOf(call);
        SipResponse ok = established(invite.request, Responses.to(invite.request, 200, "OK", call.localTag));
        return List.of(invite.respond(withSdp(ok, sdp)));
    }

    /** Refuses the offer of a call; see {@link #reject(String, int, String, byte[])}. */
    public List<Action> reject(String callId, int status, String reason) {
        return reject(callId, status, reason, new byte[0]);
    }

    /**
     * Refuses the offer of a call (section 13.3.1.3). If it was the first one, the call is over.
     *
     * @param status 300 to 699, such as 488, Not Acceptable Here
     * @param sdp a session description that says more, or no octets (RFC 4567 section 4.1.2)
     * @throws IllegalStateException if the call has no open offer
     */
    public List<Action> reject(String callId, int status, String reason, byte[] sdp) {
        if (status < 300) {
            throw new IllegalArgumentException("Not a refusal: " + status);
        }
        Call call = offeredCall(callId);
        ServerTransaction invite = incomingOf(call);
        call.over = call.over || invite.envelope.toTag().isEmpty();
        return List.of(invite.respond(withSdp(Responses.to(invite.request, status, reason, call.localTag), sdp)));
    }

    /**
     * Ends a call (section 15.1.1).
     *
     * @throws IllegalStateException if there is no such call, or it is over
     */
    public List<Action> bye(String callId) {
        Call call = liveCall(callId);
        Dialog dialog = call.dialogOrThrow();
        if (call.hasOffer() && incomingOf(call).envelope.toTag().isEmpty()) {
            throw new IllegalStateException("Call " + callId + " is not answered: refuse it instead.");
        }
        call.over = true;
        return List.of(open(dialog.request("BYE", ++call.localNumber, station.newVia()), hop(dialog))
                .send());
    }

    @Override
    public List<Action> receive(SipMessage message, String fromNode) {
        return switch (Envelope.of(message)) {
            case Envelope.Unreadable(String reason) -> discarded(message.startLine() + ": " + reason);
            case Envelope.Opened(Envelope envelope) ->
                switch (message) {
                    case SipRequest request -> request(request, envelope, fromNode);
                    case SipResponse response -> response(response, envelope);
                };
        };
    }

    private List<Action> request(SipRequest request, Envelope envelope, String fromNode) {
        if (request.is("ACK")) {
            return ack(envelope);
        }
        ServerTransaction known = servers.get(envelope.key());
        if (known != null) {
            return known.repeat();
        }
        ServerTransaction transaction = new ServerTransaction(request, envelope, fromNode);
        servers.put(envelope.key(), transaction);
        List<String> required = request.headers().values("Require");
        if (!required.isEmpty()) {
            SipResponse refusal = Responses.to(request, 420, "Bad Extension", station.token("tag"));
            return List.of(transaction.respond(refusal.with(refusal.headers().withAll("Unsupported", required))));
        }
        return switch (request.method()) {
            case "INVITE" -> envelope.toTag().isEmpty() ? newCall(transaction) : newOffer(transaction);
            case "BYE" -> ended(transaction);
            case "CANCEL" -> cancelled(transaction);
            default -> {
                SipResponse refusal = Responses.to(request, 405, "Method Not Allowed", station.token("tag"));
                yield List.of(transaction.respond(refusal.with(refusal.headers().with("Allow", METHODS))));
            }
        };
    }

    /** An INVITE outside a dialog (sections 8.2 and 13.3.1). */
    private List<Action> newCall(ServerTransaction transaction) {
        SipRequest request = transaction.request;
        Envelope envelope = transaction.envelope;
        if (calls.containsKey(envelope.callId())) {
            return refuse(transaction, 482, "Loop Detected");
        }
        if (!isForUs(request.uri())) {
            return refuse(transaction, 404, "Not Found");
        }
        Optional<SipUri> target = contactOf(request);
        if (target.isEmpty()) {
            return refuse(transaction, 400, "Missing Contact");
        }
        if (!isSdpOrNothing(request)) {
            return refuseType(transaction);
        }
        Call call = new Call(envelope.callId(), station.token("tag"));
        call.dialog = Dialog.ofCallee(
                envelope, call.localTag, target.get(), request.headers().values("Record-Route"));
        call.remoteNumber = envelope.cseq().number();
        call.incoming = transaction;
        calls.put(call.callId, call);
        SipResponse ringing = established(request, Responses.to(request, 180, "Ringing", call.localTag));
        return List.of(transaction.respond(ringing), offer(transaction));
    }

    /** An INVITE within a dialog (section 14.2). */
    private List<Action> newOffer(ServerTransaction transaction) {
        SipRequest request = transaction.request;
        Envelope envelope = transaction.envelope;
        Call call = calls.get(envelope.callId());
        if (call == null || call.over || call.dialog == null || !call.dialog.holds(envelope)) {
            return refuse(transaction, 481, "Call/Transaction Does Not Exist");
        }
        if (envelope.cseq().number() <= call.remoteNumber) {
            return refuse(transaction, 500, "CSeq Out Of Order");
        }
        call.remoteNumber = envelope.cseq().number();
        if (call.hasOffer()) {
            SipResponse refusal = Responses.to(request, 500, "Another Offer Is Open", "");
            return List.of(transaction.respond(refusal.with(refusal.headers().with("Retry-After", "1"))));
        }
        if (call.isOffering()) {
            return refuse(transaction, 491, "Request Pending");
        }
        if (!isSdpOrNothing(request)) {
            return refuseType(transaction);
        }
        call.dialog = contactOf(request).map(call.dialog::retargeted).orElse(call.dialog);
        call.incoming = transaction;
        return List.of(transaction.respond(Responses.to(request, 100, "Trying", "")), offer(transaction));
    }

    private List<Action> ended(ServerTransaction transaction) {
        SipRequest request = transaction.request;
        Envelope envelope = transaction.envelope;
        Call call = calls.get(envelope.callId());
        if (call == null || call.over || call.dialog == null || !call.dialog.holds(envelope)) {
            return refuse(transaction, 481, "Call/Transaction Does Not Exist");
        }
        if (envelope.cseq().number() <= call.remoteNumber) {
            return refuse(transaction, 500, "CSeq Out Of Order");
        }
        call.remoteNumber = envelope.cseq().number();
        call.over = true;
        List<Action> actions = new ArrayList<>();
        if (call.hasOffer()) {
            // 15.1.2: requests that wait for an answer get one.
            ServerTransaction invite = incomingOf(call);
            actions.add(invite.respond(Responses.to(invite.request, 487, "Request Terminated", call.localTag)));
        }
        actions.add(transaction.respond(Responses.to(request, 200, "OK", "")));
        actions.add(new Ended(call.callId));
        return actions;
    }

    /** A CANCEL stops an INVITE that is not answered, and does nothing to one that is (section 9.2). */
    private List<Action> cancelled(ServerTransaction cancel) {
        ServerTransaction invite = servers.get(cancel.envelope.key().ofInvite());
        Call call = calls.get(cancel.envelope.callId());
        if (invite == null || call == null || call.incoming != invite) {
            return refuse(cancel, 481, "Call/Transaction Does Not Exist");
        }
        List<Action> actions = new ArrayList<>();
        actions.add(cancel.respond(Responses.to(cancel.request, 200, "OK", call.localTag)));
        if (call.hasOffer()) {
            call.over = call.over || invite.envelope.toTag().isEmpty();
            actions.add(invite.respond(Responses.to(invite.request, 487, "Request Terminated", call.localTag)));
            actions.add(new Cancelled(call.callId));
        }
        return actions;
    }

    /** An ACK: of a refusal, within its transaction (17.2.1); of an acceptance, within the dialog (13.3.1.4). */
    private List<Action> ack(Envelope envelope) {
        ServerTransaction refused = servers.get(envelope.key().ofInvite());
        if (refused != null && refused.isRefused()) {
            refused.acknowledge();
            return List.of();
        }
        Call call = calls.get(envelope.callId());
        if (call == null || call.dialog == null || !call.dialog.holds(envelope)) {
            return discarded("ACK outside any call");
        }
        ServerTransaction invite = call.incoming;
        if (invite == null
                || !invite.isAccepted()
                || invite.envelope.cseq().number() != envelope.cseq().number()) {
            return discarded("ACK of nothing that is accepted");
        }
        if (invite.isAcknowledged()) {
            return discarded("ACK repeats one that has arrived");
        }
        invite.acknowledge();
        return List.of(new Established(call.callId));
    }

    private List<Action> response(SipResponse response, Envelope envelope) {
        ClientTransaction transaction = clients.get(envelope.key());
        Call call = calls.get(envelope.callId());
        if (transaction == null
                || call == null
                || !transaction.envelope.callId().equals(envelope.callId())
                || !transaction.envelope.from().tag().equals(envelope.from().tag())) {
            return discarded(response.startLine() + ": answers no request of ours");
        }
        if (response.headers().values("Via").size() != 1) {
            // 8.1.3.3
            return discarded(response.startLine() + ": has Via values below ours");
        }
        if (response.isProvisional()) {
            if (!transaction.isOpen()) {
                return discarded(response.startLine() + ": comes after the final response");
            }
            return response.status() == 180 && transaction.request.is("INVITE")
                    ? List.of(new Ringing(call.callId))
                    : List.of();
        }
        if (!transaction.request.is("INVITE")) {
            if (!transaction.isOpen()) {
                return discarded(response.startLine() + ": repeats the final response");
            }
            transaction.close(response);
            return List.of(new Ended(call.callId));
        }
        return response.isSuccess()
                ? accepted(call, transaction, response, envelope)
                : refused(call, transaction, response);
    }

    /** 13.2.2.4: the ACK is a transaction of its own along the route set, repeated for every copy of the response. */
    private List<Action> accepted(Call call, ClientTransaction transaction, SipResponse response, Envelope envelope) {
        if (!transaction.isOpen()) {
            ClientTransaction ack = call.acknowledgement;
            return transaction.isAccepted()
                            && transaction.isRepeated(response)
                            && ack != null
                            && ack.envelope.cseq().number() == envelope.cseq().number()
                    ? List.of(ack.send())
                    : discarded(response.startLine() + ": another final response came first");
        }
        Optional<SipUri> target = contactOf(response);
        if (envelope.toTag().isEmpty() || target.isEmpty()) {
            return discarded(response.startLine() + ": has no tag in To, or no Contact");
        }
        if (call.dialog == null) {
            call.dialog =
                    Dialog.ofCaller(envelope, target.get(), response.headers().values("Record-Route"));
        } else if (call.dialog.remote().tag().equals(envelope.toTag())) {
            call.dialog = call.dialog.retargeted(target.get());
        } else {
            return discarded(response.startLine() + ": comes from outside the dialog");
        }
        transaction.close(response);
        Dialog dialog = call.dialog;
        SipRequest ack = dialog.request("ACK", envelope.cseq().number(), station.newVia());
        call.acknowledgement = new ClientTransaction(ack, Envelope.ofOurs(ack), hop(dialog));
        return List.of(
                call.acknowledgement.send(),
                new AnswerArrived(call.callId, response.body()),
                new Established(call.callId));
    }

    private List<Action> refused(Call call, ClientTransaction transaction, SipResponse response) {
        if (transaction.isAccepted()) {
            return discarded(response.startLine() + ": another final response came first");
        }
        if (transaction.isRefused()) {
            return List.of(transaction.acknowledge(response));
        }
        transaction.close(response);
        // 12.2.1.2: these two end a dialog; other refusals leave it as it was.
        call.over = call.over || call.dialog == null || response.status() == 481 || response.status() == 408;
        return List.of(
                transaction.acknowledge(response),
                new CallRejected(call.callId, response.status(), response.reason(), response.body()));
    }

    private Action sendInvite(Call call, SipRequest request, String hop) {
        ClientTransaction transaction = open(request, hop);
        call.outgoing = transaction;
        return transaction.send();
    }

    private ClientTransaction open(SipRequest request, String hop) {
        Envelope envelope = Envelope.ofOurs(request);
        ClientTransaction transaction = new ClientTransaction(request, envelope, hop);
        clients.put(envelope.key(), transaction);
        return transaction;
    }

    private SipRequest offering(SipRequest request) {
        Headers headers = request.headers().with("Contact", "<" + contact() + ">");
        return request.with(request.body().length == 0 ? headers : headers.with("Content-Type", SDP));
    }

    /** What a response that makes a dialog has besides (12.1.1). */
    private SipResponse established(SipRequest request, SipResponse response) {
        return response.with(response.headers()
                .withAll("Record-Route", request.headers().values("Record-Route"))
                .with("Contact", "<" + contact() + ">"));
    }

    private static SipResponse withSdp(SipResponse response, byte[] sdp) {
        return sdp.length == 0
                ? response
                : response.with(response.headers().with("Content-Type", SDP)).with(sdp);
    }

    private List<Action> refuse(ServerTransaction transaction, int status, String reason) {
        return List.of(transaction.respond(Responses.to(transaction.request, status, reason, station.token("tag"))));
    }

    private List<Action> refuseType(ServerTransaction transaction) {
        SipResponse refusal = Responses.to(transaction.request, 415, "Unsupported Media Type", station.token("tag"));
        return List.of(transaction.respond(refusal.with(refusal.headers().with("Accept", SDP))));
    }

    private static Action offer(ServerTransaction transaction) {
        NameAddr from = transaction.envelope.from();
        String caller = from.sipUri().map(SipUri::addressOfRecord).orElse(from.uri());
        return new OfferArrived(transaction.envelope.callId(), caller, transaction.request.body());
    }

    private static List<Action> discarded(String reason) {
        return List.of(new Discarded(reason));
    }

    private boolean isForUs(String uri) {
        return SipUri.parse(uri)
                .filter(to -> station.isAt(to) || to.addressOfRecord().equals(addressOfRecord.addressOfRecord()))
                .isPresent();
    }

    private static Optional<SipUri> contactOf(SipMessage message) {
        return message.headers().values("Contact").stream()
                .findFirst()
                .flatMap(NameAddr::parse)
                .flatMap(NameAddr::sipUri);
    }

    private static boolean isSdpOrNothing(SipRequest request) {
        String type = request.headers().first("Content-Type").orElse("");
        int end = type.indexOf(';');
        return request.body().length == 0
                || Grammar.trimmed(end < 0 ? type : type.substring(0, end)).equalsIgnoreCase(SDP);
    }

    /** The node at the start of the route set; one that is not in the directory is left to the first hop (8.1.2). */
    private String hop(Dialog dialog) {
        return directory.nodeAt(dialog.nextHop()).orElse(firstHop);
    }

    private Call liveCall(String callId) {
        Call call = calls.get(callId);
        if (call == null || call.over) {
            throw new IllegalStateException("There is no call " + callId + " at " + station.name() + ".");
        }
        return call;
    }

    private Call offeredCall(String callId) {
        Call call = liveCall(callId);
        if (!call.hasOffer()) {
            throw new IllegalStateException("Call " + callId + " has no open offer at " + station.name() + ".");
        }
        return call;
    }

    private static ServerTransaction incomingOf(Call call) {
        if (call.incoming == null) {
            throw new IllegalStateException("Call " + call.callId + " has no offer.");
        }
        return call.incoming;
    }
}
