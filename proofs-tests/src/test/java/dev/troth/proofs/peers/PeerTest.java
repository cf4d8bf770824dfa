package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PeerTest {

    private static final String MESSAGE = "TSHARK is missing; on Debian: apt-get install tshark";

    @Test
    void aTestRunsWhenItsPeerIsThere() {
        assertDoesNotThrow(() -> Peer.TSHARK.require(true, null));
        assertDoesNotThrow(() -> Peer.TSHARK.require(true, "required"));
    }

    @Test
    void aTestIsSkippedWhenItsPeerIsMissing() {
        TestAbortedException skipped = assertThrows(TestAbortedException.class, () -> Peer.TSHARK.require(false, null));
        assertEquals(MESSAGE, skipped.getMessage());
    }

    @Test
    void aTestFailsWhenItsPeerIsMissingAndRequired() {
        AssertionFailedError failed =
                assertThrows(AssertionFailedError.class, () -> Peer.TSHARK.require(false, "required"));
        assertEquals(MESSAGE, failed.getMessage());
    }
}
