package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.Changes.Asof;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Rebuilds what there was at a moment. */
@Singleton
class ShowMoment {
    /** In one call. Whether a resource was open is read from its state, so many may be looked at for few. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final int AT_ONCE = 50;

    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final Changes changes;
    private final IncidentResources resources;

    ShowMoment(UnitOfWork unitOfWork, IncidentRecords incidents, Changes changes, IncidentResources resources) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.changes = changes;
        this.resources = resources;
    }

    /**
     * @param revision changes behind it do not count; 0: all count
     * @param incident only what belongs to it
     */
    record Question(
            Instant at, long revision, SortedSet<String> kinds, Optional<IncidentId> incident, boolean withEnded) {}

    /**
     * @param revision the newest when the first page was read
     * @param next where the next page goes on
     */
    record Moment(List<Change> resources, long revision, Optional<Cursor> next) {}

    /** The last resource that was looked at. */
    record Cursor(long revision, String resource) {
        static Cursor parse(String key) {
            int end = key.indexOf(' ');
            return new Cursor(Long.parseLong(key.substring(0, end)), key.substring(end + 1));
        }

        String key() {
            return revision + " " + resource;
        }
    }

    Moment show(Question question, Page page) {
        return unitOfWork.read(() -> {
            Optional<Cursor> after = page.after(Cursor::parse);
            long newest = after.map(Cursor::revision).orElseGet(changes::newest);
            long upTo = question.revision() == 0 ? newest : Math.min(newest, question.revision());
            Asof asof = new Asof(Optional.of(question.at()), upTo);
            Names names = names(question);
            List<Change> shown = new ArrayList<>();
            long bytes = 0;
            int lookedAt = 0;
            for (String kind : question.kinds()) {
                String last = after.map(Cursor::resource).orElse("");
                String lastKind = JournaledKinds.kindOf(last);
                if (kind.compareTo(lastKind) < 0) {
                    continue;
                }
                Optional<String> before = kind.equals(lastKind) ? Optional.of(last) : Optional.empty();
                List<String> batch = names.of(kind, before, AT_ONCE);
                while (!batch.isEmpty()) {
                    for (Change change : changes.latest(batch, asof)) {
                        if (question.withEnded() || States.isOpen(change)) {
                            shown.add(change);
                            bytes += change.getState().getValue().size();
                        }
                        if (shown.size() == page.size() || bytes >= Changes.MOST_BYTES) {
                            return new Moment(shown, newest, Optional.of(new Cursor(newest, change.getResource())));
                        }
                    }
                    lookedAt += batch.size();
                    if (lookedAt >= MOST_LOOKED_AT) {
                        return new Moment(shown, newest, Optional.of(new Cursor(newest, batch.getLast())));
                    }
                    batch = names.of(kind, Optional.of(batch.getLast()), AT_ONCE);
                }
            }
            return new Moment(shown, newest, Optional.empty());
        });
    }

    /** Where names come from. */
    private interface Names {
        /** The newest name first. */
        List<String> of(String kind, Optional<String> before, int limit);
    }

    private Names names(Question question) {
        if (question.incident().isEmpty()) {
            return changes::names;
        }
        IncidentId id = incidents.get(question.incident().orElseThrow()).id();
        List<String> own = resources.of(resources.withMerged(id));
        return (kind, before, limit) -> own.stream()
                .filter(name -> JournaledKinds.kindOf(name).equals(kind))
                .filter(name -> before.isEmpty() || name.compareTo(before.get()) < 0)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
    }
}
