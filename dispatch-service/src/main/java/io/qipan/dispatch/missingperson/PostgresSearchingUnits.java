package io.qipan.dispatch.missingperson;

import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;

@Singleton
class PostgresSearchingUnits implements SearchingUnits {

    @Override
    public boolean has(String unit) {
        return Tx.current()
                .query("select 1 from known_unit where name = $1", unit)
                .iterator()
                .hasNext();
    }
}
