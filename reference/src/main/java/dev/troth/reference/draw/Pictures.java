package dev.troth.reference.draw;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import guru.nidi.graphviz.engine.Format;
import guru.nidi.graphviz.engine.Graphviz;
import guru.nidi.graphviz.engine.GraphvizCmdLineEngine;
import guru.nidi.graphviz.engine.GraphvizException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.jspecify.annotations.Nullable;

/** From a model to text, SVG and PNG. */
public final class Pictures {
    private static final int PIXELS_PER_UNIT = 2;
    private static final long MOST_PIXELS = 120_000_000;

    /** Graphviz writes for white ground: black letters and lines, and white behind them. */
    private static final String ON_DARK = """
            <style>
            @media (prefers-color-scheme:dark){
            .graph text,.graph polygon[fill="black"]{fill:#f0f0f0}
            .graph ellipse[fill="black"]{fill:#f0f0f0}
            .graph polygon[fill="white"]{fill:#1e1e1e}
            .graph [fill="#f4c7c3"]{fill:#6e2c26}
            .graph [stroke="black"]{stroke:#f0f0f0}}
            </style>
            """;

    private Pictures() {}

    /** Laid out by {@code dot}, or null where it is not installed or fails. */
    public static @Nullable String graphviz(String dot) {
        try {
            Graphviz.useEngine(new GraphvizCmdLineEngine());
            String svg = Graphviz.fromString(dot).render(Format.SVG).toString();
            return svg.replaceFirst("<g id=\"graph0\"", ON_DARK + "$0");
        } catch (GraphvizException e) {
            return null;
        }
    }

    /** Laid out by PlantUML in pure Java. */
    public static String plantUmlSvg(String source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new SourceStringReader(source).outputImage(out, new FileFormatOption(FileFormat.SVG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The rules for dark ground, which end the style and which a picture on white ground has no use for. */
    private static String onWhite(String svg) {
        int dark = svg.indexOf("@media");
        return dark < 0 ? svg : svg.substring(0, dark) + svg.substring(svg.indexOf("</style>", dark));
    }

    /** A picture as PNG, on white ground, with two pixels for each unit, or fewer where it would be too large. */
    public static byte[] png(String svg) {
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(onWhite(svg).getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the SVG of this picture cannot be read");
        }
        FloatSize size = document.size();
        double scale = PIXELS_PER_UNIT;
        while (size.width * scale * size.height * scale > MOST_PIXELS) {
            scale /= 2;
        }
        BufferedImage image = new BufferedImage(
                Math.max(1, (int) (size.width * scale)),
                Math.max(1, (int) (size.height * scale)),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        document.render(null, graphics);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
