package io.qipan.launcher.grid;

import com.google.protobuf.ByteString;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A file as it goes over the wire: packed with gzip, so that a city's grid fits into a message. */
final class PackedFile {
    /** What the contract takes. */
    private static final int MOST_BYTES = 4_000_000;

    private PackedFile() {}

    static ByteString read(Path file) {
        ByteString.Output bytes = ByteString.newOutput();
        try (OutputStream packed = new GZIPOutputStream(bytes)) {
            long ignored = Files.copy(file, packed);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + file + ". Give the path of a GeoJSON file.", e);
        } catch (IOException e) {
            throw new UserError("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
        ByteString content = bytes.toByteString();
        if (content.size() > MOST_BYTES) {
            throw new UserError("The file " + file + " has " + content.size() + " bytes when packed, at most "
                    + MOST_BYTES + " are taken. Simplify its lines, or import its kinds one after the other.");
        }
        return content;
    }
}
