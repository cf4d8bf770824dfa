package dev.troth.reference.mutate;

import dev.troth.spec.model.Type;
import java.util.List;

/** What everyone knows, in place of a value: zeros of its type. */
final class Constants {
    private static final int LONG = 16;

    private Constants() {}

    /** How the constant may be written; which of them reads depends on what stands around it. None if there is none. */
    static List<String> of(Type type) {
        return switch (type) {
            case Type.Octets octets -> List.of(zeros(octets.min() > 0 ? octets.min() : Math.min(LONG, octets.max())));
            case Type.Int(int bits) -> bits % 8 == 0 ? List.of("0", zeros(bits / 8)) : List.of("0");
            case Type.Text ignored -> List.of("\"\"");
            case Type.Unknown ignored -> List.of(zeros(LONG));
            case Type.Agent ignored -> List.of();
            case Type.Bool ignored -> List.of();
            case Type.Time ignored -> List.of(zeros(8));
            case Type.Duration ignored -> List.of();
            case Type.Rec ignored -> List.of();
            case Type.Msg ignored -> List.of();
            case Type.Seq ignored -> List.of();
        };
    }

    private static String zeros(int octets) {
        return "0x" + "00".repeat(octets);
    }
}
