package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pieces that may become a visit. */
final class Attempt {
    /** Shorter away is still there: drift at the edge must not make many visits of one. */
    static final Duration AWAY = Duration.ofMinutes(15);
    /** What arithmetic loses of a share. */
    private static final double NOTHING = 1e-9;

    private final VisitingRule rule;
    private final double lengthM;
    private final Piece first;
    private final Covered covered = new Covered();
    private Instant until;
    private Duration dwell = Duration.ZERO;

    private Attempt(VisitingRule rule, double lengthM, Piece first) {
        this.rule = rule;
        this.lengthM = lengthM;
        this.first = first;
        this.until = first.from();
        add(first);
    }

    /** The visits that a unit's pieces of one feature and slot make, in order. */
    static List<Visit> visits(VisitingRule rule, double lengthM, List<Piece> pieces) {
        List<Visit> visits = new ArrayList<>();
        Attempt attempt = null;
        for (Piece piece : pieces.stream()
                .filter(piece -> counts(rule, piece))
                .sorted(Piece.BY_TIME)
                .toList()) {
            if (attempt == null || attempt.isOverBefore(piece)) {
                if (attempt != null) {
                    attempt.visit().ifPresent(visits::add);
                }
                attempt = new Attempt(rule, lengthM, piece);
            } else {
                attempt.add(piece);
            }
        }
        if (attempt != null) {
            attempt.visit().ifPresent(visits::add);
        }
        return visits;
    }

    private static boolean counts(VisitingRule rule, Piece piece) {
        if (piece.mock()) {
            return false;
        }
        Direction direction = rule.direction().orElse(Direction.EITHER);
        return switch (direction) {
            case EITHER -> true;
            case FORWARD -> piece.way() >= 0;
            case BACKWARD -> piece.way() <= 0;
        };
    }

    /** A line may be gone along with breaks, as far as it is not done. */
    private boolean isOverBefore(Piece next) {
        boolean wasAway = Duration.between(until, next.from()).compareTo(AWAY) >= 0;
        return wasAway && (lengthM == 0 || isVisit());
    }

    private void add(Piece piece) {
        Instant from = piece.from().isAfter(until) ? piece.from() : until;
        if (piece.until().isAfter(from)) {
            dwell = dwell.plus(Duration.between(from, piece.until()));
            until = piece.until();
        }
        covered.add(Math.min(piece.fromM(), piece.untilM()), Math.max(piece.fromM(), piece.untilM()));
    }

    private double share() {
        return lengthM == 0 ? 0 : covered.length() / lengthM;
    }

    private boolean isVisit() {
        return dwell.compareTo(Duration.ofSeconds(rule.minimumDwellS())) >= 0
                && share() >= rule.minimumShare() - NOTHING;
    }

    private Optional<Visit> visit() {
        return isVisit()
                ? Optional.of(new Visit(first.from(), until, dwell, Math.min(1, share()), first.revision()))
                : Optional.empty();
    }
}
