package dev.troth.reference.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Self-signed X.509 certificates of P-256 keys, as DTLS-SRTP uses them (RFC 5763 section 5): nobody but the fingerprint
 * in the signalling vouches for them.
 */
public final class SelfSigned {
    private static final X500Name NAME = new X500Name("CN=troth");

    private SelfSigned() {}

    /**
     * The certificate of a key; the same key always has the same.
     *
     * @param privateKey 32 octets
     * @return DER
     */
    public static byte[] certificate(byte[] privateKey) {
        AlgorithmIdentifier signed = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE));
        body.setSignature(signed);
        body.setIssuer(NAME);
        body.setSubject(NAME);
        body.setStartDate(new Time(new ASN1UTCTime("250101000000Z")));
        body.setEndDate(new Time(new ASN1UTCTime("491231235959Z")));
        body.setSubjectPublicKeyInfo(new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
                TlsEcdsa.publicKey(privateKey)));
        TBSCertificate toBeSigned = body.generateTBSCertificate();
        try {
            ASN1EncodableVector whole = new ASN1EncodableVector();
            whole.add(toBeSigned);
            whole.add(signed);
            whole.add(new DERBitString(TlsEcdsa.sign(privateKey, toBeSigned.getEncoded(ASN1Encoding.DER))));
            return new DERSequence(whole).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that cannot be written", e);
        }
    }

    /** The public key in a certificate, an uncompressed point; empty if this is none or has another kind of key. */
    public static Optional<byte[]> publicKey(byte[] certificate) {
        try {
            SubjectPublicKeyInfo info = Certificate.getInstance(certificate).getSubjectPublicKeyInfo();
            byte[] key = info.getPublicKeyData().getOctets();
            return info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey) && key.length == 65
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
