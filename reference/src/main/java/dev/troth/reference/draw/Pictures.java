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
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.error.PSystemError;
import org.jspecify.annotations.Nullable;

/** From a model to text, SVG and PNG. */
public final class Pictures {
    private static final int PIXELS_PER_UNIT = 2;
    private static final double MOST_PIXELS = 10_000_000;
    /** Of writing PNG: files a little larger, in half the time. */
    private static final float PACKING = 0.8f;

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
        // No files and no network, whatever a text of ours might have got past its escaping.
        System.setProperty("PLANTUML_SECURITY_PROFILE", "SANDBOX");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SourceStringReader reader = new SourceStringReader(source);
            if (reader.getBlocks().getFirst().getDiagram() instanceof PSystemError) {
                throw new IllegalStateException("PlantUML cannot read this picture:\n" + source);
            }
            reader.outputImage(out, new FileFormatOption(FileFormat.SVG));
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
        double scale = Math.min(PIXELS_PER_UNIT, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
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
        return written(plain(image));
    }

    /** The same without colours where it has none: a third of the octets to pack. */
    private static BufferedImage plain(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] shades = ((DataBufferByte) plain.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            int shade = pixels[i] & 0xFF;
            if ((pixels[i] & 0xFFFFFF) != shade * 0x010101) {
                return image;
            }
            shades[i] = (byte) shade;
        }
        return plain;
    }

    private static byte[] written(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(PACKING);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
