package io.qipan.patrol.unit;

import com.github.benmanes.caffeine.cache.LoadingCache;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.runtime.cache.Caches;

/**
 * Messages of units that many ask for, each made once. A live unit never changes, so what was made of it stays true as
 * long as somebody has it: keys are compared by identity and do not keep a unit alive.
 */
public final class ReadyMessages {
    private static final LoadingCache<LiveUnit, Unit> OF_UNITS =
            Caches.ofWhatLives(live -> UnitMessages.message(live.unit(), live.duty()));

    private ReadyMessages() {}

    public static Unit of(LiveUnit unit) {
        return OF_UNITS.get(unit);
    }
}
