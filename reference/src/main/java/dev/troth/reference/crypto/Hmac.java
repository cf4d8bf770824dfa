package dev.troth.reference.crypto;

/**
 * HMAC (RFC 2104) over SHA-1 (RFC 2202) and the SHA-2 family (RFC 4231). Each operation authenticates the concatenation
 * of its parts, in their order, without building that concatenation. A key may have any number of octets, also none.
 * Results are whole; a protocol that carries a truncated tag keeps its leftmost octets.
 */
public final class Hmac {
    private static final int BLOCK_OCTETS = 64;
    private static final int LONG_BLOCK_OCTETS = 128;

    private Hmac() {}

    /** HMAC-SHA-1 of the parts, 20 octets. */
    public static byte[] hmacSha1(byte[] key, byte[]... parts) {
        return new HmacKey("SHA-1", BLOCK_OCTETS, key).authenticate(parts);
    }

    /** HMAC-SHA-256 of the parts, 32 octets. */
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        return new HmacKey("SHA-256", BLOCK_OCTETS, key).authenticate(parts);
    }

    /** HMAC-SHA-384 of the parts, 48 octets. */
    public static byte[] hmacSha384(byte[] key, byte[]... parts) {
        return new HmacKey("SHA-384", LONG_BLOCK_OCTETS, key).authenticate(parts);
    }

    /** HMAC-SHA-512 of the parts, 64 octets. */
    public static byte[] hmacSha512(byte[] key, byte[]... parts) {
        return new HmacKey("SHA-512", LONG_BLOCK_OCTETS, key).authenticate(parts);
    }

    /** A key of HMAC-SHA-256 that is used more than once. */
    static HmacKey sha256Key(byte[] key) {
        return key("SHA-256", key);
    }

    /**
     * A key of HMAC over a hash of blocks of 64 octets.
     *
     * @param hash {@code SHA-1} or {@code SHA-256}
     */
    static HmacKey key(String hash, byte[] key) {
        return new HmacKey(hash, BLOCK_OCTETS, key);
    }
}
