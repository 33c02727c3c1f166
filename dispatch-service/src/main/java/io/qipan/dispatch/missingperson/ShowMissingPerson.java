package io.qipan.dispatch.missingperson;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SectorState.Assigned;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.proto.dispatch.v1.ShowMissingPersonRequest;
import io.qipan.proto.dispatch.v1.ShowMissingPersonResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Tells who is missing, and writes down who wanted to know and why: the history of the search says it to everybody. */
@Singleton
class ShowMissingPerson {
    static final String FOUND = "/found";

    private final MissingSearchRecords records;
    private final SearchSectorRecords sectors;
    private final MissingNoticeRecords notices;
    private final LockedMessages locked;
    private final IncidentRecords incidents;
    private final OpenOrders orders;
    private final InstantSource clock;

    ShowMissingPerson(
            MissingSearchRecords records,
            SearchSectorRecords sectors,
            MissingNoticeRecords notices,
            LockedMessages locked,
            IncidentRecords incidents,
            OpenOrders orders,
            InstantSource clock) {
        this.records = records;
        this.sectors = sectors;
        this.notices = notices;
        this.locked = locked;
        this.incidents = incidents;
        this.orders = orders;
        this.clock = clock;
    }

    /** Inside a unit of work of the one who asks. */
    ShowMissingPersonResponse show(ShowMissingPersonRequest request, Caller caller) {
        MissingSearch search = records.lock(MissingSearchId.parse(request.getName()));
        boolean onlyUnit = !caller.hasAny(Role.CALL_TAKER, Role.DISPATCHER, Role.COMMANDER);
        if (onlyUnit) {
            refuseStranger(search, caller);
        }
        String name = search.id().name();
        ShowMissingPersonResponse.Builder shown = ShowMissingPersonResponse.newBuilder();
        locked.find(name, MissingPerson.parser()).ifPresent(shown::setPerson);
        readable(name + FOUND, LocationInput.parser(), shown).ifPresent(shown::setFoundPlace);
        if (!onlyUnit) {
            for (MissingNotice notice : notices.of(search.id()).reversed()) {
                readable(notice.id().name(), NoticeContent.parser(), shown)
                        .ifPresent(
                                content -> shown.addNotices(content.toBuilder().setDrill(notice.drill())));
            }
        }
        records.note(search, "missing_search.person_shown", Times.now(clock), request.getReason());
        return shown.build();
    }

    /** A notice whose key is gone must not keep from those who search whom they search for. */
    private <M extends Message> Optional<M> readable(
            String owner, Parser<M> parser, ShowMissingPersonResponse.Builder shown) {
        try {
            return locked.find(owner, parser);
        } catch (RefusedException e) {
            shown.addNotReadable(owner);
            return Optional.empty();
        }
    }

    private void refuseStranger(MissingSearch search, Caller caller) {
        String unit = caller.unit().orElse("no unit");
        if (search.isClosed() || !searches(search, unit)) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            caller.subject() + " speaks for " + unit + ", which is not searching for "
                                    + search.id().name() + " now. Have the desk assign a sector or send an order.")
                    .with("unit", unit)
                    .asException();
        }
    }

    private boolean searches(MissingSearch search, String unit) {
        IncidentId worked = incidents.upToRoot(search.incident()).getLast().id();
        return orders.has(worked, unit)
                || sectors.of(search.id()).stream()
                        .anyMatch(sector -> sector.state() instanceof Assigned
                                && sector.searcher().equals(unit));
    }
}
