package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state that two user agents share once a call is answered (RFC 3261 section 12), as one of them sees it.
 *
 * @param local our side, with our tag
 * @param remote the other side, with its tag
 * @param target where the other side wants its requests
 * @param routes the route set as the values of Route, in the order in which our requests take them
 */
record Dialog(String callId, NameAddr local, NameAddr remote, SipUri target, List<String> routes) {

    /** As the callee: Record-Route in the order it has (12.1.1). */
    static Dialog ofCallee(Envelope envelope, String localTag, SipUri target, List<String> recordRoutes) {
        return new Dialog(
                envelope.callId(), envelope.to().tagged(localTag), envelope.from(), target, List.copyOf(recordRoutes));
    }

    /** As the caller: Record-Route in reverse (12.1.2). */
    static Dialog ofCaller(Envelope envelope, SipUri target, List<String> recordRoutes) {
        return new Dialog(
                envelope.callId(), envelope.from(), envelope.to(), target, List.copyOf(recordRoutes.reversed()));
    }

    /** True if a request of the other side is within this dialog. */
    boolean holds(Envelope request) {
        return request.callId().equals(callId)
                && request.toTag().equals(local.tag())
                && request.from().tag().equals(remote.tag());
    }

    Dialog retargeted(SipUri changed) {
        return new Dialog(callId, local, remote, changed, routes);
    }

    /** A request within the dialog (12.2.1.1), without Contact and body. */
    SipRequest request(String method, long number, Via via) {
        Headers headers = Headers.NONE.with("Via", via.toString()).with("Max-Forwards", "70");
        String uri = target.text();
        List<String> route = new ArrayList<>(routes);
        Optional<NameAddr> strict = firstRoute()
                .filter(first -> !first.sipUri().map(SipUri::isLoose).orElse(true));
        if (strict.isPresent()) {
            uri = strict.get().uri();
            route.removeFirst();
            route.add("<" + target + ">");
        }
        return new SipRequest(
                method,
                uri,
                headers.withAll("Route", route)
                        .with("To", remote.toString())
                        .with("From", local.toString())
                        .with("Call-ID", callId)
                        .with("CSeq", new CSeq(number, method).toString()),
                new byte[0]);
    }

    /** Where our requests go first: to the first of the route set, or to the target where that is empty. */
    SipUri nextHop() {
        return firstRoute().flatMap(NameAddr::sipUri).orElse(target);
    }

    private Optional<NameAddr> firstRoute() {
        return routes.stream().findFirst().flatMap(NameAddr::parse);
    }
}
