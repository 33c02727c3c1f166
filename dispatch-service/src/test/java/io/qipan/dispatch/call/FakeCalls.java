package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls in memory. */
final class FakeCalls implements Calls, InMemory {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Map<CallId, Call> calls = new LinkedHashMap<>();

    @Override
    public Call add(Call draft) {
        FakeUnitOfWork.checkMayWrite();
        draft.externalReference().flatMap(this::holder).ifPresent(holder -> {
            throw Refusal.of(Reason.ALREADY_EXISTS, "belongs to " + holder.id().name())
                    .with("resource", holder.id().name())
                    .asException();
        });
        int year = draft.recordedAt().atZone(CHINA).getYear();
        Call call = draft.numbered(String.format("C%d-%06d", year, calls.size() + 1));
        calls.put(call.id(), call);
        return call;
    }

    private Optional<Call> holder(String reference) {
        return calls.values().stream()
                .filter(call -> call.externalReference().equals(Optional.of(reference)))
                .findFirst();
    }

    @Override
    public Optional<Call> find(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }

    @Override
    public Call lock(CallId id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Call call) {
        FakeUnitOfWork.checkMayWrite();
        calls.replace(call.id(), call);
    }

    @Override
    public List<Call> list(Optional<Boolean> open, Optional<CallId> olderThan, int limit) {
        return calls.values().stream()
                .filter(call -> open.map(wanted -> wanted == call.state() instanceof Open)
                        .orElse(true))
                .filter(call -> olderThan
                        .map(id -> call.id().name().compareTo(id.name()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing((Call call) -> call.id().name()).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(calls).remember();
    }
}
