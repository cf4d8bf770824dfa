package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import java.util.ArrayList;
import java.util.List;

/** Types and typed parameters. */
final class TypeParser {
    private final TokenStream in;
    private final ExprParser exprs;

    TypeParser(TokenStream in, ExprParser exprs) {
        this.in = in;
        this.exprs = exprs;
    }

    TypeTree type() {
        return in.nested(this::unlimited);
    }

    private TypeTree unlimited() {
        Token first = in.expectWord("a type, such as bytes[16], u32, text, agent or time");
        if (first.is("bytes") && in.at("[") && !in.peek().startsLine()) {
            in.next();
            ExprTree low = exprs.expr();
            ExprTree high = in.take("..") ? exprs.expr() : null;
            in.expect("]", "as in: bytes[16] or bytes[8..32]");
            return new TypeTree.Bytes(first.span().to(in.last()), low, high);
        }
        if (first.is("list") && in.take("of")) {
            TypeTree element = type();
            return new TypeTree.ListOf(first.span().to(in.last()), element);
        }
        if (first.is("set") && in.take("of")) {
            TypeTree element = type();
            ExprTree life = in.take("for") ? exprs.expr() : null;
            return new TypeTree.SetOf(first.span().to(in.last()), element, life);
        }
        if (first.is("map") && in.take("of")) {
            TypeTree key = type();
            in.expect("to", "as in: map of KEY to VALUE");
            TypeTree value = type();
            ExprTree life = in.take("for") ? exprs.expr() : null;
            return new TypeTree.MapOf(first.span().to(in.last()), key, value, life);
        }
        if (in.at("[") && !in.peek().startsLine()) {
            in.diagnostics()
                    .report(
                            Code.T0105,
                            first.span(),
                            "expected `bytes` before `[`, found " + first.shown(),
                            "has no length in brackets",
                            "only octets have a length: bytes[16]; several values are a list: list of u32");
            throw new TokenStream.Fault();
        }
        return new TypeTree.Simple(first.span(), first.text());
    }

    /** {@code (k, csb : u32)}. */
    List<DeclTree.ParamTree> params() {
        in.expect("(", "parameters stand in parentheses");
        List<DeclTree.ParamTree> params = new ArrayList<>();
        while (!in.at(")")) {
            Token name = in.expectWord("a parameter");
            TypeTree type = in.take(":") ? type() : null;
            params.add(new DeclTree.ParamTree(name.span().to(in.last()), name.text(), type));
            if (!in.take(",")) {
                break;
            }
        }
        in.expect(")", "parameters are separated by `,` and closed by `)`");
        return params;
    }
}
