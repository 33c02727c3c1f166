package io.qipan.bench.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.duplicate.model.Comparison;
import io.qipan.dispatch.duplicate.model.DuplicateRule;
import io.qipan.dispatch.duplicate.model.DuplicateRules;
import io.qipan.dispatch.duplicate.model.Evidence;
import io.qipan.dispatch.duplicate.model.Level;
import io.qipan.dispatch.duplicate.model.Sighting;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.runtime.place.Datum.Wgs84;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How often the best suggestion is the truth, without a board: the calls of {@code ./qipan bench duplicates},
 * compared by the rules that the service brings. The seed is fixed, so a rate that falls has fallen by what was
 * changed. The floors are what was measured, rounded down: a suggestion is wrong, too, where a first call tells of
 * something new.
 */
class DuplicatesFloorTest {
    private static final long SEED = 1;
    private static final int EVENTS = 400;

    private static final String RULES = "/db/dispatch/V2026112470__one_incident_many_callers.sql";
    private static final Pattern RULE = Pattern.compile(
            "\\('([a-z_*]+)',\\s+'(\\d+) (hour|minute)s?',\\s+(\\d+),\\s+'(\\d+) (hour|minute)s?',\\s+'([a-z]*)'\\)");

    /** What one incident is known to be, and by whom it was told. */
    private record Known(Sighting opened, String type, Set<String> numbers) {}

    /** The best suggestion for a call. */
    private record Best(int event, double points) {}

    private static final class Score {
        private int right;
        private int wrong;

        private double precision() {
            return (double) right / (right + wrong);
        }
    }

    private final Comparison comparison = new Comparison(rules());
    private final Map<Integer, Known> known = new LinkedHashMap<>();
    private final Score possible = new Score();
    private final Score likely = new Score();
    private int duplicates;

    private static DuplicateRules rules() {
        try (InputStream sql = Objects.requireNonNull(DuplicateRule.class.getResourceAsStream(RULES))) {
            Matcher rows = RULE.matcher(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            List<DuplicateRule> rules = new ArrayList<>();
            while (rows.find()) {
                rules.add(new DuplicateRule(
                        rows.group(1),
                        Instant.EPOCH,
                        duration(rows.group(2), rows.group(3)),
                        Double.parseDouble(rows.group(4)),
                        duration(rows.group(5), rows.group(6)),
                        rows.group(7),
                        ""));
            }
            return new DuplicateRules(rules);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Duration duration(String number, String unit) {
        long many = Long.parseLong(number);
        return unit.equals("hour") ? Duration.ofHours(many) : Duration.ofMinutes(many);
    }

    private static Sighting sighting(Report report) {
        return new Sighting(
                report.place().map(DuplicatesFloorTest::spot),
                report.at(),
                Optional.of(report.type()),
                report.words(),
                false,
                true);
    }

    private static Sighting.Spot spot(LocationInput place) {
        return new Sighting.Spot(
                new Wgs84(place.getPoint().getLatitude(), place.getPoint().getLongitude()), place.getUncertaintyM());
    }

    private Optional<Best> best(Report report) {
        Sighting sighting = sighting(report);
        return known.entrySet().stream()
                .filter(entry -> comparison.isWithinLookBack(
                        sighting, entry.getValue().opened(), entry.getValue().type()))
                .map(entry -> new Best(entry.getKey(), points(report, sighting, entry.getValue())))
                .max(Comparator.comparingDouble(Best::points));
    }

    private double points(Report report, Sighting sighting, Known incident) {
        return comparison
                .compare(
                        sighting,
                        incident.opened(),
                        incident.type(),
                        incident.numbers().contains(report.number()))
                .stream()
                .mapToDouble(Evidence::points)
                .sum();
    }

    private void judge(Report report) {
        best(report)
                .ifPresent(best -> Level.of(best.points()).ifPresent(level -> {
                    boolean right = best.event() == report.event();
                    count(possible, right);
                    if (level == Level.LIKELY) {
                        count(likely, right);
                    }
                }));
    }

    private static void count(Score score, boolean right) {
        if (right) {
            score.right++;
        } else {
            score.wrong++;
        }
    }

    private double recall(Score score) {
        return (double) score.right / duplicates;
    }

    @Test
    void precision_and_recall_hold_at_both_thresholds() {
        // Given
        List<Report> calls =
                new City(SEED, 50, 100, Instant.parse("2026-11-20T00:00:00Z")).calls(EVENTS, Duration.ofHours(10));

        // When
        for (Report call : calls) {
            judge(call);
            Known incident = known.get(call.event());
            if (incident == null) {
                known.put(call.event(), new Known(sighting(call), call.type(), new HashSet<>(Set.of(call.number()))));
            } else {
                duplicates++;
                incident.numbers().add(call.number());
            }
        }

        // Then
        assertThat(known).hasSize(EVENTS);
        assertThat(possible.precision())
                .as("precision, possible, seed %d", SEED)
                .isGreaterThanOrEqualTo(0.62);
        assertThat(recall(possible)).as("recall, possible, seed %d", SEED).isGreaterThanOrEqualTo(0.90);
        assertThat(likely.precision()).as("precision, likely, seed %d", SEED).isGreaterThanOrEqualTo(0.83);
        assertThat(recall(likely)).as("recall, likely, seed %d", SEED).isGreaterThanOrEqualTo(0.81);
    }
}
