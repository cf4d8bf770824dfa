package dev.troth.reference.pcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a big-endian pcapng file block by block, as draft-ietf-opsawg-pcapng draws them; knows nothing of the writer. */
final class CaptureReader {

    record Block(int type, byte[] body) {

        /** The options from this place in the body on: for each code the values in their order, as text. */
        Map<Integer, List<String>> options(int at) {
            Map<Integer, List<String>> options = new TreeMap<>();
            ByteBuffer buffer = ByteBuffer.wrap(body).position(at);
            while (buffer.hasRemaining()) {
                int code = buffer.getShort();
                int length = buffer.getShort() & 0xffff;
                if (code == 0) {
                    assertEquals(0, length, "opt_endofopt has no value");
                    assertEquals(0, buffer.remaining(), "opt_endofopt is the last option");
                    return options;
                }
                byte[] value = new byte[length];
                buffer.get(value);
                skipPadding(buffer, length);
                options.computeIfAbsent(code, _ -> new ArrayList<>()).add(new String(value, UTF_8));
            }
            assertEquals(Map.of(), options, "options end with opt_endofopt");
            return options;
        }

        int u16(int at) {
            return ByteBuffer.wrap(body).getShort(at) & 0xffff;
        }

        int u32(int at) {
            return ByteBuffer.wrap(body).getInt(at);
        }
    }

    private CaptureReader() {}

    static List<Block> blocks(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(file);
        while (buffer.hasRemaining()) {
            int type = buffer.getInt();
            int length = buffer.getInt();
            assertEquals(0, length % 4, "a block ends at a multiple of 32 bits");
            byte[] body = new byte[length - 12];
            buffer.get(body);
            assertEquals(length, buffer.getInt(), "a block has its length at both ends");
            blocks.add(new Block(type, body));
        }
        return blocks;
    }

    static void skipPadding(ByteBuffer buffer, int length) {
        for (int i = length; i % 4 != 0; i++) {
            assertEquals(0, buffer.get(), "padding is zeros");
        }
    }
}
