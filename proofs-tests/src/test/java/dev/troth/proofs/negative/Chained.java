package dev.troth.proofs.negative;

import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Dissection.FieldView;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A MIKEY message taken apart into payloads, which can be put together otherwise with the right links (RFC 3830 6.1). */
final class Chained {
    /** The first octet of a payload names the next one; in the header it is the third. */
    private static final int NEXT_IN_HEADER = 2;

    private Chained() {}

    /**
     * A payload with the number by which others name it.
     *
     * @param name as a dissection has it: {@code KEMAC}, {@code SP[0]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never changed
    record Piece(String name, int number, byte[] octets) {}

    static List<Piece> apart(Datum.Msg message) {
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        for (FieldView field : Dissection.dissect(message)) {
            String name = field.path().substring(0, field.path().indexOf('.'));
            if (names.isEmpty() || !names.getLast().equals(name)) {
                names.add(name);
                starts.add(field.bitStart() / 8);
            }
        }
        starts.add(message.octets().length);
        List<Piece> pieces = new ArrayList<>();
        int number = -1;
        for (int i = 0; i < names.size(); i++) {
            byte[] octets = Arrays.copyOfRange(message.octets(), starts.get(i), starts.get(i + 1));
            pieces.add(new Piece(names.get(i), number, octets));
            number = octets[i == 0 ? NEXT_IN_HEADER : 0];
        }
        return pieces;
    }

    static byte[] together(List<Piece> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.size(); i++) {
            byte[] octets = pieces.get(i).octets().clone();
            int next = i + 1 < pieces.size() ? pieces.get(i + 1).number() : 0;
            octets[i == 0 ? NEXT_IN_HEADER : 0] = (byte) next;
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }

    /** A payload once more, at every place after the header. */
    static List<Alteration> repeated(Datum.Msg message, String name) {
        List<Piece> pieces = apart(message);
        Piece piece =
                pieces.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
        List<Alteration> all = new ArrayList<>();
        for (int at = 1; at <= pieces.size(); at++) {
            List<Piece> more = new ArrayList<>(pieces);
            more.add(at, piece);
            all.add(new Alteration(name + " again as payload " + at, together(more)));
        }
        return all;
    }

    /** Each payload after the header left out. */
    static List<Alteration> shortened(Datum.Msg message) {
        List<Piece> pieces = apart(message);
        List<Alteration> all = new ArrayList<>();
        for (int at = 1; at < pieces.size(); at++) {
            List<Piece> fewer = new ArrayList<>(pieces);
            Piece piece = fewer.remove(at);
            all.add(new Alteration("without " + piece.name(), together(fewer)));
        }
        return all;
    }

    /** Any two payloads after the header exchanged. */
    static List<Alteration> reordered(Datum.Msg message) {
        List<Piece> pieces = apart(message);
        List<Alteration> all = new ArrayList<>();
        for (int i = 1; i < pieces.size(); i++) {
            for (int j = i + 1; j < pieces.size(); j++) {
                List<Piece> other = new ArrayList<>(pieces);
                other.set(i, pieces.get(j));
                other.set(j, pieces.get(i));
                all.add(new Alteration(
                        pieces.get(i).name() + " and " + pieces.get(j).name() + " exchanged", together(other)));
            }
        }
        return all;
    }
}
