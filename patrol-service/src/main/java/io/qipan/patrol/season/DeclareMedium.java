package io.qipan.patrol.season;

import io.qipan.patrol.grid.Grids;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.season.model.Declaration;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.List;

/** Says that media are open or closed, whatever the calendar says. */
@Singleton
public class DeclareMedium {
    private final Declarations declarations;
    private final Grids grids;
    private final Journal journal;

    public DeclareMedium(Declarations declarations, Grids grids, Journal journal) {
        this.declarations = declarations;
        this.grids = grids;
        this.journal = journal;
    }

    public void declare(Declaration declaration) {
        declaration.place().ifPresent(this::checkPlace);
        checkTimes(declaration);
        declarations.add(declaration);
        journal.append(
                declaration.name(),
                "medium.declared_" + declaration.passage().code(),
                declaration.declaredAt(),
                declaration.reason(),
                SeasonMessages.message(declaration));
    }

    private void checkPlace(String name) {
        FeatureVersion version = grids.find(name, grids.newest())
                .orElseThrow(() -> Refusal.notFound(name).asException());
        FeatureKind kind = version.feature().kind();
        if (!kind.tiles() && kind != FeatureKind.MUST_PATROL_AREA && kind != FeatureKind.WATER) {
            throw Refusal.of(
                            Reason.PLACE_INVALID,
                            name + " is a " + kind.code()
                                    + ". A declaration is for a city, zone, cell, must-patrol area or water, or for the whole city.")
                    .with("problem", "no_area")
                    .asException();
        }
    }

    private static void checkTimes(Declaration declaration) {
        declaration.until().ifPresent(until -> {
            if (!until.isAfter(declaration.from())) {
                throw invalid("it ends at " + until + ", not after it begins at " + declaration.from());
            }
            if (!until.isAfter(declaration.declaredAt())) {
                throw invalid("it ended at " + until + " already; a declaration does not change the past");
            }
        });
    }

    private static RuntimeException invalid(String problem) {
        return Refusal.of(Reason.INVALID_FIELD, "The declaration cannot be used: " + problem + ".")
                .withViolations(List.of(new Violation("until", problem)))
                .asException();
    }
}
