package io.qipan.e2e;

import io.qipan.launcher.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Something breaks.
 *
 * @param calm how long nothing breaks before it
 * @param away how long nobody repairs it
 */
record Fault(Victim victim, Duration calm, Duration away) {

    enum Victim {
        DISPATCH("kill -9 dispatch-service"),
        PATROL("kill -9 patrol-service"),
        ECOLOGY("kill -9 ecology-service"),
        POSTGRES("pg_ctl stop -m immediate");

        private final String deed;

        Victim(String deed) {
            this.deed = deed;
        }
    }

    /** Every victim in turn, each turn in another order. The same seed gives the same list. */
    static List<Fault> schedule(long seed, int count) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        List<Victim> turn = new ArrayList<>();
        while (faults.size() < count) {
            if (turn.isEmpty()) {
                Collections.addAll(turn, Victim.values());
                Collections.shuffle(turn, random);
            }
            faults.add(new Fault(
                    turn.removeFirst(),
                    Duration.ofMillis(random.nextInt(200, 2_000)),
                    Duration.ofMillis(random.nextInt(0, 1_000))));
        }
        return faults;
    }

    /** Breaks it, and has {@code ./qipan up} repair it. */
    void strike(TestBoard board) {
        Pause.of(calm);
        switch (victim) {
            case DISPATCH -> board.kill(Service.DISPATCH);
            case PATROL -> board.kill(Service.PATROL);
            case ECOLOGY -> board.kill(Service.ECOLOGY);
            case POSTGRES -> board.crashPostgres();
        }
        Pause.of(away);
        board.up();
    }

    @Override
    public String toString() {
        return "after %4d ms %s, repaired after %3d ms".formatted(calm.toMillis(), victim.deed, away.toMillis());
    }
}
