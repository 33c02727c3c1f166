package io.qipan.dispatch.transfer.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose every matter is, as the organisations have agreed.
 *
 * @param version from 1
 * @param basis the agreement that it follows
 * @param limits how long each step may take
 * @param mostOffers how often one call may be offered, and one matter to the same partner
 * @param responders who respond to emergencies themselves, {@code agencies/{code}}
 */
public record ScopeList(
        int version,
        Instant validFrom,
        String basis,
        String publishedBy,
        Limits limits,
        int mostOffers,
        List<Entry> entries,
        List<String> responders) {

    /** Ourselves, in lists of owners. */
    public static final String US = "agencies/110";

    public ScopeList {
        entries = List.copyOf(entries);
        responders = List.copyOf(responders);
    }

    /** How long an offer is tried to be delivered, is waited for a decision, and for a result. */
    public record Limits(Duration deliverWithin, Duration decideWithin, Duration answerWithin) {}

    /**
     * @param owners {@code agencies/{code}}; several if the matter overlaps
     */
    public record Entry(String matter, String nameZh, String nameEn, List<String> owners) {
        public Entry {
            owners = List.copyOf(owners);
        }
    }

    public String name() {
        return "scopeLists/" + version;
    }

    public Optional<Entry> entry(String matter) {
        return entries.stream().filter(e -> e.matter().equals(matter)).findFirst();
    }
}
