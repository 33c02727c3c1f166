package io.qipan.dispatch.transfer;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.runtime.peer.PeerAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Partners in memory that do as a test commands. Knows 12345, 119 and 120. */
public final class FakePartners implements Partners {
    private static final Set<String> KNOWN = Set.of("agencies/12345", "agencies/119", "agencies/120");

    public final List<TransferId> taken = new ArrayList<>();
    public final List<Optional<String>> numbers = new ArrayList<>();
    public final List<TransferId> dropped = new ArrayList<>();
    public boolean away;
    public boolean losesAnswers;
    public boolean refuses;
    public Runnable whileTaking = () -> {};

    @Override
    public boolean isKnown(String partner) {
        return KNOWN.contains(partner);
    }

    @Override
    public Answer offer(Transfer transfer, Call call, Optional<String> number) {
        if (away) {
            throw gone();
        }
        if (refuses) {
            return new Answer.NotTaken("Their system refused");
        }
        if (!taken.contains(transfer.id())) {
            taken.add(transfer.id());
            numbers.add(number);
        }
        whileTaking.run();
        if (losesAnswers) {
            throw gone();
        }
        return new Answer.Taken(transfer.clock().offeredAt(), "W-" + taken.size());
    }

    @Override
    public void drop(Transfer transfer, String reason) {
        if (away) {
            throw gone();
        }
        dropped.add(transfer.id());
    }

    private static PeerAway gone() {
        return new PeerAway("12345", new StatusRuntimeException(Status.UNAVAILABLE));
    }
}
