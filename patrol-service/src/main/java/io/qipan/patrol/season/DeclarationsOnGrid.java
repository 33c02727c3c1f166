package io.qipan.patrol.season;

import io.qipan.patrol.grid.GridDependents;
import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.unit.model.Medium;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Warns that a declaration which closes a medium would not hold where it does now: it names a feature of the grid, and goes with
 * it. Those that open are left out, for without them everything is as careful as before.
 */
@Singleton
public class DeclarationsOnGrid implements GridDependents {
    private final Declarations declarations;

    public DeclarationsOnGrid(Declarations declarations) {
        this.declarations = declarations;
    }

    @Override
    public List<Finding> affectedBy(Grid present, GridChange change, Instant now) {
        List<Declaration> closing = declarations.standing(now).stream()
                .filter(declaration -> declaration.passage() == Passage.CLOSED)
                .toList();
        Stream<Finding> redrawn = change.changed().stream()
                .filter(feature -> isElsewhere(present.find(feature.name()), feature))
                .flatMap(
                        feature -> finding(
                                closing,
                                feature,
                                "is drawn anew, and with it moves what was declared of it: %s. Declare anew what is closed beyond it."));
        Stream<Finding> removed = change.removed().stream()
                .flatMap(feature -> finding(
                        closing,
                        feature,
                        "would be gone, and nothing would hold any more of what was declared of it: %s. Declare anew of"
                                + " another place what is still closed."));
        return Stream.concat(redrawn, removed).toList();
    }

    private static boolean isElsewhere(Optional<GridFeature> before, GridFeature after) {
        return before.filter(known -> known.isWhere(after)).isEmpty();
    }

    private static Stream<Finding> finding(List<Declaration> closing, GridFeature feature, String text) {
        List<Declaration> affected = closing.stream()
                .filter(declaration ->
                        declaration.place().filter(feature.name()::equals).isPresent())
                .toList();
        if (affected.isEmpty()) {
            return Stream.empty();
        }
        String names = affected.stream()
                .map(declaration -> declaration.name() + " closes "
                        + declaration.media().stream()
                                .sorted()
                                .map(Medium::code)
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return Stream.of(Finding.warning(
                        Finding.Code.DECLARATION_AFFECTED,
                        Finding.NOWHERE,
                        feature.name() + " " + text.formatted(names))
                .of(feature.name())
                .at(feature.geometry().getInteriorPoint().getCoordinate()));
    }
}
