package io.qipan.patrol.coverage.model;

import static io.qipan.patrol.coverage.model.Beat.lineRule;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static io.qipan.patrol.coverage.model.Beat.visited;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.model.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random features, and random tracks among them; the same random numbers give the same ones. */
public final class RandomBeat {
    /** Across the midnight of Shanghai. */
    private static final Instant START = Instant.parse("2026-11-20T14:10:00Z");

    private RandomBeat() {}

    public static GridFeature[] features(Random random) {
        List<GridFeature> features = new ArrayList<>(Beat.land());
        for (int i = 0; i < 4; i++) {
            double x = random.nextInt(20);
            double y = random.nextInt(20);
            Period per = Period.values()[random.nextInt(3)];
            String[] windows =
                    random.nextBoolean() ? new String[] {} : new String[] {"21:00-23:07", "22:40-01:30", "09:00-10:00"};
            features.add(point("P" + i, x, y, rule(1 + random.nextInt(3), per, random.nextInt(60), windows)));
            features.add(visited(
                    FeatureKind.MUST_PATROL_LINE,
                    "L" + i,
                    "LINESTRING (" + x + " " + y + ", " + (x + 3) + " " + y + ", " + (x + 3) + " " + (y + 4) + ")",
                    lineRule(0.1 + 0.5 * random.nextDouble(), Direction.values()[random.nextInt(3)], windows)));
            features.add(visited(
                    FeatureKind.MUST_PATROL_AREA,
                    "A" + i,
                    "POLYGON ((" + x + " " + y + ", " + (x + 4) + " " + y + ", " + (x + 2) + " " + (y + 5) + ", " + x
                            + " " + y + "))",
                    rule(1, per, random.nextInt(200), windows)));
        }
        return features.toArray(GridFeature[]::new);
    }

    /** Stands, walks, drives and jumps; sometimes a quarter's or a window's end falls on a fix. */
    public static List<Fix> track(Random random, int size) {
        List<Fix> fixes = new ArrayList<>();
        Instant at = START;
        double x = random.nextInt(20);
        double y = random.nextInt(20);
        for (int i = 0; i < size; i++) {
            at = switch (random.nextInt(12)) {
                case 0 -> at.plusSeconds(301 + random.nextInt(900));
                case 1 -> Quarter.of(at).until();
                case 2 -> at.plusMillis(1 + random.nextInt(100_000));
                default -> at.plusSeconds(1 + random.nextInt(200));
            };
            int way = random.nextInt(10);
            if (way > 2) {
                x = Math.clamp(x + (random.nextInt(9) - 4) * (way > 8 ? 3 : 0.5), 0, 24);
                y = Math.clamp(y + (random.nextInt(9) - 4) * (way > 8 ? 3 : 0.5), 0, 24);
            }
            fixes.add(Beat.fix("phone", at, x, y, random.nextInt(15) == 0));
        }
        return fixes;
    }

    /** All of them, some twice, out of order, in batches of up to this size. */
    public static List<List<Fix>> batches(Random random, List<Fix> fixes, int size) {
        List<Fix> shuffled = new ArrayList<>(fixes);
        fixes.stream().filter(fix -> random.nextInt(5) == 0).forEach(shuffled::add);
        // Sometimes nearly in order, as usual; sometimes not at all.
        if (random.nextBoolean()) {
            Collections.shuffle(shuffled, random);
        }
        List<List<Fix>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int until = Math.min(shuffled.size(), from + 1 + random.nextInt(size));
            batches.add(shuffled.subList(from, until));
            from = until;
        }
        return batches;
    }
}
