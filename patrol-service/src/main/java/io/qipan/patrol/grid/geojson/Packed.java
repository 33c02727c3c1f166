package io.qipan.patrol.grid.geojson;

import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Finding.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Text that came packed with gzip. */
public sealed interface Packed {

    record Readable(String text) implements Packed {}

    record Unreadable(Finding finding) implements Packed {}

    /** What is read from it takes several times as much memory. */
    int MOST_BYTES = 16_000_000;

    static Packed unpack(byte[] gzip) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = packed.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return unreadable("The document has more than " + MOST_BYTES
                        + " bytes. Simplify its lines, or import its kinds one after the other.");
            }
            return new Readable(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return unreadable("The document is not written in UTF-8. Convert it, for example with iconv.");
        } catch (IOException e) {
            return unreadable("The document is not packed with gzip, or is cut off.");
        }
    }

    private static Packed unreadable(String text) {
        return new Unreadable(Finding.error(Code.NOT_GEOJSON, Finding.NOWHERE, text));
    }
}
