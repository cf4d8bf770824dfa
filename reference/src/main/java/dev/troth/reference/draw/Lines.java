package dev.troth.reference.draw;

/** Lines of text of at most so many columns. */
final class Lines {
    private final StringBuilder out = new StringBuilder();
    private final int columns;

    Lines(int columns) {
        this.columns = columns;
    }

    /** A line; what does not fit is cut. */
    void line(String text) {
        String bare = text.stripTrailing();
        out.append(bare.codePointCount(0, bare.length()) <= columns ? bare : Wording.shortened(bare, columns))
                .append('\n');
    }

    /** A text, broken between words where it is too long; the following lines stand two columns further in. */
    void wrapped(String indent, String text) {
        String rest = text;
        String margin = indent;
        while (margin.length() + rest.length() > columns) {
            int room = columns - margin.length();
            int at = rest.lastIndexOf(' ', room);
            at = at <= 0 ? room : at;
            line(margin + rest.substring(0, at));
            rest = rest.substring(at).strip();
            margin = indent + "  ";
        }
        line(margin + rest);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
