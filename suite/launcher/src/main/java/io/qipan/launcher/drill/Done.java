package io.qipan.launcher.drill;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What was done about an incident.
 *
 * @param orderedAfterS seconds from the answer of the call, or the opening if there was none, to the first order;
 *     empty: no unit was ordered
 * @param units that were ordered, whether they came or not
 * @param plan code and level of the response plan, as they are now
 */
record Done(String number, Optional<Double> orderedAfterS, SortedSet<String> units, Optional<String> plan) {}
