package dev.troth.proofs.peers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** UDP ports on loopback that nobody has, below those that the system hands out, and none of them twice. */
final class FreePort {
    private static final AtomicInteger NEXT = new AtomicInteger(21_000);

    private FreePort() {}

    static int next() throws IOException {
        for (int tries = 0; tries < 1000; tries++) {
            int port = NEXT.getAndIncrement();
            try (DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
        throw new IOException("no UDP port is free");
    }
}
