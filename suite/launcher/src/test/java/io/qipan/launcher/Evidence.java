package io.qipan.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files of evidence as ecology-service keeps them. */
final class Evidence {

    private Evidence() {}

    /** Returns its name. */
    static String keep(Workspace workspace, String content) throws IOException {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            String name = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Path file = file(workspace, name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return name;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Path file(Workspace workspace, String name) {
        return workspace
                .home()
                .resolve("evidence")
                .resolve(name.substring(0, 2))
                .resolve(name);
    }
}
