package io.qipan.launcher.track;

import io.qipan.launcher.track.Survey.Skipped;
import java.util.List;
import java.util.Map;

/**
 * What an import did.
 *
 * @param rawMethod how the kilometres were found, as the service names it
 */
record ImportReport(String unit, String rawMethod, String filteredMethod, List<ImportedFile> files, Sums sums) {

    /**
     * One file.
     *
     * @param devices so many are the points of
     * @param quarantined by reason
     * @param skippedLines the first ones
     * @param rawKm of what the board holds of the file now
     */
    record ImportedFile(
            String file,
            int devices,
            String firstAt,
            String lastAt,
            Sums sums,
            Map<String, Long> quarantined,
            List<Skipped> skippedLines) {}

    /** Of a file, or of all. */
    record Sums(
            long points, long stored, long duplicate, long quarantined, long skipped, double rawKm, double filteredKm) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0);

        Sums plus(Sums other) {
            return new Sums(
                    points + other.points,
                    stored + other.stored,
                    duplicate + other.duplicate,
                    quarantined + other.quarantined,
                    skipped + other.skipped,
                    rawKm + other.rawKm,
                    filteredKm + other.filteredKm);
        }
    }
}
