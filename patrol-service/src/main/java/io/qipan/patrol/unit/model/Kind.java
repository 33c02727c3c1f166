package io.qipan.patrol.unit.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a kind of unit is.
 *
 * @param version grows with every change; its text is the etag
 * @param usualSpeedMps metres per second on its usual medium
 * @param staleAfter the age at which a position of such a unit counts as stale
 * @param speeds metres per second on each medium it moves on
 * @param usualCrew how many people it usually goes out with
 * @param equipment what it usually carries
 */
public record Kind(
        String code,
        long version,
        String nameEn,
        String nameZh,
        List<String> capabilities,
        double usualSpeedMps,
        Duration staleAfter,
        Map<Medium, Double> speeds,
        int usualCrew,
        List<String> equipment) {
    public Kind {
        capabilities = List.copyOf(capabilities);
        speeds = Map.copyOf(speeds);
        equipment = List.copyOf(equipment);
    }

    public static String name(String code) {
        return "unitKinds/" + code;
    }

    public String name() {
        return name(code);
    }

    public String etag() {
        return Long.toString(version);
    }

    /** What makes it useless, if anything does. */
    public Optional<Violation> problem() {
        Set<Medium> media = Medium.among(capabilities);
        if (!media.equals(speeds.keySet())) {
            return Optional.of(new Violation(
                    "speeds",
                    "there are speeds on " + words(speeds.keySet()) + ", and the media among the capabilities are "
                            + words(media)));
        }
        if (!speeds.isEmpty() && !speeds.containsValue(usualSpeedMps)) {
            return Optional.of(new Violation(
                    "usual_speed_mps", "the usual speed is " + usualSpeedMps + " m/s, which is none of the speeds"));
        }
        return Optional.empty();
    }

    private static String words(Set<Medium> media) {
        return media.isEmpty()
                ? "none"
                : media.stream().sorted().map(Medium::code).collect(Collectors.joining(", "));
    }

    /** The next version of this kind, decided by somebody who saw it with this etag. */
    public Decision<Kind> revise(String etag, Kind wanted) {
        if (!etag.equals(etag())) {
            return Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
        }
        return Decision.grant(new Kind(
                code,
                version + 1,
                wanted.nameEn,
                wanted.nameZh,
                wanted.capabilities,
                wanted.usualSpeedMps,
                wanted.staleAfter,
                wanted.speeds,
                wanted.usualCrew,
                wanted.equipment));
    }

    /** Metres per second where these media are open: on the fastest, or its usual speed if it tells none for them. */
    public double speedOn(Set<Medium> open) {
        double fastest = 0;
        for (Medium medium : open) {
            fastest = Math.max(fastest, speeds.getOrDefault(medium, 0.0));
        }
        return fastest > 0 ? fastest : usualSpeedMps;
    }
}
