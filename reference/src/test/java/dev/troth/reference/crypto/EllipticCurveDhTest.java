package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EllipticCurveDhTest {

    /** Private key and public point of both sides, and the x-coordinate that they share. */
    record Exchange(
            String source, EllipticCurveDh curve, String a, String publicA, String b, String publicB, String shared) {}

    static Stream<Exchange> published() {
        return Stream.of(
                new Exchange("RFC 5903 section 8.1", EllipticCurveDh.P256, """
                        C88F01F5 10D9AC3F 70A292DA A2316DE5 44E9AAB8 AFE84049 C62A9C57 862D1433
                        """, """
                        DAD0B653 94221CF9 B051E1FE CA5787D0 98DFE637 FC90B9EF 945D0C37 72581180
                        5271A046 1CDB8252 D61F1C45 6FA3E59A B1F45B33 ACCF5F58 389E0577 B8990BB3
                        """, """
                        C6EF9C5D 78AE012A 011164AC B397CE20 88685D8F 06BF9BE0 B283AB46 476BEE53
                        """, """
                        D12DFB52 89C8D4F8 1208B702 70398C34 2296970A 0BCCB74C 736FC755 4494BF63
                        56FBF3CA 366CC23E 8157854C 13C58D6A AC23F046 ADA30F83 53E74F33 039872AB
                        """, """
                        D6840F6B 42F6EDAF D13116E0 E1256520 2FEF8E9E CE7DCE03 812464D0 4B9442DE
                        """),
                new Exchange("RFC 5903 section 8.2", EllipticCurveDh.P384, """
                        099F3C70 34D4A2C6 99884D73 A375A67F 7624EF7C 6B3C0F16 0647B674 14DCE655
                        E35B5380 41E649EE 3FAEF896 783AB194
                        """, """
                        667842D7 D180AC2C DE6F74F3 7551F557 55C7645C 20EF73E3 1634FE72 B4C55EE6
                        DE3AC808 ACB4BDB4 C88732AE E95F41AA
                        9482ED1F C0EEB9CA FC498462 5CCFC23F 65032149 E0E144AD A0241815 35A0F38E
                        EB9FCFF3 C2C947DA E69B4C63 4573A81C
                        """, """
                        41CB0779 B4BDB85D 47846725 FBEC3C94 30FAB46C C8DC5060 855CC9BD A0AA2942
                        E0308312 916B8ED2 960E4BD5 5A7448FC
                        """, """
                        E558DBEF 53EECDE3 D3FCCFC1 AEA08A89 A987475D 12FD950D 83CFA417 32BC509D
                        0D1AC43A 0336DEF9 6FDA41D0 774A3571
                        DCFBEC7A ACF31964 72169E83 8430367F 66EEBE3C 6E70C416 DD5F0C68 759DD1FF
                        F83FA401 42209DFF 5EAAD96D B9E6386C
                        """, """
                        11187331 C279962D 93D60424 3FD592CB 9D0A926F 422E4718 7521287E 7156C5C4
                        D6031355 69B9E9D0 9CF5D4A2 70F59746
                        """),
                new Exchange("RFC 5114 appendix A.6", EllipticCurveDh.P256, """
                        814264145F2F56F2E96A8E337A1284993FAF432A5ABCE59E867B7291D507A3AF
                        """, """
                        2AF502F3BE8952F2C9B5A8D4160D09E97165BE50BC42AE4A5E8D3B4BA83AEB15
                        EB0FAF4CA986C4D38681A0F9872D79D56795BD4BFF6E6DE3C0F5015ECE5EFD85
                        """, """
                        2CE1788EC197E096DB95A200CC0AB26A19CE6BCCAD562B8EEE1B593761CF7F41
                        """, """
                        B120DE4AA36492795346E8DE6C2C8646AE06AAEA279FA775B3AB0715F6CE51B0
                        9F1B7EECE20D7B5ED8EC685FA3F071D83727027092A8411385C34DDE5708B2B6
                        """, """
                        DD0F5396219D1EA393310412D19A08F1F5811E9DC8EC8EEA7F80D21C820C2788
                        """));
    }

    @ParameterizedTest
    @MethodSource("published")
    void bothSidesGetThePublishedSecret(Exchange published) {
        byte[] a = Hex.octets(published.a);
        byte[] b = Hex.octets(published.b);
        byte[] publicA = published.curve.publicKey(a);
        byte[] publicB = published.curve.publicKey(b);
        assertEquals(Hex.text(published.publicA), Hex.text(publicA));
        assertEquals(Hex.text(published.publicB), Hex.text(publicB));
        String shared = Hex.text(published.shared);
        assertEquals(shared, Hex.text(published.curve.agree(a, publicB).orElseThrow()));
        assertEquals(shared, Hex.text(published.curve.agree(b, publicA).orElseThrow()));
    }

    /** The group orders are from FIPS 186-4 appendix D.1.2. */
    @Test
    void aPrivateKeyIsTakenModuloTheOrder() {
        byte[] orderPlusOne = Hex.octets("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552");
        byte[] one = new byte[32];
        one[31] = 1;
        assertArrayEquals(EllipticCurveDh.P256.publicKey(one), EllipticCurveDh.P256.publicKey(orderPlusOne));
        byte[] order = orderPlusOne.clone();
        order[31]--;
        assertThrows(IllegalArgumentException.class, () -> EllipticCurveDh.P256.publicKey(order));
    }

    @ParameterizedTest
    @EnumSource
    void pointsOffTheCurveGiveNoSecret(EllipticCurveDh curve) {
        byte[] secret = Hex.repeated(0x42, curve.octets());
        byte[] point = curve.publicKey(Hex.repeated(0x24, curve.octets()));
        assertTrue(curve.agree(secret, point).isPresent());
        byte[] changed = point.clone();
        changed[changed.length - 1] ^= 1;
        assertTrue(curve.agree(secret, changed).isEmpty());
        assertTrue(curve.agree(secret, new byte[2 * curve.octets()]).isEmpty());
        assertTrue(curve.agree(secret, Hex.repeated(0xff, 2 * curve.octets())).isEmpty());
        assertTrue(curve.agree(secret, new byte[2 * curve.octets() + 1]).isEmpty());
        assertTrue(curve.agree(secret, new byte[0]).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aPrivateKeyMustHaveTheSizeOfTheField(EllipticCurveDh curve) {
        assertThrows(IllegalArgumentException.class, () -> curve.publicKey(new byte[curve.octets()]));
        assertThrows(IllegalArgumentException.class, () -> curve.publicKey(Hex.repeated(1, curve.octets() - 1)));
        assertThrows(IllegalArgumentException.class, () -> curve.agree(Hex.repeated(1, 8), new byte[64]));
    }
}
