package dev.troth.reference.sip;

/**
 * Where unique values come from: tags, Call-IDs and branches (RFC 3261 sections 19.3, 8.1.1.4 and 8.1.1.7). The values
 * must be tokens of RFC 3261 section 25.1 and must differ from each other within a run.
 */
@FunctionalInterface
public interface Tokens {

    /**
     * A value that was not given before.
     *
     * @param purpose who asks and what for: {@code Alice.tag}, {@code Alice.branch}, {@code Alice.call-id},
     *     {@code ProxyA.branch}
     */
    String next(String purpose);
}
