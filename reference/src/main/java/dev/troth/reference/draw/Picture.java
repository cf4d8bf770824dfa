package dev.troth.reference.draw;

/** What can be drawn, in each textual format. The same picture gives the same text. */
public sealed interface Picture permits Graph, Ladder, Grid, BitMap {
    /** In lines of at most so many columns. */
    String text(int columns);

    String dot();

    String mermaid();

    String plantUml();

    String svg();
}
