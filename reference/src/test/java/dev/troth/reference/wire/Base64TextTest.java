package dev.troth.reference.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {
    /** The vectors of RFC 4648 section 10. */
    @ParameterizedTest
    @CsvSource({"'',''", "f,Zg==", "fo,Zm8=", "foo,Zm9v", "foob,Zm9vYg==", "fooba,Zm9vYmE=", "foobar,Zm9vYmFy"})
    void publishedVectorsAreReadAndWritten(String octets, String text) {
        byte[] value = octets.getBytes(US_ASCII);
        assertEquals(text, Base64Text.write(value));
        assertArrayEquals(value, Base64Text.read(text.getBytes(US_ASCII), 0, value.length));
    }

    @ParameterizedTest
    @CsvSource({"Zm9=,2", "Zh==,1", "Zg=,1", "Zg,1", "Zg=A,1", "Z-9v,3", "Zm9v,2", "Zm8=,3", "' m9v',3", "Zm9\u00ff,3"})
    void eachValueHasOneSpelling(String text, int octets) {
        assertNull(Base64Text.read(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 0, octets));
    }

    @Test
    void theTextMayStandInside() {
        assertArrayEquals("foo".getBytes(US_ASCII), Base64Text.read("..Zm9v..".getBytes(US_ASCII), 2, 3));
    }

    @Property
    void itReadsWhatTheLibraryOfJavaWrites(@ForAll byte[] octets) {
        assertArrayEquals(octets, Base64Text.read(Base64.getEncoder().encode(octets), 0, octets.length));
    }
}
