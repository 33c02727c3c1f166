package io.qipan.ecology.evidence.model;

import java.time.Instant;

/**
 * Whether what a device has recorded may be evidence, by law and technically.
 *
 * @param number counts the reviews of the evidence, from 1
 * @param deviceFit the device meets its standard, is sited reasonably, marked, and its place is published
 * @param recordFit the record is true, clear, complete and exact
 * @param by who recorded it
 */
public record Review(
        int number,
        boolean deviceFit,
        boolean recordFit,
        String legalReviewer,
        String technicalReviewer,
        String reason,
        Instant at,
        String by) {

    public boolean passed() {
        return deviceFit && recordFit;
    }
}
