package io.qipan.dispatch.transfer;

import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.proto.dispatch.v1.NewScopeEntry;
import io.qipan.proto.dispatch.v1.PublishScopeListRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has a new scope list hold from now on. */
@Singleton
class PublishScopeList {
    private final ScopeLists scopes;
    private final Journal journal;
    private final InstantSource clock;

    PublishScopeList(ScopeLists scopes, Journal journal, InstantSource clock) {
        this.scopes = scopes;
        this.journal = journal;
        this.clock = clock;
    }

    ScopeList publish(PublishScopeListRequest request, Caller caller) {
        refuseTwice(request.getEntriesList());
        int newest = scopes.newest().version();
        ScopeList list = new ScopeList(
                newest + 1,
                Times.now(clock),
                request.getBasis(),
                caller.subject(),
                new ScopeList.Limits(
                        Duration.ofSeconds(request.getDeliverWithinS()),
                        Duration.ofSeconds(request.getDecideWithinS()),
                        Duration.ofSeconds(request.getAnswerWithinS())),
                request.getMostOffers(),
                request.getEntriesList().stream()
                        .map(entry -> new ScopeList.Entry(
                                entry.getMatter(), entry.getNameZh(), entry.getNameEn(), entry.getOwnersList()))
                        .toList(),
                request.getRespondersList());
        if (newest != request.getAfterVersion() || !scopes.add(list)) {
            throw Refusal.staleEtag(
                            "the scope list",
                            Integer.toString(request.getAfterVersion()),
                            Integer.toString(scopes.newest().version()))
                    .asException();
        }
        journal.append(
                list.name(), "scope_list.published", list.validFrom(), list.basis(), TransferMessages.message(list));
        return list;
    }

    private static void refuseTwice(List<NewScopeEntry> entries) {
        Set<String> matters = new HashSet<>();
        for (NewScopeEntry entry : entries) {
            if (!matters.add(entry.getMatter())) {
                throw Refusal.of(Reason.INVALID_FIELD, "The matter '" + entry.getMatter() + "' comes twice.")
                        .withViolations(List.of(new Refusal.Violation("entries", entry.getMatter() + " comes twice")))
                        .asException();
            }
        }
    }
}
