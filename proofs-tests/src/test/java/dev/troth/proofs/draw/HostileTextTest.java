package dev.troth.proofs.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.Picture;
import dev.troth.reference.draw.Pictures;
import dev.troth.reference.draw.StateView;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Visible;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a specification calls its parts goes into the languages of other programs, and must not act there. */
class HostileTextTest {
    private static final Pattern ACTS = Pattern.compile("(?m)^\\s*!|%%|%[a-z_]+\\(|[\\x00-\\x08\\x0B-\\x1F]");

    private static Picture picture(String reason) {
        return StateView.of(Specs.read(new Source("p.troth", """
                protocol P "@MACHINES@" {
                  role A(me, peer) {
                    start state Idle { on user.call { goto Done("%s") } }
                    final state Done { otherwise ignore }
                  }
                }
                """.formatted(reason))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%load_json('secret.json')",
                "x\\n!include secret.txt\\ny",
                "%getenv(\\\"PATH\\\") %dirpath()",
                "$variable !$x = 1",
                "<script>alert(1)</script> <img:/etc/passwd> [[http://x]]",
                "<&key> <:smile:> <U+0041> **b** --s-- ~~",
                "a\\0b\u001B[2J",
                "@enduml @startuml",
                "'; --> |x| }{ ",
                "end note"
            })
    void nothingActsInAPicture(String reason) {
        Picture picture = picture(reason);
        String plantUml = picture.plantUml().replace("\n!pragma layout smetana\n", "\n");
        assertFalse(ACTS.matcher(plantUml).find(), plantUml);
        assertFalse(ACTS.matcher(picture.mermaid()).find(), picture::mermaid);
        String svg = Pictures.plantUmlSvg(picture.plantUml());
        assertTrue(svg.contains("Idle"), svg);
        assertFalse(svg.contains("<script") || svg.contains("<image") || svg.contains("href"), svg);
        assertTrue(Pictures.png(svg).length > 0);
        assertTrue(Pictures.png(picture.svg()).length > 0);
    }

    @Test
    void aPictureThatPlantUmlCannotReadIsAnError() {
        assertThrows(
                IllegalStateException.class, () -> Pictures.plantUmlSvg("@startuml\nno such thing here\n@enduml\n"));
    }

    @Test
    void controlsAreShownAsWhatTheyAre() {
        assertEquals("a\u241B[2J\u2407\u2421<U+202E>b\n\tc", Visible.text("a\u001B[2J\u0007\u007F\u202Eb\n\tc"));
        assertEquals("a\u240Ab\u240D<U+0085>", Visible.line("a\nb\r\u0085"));
        String plain = "Zürich, \u65E5\u672C, \uD83D\uDD11";
        assertEquals(plain, Visible.text(plain));
        assertEquals(
                plain.getBytes(StandardCharsets.UTF_8).length,
                Visible.line(plain).getBytes(StandardCharsets.UTF_8).length);
    }
}
