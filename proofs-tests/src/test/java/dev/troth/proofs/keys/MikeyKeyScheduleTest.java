package dev.troth.proofs.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.machine.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * A MIKEY receiver written from RFC 3830 alone, with the cryptography of the JDK: it opens what the interpreter sends.
 * Places in the octets are counted from the figures of section 6, for the messages of the basic scenario.
 */
class MikeyKeyScheduleTest {
    private final Protocol protocol = Specs.named("mikey-psk");
    private final Simulation.Result run = Simulation.run(protocol, Settings.of(Specs.scenario(protocol, "basic")));
    private final byte[] init = sent("Init#1");
    private final byte[] psk = variable(1, "psk");
    private final byte[] csb = Arrays.copyOfRange(init, 4, 8);
    /** HDR is 10 octets and two entries of 9; T follows: next, type, 8 octets. */
    private final byte[] timestamp = Arrays.copyOfRange(init, 30, 38);
    /** RAND follows T: next, length 16, the octets. */
    private final byte[] rand = Arrays.copyOfRange(init, 40, 56);

    private byte[] sent(String label) {
        Transcript transcript = run.transcript();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent message && message.label().equals(label)) {
                return message.message().octets();
            }
        }
        throw new AssertionError("no " + label);
    }

    private byte[] variable(int session, String name) {
        Session<Datum> found = Objects.requireNonNull(run.sessions().get(session));
        return found.variable(name) instanceof Datum.Octets(byte[] octets) ? octets : new byte[0];
    }

    /** Section 4.1.2, for keys of at most 256 bits. */
    private static byte[] prf(byte[] key, int constant, byte[] csId, byte[] csb, byte[] rand, int octets)
            throws GeneralSecurityException {
        byte[] label = concat(ByteBuffer.allocate(4).putInt(constant).array(), csId, csb, rand);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] a = label;
        while (out.size() < octets) {
            a = hmac(key, a);
            out.writeBytes(hmac(key, concat(a, label)));
        }
        return Arrays.copyOf(out.toByteArray(), octets);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return mac.doFinal(data);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private byte[] fromPsk(int constant, int octets) throws GeneralSecurityException {
        return prf(psk, constant, new byte[] {(byte) 0xFF}, csb, rand, octets);
    }

    @Test
    void theMacOfTheFirstMessageIsThatOfSection52() throws GeneralSecurityException {
        byte[] auth = fromPsk(0x2D22AC75, 20);
        byte[] covered = Arrays.copyOf(init, init.length - 20);
        assertArrayEquals(Arrays.copyOfRange(init, init.length - 20, init.length), hmac(auth, covered));
    }

    @Test
    void theKeyPayloadOpensWithTheKeyAndVectorOfSection423() throws GeneralSecurityException {
        byte[] salt = fromPsk(0x29B88916, 14);
        byte[] vector = concat(new byte[2], csb, timestamp);
        for (int i = 0; i < 14; i++) {
            vector[i] ^= salt[i];
        }
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(fromPsk(0x150533E1, 16), "AES"),
                new IvParameterSpec(Arrays.copyOf(vector, 16)));
        // KEMAC ends with MAC algorithm and MAC, 21 octets; its data is one key payload: 4 octets and the TGK of 16.
        byte[] data = cipher.doFinal(init, init.length - 21 - 20, 20);
        assertArrayEquals(concat(new byte[] {0, 0, 0, 16}, variable(1, "tgk")), data);
    }

    @Test
    void theVerificationMessageCoversIdentitiesAndTimestampAsSection52Says() throws GeneralSecurityException {
        byte[] resp = sent("Resp#1");
        byte[] auth = fromPsk(0x2D22AC75, 20);
        byte[] covered = concat(
                Arrays.copyOf(resp, resp.length - 20),
                "sip:alice@example.com".getBytes(StandardCharsets.US_ASCII),
                "sip:bob@example.com".getBytes(StandardCharsets.US_ASCII),
                timestamp);
        assertArrayEquals(Arrays.copyOfRange(resp, resp.length - 20, resp.length), hmac(auth, covered));
    }

    @Test
    void theSrtpKeysAreThoseOfSection413() throws GeneralSecurityException {
        byte[] tgk = variable(1, "tgk");
        for (int cs = 1; cs <= 2; cs++) {
            byte[] id = {(byte) cs};
            byte[] expected = concat(prf(tgk, 0x2AD01C64, id, csb, rand, 16), prf(tgk, 0x39A2C14B, id, csb, rand, 14));
            assertArrayEquals(expected, variable(1, cs == 1 ? "send_key" : "recv_key"));
            assertArrayEquals(expected, variable(2, cs == 1 ? "recv_key" : "send_key"));
        }
    }

    @Test
    void theTimestampIsTheClockOfTheSender() {
        // 2026-01-01T00:00:00Z is 3,976,214,400 s after 1900-01-01T00:00:00Z (46,021 days).
        assertEquals(46_021L * 86_400, ByteBuffer.wrap(timestamp).getInt() & 0xFFFFFFFFL);
    }
}
