package dev.troth.reference.sip;

import dev.troth.reference.sip.SipParsing.Malformed;
import dev.troth.reference.sip.SipParsing.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SIP message from octets (RFC 3261 sections 7 and 25). Compact names become long ones (7.3.3), folded lines
 * become one (7.3.1), fields that no one knows are kept in their place. Without a Content-Length the body reaches to
 * the end (18.3). What the fields mean is not looked at here.
 */
public final class SipParser {

    private static final String VERSION = "SIP/2.0";

    private final byte[] octets;
    /** The octet to read next. */
    private int place;

    private SipParser(byte[] octets) {
        this.octets = octets;
    }

    /** Parses one message; never throws. */
    public static SipParsing parse(byte[] octets) {
        return new SipParser(octets).message();
    }

    private SipParsing message() {
        skipEmptyLines();
        int start = place;
        Line startLine = line();
        if (startLine.fault != null) {
            return startLine.fault;
        }
        List<Header> headers = new ArrayList<>();
        int contentLength = -1;
        int contentLengthAt = 0;
        while (true) {
            int at = place;
            Line line = foldedLine();
            if (line.fault != null) {
                return line.fault;
            }
            if (line.text.isEmpty()) {
                break;
            }
            int colon = line.text.indexOf(':');
            if (colon < 0) {
                return new Malformed("a header field has no colon", at);
            }
            String name = trimmedRight(line.text.substring(0, colon));
            if (!Grammar.isToken(name)) {
                return new Malformed("the name of a header field is no token", at);
            }
            String value = Grammar.trimmed(line.text.substring(colon + 1));
            Header header = new Header(Header.longName(name), value);
            if (!header.isNamed("Content-Length")) {
                headers.add(header);
                continue;
            }
            OptionalLong length = Grammar.number(value, Integer.MAX_VALUE);
            if (length.isEmpty()) {
                return new Malformed("Content-Length is no number", at);
            }
            if (contentLength >= 0) {
                return new Malformed("Content-Length is there twice", at);
            }
            contentLength = (int) length.getAsLong();
            contentLengthAt = at;
        }
        int rest = octets.length - place;
        if (contentLength > rest) {
            return new Malformed(
                    "Content-Length is " + contentLength + ", but only " + rest + " octets follow", contentLengthAt);
        }
        int end = place + (contentLength < 0 ? rest : contentLength);
        byte[] body = Arrays.copyOfRange(octets, place, end);
        return started(startLine.text, start, new Headers(headers), body, end);
    }

    private static SipParsing started(String line, int at, Headers headers, byte[] body, int end) {
        if (line.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1)) {
            return response(line, at, headers, body, end);
        }
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 0 || first == last) {
            return new Malformed("the first line is neither of a request nor of a response", at);
        }
        String method = line.substring(0, first);
        String uri = line.substring(first + 1, last);
        if (!Grammar.isToken(method)) {
            return new Malformed("the method is no token", at);
        }
        if (!SipRequest.isUriText(uri)) {
            return new Malformed("the Request-URI is no URI", at);
        }
        if (!line.substring(last + 1).equalsIgnoreCase(VERSION)) {
            return new Malformed("the version is not " + VERSION, at);
        }
        return new Parsed(new SipRequest(method, uri, headers, body), end);
    }

    private static SipParsing response(String line, int at, Headers headers, byte[] body, int end) {
        int digits = VERSION.length() + 1;
        if (line.length() < digits + 4 || line.charAt(digits + 3) != ' ') {
            return new Malformed("the status code is not three digits and a space", at);
        }
        OptionalLong status = Grammar.number(line.substring(digits, digits + 3), 699);
        if (status.isEmpty() || status.getAsLong() < 100) {
            return new Malformed("the status code is not from 100 to 699", at);
        }
        String reason = line.substring(digits + 4);
        return new Parsed(new SipResponse((int) status.getAsLong(), reason, headers, body), end);
    }

    /** Empty lines before a message are ignored (RFC 3261 section 7.5). */
    private void skipEmptyLines() {
        while (place + 1 < octets.length && octets[place] == '\r' && octets[place + 1] == '\n') {
            place += 2;
        }
    }

    /** A line with those that continue it: they begin with a space or a tab, and count as one space (7.3.1). */
    private Line foldedLine() {
        Line line = line();
        while (line.fault == null && !line.text.isEmpty() && place < octets.length && Grammar.isBlank(octets[place])) {
            Line more = line();
            if (more.fault != null) {
                return more;
            }
            line = new Line(trimmedRight(line.text) + " " + Grammar.trimmed(more.text), null);
        }
        return line;
    }

    private Line line() {
        int start = place;
        int end = start;
        while (end < octets.length && octets[end] != '\r' && octets[end] != '\n') {
            end++;
        }
        if (end + 1 >= octets.length) {
            return Line.bad("a line does not end", end);
        }
        if (octets[end] != '\r' || octets[end + 1] != '\n') {
            return Line.bad("a line ends in CR or LF alone", end);
        }
        Optional<String> text = Grammar.utf8(octets, start, end);
        if (text.isEmpty()) {
            return Line.bad("a line is not UTF-8", start);
        }
        if (!Grammar.isLineText(text.get())) {
            return Line.bad("a control character stands in a line", start);
        }
        place = end + 2;
        return new Line(text.get(), null);
    }

    private static String trimmedRight(String text) {
        int end = text.length();
        while (end > 0 && Grammar.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** A line without its end, or why there is none. */
    private record Line(String text, @Nullable Malformed fault) {

        static Line bad(String reason, int offset) {
            return new Line("", new Malformed(reason, offset));
        }
    }
}
