package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Certificates and signatures of TLS, judged by the Java platform. */
class SelfSignedTest {
    private static final byte[] SECRET = Hex.octets("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.US_ASCII);

    private static X509Certificate read() throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(SelfSigned.certificate(SECRET)));
    }

    @Test
    void javaVerifiesItsSignature() throws Exception {
        X509Certificate certificate = read();
        certificate.verify(certificate.getPublicKey());
        assertEquals("CN=troth", certificate.getSubjectX500Principal().getName());
    }

    @Test
    void theKeyInItIsThatOfTheSecret() {
        assertArrayEquals(
                TlsEcdsa.publicKey(SECRET),
                SelfSigned.publicKey(SelfSigned.certificate(SECRET)).orElseThrow());
        assertEquals(Optional.empty(), SelfSigned.publicKey(new byte[] {0x30, 1, 2}));
        assertEquals(Optional.empty(), SelfSigned.publicKey(new byte[0]));
    }

    @Test
    void javaVerifiesASignatureInDer() throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(read().getPublicKey());
        verifier.update(MESSAGE);
        byte[] signature = TlsEcdsa.sign(SECRET, MESSAGE);
        assertTrue(verifier.verify(signature));
        assertTrue(TlsEcdsa.verify(TlsEcdsa.publicKey(SECRET), MESSAGE, signature));
        signature[signature.length - 1] ^= 1;
        assertFalse(TlsEcdsa.verify(TlsEcdsa.publicKey(SECRET), MESSAGE, signature));
        assertFalse(TlsEcdsa.verify(TlsEcdsa.publicKey(SECRET), MESSAGE, new byte[0]));
        assertFalse(TlsEcdsa.verify(new byte[0], MESSAGE, signature));
    }
}
