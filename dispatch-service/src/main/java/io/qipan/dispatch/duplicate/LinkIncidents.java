package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Link;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.LinkIncidentsRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Links incidents that belong together, and takes links away. */
@Singleton
class LinkIncidents {
    private static final int MOST_LINKS = 100;

    private final Links links;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    LinkIncidents(Links links, IncidentRecords incidents, InstantSource clock) {
        this.links = links;
        this.incidents = incidents;
        this.clock = clock;
    }

    Link link(LinkIncidentsRequest request, Caller caller) {
        Link link = new Link(
                IncidentId.parse(request.getIncident()),
                IncidentId.parse(request.getOther()),
                Link.Kind.valueOf(request.getKind().name()),
                Times.now(clock),
                caller.subject(),
                request.getReason());
        refuseUnless(!link.incident().equals(link.other()), link, "itself", "is itself");
        Incident incident = lock(link.incident(), link.other());
        refuseFull(link.incident(), link);
        refuseFull(link.other(), link);
        links.remove(link.incident(), link.other());
        if (link.kind() == Link.Kind.PART_OF) {
            refuseUnless(
                    !links.isPartOf(link.other(), link.incident()),
                    link,
                    "circle",
                    "is part of it already, directly or through others");
        }
        links.put(link);
        incidents.note(
                incident,
                "incident.linked",
                link.at(),
                link.kind() + " " + link.other().name());
        return link;
    }

    private void refuseFull(IncidentId incident, Link link) {
        List<Link> there = links.of(incident);
        boolean known = there.stream().anyMatch(l -> isOfTheSame(l, link));
        refuseUnless(
                known || there.size() < MOST_LINKS,
                link,
                "too_many",
                "or the first one has " + MOST_LINKS + " links, and no more fit");
    }

    private static boolean isOfTheSame(Link one, Link other) {
        return (one.incident().equals(other.incident()) && one.other().equals(other.other()))
                || (one.incident().equals(other.other()) && one.other().equals(other.incident()));
    }

    private static void refuseUnless(boolean fine, Link link, String why, String text) {
        if (!fine) {
            throw Refusal.of(
                            Reason.NOT_LINKABLE,
                            link.incident().name() + " cannot be linked with "
                                    + link.other().name() + ": that one " + text + ".")
                    .with("resource", link.incident().name())
                    .with("why", why)
                    .asException();
        }
    }

    /** Rows before the table: a row of links points at both incidents, and so holds them. */
    private Incident lock(IncidentId incident, IncidentId other) {
        incidents.lockBoth(incident, other);
        links.lock();
        return incidents.get(incident);
    }

    void unlink(IncidentId one, IncidentId other) {
        Incident incident = lock(one, other);
        if (!links.remove(one, other)) {
            throw Refusal.notFound("link of " + one.name() + " and " + other.name())
                    .asException();
        }
        incidents.note(incident, "incident.unlinked", Times.now(clock), other.name());
    }
}
