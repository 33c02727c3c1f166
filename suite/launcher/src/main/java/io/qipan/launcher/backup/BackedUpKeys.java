package io.qipan.launcher.backup;

import io.qipan.launcher.Keys;
import io.qipan.launcher.PersonalKeyFile;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.SortedSet;

/**
 * The keys of a backup and those of the checkout that it is restored into. Those that are here stay.
 *
 * @param folder of the checkout
 */
record BackedUpKeys(Manifest manifest, Path backup, Path folder) {

    /** Refuses when nothing could be read, or another key of the same name is here. */
    void check() {
        boolean here = Files.exists(file());
        if (!here && !manifest.has(Backup.KEYS) && !manifest.personalKeys().isEmpty()) {
            throw new UserError(
                    "The backup has no keys, and " + file() + " is not there. Put the file of that board there;"
                            + " if it is lost, an empty one, and callers' numbers stay unreadable.");
        }
        if (here) {
            SortedSet<String> ignored = PersonalKeyNames.lacking(manifest.personalKeys(), file());
        }
    }

    private Path file() {
        return new Keys(folder).personalKeysFile();
    }

    /**
     * Puts those of the backup where there are none.
     *
     * @param month now
     * @return the names of the keys of personal data that are not here in the end
     */
    SortedSet<String> settle(Path scratch, YearMonth month) throws IOException {
        if (manifest.has(Backup.KEYS)) {
            PartReader.unpack(backup.resolve(Backup.KEYS), scratch);
            boolean signs = Files.exists(folder.resolve("private.pem"));
            for (String name : Backup.KEPT_KEYS) {
                Path key = folder.resolve(name);
                // The two that sign belong together.
                boolean wanted = !Files.exists(key) && !(signs && name.equals("public.pem"));
                if (wanted && Files.exists(scratch.resolve(name))) {
                    Files.move(scratch.resolve(name), key);
                }
            }
        }
        SortedSet<String> lacking = PersonalKeyNames.lacking(manifest.personalKeys(), file());
        PersonalKeyFile keys = new Keys(folder).personalKeys();
        if (!lacking.isEmpty() && lacking.last().compareTo(month.toString()) >= 0 && keys.comesLast(lacking.last())) {
            // A key of this name would be made again, at the next start or later, and it was used before.
            keys.add(lacking.last() + "-" + manifest.restorePoint());
        }
        return lacking;
    }
}
