package dev.troth.spec.diagnostic;

import static dev.troth.spec.diagnostic.Severity.ERROR;
import static dev.troth.spec.diagnostic.Severity.WARNING;

/**
 * The catalogue of findings. T01: characters and grammar; T02: names; T03: machines; T04: types and sizes; T05: wire
 * layouts; T06: scenarios and claims. Each code has a page, see {@link Explanations}.
 */
public enum Code {
    T0101(ERROR, "character outside the language"),
    T0102(ERROR, "hexadecimal literal with half an octet"),
    T0103(ERROR, "string not closed"),
    T0104(ERROR, "unknown escape in a string"),
    T0105(ERROR, "something else was expected"),
    T0106(ERROR, "nested too deeply"),
    T0107(ERROR, "number out of range"),
    T0108(ERROR, "block not closed"),
    T0109(ERROR, "file cannot be read"),
    T0110(WARNING, "character that hides or turns text"),
    T0201(ERROR, "unknown name"),
    T0202(ERROR, "name declared twice"),
    T0203(ERROR, "import not found"),
    T0204(ERROR, "import in a circle"),
    T0205(ERROR, "unknown field"),
    T0206(ERROR, "unknown state"),
    T0207(ERROR, "unknown message or layout"),
    T0208(ERROR, "unknown channel or port"),
    T0209(ERROR, "unknown option or option value"),
    T0210(ERROR, "unknown citation"),
    T0211(ERROR, "unknown role or agent"),
    T0212(ERROR, "unknown function"),
    T0213(ERROR, "unknown timer"),
    T0214(ERROR, "unknown store"),
    T0301(WARNING, "state does not say what happens on a message"),
    T0302(ERROR, "role without one start state"),
    T0303(WARNING, "state cannot be reached"),
    T0304(WARNING, "declared and never used"),
    T0305(WARNING, "check without a named failure"),
    T0306(ERROR, "statement that can never run"),
    T0307(WARNING, "variable may be read before it is set"),
    T0308(ERROR, "statement not allowed here"),
    T0309(WARNING, "handled and also ignored"),
    T0310(WARNING, "role without final state"),
    T0311(WARNING, "states that are entered without end"),
    T0401(ERROR, "wrong type"),
    T0402(ERROR, "wrong number of arguments"),
    T0403(ERROR, "field without a value"),
    T0404(ERROR, "field that computes itself"),
    T0405(ERROR, "wrong size in octets"),
    T0406(ERROR, "not a condition"),
    T0407(ERROR, "not a constant"),
    T0408(ERROR, "coverage that cannot be computed"),
    T0409(ERROR, "definition in a circle"),
    T0410(ERROR, "equation that cannot be honoured"),
    T0411(ERROR, "equations that give two values"),
    T0501(ERROR, "fields do not fill whole octets"),
    T0502(ERROR, "length that is not known here"),
    T0503(ERROR, "layout cannot be decoded"),
    T0504(ERROR, "payload outside the chain"),
    T0505(ERROR, "value does not fit its field"),
    T0601(ERROR, "scenario that cannot run"),
    T0602(ERROR, "claim about nothing"),
    T0603(WARNING, "claim that does not say who is meant");

    private final Severity severity;
    private final String title;

    Code(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    public String id() {
        return name();
    }

    public Severity severity() {
        return severity;
    }

    public String title() {
        return title;
    }
}
