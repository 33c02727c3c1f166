package io.qipan.dispatch.incident.model;

/**
 * What about an incident at risk takes two people. Raising never does.
 *
 * @param from the least urgent priority that is a risk
 */
public record RiskRule(Priority from) {

    /**
     * @param highest the most urgent that the incident, what is merged into it, or a type of theirs by default, is or
     *     ever was: a risk does not go away by being lowered in steps
     */
    public boolean isAtRisk(Priority highest) {
        return highest.compareTo(from) <= 0;
    }

    /** Whether one person may not give an incident this type and priority. */
    public boolean lowers(Priority highest, Incident incident, IncidentType was, IncidentType next, Priority priority) {
        boolean lower = priority.compareTo(incident.priority()) > 0
                || next.defaultPriority().compareTo(was.defaultPriority()) > 0;
        return lower && isAtRisk(highest);
    }

    /** Whether one person may not end an incident so: these outcomes say that nobody was needed. */
    public boolean dismisses(Priority highest, IncidentOutcome outcome, boolean attended) {
        boolean dismissal = switch (outcome) {
            case CALLED_OFF, DUPLICATE -> true;
            case NOTHING_FOUND -> !attended;
            case RESOLVED, HANDED_OVER -> false;
        };
        return dismissal && isAtRisk(highest);
    }
}
