package dev.troth.proofs.oracle;

import dev.troth.reference.crypto.Hashes;
import dev.troth.reference.crypto.Hkdf;
import dev.troth.reference.crypto.Hmac;
import dev.troth.reference.crypto.LongTermKey;
import dev.troth.reference.crypto.PublicKeyBox;
import dev.troth.reference.crypto.SharedKeyBox;
import dev.troth.reference.crypto.SignedMessage;
import dev.troth.reference.crypto.X25519;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The primitives of {@code std/ideal} on octets. */
final class Crypto {
    private Crypto() {}

    /** What a function gives, or null where it has no result or is none of these. */
    static @Nullable Octets apply(String function, List<Octets> operands) {
        byte[] first = operands.getFirst().bytes();
        byte[] second = operands.getLast().bytes();
        byte[] result = switch (function) {
            case "h" -> Hashes.sha256(first);
            case "mac" -> Hmac.hmacSha256(first, second);
            case "kdf" -> Hkdf.expandSha256(Hkdf.extractSha256(new byte[0], first), second, 32);
            case "senc" -> SharedKeyBox.seal(first, second);
            case "sdec" -> SharedKeyBox.open(first, second).orElse(null);
            case "aenc" -> PublicKeyBox.seal(first, second).orElse(null);
            case "adec" -> first.length == 32 ? PublicKeyBox.open(first, second).orElse(null) : null;
            case "sign" -> first.length == 32 ? SignedMessage.sign(first, second) : null;
            case "verified" -> SignedMessage.verified(first, second).orElse(null);
            case "signed" -> SignedMessage.message(first).orElse(null);
            case "pk" -> first.length == 32 ? LongTermKey.publicKey(first) : null;
            case "exp" -> first.length == 32 ? X25519.publicKey(first) : null;
            case "dh" ->
                first.length == 32 && second.length == 32
                        ? X25519.agree(first, second).orElse(null)
                        : null;
            case "succ" -> first.length == 16 ? next(first) : null;
            default -> null;
        };
        return result == null ? null : Octets.of(result);
    }

    private static byte[] next(byte[] number) {
        for (int i = number.length - 1; i >= 0 && ++number[i] == 0; i--) {}
        return number;
    }
}
