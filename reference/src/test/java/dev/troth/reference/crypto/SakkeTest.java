package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.kems.SAKKEKEMExtractor;
import org.bouncycastle.crypto.params.SAKKEPrivateKeyParameters;
import org.bouncycastle.crypto.params.SAKKEPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

/** SAKKE against the values of RFC 6508 appendix A, and against Bouncy Castle's, which opens with the master secret. */
class SakkeTest {
    private static final BigInteger Z = new BigInteger("AFF429D35F84B110D094803B3595A6E2998BC99F", 16);
    private static final byte[] PUBLIC = Hex.octets("""
            04
            5958EF1B1679BF099B3A030DF255AA6A23C1D8F143D4D23F753E69BD27A832F38CB4AD53DDEF4260B0FE8BB45C4C1FF5
            10EFFE300367A37B61F701D914AEF09724825FA0707D61A6DFF4FBD7273566CDDE352A0B04B7C16A78309BE640697DE7
            47613A5FC195E8B9F328852A579DB8F99B1D0034479EA9C5595F47C4B2F54FF2
            1508D37514DCF7A8E143A6058C09A6BF2C9858CA37C258065AE6BF7532BC8B5B63383866E0753C5AC0E72709F8445F2E
            6178E065857E0EDA10F68206B63505ED87E534FB2831FF957FB7DC619DAE61301EEACC2FDA3680EA4999258A833CEA8F
            C67C6D19487FB449059F26CC8AAB655AB58B7CC796E24E9A394095754F5F8BAE
            """);
    private static final byte[] NAME = Hex.octets("323031312D30320074656C3A2B34343737303039303031323300");
    private static final byte[] VALUE = Hex.octets("123456789ABCDEF0123456789ABCDEF0");
    private static final byte[] KEY = Hex.octets("""
            04
            93AF67E5007BA6E6A80DA793DA300FA4B52D0A74E25E6E7B2B3D6EE9D18A9B5C5023597BD82D8062D34019563BA1D25C
            0DC56B7B979D74AA50F29FBF11CC2C93F5DFCA615E609279F6175CEADB00B58C6BEE1E7A2A47C4F0C456F05259A6FA94
            A634A40DAE1DF593D4FECF688D5FC678BE7EFC6DF3D6835325B83B2C6E69036B
            155F0A27241094B04BFB0BDFAC6C670A65C325D39A069F03659D44CA27D3BE8DF311172B554160181CBE94A2A783320C
            ED590BC42644702CF371271E496BF20F588B78A1BC01ECBB6559934BDD2FB65D2884318A33D1A42ADF5E33CC5800280B
            28356497F87135BAB9612A17260424409AC15FEE996B744C332151235DECB0F5
            """);
    private static final byte[] SEALED = Hex.octets("""
            04
            44E8AD44AB8592A6A5A3DDCA5CF896C718043606A01D650DEF37A01F37C228C332FC317354E2C274D4DAF8AD001054C7
            6CE57971C6F4486D5723043261C506EBF5BE438F53DE04F067C776E0DD3B71A6290133283725A532F21AF145126DC1D7
            77ECC27BE50835BD28098B8A73D9F801D893793A41FF5C49B87E79F2BE4D56CE
            557E134AD85BB1D4B9CE4F8BE4B08A12BABF55B1D6F1D7A638019EA28E15AB1C9F76375FDD1210D4F4351B9A009486B7
            F3ED46C965DED2D80DADE4F38C6721D52C3AD103A10EBD2959248B4EF006836BF097448E6107C9EDEE9FB704823DF199
            F832C905AE45F8A247A072D8EF729EABC5E27574B07739B34BE74A532F747B86
            89E0BC661AA1E91638E6ACC84E496507
            """);

    @Test
    void thePublicKeyAndTheReceiversKeyAreThoseOfTheRfc() {
        assertArrayEquals(PUBLIC, Sakke.publicKey(Z));
        assertArrayEquals(KEY, Sakke.receiverKey(Z, NAME).orElseThrow());
    }

    @Test
    void whatIsSealedIsWhatTheRfcSends() {
        assertArrayEquals(SEALED, Sakke.seal(PUBLIC, NAME, VALUE).orElseThrow());
    }

    @Test
    void theReceiverOpensIt() {
        assertArrayEquals(VALUE, Sakke.open(PUBLIC, NAME, KEY, SEALED).orElseThrow());
    }

    @Test
    void theHashToARangeIsThatOfTheRfc() {
        BigInteger range = BigInteger.ONE.shiftLeft(128);
        BigInteger mask = new BigInteger("9BD4EA1E801D37E62AD2FAB0D4F5BBF7", 16);
        byte[] element = Hex.octets("""
                7D2A8438E6291C649B6579EB3B79EAE948B1DE9E5F7D1F4070A08F8DB6B3C5156F2201AFFBB5CB9D82AA3EC0D0398B89
                ABC78A13A760C0BF3F77E63D0DF3F1A341A41B8811DF197FD6CD0F003125606F4F109F400F7292A10D255E3C0EBCCB42
                53FB182C68F09CF6CD9C4A53DA6C74AD007AF36B8BCA979D5895E282F483FCD6
                """);
        assertEquals(mask, Sakke.hashToRange(element, range));
    }

    @Test
    void bouncyCastleOpensWhatIsSealed() {
        byte[] master = Hex.octets("00".repeat(31) + "2a");
        byte[] sealed = Sakke.seal(Sakke.publicKey(master), NAME, VALUE).orElseThrow();
        BigInteger z = BigInteger.valueOf(44);
        ECPoint generator = new SAKKEPublicKeyParameters(BigInteger.TWO, null).getPoint();
        SAKKEPublicKeyParameters receiver =
                new SAKKEPublicKeyParameters(new BigInteger(1, NAME), generator.multiply(z));
        byte[] opened = new SAKKEKEMExtractor(new SAKKEPrivateKeyParameters(z, receiver)).extractSecret(sealed);
        assertArrayEquals(VALUE, opened);
    }

    @Property(seed = "6508", tries = 10)
    void nobodyElseOpensIt(
            @ForAll @Size(32) byte[] master,
            @ForAll @Size(16) byte[] value,
            @ForAll @Size(min = 1, max = 60) byte[] name) {
        byte[] publicKey = Sakke.publicKey(master);
        byte[] mine = Arrays.copyOf(name, name.length + 1);
        mine[0] |= 1;
        byte[] other = mine.clone();
        other[name.length] = 1;
        byte[] sealed = Sakke.seal(publicKey, mine, value).orElseThrow();
        byte[] key = Sakke.receiverKey(master, mine).orElseThrow();
        assertArrayEquals(value, Sakke.open(publicKey, mine, key, sealed).orElseThrow());
        byte[] others = Sakke.receiverKey(master, other).orElseThrow();
        assertEquals(Optional.empty(), Sakke.open(publicKey, other, others, sealed));
        assertEquals(Optional.empty(), Sakke.open(publicKey, mine, others, sealed));
        sealed[272] ^= 1;
        assertTrue(Sakke.open(publicKey, mine, key, sealed).isEmpty());
    }

    @Test
    void whatIsNotAPointOrANameHasNoResult() {
        assertTrue(Sakke.seal(new byte[257], NAME, VALUE).isEmpty());
        assertTrue(Sakke.seal(PUBLIC, new byte[] {1}, VALUE).isEmpty());
        assertTrue(Sakke.seal(PUBLIC, new byte[0], VALUE).isEmpty());
        byte[] tooLong = new byte[129];
        tooLong[0] = 1;
        assertTrue(Sakke.seal(PUBLIC, tooLong, VALUE).isEmpty());
        assertTrue(Sakke.seal(PUBLIC, NAME, new byte[15]).isEmpty());
        assertTrue(Sakke.open(PUBLIC, NAME, KEY, Arrays.copyOf(SEALED, 272)).isEmpty());
        assertTrue(Sakke.open(PUBLIC, NAME, new byte[257], SEALED).isEmpty());
        byte[] moved = SEALED.clone();
        moved[5] ^= 1;
        assertFalse(Sakke.open(PUBLIC, NAME, KEY, moved).isPresent());
    }
}
