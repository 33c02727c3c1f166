package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import java.time.Instant;
import java.util.List;

/** Who relies on features of the grid being where they are, and says what a change would do to that. */
public interface GridDependents {

    /** Warnings; the index of each is set by the import. In the unit of work of the import. */
    List<Finding> affectedBy(Grid present, GridChange change, Instant now);
}
