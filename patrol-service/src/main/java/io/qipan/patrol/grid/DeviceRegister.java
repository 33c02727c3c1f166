package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.GridChange;
import java.time.Instant;

/** Who waits for what the sensors and cameras of the grid report. */
public interface DeviceRegister {

    /** A revision was made that changes the grid so. In the unit of work of the import. */
    void changed(GridChange change, Instant now);
}
