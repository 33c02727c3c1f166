package io.qipan.testkit.crooked.grid;

import io.qipan.runtime.work.Tx;

/** Says nothing by its name, and speaks SQL. */
final class GridHelper {

    String actor() {
        return Tx.current().actor();
    }
}
