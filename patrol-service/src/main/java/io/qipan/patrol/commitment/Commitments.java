package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.runtime.page.Page;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which order has, had or must not get which unit. Whoever changes something holds the orders first and then the units: all
 * in the same order, so that nobody waits in a circle.
 */
public interface Commitments {

    /** Holds these orders, known or not, until the end of the unit of work. */
    void hold(Collection<String> orders);

    /** What is known of these orders, by order. */
    Map<String, Commitment> find(Collection<String> orders);

    /** Adds a commitment of a held order and a locked unit. */
    void add(Held held);

    /** Remembers that a held order must not get a unit. */
    void add(NeverHeld neverHeld);

    /** Ends a commitment of a locked unit. */
    void end(Released released);

    /** Newest first, one more than the page holds. */
    List<Listed> list(Page page, boolean heldOnly);

    /** @param number grows from the older to the newer */
    record Listed(long number, Commitment commitment) {}
}
