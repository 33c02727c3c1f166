package io.qipan.dispatch.response.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The plan and alarm level of an incident, which keeps the revision that it began with.
 *
 * @param version counts what people decide, not looks; its text is the etag
 * @param inForce what holds for it now
 * @param taken if that is another incident's
 * @param nextDeadlineAt when the system looks again whether what the level needs is there; only of a level above 0 of
 *     an incident that is open
 * @param finding of the last look; {@link Finding#MET} until there is one
 * @param owner of the incident
 * @param drill of the incident
 */
public record IncidentResponse(
        IncidentId incident,
        long version,
        Decided inForce,
        Optional<Taken> taken,
        Optional<Instant> nextDeadlineAt,
        Finding finding,
        String owner,
        boolean drill) {

    /** What a look has found. */
    public enum Finding {
        /** Nothing is missing. */
        MET,
        UNMET,
        /** Nobody can tell, because nobody knows what an assigned unit can do. */
        UNKNOWN
    }

    /**
     * What somebody has decided.
     *
     * @param plan code of a plan of the revision
     * @param level 0: none any more
     * @param explanation why this plan
     */
    public record Decided(
            long revision, String plan, int level, Instant at, String by, String reason, List<String> explanation) {
        public Decided {
            explanation = List.copyOf(explanation);
        }

        public Decided atLevel(int next, String nextBy, Instant nextAt, String why) {
            return new Decided(revision, plan, next, nextAt, nextBy, why, explanation);
        }
    }

    /**
     * That the level is the one of an incident that was merged into this one.
     *
     * @param own what was decided for this one before, if anything was
     */
    public record Taken(IncidentId from, Optional<Decided> own) {}

    /** Of an incident that had none yet. */
    public static IncidentResponse first(
            IncidentId incident, Decided decided, Instant lookAt, String owner, boolean drill) {
        return new IncidentResponse(incident, 1, decided, Optional.empty(), Optional.empty(), Finding.MET, owner, drill)
                .watched(lookAt);
    }

    public String name() {
        return "incidentResponses/" + incident.uuid();
    }

    public int level() {
        return inForce.level();
    }

    public long revision() {
        return inForce.revision();
    }

    public String plan() {
        return inForce.plan();
    }

    /** Somebody has decided for this incident. */
    public IncidentResponse decide(Decided next, Instant lookAt) {
        return with(version + 1, next, Optional.empty()).watched(lookAt);
    }

    /** Another incident is merged into this one: the higher level goes on, of equals this one's own. */
    public IncidentResponse takeIn(IncidentResponse other, Instant lookAt) {
        Taken next = new Taken(other.incident, own());
        return other.level() > level()
                ? with(version + 1, other.inForce, Optional.of(next)).watched(lookAt)
                : this;
    }

    /** The same of an incident for which nothing was ever decided. */
    public static IncidentResponse takenIn(
            IncidentId incident, IncidentResponse other, Instant lookAt, String owner, boolean drill) {
        Taken taken = new Taken(other.incident, Optional.empty());
        return new IncidentResponse(
                        incident, 1, other.inForce, Optional.of(taken), Optional.empty(), Finding.MET, owner, drill)
                .watched(lookAt);
    }

    /** What was decided for this incident itself. */
    public Optional<Decided> own() {
        return taken.isPresent() ? taken.flatMap(Taken::own) : Optional.of(inForce);
    }

    public boolean isTakenFrom(IncidentId other) {
        return taken.filter(by -> by.from().equals(other)).isPresent();
    }

    /**
     * Whose level this is has left, or has another one: what was decided for this incident holds again, or the highest
     * of those that are still merged into it.
     *
     * @param still their responses, the one merged first first
     * @param none what is decided if nothing is left
     */
    public IncidentResponse giveBack(List<IncidentResponse> still, Decided none, Instant lookAt) {
        Decided base = own().orElse(none);
        Optional<IncidentResponse> highest = still.stream()
                .filter(other -> other.level() > base.level())
                .min(Comparator.comparing(other -> -other.level()));
        Optional<Taken> next = highest.map(other -> new Taken(other.incident, own()));
        return with(version + 1, highest.map(IncidentResponse::inForce).orElse(base), next)
                .watched(lookAt);
    }

    /** Nobody looks any more: its incident is over or merged. */
    public IncidentResponse rested() {
        return looked(Finding.MET, Optional.empty());
    }

    /** Somebody will look whether what the level needs is there. */
    public IncidentResponse watched(Instant lookAt) {
        return looked(Finding.MET, Optional.of(lookAt).filter(_ -> level() > 0));
    }

    /** Somebody has looked. */
    public IncidentResponse looked(Finding found, Instant next) {
        return looked(found, Optional.of(next));
    }

    private IncidentResponse looked(Finding found, Optional<Instant> next) {
        return new IncidentResponse(incident, version, inForce, taken, next, found, owner, drill);
    }

    private IncidentResponse with(long nextVersion, Decided next, Optional<Taken> nextTaken) {
        return new IncidentResponse(incident, nextVersion, next, nextTaken, nextDeadlineAt, finding, owner, drill);
    }
}
