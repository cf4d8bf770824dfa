package dev.troth.reference.peer;

import dev.troth.reference.run.LiveRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** A UDP socket on the loopback interface and the real clock. */
public final class UdpWire implements LiveRun.Wire, AutoCloseable {
    private static final int MAX_DATAGRAM = 65_535;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final long began = System.nanoTime();
    private @Nullable SocketAddress peer;
    /** Whether that is the peer in any case, and not only who sent what is being read. */
    private boolean known;

    /**
     * Opens the socket.
     *
     * @param port to be reached at, 0 for any
     * @param peerPort where the peer is; 0: whoever first sends something that reads
     * @throws IOException if the port is taken
     */
    public UdpWire(int port, int peerPort) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        channel = DatagramChannel.open();
        channel.bind(new InetSocketAddress(loopback, port));
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        peer = peerPort == 0 ? null : new InetSocketAddress(loopback, peerPort);
        known = peerPort != 0;
    }

    /** The port that it can be reached at. */
    public int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Sends; into nothing while there is no peer, and where nobody listens. */
    @Override
    public void send(byte[] datagram) {
        if (peer == null) {
            return;
        }
        try {
            channel.send(ByteBuffer.wrap(datagram), peer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte @Nullable [] receive(long nanos) {
        try {
            byte[] datagram = read();
            if (datagram == null && nanos > 0) {
                selector.select(Math.max(1, nanos / NANOS_PER_MILLI));
                selector.selectedKeys().clear();
                datagram = read();
            }
            return datagram;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte @Nullable [] read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM);
        SocketAddress from = channel.receive(buffer);
        if (from == null) {
            return null;
        }
        peer = known ? peer : from;
        byte[] datagram = new byte[buffer.position()];
        buffer.flip().get(datagram);
        return from.equals(peer) ? datagram : null;
    }

    @Override
    public void heard(boolean reads) {
        known |= reads;
        peer = known ? peer : null;
    }

    @Override
    public long elapsed() {
        return System.nanoTime() - began;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
