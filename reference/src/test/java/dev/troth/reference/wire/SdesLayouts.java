package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Layout.Blank;
import dev.troth.spec.model.Layout.DataField;
import dev.troth.spec.model.Layout.Decimal;
import dev.troth.spec.model.Layout.Literal;
import dev.troth.spec.model.Layout.Maybe;
import dev.troth.spec.model.Layout.TextField;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Multiplicity;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The crypto attribute of RFC 4568 section 9, for keys of 30 octets, as the library's specification has it. */
final class SdesLayouts {
    private SdesLayouts() {}

    private static DataField data(String name, Type type, boolean optional) {
        return new DataField(name, type, optional, null, Map.of());
    }

    static final Layout.Line PARAM = new Layout.Line(
            "Crypto.params",
            List.of(new Blank(), new TextField("param", new Layout.Visible(), 0)),
            List.of(data("param", Type.TEXT, false)),
            List.of());

    static final Layout.Line CRYPTO = new Layout.Line(
            "Crypto",
            List.of(
                    new Literal("a=crypto:"),
                    new TextField("tag", new Decimal(1, 999_999_999), 0),
                    new Blank(),
                    new TextField("suite", new Layout.Word(), 1),
                    new Blank(),
                    new Literal("inline:"),
                    new TextField("ks", new Layout.Base64(30), 2),
                    new Maybe(List.of(new Literal("|2^"), new TextField("power", new Decimal(0, 48), 3))),
                    new Maybe(List.of(new Literal("|"), new TextField("life", new Decimal(1, 1L << 48), 4))),
                    new Maybe(List.of(
                            new Literal("|"),
                            new TextField("mki", new Decimal(1, 0xFFFFFFFFL), 5),
                            new Literal(":"),
                            new TextField("mkilen", new Decimal(1, 128), 6))),
                    new Layout.Many(PARAM, 7),
                    new Literal("\r\n")),
            List.of(
                    data("tag", new Type.Int(32), false),
                    data("suite", Type.TEXT, false),
                    data("ks", new Type.Octets(30, 30), false),
                    data("power", new Type.Int(32), true),
                    data("life", new Type.Int(64), true),
                    data("mki", new Type.Int(32), true),
                    data("mkilen", new Type.Int(32), true),
                    data("params", new Type.Seq(new Type.Rec(PARAM)), false)),
            List.of());

    static final Message OFFER = Values.message("Offer", null, Values.element("Crypto", CRYPTO, Multiplicity.MANY));

    static final Message ANSWER = Values.message(CRYPTO);

    static Datum.Seq params(List<String> params) {
        List<Datum> items = new ArrayList<>();
        params.forEach(param -> items.add(Values.rec(PARAM, "param", param)));
        return new Datum.Seq(items);
    }
}
