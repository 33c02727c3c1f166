package io.qipan.dispatch.peer;

import io.qipan.dispatch.followup.Messages;
import io.qipan.runtime.peer.PeerAway;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Puts each message into a folder, whole or not at all, as {@code {id}.json} with {@code id}, {@code to} and {@code
 * text}. Whoever sends them takes the files away; names that end otherwise are being written.
 */
final class FolderMessages implements Messages {
    private final Path folder;

    /** Of a folder that must be there. */
    FolderMessages(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalStateException("QIPAN_DISPATCH_MESSAGES_FOLDER: " + folder
                    + " is not a folder that this service can write to. Make it, or take the setting away.");
        }
        this.folder = folder;
    }

    @Override
    public boolean areSent() {
        return true;
    }

    @Override
    public Answer hand(Message message) {
        // A name of its own for each try: another one may still be writing, on a folder that is slow.
        Path fresh = folder.resolve(message.id() + "." + UUID.randomUUID() + ".part");
        try {
            Path ignored = Files.writeString(
                    fresh,
                    json(message),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            ignored = Files.move(fresh, folder.resolve(message.id() + ".json"), StandardCopyOption.ATOMIC_MOVE);
            keepName();
            return new Answer.Taken();
        } catch (IOException e) {
            throw new PeerAway("The folder for messages", e);
        }
    }

    /** A file that is there after a loss of power needs its folder to be written as well. */
    private void keepName() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    static String json(Message message) {
        return new JsonObject()
                .put("id", message.id())
                .put("to", message.number())
                .put("text", message.text())
                .encode();
    }
}
