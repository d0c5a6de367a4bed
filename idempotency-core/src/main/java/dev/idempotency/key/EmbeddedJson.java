package dev.idempotency.key;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** JSON text inside a payload, read strictly and exactly: whatever the user's mapper is lenient about is refused here. */
final class EmbeddedJson {

    /** Keeps no table of names, since they are the sender's to choose. The {@link TreeWriter} meets its limits first. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * PayloadLimits.DEPTH)
                    .maxStringLength(PayloadLimits.CHARACTERS)
                    .build())
            .build();

    private EmbeddedJson() {}

    /**
     * Reads one JSON value, decimals exactly.
     *
     * @throws UnusablePayloadException if the text is not a single JSON value as of RFC 8259 with unique member names,
     *     or is beyond {@link PayloadLimits}, or has a number of more than 1000 characters (Jackson's limit: reading
     *     takes time that grows with the square)
     */
    static JsonNode parse(String text) {
        TreeWriter writer = new TreeWriter(null);
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                writer.copyCurrentEventExact(parser);
            }
            return writer.tree();
        } catch (JacksonException e) {
            throw new UnusablePayloadException("JSON text cannot be read" + at(e.getLocation()));
        } catch (IOException | NumberFormatException e) {
            // The latter for an exponent beyond that of any BigDecimal.
            throw new UnusablePayloadException("JSON text cannot be read");
        }
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
