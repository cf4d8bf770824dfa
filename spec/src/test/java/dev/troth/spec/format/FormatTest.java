package dev.troth.spec.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the layout, one by one. */
class FormatTest {
    /** Declarations in a file of their own, as they come out. */
    private static String declarations(String text) {
        String open = "protocol P \"p\" {\n";
        String laid = Texts.canonical(open + text + "}\n");
        assertTrue(laid.startsWith(open) && laid.endsWith("}\n"), laid);
        return laid.substring(open.length(), laid.length() - 2);
    }

    private static String statements(String text) {
        String open = "  role R(me) {\n    state S {\n      on user.call {\n";
        String close = "      }\n    }\n  }\n";
        String laid = declarations(open + text + close);
        return laid.substring(open.length(), laid.length() - close.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            require a=b[0].c and not(d in[1,2])~require a = b[0].c and not (d in [1, 2])
            require(a||b)xor 0x00!=f ( g,h )~require (a || b) xor 0x00 != f(g, h)
            goto Done ( "no" );discard("yes")~goto Done("no") ; discard("yes")
            send Q{A(b=1)C( )}on net.out to x~send Q { A(b = 1) C() } on net.out to x
            set last [ me ]:=t-1~set last[me] := t - 1
            if not(a=b){spawn}else if(c=d){spawn}else{spawn}~if not (a = b) { spawn } else if (c = d) { spawn } else { spawn }
            act( )~act()
            """)
    void aStatementHasBlanksByOneTable(String text, String laid) {
        assertEquals("        " + laid + "\n", statements(text + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            option a=b|c~option a = b | c
            layout L ( n:u16 ){a:8{0 X,1 Y}default X;b:bytes [ rest-4 ];g[fill a]{c:8}}~layout L(n : u16) { a : 8 { 0 X, 1 Y } default X ; b : bytes[rest - 4] ; g[fill a] { c : 8 } }
            layout L{a:16=size(b..);b:vector ( 16 )of 16}~layout L { a : 16 = size(b ..) ; b : vector(16) of 16 }
            text T{"x="n : decimal ( 1 .. 9 )ws opt{"|"y:token}}~text T { "x=" n : decimal(1..9) ws opt { "|" y : token } }
            message M=H ( k=1+2 )From : N To:N ? A * B +~message M = H(k = 1 + 2) From:N To:N? A* B+
            message M{a:bytes [8],b:agent}~message M { a : bytes[8], b : agent }
            timer T=1 s doubling to 2 s,3 tries~timer T = 1 s doubling to 2 s, 3 tries
            channel c:udp{path A--B;hop clear}~channel c : udp { path A -- B ; hop clear }
            property p=partly"t"~property p = partly "t"
            claim c:secret(k||x)at A . B,C.D~claim c : secret (k || x) at A.B, C.D
            scenario s{drop net #1,#3;attacker resends Init #1 to Bob;loss net 20%;clock Bob+2 s}~scenario s { drop net #1, #3 ; attacker resends Init#1 to Bob ; loss net 20 % ; clock Bob + 2 s }
            scenario s{expect Bob #2 . Done ( "x" )2 times}~scenario s { expect Bob#2.Done("x") 2 times }
            """)
    void aDeclarationHasBlanksByOneTable(String text, String laid) {
        assertEquals("  " + laid + "\n", declarations(text + "\n"));
    }

    @Test
    void blankLinesAreKeptOneByOneAndNotAtTheEdgesOfABlock() {
        String text = "\n\n# top\n\n\nprotocol P \"p\" {\n\n\n  # first\n\n\n\n  option a = b | c\n\n}\n\n\n";
        assertEquals("# top\n\nprotocol P \"p\" {\n  # first\n\n  option a = b | c\n}\n", Texts.canonical(text));
    }

    @Test
    void linesEndWithALineFeedAndWithoutBlanks() {
        assertEquals(
                "protocol P \"p\" {\n  # c\n}\n", Texts.canonical("\uFEFFprotocol P \"p\" {  \r\n\t# c \t\r\n}\t"));
    }

    @Test
    void namesSignsAndBlocksOfLinesThatFollowEachOtherStandBelowEachOther() {
        assertEquals("""
                  option a   = b | c
                  param  bcd = 1

                  param e = 1
                  role R(me) {
                    knows  key = private(me) : bytes[32]
                    public pk  = pk(key) : bytes[64]
                    var    n   : u8, other : u8
                    final state Done   { otherwise ignore }
                    final state Failed { otherwise ignore }
                  }
                """, declarations("""
                option a = b | c
                param bcd = 1

                param e = 1
                role R(me) {
                knows key = private(me) : bytes[32]
                public pk = pk(key) : bytes[64]
                var n : u8, other : u8
                final state Done { otherwise ignore }
                final state Failed { otherwise ignore }
                }
                """));
    }

    @Test
    void anotherKindOfLineOrABlankLineOrACommentEndsATable() {
        assertEquals("""
                        a := 1
                        spawn
                        long := 2
                        # why
                        b   := 3
                        ccc := 4
                """, statements("a := 1\nspawn\nlong := 2\n# why\nb := 3\nccc := 4\n"));
    }

    @Test
    void theFirstWordsOfLinesInAChannelAndOfExpectationsAreOfOneWidth() {
        assertEquals("""
                  channel c : udp {
                    path  A -- B
                    attacker read
                    mtu   1200
                  }
                  claim a : alive A.B with C
                    holds  under none
                    breaks under AF
                """, declarations("""
                channel c : udp {
                path A -- B
                attacker read
                mtu 1200
                }
                claim a : alive A.B with C
                holds under none
                breaks under AF
                """));
    }

    @Test
    void fieldsOnLinesOfTheirOwnAreATable() {
        assertEquals(
                """
                  layout L {
                    len   : 8 = size(value)
                    value : bytes[len] if kind = A
                    k     : 8          if kind = B
                    a : 8 ; bcd : 8
                  }
                """,
                declarations(
                        "layout L {\nlen:8=size(value)\nvalue:bytes[len] if kind=A\nk:8 if kind=B\na:8;bcd:8\n}\n"));
    }

    @Test
    void whatFailsStandsBehindFiftySixCharactersAndItsCitationBehindNinetySix() {
        assertEquals("""
                        require a                                       else discard("a")                       @R"1"
                        require sha256(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) else discard("b")
                        require c
                                                                        else discard("c")
                """, statements("""
                require a else discard("a") @R"1"
                require sha256(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) else discard("b")
                require c
                else discard("c")
                """));
    }

    @Test
    void citationsAndCommentsStandBelowEachOtherAtTheRight() {
        assertEquals("""
                  option a  = b | c                   # one
                  option bc = d | e                   # two
                  function f(x : bytes) : bytes                                              @R"1"
                  function g(xxxxxxxxxxxxxxxxxxxx : bytes) : bytes                           @R"2" @S"3"
                  claim a   : alive A.B with C                          @R"4"
                    holds  under none                                   # three
                  claim bcd : alive A.B with C                          @R"5"
                """, declarations("""
                option a = b | c # one
                option bc = d | e # two
                function f(x : bytes) : bytes @R"1"
                function g(xxxxxxxxxxxxxxxxxxxx : bytes) : bytes @R"2"@S"3"
                claim a : alive A.B with C @R"4"
                holds under none # three
                claim bcd : alive A.B with C @R"5"
                """));
    }

    @Test
    void aLineThatGoesOnStandsBelowWhatItBelongsTo() {
        assertEquals("""
                        send Q {
                          L(a = 1,
                            b = [1,
                                 2])
                        } on net
                        x := a
                             || b
                        require a
                          and b
                        act(
                          1,
                          2
                        )
                """, statements("""
                send Q {
                L(a=1,
                b=[1,
                2])
                } on net
                x := a
                || b
                require a
                and b
                act(
                1,
                2
                )
                """));
    }

    @Test
    void aCommentStandsWhereTheNextLineOfCodeDoes() {
        assertEquals("""
                  # of the claim
                  claim a : alive A.B with C
                    # of what is expected
                    holds  under none
                  role R(me) {
                    # of nothing
                  }
                """, declarations("""
                # of the claim
                claim a : alive A.B with C
                # of what is expected
                holds under none
                role R(me) {
                # of nothing
                }
                """));
    }

    /** A line may be half a million characters long; a table that it widens would be larger than any memory. */
    @Test
    void aLongLineWidensNoTable() {
        String name = "a".repeat(400_000);
        String options = "option b = c | d # e\n".repeat(10_000);
        String text = "option " + name + " = b | c # d\n" + options + "message M = N(x = " + name + "(1,\n2))\n";
        String laid = declarations(text);
        assertTrue(laid.length() < 2_000_000, () -> "length " + laid.length());
        assertTrue(laid.contains("  option b = c | d                    # e\n"));
    }

    @Test
    void aTextOfCommentsIsLaidOutInOneGo() {
        String comments = "# c\n".repeat(200_000);
        assertEquals("protocol P \"p\" {\n}\n" + comments, Texts.canonical("protocol P \"p\" {\n}\n" + comments));
    }

    @Test
    void aTextWithAFaultHasNoLayout() {
        Diagnostics diagnostics = new Diagnostics();
        assertNull(Format.canonical(new Source("a.troth", "protocol P \"p\" {\n  option\n}\n"), diagnostics));
        assertTrue(diagnostics.hasErrors());
    }

    @Test
    void namesThatMeanNothingAreNoFault() {
        assertEquals(
                "  claim c : alive Nobody.Nowhere with No\n", declarations("claim c:alive Nobody.Nowhere with No\n"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', textBlock = """
            a/b/, a/b/,
            a/ b/, a/b/, 2 ` b` `b`
            a/b\\r/, a/b/, 2 `b\\r` `b`
            a//b/, a/b/, 2 `` `b`
            a/b//, a/b/, 3 `` the end of the file
            a/b, a/b/, 2 `b` `b` and the end of the line
            """)
    void theFirstDifferenceNamesItsLine(String have, String want, String told) {
        Difference difference = Difference.first(have.replace('/', '\n').replace("\\r", "\r"), want.replace('/', '\n'));
        assertEquals(
                told,
                difference == null ? null : difference.line() + " " + difference.have() + " " + difference.want());
    }
}
