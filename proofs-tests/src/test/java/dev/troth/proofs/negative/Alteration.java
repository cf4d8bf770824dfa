package dev.troth.proofs.negative;

import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Dissection.FieldView;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A message made different: what was done to it, and the octets that come of it. */
@SuppressWarnings("ArrayRecordComponent") // never changed
record Alteration(String what, byte[] octets) {
    static List<Alteration> truncations(byte[] original) {
        List<Alteration> all = new ArrayList<>();
        for (int length = 0; length < original.length; length++) {
            all.add(new Alteration("cut to " + length + " octets", Arrays.copyOf(original, length)));
        }
        return all;
    }

    static List<Alteration> bitFlips(byte[] original) {
        List<Alteration> all = new ArrayList<>();
        for (int bit = 0; bit < 8 * original.length; bit++) {
            byte[] octets = original.clone();
            octets[bit / 8] ^= (byte) (0x80 >>> bit % 8);
            all.add(new Alteration("bit " + bit + " flipped", octets));
        }
        return all;
    }

    /** Every other payload number in every field that names the next payload. */
    static List<Alteration> nextFields(Datum.Msg original) {
        List<Alteration> all = new ArrayList<>();
        for (FieldView field : Dissection.dissect(original)) {
            if (field.path().endsWith(".next")) {
                int at = field.bitStart() / 8;
                for (int number = 0; number < 256; number++) {
                    if (number != (original.octets()[at] & 0xFF)) {
                        byte[] octets = original.octets().clone();
                        octets[at] = (byte) number;
                        all.add(new Alteration(field.path() + " = " + number, octets));
                    }
                }
            }
        }
        return all;
    }

    /** Every length and count one more, one less, none, and as large as it can be. */
    static List<Alteration> lengths(Datum.Msg original) {
        List<Alteration> all = new ArrayList<>();
        for (FieldView field : Dissection.dissect(original)) {
            if (field.path().endsWith("len") || field.path().endsWith(".ncs")) {
                int start = field.bitStart() / 8;
                int octets = field.bitLength() / 8;
                int value = octets == 1
                        ? original.octets()[start] & 0xFF
                        : (original.octets()[start] & 0xFF) << 8 | original.octets()[start + 1] & 0xFF;
                int most = octets == 1 ? 0xFF : 0xFFFF;
                for (int wrong : new int[] {value + 1, value - 1, 0, most}) {
                    if (wrong == value) {
                        continue;
                    }
                    byte[] altered = original.octets().clone();
                    altered[start + octets - 1] = (byte) wrong;
                    if (octets == 2) {
                        altered[start] = (byte) (wrong >>> 8);
                    }
                    all.add(new Alteration(field.path() + " = " + wrong, altered));
                }
            }
        }
        return all;
    }

    /** Octets after the end: few and many, zeros and ones and letters. */
    static List<Alteration> trailing(byte[] original) {
        List<Alteration> all = new ArrayList<>();
        for (int count : new int[] {1, 2, 3, 4, 8, 20, 100, 65_536}) {
            for (int fill : new int[] {0, 0xFF, 0x41}) {
                byte[] octets = Arrays.copyOf(original, original.length + count);
                Arrays.fill(octets, original.length, octets.length, (byte) fill);
                all.add(new Alteration(count + " octets " + fill + " after the end", octets));
            }
        }
        return all;
    }

    static Alteration twice(byte[] original) {
        byte[] twice = Arrays.copyOf(original, 2 * original.length);
        System.arraycopy(original, 0, twice, original.length, original.length);
        return new Alteration("the message twice", twice);
    }

    /** What was never a message. */
    static List<Alteration> rubbish() {
        List<Alteration> all = new ArrayList<>();
        all.add(new Alteration("no octets", new byte[0]));
        for (int fill : new int[] {0, 1, '\n', 'a', 0xFF}) {
            byte[] octets = new byte[65_536];
            Arrays.fill(octets, (byte) fill);
            all.add(new Alteration("64 KiB of " + fill, octets));
        }
        return all;
    }

    /** Beginnings of one message with ends of another, and middles exchanged; never one of the two as it was. */
    static List<Alteration> splices(byte[] left, byte[] right, int count, long seed) {
        Random random = new Random(seed);
        List<Alteration> all = new ArrayList<>(count);
        while (all.size() < count) {
            byte[] from = random.nextBoolean() ? left : right;
            byte[] to = random.nextBoolean() ? left : right;
            int start = random.nextInt(from.length + 1);
            // Half of the splices keep every octet at its place: those get furthest.
            int end = random.nextBoolean() ? Math.min(start, to.length) : random.nextInt(to.length + 1);
            ByteArrayOutputStream spliced = new ByteArrayOutputStream();
            spliced.write(from, 0, start);
            int back = random.nextInt(to.length - end + 1);
            spliced.write(to, end, back);
            if (random.nextInt(4) > 0) {
                int rest = Math.min(from.length, start + back);
                spliced.write(from, rest, from.length - rest);
            }
            byte[] octets = spliced.toByteArray();
            if (!Arrays.equals(octets, left) && !Arrays.equals(octets, right)) {
                all.add(new Alteration("splice " + all.size() + " of seed " + seed, octets));
            }
        }
        return all;
    }
}
