package io.qipan.launcher.demo;

import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import io.qipan.proto.dispatch.v1.Shortfall;
import java.io.PrintWriter;
import java.time.LocalTime;

/** Tells the story while it is played. */
final class Narrator {

    private final StoryClock clock;
    private final PrintWriter out;

    Narrator(StoryClock clock, PrintWriter out) {
        this.clock = clock;
        this.out = out;
    }

    void at(int hour, int minute, int second) {
        clock.jumpTo(LocalTime.of(hour, minute, second));
    }

    void say(String line) {
        out.println(clock.now() + "  " + line);
        out.flush();
    }

    void recommended(RecommendUnitsResponse recommendation) {
        say("Recommended" + (recommendation.getDegraded() ? " (from what was known last)" : "") + ":");
        for (RecommendedUnit unit : recommendation.getUnitsList()) {
            out.printf(
                    "          %-8s %-18s %6.0f m %5.0f s%s  %s%n",
                    unit.getCapability(),
                    unit.getCallSign(),
                    unit.getDistanceM(),
                    unit.getEtaS(),
                    unit.getPositionStale() ? " (old position)" : "",
                    unit.getReason());
        }
        for (Shortfall shortfall : recommendation.getShortfallsList()) {
            out.printf(
                    "          %-8s %d missing: %s%n",
                    shortfall.getCapability(), shortfall.getMissing(), shortfall.getCause());
        }
        out.flush();
    }
}
