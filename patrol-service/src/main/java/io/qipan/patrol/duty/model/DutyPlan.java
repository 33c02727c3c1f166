package io.qipan.patrol.duty.model;

import io.qipan.patrol.duty.model.Strength.Post;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All levels, as one revision of the configuration.
 *
 * @param base the usual strengths, before any multiplier
 * @param levels by rank
 */
public record DutyPlan(
        long number, Instant madeAt, String madeBy, String reason, List<Strength> base, List<DutyLevel> levels) {
    public DutyPlan {
        base = List.copyOf(base);
        levels =
                levels.stream().sorted(Comparator.comparingInt(DutyLevel::rank)).toList();
    }

    public static String name(long number) {
        return "dutyPlans/" + number;
    }

    public String name() {
        return name(number);
    }

    public Optional<DutyLevel> level(String code) {
        return levels.stream().filter(level -> level.code().equals(code)).findFirst();
    }

    /** What makes it useless, if anything does. */
    public Optional<String> problem() {
        Set<String> codes = new HashSet<>();
        Set<Integer> ranks = new HashSet<>();
        for (DutyLevel level : levels) {
            if (!codes.add(level.code())) {
                return Optional.of("there are two levels with the code " + level.code());
            }
            if (!ranks.add(level.rank())) {
                return Optional.of("there are two levels with the rank " + level.rank());
            }
            if (hasTwice(level.minimums())) {
                return Optional.of("the level " + level.code() + " has the same strength twice");
            }
        }
        return hasTwice(base) ? Optional.of("the base has the same strength twice") : Optional.empty();
    }

    private static boolean hasTwice(List<Strength> strengths) {
        return strengths.stream().map(Strength::post).distinct().count() < strengths.size();
    }

    /** What a level needs: the base times its multiplier, rounded up, and no less than its minimums. */
    public SortedMap<Post, Integer> needed(DutyLevel level) {
        SortedMap<Post, Integer> needed = new TreeMap<>();
        for (Strength strength : base) {
            needed.merge(strength.post(), multiplied(strength.units(), level.multiplier()), Math::max);
        }
        for (Strength strength : level.minimums()) {
            needed.merge(strength.post(), strength.units(), Math::max);
        }
        return needed;
    }

    /** In decimals, as people wrote it: 10 times 1.1 is 11 and needs no twelfth unit. */
    private static int multiplied(int units, double multiplier) {
        return BigDecimal.valueOf(multiplier)
                .multiply(BigDecimal.valueOf(units))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }
}
