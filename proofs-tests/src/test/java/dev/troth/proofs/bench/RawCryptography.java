package dev.troth.proofs.bench;

import dev.troth.reference.crypto.AesCm;
import dev.troth.reference.crypto.Hmac;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.crypto.MikeyPrf;
import dev.troth.reference.crypto.SrtpKdf;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * The cryptography of a run without the run: the calls that the interpreter made, with their operands ready, one after
 * another. Cutting octets into parts is left out, drawing of random values is in, as it is cryptography too.
 */
final class RawCryptography {
    /** One call; its result is returned so that it is not optimised away. */
    interface Call {
        byte[] make();
    }

    private final List<Call> calls = new ArrayList<>();

    RawCryptography(Protocol protocol, Settings settings) {
        long seed = settings.seed();
        for (Entry entry : Simulation.run(protocol, settings).transcript().entries()) {
            if (entry instanceof Entry.Value value) {
                switch (value.kind()) {
                    case DRAWN -> drawn(value, seed);
                    case APPLIED -> applied(value);
                    case ASSIGNED, STORED, EXPORTED, SHOWN, DERIVED -> {}
                }
            }
        }
        // Each side looks up the pre-shared key, which the interpreter derives from the seed.
        calls.add(() -> new LabelledRandom(seed).bytes("Alice+Bob", 0, "shared", 0, 16));
        LabelledRandom random = new LabelledRandom(seed);
        calls.add(() -> random.bytes("Alice+Bob", 0, "shared", 0, 16));
    }

    private void drawn(Entry.Value value, long seed) {
        LabelledRandom random = new LabelledRandom(seed);
        Entry.Who who = value.who();
        int octets = Octetting.octets(value.value()).length;
        calls.add(() -> random.bytes(who.agent(), who.session(), value.name(), 0, octets));
    }

    private void applied(Entry.Value value) {
        byte[][] operand = value.arguments().stream().map(Octetting::octets).toArray(byte[][]::new);
        switch (value.name()) {
            case "hmac_sha1" -> calls.add(() -> Hmac.hmacSha1(operand[0], operand[1]));
            case "aes_cm" -> calls.add(() -> AesCm.apply(operand[0], operand[1], operand[2]));
            case "mikey_prf" -> {
                int octets = number(value, 2);
                calls.add(() -> MikeyPrf.derive(operand[0], operand[1], octets));
            }
            case "srtp_kdf" -> {
                int label = number(value, 2);
                int octets = number(value, 3);
                calls.add(() -> SrtpKdf.derive(operand[0], operand[1], label, octets));
            }
            case "part", "trunc" -> {}
            default -> throw new IllegalStateException("no raw call for " + value.name());
        }
    }

    private static int number(Entry.Value value, int argument) {
        return (int) ((Datum.Num) value.arguments().get(argument)).value();
    }

    int calls() {
        return calls.size();
    }

    /** Makes all calls; returns something of every result. */
    int make() {
        int seen = 0;
        for (Call call : calls) {
            seen += call.make()[0];
        }
        return seen;
    }
}
