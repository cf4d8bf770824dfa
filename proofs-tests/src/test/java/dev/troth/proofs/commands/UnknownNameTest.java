package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that is not known is answered with the one that was probably meant. */
class UnknownNameTest {
    @ParameterizedTest
    @CsvSource({
        "rnu mikey-psk, run",
        "explian T0301, explain",
        "run mikeypsk, mikey-psk",
        "lint sdse, sdes",
        "run mikey-psk --sede 7, --seed",
        "run mikey-psk --scenaro basic, --scenario",
        "lint sdes --levle error, --level",
        "run mikey-psk --scenario replya, replay",
        "run mikey-psk --set confrm=off, confirm",
        "run mikey-psk --set confirm=offf, off",
        "run mikey-psk --as ProxA, ProxyA",
        "run sdes --as network, Network",
        "check nspk --claim b_agree, b_agrees",
        "check nspk --under AFX, AF",
        "knows sdes Alice.mine --as ProxA, ProxyA",
        "draft nspk --section goal, goals",
        "explain T031, T0301",
        "lint mikey-psk --level eror, error"
    })
    void didYouMean(String line, String meant) {
        Ran ran = Ran.line(line);
        assertNotEquals(0, ran.code());
        assertTrue(ran.err().contains("   help: did you mean `" + meant + "`?\n"), ran::err);
        assertEquals("", ran.out());
    }

    @Test
    void whatIsNearNothingIsAnsweredWithWhatThereIs() {
        assertTrue(Ran.line("run enigma").err().contains("`troth list` tells the names"));
        assertTrue(Ran.line("run sdes --as Zaphod").err().contains("known here: Alice, Bob, Network, ProxyA, ProxyB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "check", "knows", "lint", "list", "explain"})
    void everyCommandTellsItsVersion(String command) {
        assertEquals("troth 0.1\n", Ran.line(command + " --version").out().replace("\r\n", "\n"));
    }
}
