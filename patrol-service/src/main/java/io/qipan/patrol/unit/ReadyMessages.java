package io.qipan.patrol.unit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.qipan.patrol.unit.model.Unit;

/**
 * Messages of units that many ask for, each made once. A unit never changes, so what was made of it stays true as long as
 * somebody has it: keys are compared by identity and do not keep a unit alive.
 */
public final class ReadyMessages {
    private static final LoadingCache<Unit, io.qipan.proto.patrol.v1.Unit> OF_UNITS =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(UnitMessages::message);

    private ReadyMessages() {}

    public static io.qipan.proto.patrol.v1.Unit of(Unit unit) {
        return OF_UNITS.get(unit);
    }
}
