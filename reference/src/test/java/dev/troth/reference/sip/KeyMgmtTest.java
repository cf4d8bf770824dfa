package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMgmtTest {

    /** RFC 4648 section 10. */
    @Test
    void aMessageIsWrittenAndReadAsBase64() {
        KeyMgmt foobar = new KeyMgmt("mikey", new byte[] {'f', 'o', 'o', 'b', 'a', 'r'});
        assertEquals("key-mgmt:mikey Zm9vYmFy", foobar.attribute());
        assertEquals(new KeyMgmt.Parsed(foobar), KeyMgmt.parse("mikey Zm9vYmFy"));
        assertEquals(new KeyMgmt.Parsed(new KeyMgmt("mikey", new byte[] {'f'})), KeyMgmt.parse("mikey Zg=="));
        assertEquals(new KeyMgmt.Parsed(new KeyMgmt("mikey", new byte[0])), KeyMgmt.parse("mikey "));
    }

    /** RFC 4567 section 3.1: {@code 0*1SP} comes first. */
    @Test
    void oneSpaceMayComeFirst() {
        assertEquals(KeyMgmt.parse("mikey Zg=="), KeyMgmt.parse(" mikey Zg=="));
        assertInstanceOf(KeyMgmt.Malformed.class, KeyMgmt.parse("  mikey Zg=="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mikey",
                " ",
                "mi-key Zg==",
                "mikey  Zg==",
                "mikey Zg== ",
                "mikey Zm9v YmFy",
                "mikey Zm9v\tYmFy",
                "mikey Zg",
                "mikey Zg=",
                "mikey Zh==",
                "mikey Z",
                "mikey Zg==Zg==",
                "mikey =",
                "mikey Zm9-",
                "mikey Zm\u00e99"
            })
    void whatIsNoAttributeIsMalformed(String value) {
        assertInstanceOf(KeyMgmt.Malformed.class, KeyMgmt.parse(value));
    }

    /** RFC 4567 section 4.1.4. */
    @Test
    void theListOfProtocolsKeepsTheirOrder() {
        byte[] none = new byte[0];
        assertEquals(
                "mikey;keyp1;keyp2",
                KeyMgmt.protocolList(
                        List.of(new KeyMgmt("mikey", none), new KeyMgmt("keyp1", none), new KeyMgmt("keyp2", none))));
    }

    @Test
    void aProtocolHasLettersAndDigitsOnly() {
        assertThrows(IllegalArgumentException.class, () -> new KeyMgmt("mi key", new byte[0]));
    }
}
