package dev.troth.reference.pcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A block of a pcapng file while it is put together ("General Block Structure"), big-endian. */
final class Block {

    /** Type and total length before the body, total length again after it. */
    private static final int FRAME_OCTETS = 12;

    private final int type;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Block(int type) {
        this.type = type;
    }

    Block u16(int value) {
        body.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        return this;
    }

    Block u32(int value) {
        body.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
        return this;
    }

    Block u64(long value) {
        body.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        return this;
    }

    /** Octets, and zeros up to the next multiple of 4. */
    Block padded(byte[] octets) {
        body.writeBytes(octets);
        body.writeBytes(new byte[-octets.length & 3]);
        return this;
    }

    void writeTo(ByteArrayOutputStream file) {
        int length = FRAME_OCTETS + body.size();
        file.writeBytes(ByteBuffer.allocate(8).putInt(type).putInt(length).array());
        file.writeBytes(body.toByteArray());
        file.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    }
}
