package dev.troth.reference.compare;

import dev.troth.reference.concrete.PublicKeyOperations;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Channel;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one call costs on a network that loses nothing, without the media packets themselves.
 *
 * @param riding messages that ride in offer, answer or rejection of the call
 * @param ridingOctets of those
 * @param media datagrams on the media path
 * @param mediaOctets of those, with what is around each message
 * @param callerOperations public-key operations of the caller
 * @param offerOperations of those, before the offer leaves
 * @param delay until both directions are protected, in nanoseconds after the answer; -1 for never
 */
public record Cost(
        int riding,
        int ridingOctets,
        int media,
        int mediaOctets,
        int callerOperations,
        int calleeOperations,
        int offerOperations,
        long delay,
        long verified) {
    static Cost of(Call call, NetworkProfile profile) {
        List<Entry> entries = Simulation.run(call.protocol(), call.settings(profile.quiet(), profile.seed(), true))
                .transcript()
                .entries();
        Channel signalling = call.signalling();
        int riding = 0;
        int ridingOctets = 0;
        int media = 0;
        int mediaOctets = 0;
        int offer = -1;
        Map<Integer, Integer> operations = new LinkedHashMap<>();
        Set<String> done = new HashSet<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.MessageSent sent
                when signalling != null && sent.port().channel() == signalling.index() -> {
                    riding++;
                    ridingOctets += sent.message().octets().length;
                    offer = offer < 0 ? operations.getOrDefault(call.caller.number(), 0) : offer;
                }
                case Entry.Hop hop
                when isKeying(call, hop) -> {
                    media++;
                    mediaOctets += hop.octets().length;
                }
                case Entry.Value value
                when value.kind() == Entry.Kind.APPLIED
                        && PublicKeyOperations.contains(value.name())
                        && done.add(operation(value)) ->
                    operations.merge(value.who().session(), 1, Integer::sum);
                default -> {}
            }
        }
        Call.Times times = call.times(entries, profile.rtt() / 2);
        return new Cost(
                riding,
                ridingOctets,
                media,
                mediaOctets,
                operations.getOrDefault(call.caller.number(), 0),
                operations.getOrDefault(call.callee.number(), 0),
                Math.max(0, offer),
                times.both(),
                times.verified());
    }

    /** The same operation on the same values is done once. */
    private static String operation(Entry.Value value) {
        StringBuilder text = new StringBuilder(value.who().session() + " ").append(value.name());
        for (Datum argument : value.arguments()) {
            text.append(' ').append(HexFormat.of().formatHex(Octetting.octets(argument)));
        }
        return text.toString();
    }

    static boolean isKeying(Call call, Entry.Hop hop) {
        return hop.transport() == Entry.Transport.UDP
                && !hop.carries().startsWith("Srtp#")
                && call.protocol().channels().stream()
                        .anyMatch(c -> c.name().equals(hop.channel())
                                && (c.kind() == Channel.Kind.UDP || c.kind() == Channel.Kind.DTLS));
    }

    /** The delay in round trips, in hundredths, rounded; -1 for never. */
    public long roundTrips(long rtt) {
        return delay < 0 || rtt == 0 ? -1 : (delay * 100 + rtt / 2) / rtt;
    }
}
