package io.qipan.e2e;

import io.qipan.launcher.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One process dies, or two at once.
 *
 * @param calm how long nothing breaks before it
 * @param away how long nobody repairs it
 */
record Strike(List<Victim> victims, Duration calm, Duration away) {

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

    /** So many faults: every victim in turn, each turn in another order. The same seed gives the same list. */
    static List<Strike> schedule(long seed, int faults) {
        Random random = new Random(seed);
        List<Strike> strikes = new ArrayList<>();
        List<Victim> turn = new ArrayList<>();
        for (int left = faults; left > 0; left -= strikes.getLast().victims().size()) {
            if (turn.isEmpty()) {
                turn.addAll(Arrays.asList(Victim.values()));
                Collections.shuffle(turn, random);
            }
            int atOnce = Math.min(Math.min(left, turn.size()), random.nextInt(1, 3));
            List<Victim> next = turn.subList(0, atOnce);
            strikes.add(new Strike(
                    List.copyOf(next),
                    Duration.ofMillis(random.nextInt(200, 2_000)),
                    Duration.ofMillis(random.nextInt(0, 1_000))));
            next.clear();
        }
        return strikes;
    }

    /** Breaks things, and has {@code ./qipan up} repair them. */
    void happen(TestBoard board) {
        Pause.of(calm);
        for (Victim victim : victims) {
            switch (victim) {
                case DISPATCH -> board.kill(Service.DISPATCH);
                case PATROL -> board.kill(Service.PATROL);
                case ECOLOGY -> board.kill(Service.ECOLOGY);
                case POSTGRES -> board.crashPostgres();
            }
        }
        Pause.of(away);
        board.up();
    }

    @Override
    public String toString() {
        return "after %4d ms %s, repaired after %3d ms"
                .formatted(
                        calm.toMillis(),
                        victims.stream().map(victim -> victim.deed).collect(Collectors.joining(" and ")),
                        away.toMillis());
    }
}
