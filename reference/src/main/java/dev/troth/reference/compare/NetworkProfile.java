package dev.troth.reference.compare;

/**
 * The network that calls are simulated on, the same for every specification.
 *
 * @param rtt round trip from end to end in nanoseconds, on the media path and through all proxies
 * @param jitter at most so much more for each packet, in nanoseconds
 * @param loss in percent of packets; what SIP carries is sent again after 500 ms, datagrams when the protocol says so
 * @param proxies on the signalling path, or -1 for as many as the specification has
 * @param fork whether each call rings at a device of somebody else too
 * @param runs how many calls
 */
public record NetworkProfile(long rtt, long jitter, int loss, int proxies, boolean fork, int runs, long seed) {
    /** 100 ms, nothing lost. */
    public static final NetworkProfile STANDARD = new NetworkProfile(100_000_000, 0, 0, -1, false, 1, 1);

    public NetworkProfile calls(int count) {
        return new NetworkProfile(rtt, jitter, loss, proxies, fork, count, seed);
    }

    NetworkProfile quiet() {
        return new NetworkProfile(rtt, 0, 0, proxies, fork, 1, seed);
    }
}
