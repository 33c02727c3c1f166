package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every fix of every unit, and the last known position of each. */
public interface Positions {

    /** What became of a batch. */
    sealed interface Kept {
        /**
         * @param fixes how many are new; the others were known
         * @param latest whether one of them is the last known position of the unit now
         */
        record Stored(int fixes, boolean latest) implements Kept {}

        /** Nothing was kept: there is no such unit. */
        record UnitUnknown() implements Kept {}
    }

    /**
     * Keeps what is not known yet, and tells of each batch what became of it. A fix is known by unit, device, sequence and the
     * time of the device. One that {@linkplain io.qipan.patrol.position.model.Position#asOf is older} never replaces a newer
     * one as the last known; of two equally old, the later one counts.
     */
    List<Kept> keep(List<Batch> batches);

    /** The first and the last time of a device, by its own clock. */
    record DeviceSpan(String device, Instant first, Instant last) {}

    /** The devices that have fixes of the unit from a time on and before another, in the order of their first fixes. */
    List<DeviceSpan> devices(String unit, Instant from, Instant until);

    /** From a time on and before another, by the clock of the device, oldest first; one more than the page holds. */
    default List<Fix> track(String unit, Instant from, Instant until, Page page) {
        return track(unit, Optional.empty(), from, until, page);
    }

    /** Of one device only, if one is given. */
    List<Fix> track(String unit, Optional<String> device, Instant from, Instant until, Page page);

    /** Newest first, one more than the page holds. */
    List<Quarantined> quarantined(Optional<String> unit, Page page);
}
