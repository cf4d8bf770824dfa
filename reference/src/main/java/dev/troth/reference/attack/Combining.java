package dev.troth.reference.attack;

import dev.troth.reference.attack.Pocket.Holding;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.statemachine.term.Combinations;
import dev.troth.statemachine.term.Combinations.Addend;
import dev.troth.statemachine.term.Combinations.Cut;
import dev.troth.statemachine.term.Combinations.Joined;
import dev.troth.statemachine.term.Combinations.Piece;
import dev.troth.statemachine.term.Combinations.Total;
import dev.troth.statemachine.term.Term;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The bytes of what is made by combining what is held: the same octets cut and combined, the same numbers added. */
final class Combining {
    private final Function<Term, @Nullable Holding> held;

    Combining(Function<Term, @Nullable Holding> held) {
        this.held = held;
    }

    /** Null if what is held is not as long as it should be, or not a number. */
    @Nullable
    Holding made(Combinations.Made made) {
        return switch (made) {
            case Joined joined -> joined(joined);
            case Total total -> total(total);
        };
    }

    private @Nullable Holding joined(Joined joined) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        List<Recipe> recipes = new ArrayList<>();
        for (Piece piece : joined.pieces()) {
            Holding one = piece(piece);
            if (one == null) {
                return null;
            }
            octets.writeBytes(Octetting.octets(one.value()));
            recipes.add(one.recipe());
        }
        byte[] all = octets.toByteArray();
        Datum value = joined.bits() > 0
                ? new Datum.Num(new BigInteger(1, all).longValue(), joined.bits())
                : new Datum.Octets(all);
        return new Holding(value, Recipe.Join.of(recipes, " || "));
    }

    private @Nullable Holding piece(Piece piece) {
        byte[] sum = piece.constant();
        List<Recipe> recipes = new ArrayList<>();
        for (Cut cut : piece.cuts()) {
            Holding holding = held.apply(cut.of());
            byte[] all = holding == null || holding.value() == Datum.ABSENT
                    ? new byte[0]
                    : Octetting.octets(holding.value());
            int end = cut.end() < 0 ? all.length : cut.end();
            byte[] octets = Arrays.copyOfRange(all, cut.start(), end);
            if (holding == null || end > all.length || (sum.length > 0 && sum.length != octets.length)) {
                return null;
            }
            for (int i = 0; i < sum.length; i++) {
                octets[i] ^= sum[i];
            }
            sum = octets;
            recipes.add(
                    octets.length == all.length
                            ? holding.recipe()
                            : new Recipe.Part(holding.recipe(), "octets " + cut.start() + " to " + end));
        }
        if (recipes.isEmpty() || !isZero(piece.constant())) {
            recipes.add(new Recipe.Own("0x" + HexFormat.of().formatHex(piece.constant())));
        }
        return new Holding(new Datum.Octets(sum), Recipe.Join.of(recipes, " xor "));
    }

    private static boolean isZero(byte[] octets) {
        for (byte octet : octets) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Holding total(Total total) {
        long sum = total.constant();
        List<Recipe> added = new ArrayList<>();
        List<Recipe> taken = new ArrayList<>();
        for (Addend addend : total.addends()) {
            Holding holding = held.apply(addend.of());
            if (holding == null || !(holding.value() instanceof Datum.Num(long value, int ignored))) {
                return null;
            }
            sum += addend.factor() * value;
            long factor = signed(addend.factor(), total.bits());
            (factor < 0 ? taken : added).add(times(Math.abs(factor), holding.recipe()));
        }
        long constant = signed(total.constant(), total.bits());
        if (constant != 0 || (added.isEmpty() && taken.isEmpty())) {
            (constant < 0 ? taken : added).add(new Recipe.Own(Long.toString(Math.abs(constant))));
        }
        long number = total.bits() >= Long.SIZE ? sum : sum & ((1L << total.bits()) - 1);
        boolean isOne = taken.isEmpty() && added.size() == 1;
        return new Holding(
                new Datum.Num(number, total.bits()), isOne ? added.getFirst() : new Recipe.Sum(added, taken));
    }

    private static Recipe times(long factor, Recipe recipe) {
        return factor == 1 ? recipe : Recipe.Join.of(List.of(new Recipe.Own(Long.toString(factor)), recipe), " * ");
    }

    /** Of a number modulo its width, the upper half are the negative ones. */
    private static long signed(long value, int bits) {
        int rest = Long.SIZE - bits;
        return bits > 1 ? value << rest >> rest : value;
    }
}
