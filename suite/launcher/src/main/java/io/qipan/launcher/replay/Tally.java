package io.qipan.launcher.replay;

import java.util.concurrent.atomic.LongAdder;

/** What was sent and what came of it, counted while the replay runs. */
final class Tally {

    final LongAdder units = new LongAdder();
    final LongAdder calls = new LongAdder();
    final LongAdder incidents = new LongAdder();
    final LongAdder orders = new LongAdder();
    final LongAdder milestones = new LongAdder();
    final LongAdder incidentsEnded = new LongAdder();

    /** Steps that an earlier run had recorded already. */
    final LongAdder found = new LongAdder();

    /** Steps that their order's state did not allow any more, kept as milestones. */
    final LongAdder keptAsMilestone = new LongAdder();

    /** Ends of incidents at risk that one proposed and another confirmed. */
    final LongAdder confirmed = new LongAdder();

    /** Orders accepted by voice for their crews. */
    final LongAdder accepted = new LongAdder();

    /** Orders that were refused because the unit was not free yet, and sent again. */
    final LongAdder sentAgain = new LongAdder();

    /** Changes by somebody else in between, mostly by a deadline. */
    final LongAdder overtaken = new LongAdder();

    final LongAdder tasks = new LongAdder();
}
