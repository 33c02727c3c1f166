package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.DutyShortfall;
import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.ShortfallState.Settlement;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.id.ResourceId;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts who is on duty against the level in force, and opens and settles shortfalls by it. One at a time: whoever
 * handles the deadline holds it. Again after some time, for what nobody tells, as where the grid draws its zones.
 */
@Singleton
public class CheckStrength implements DeadlineHandler {
    static final String STRENGTH = "duty.strength";
    static final String OF_CITY = "dutyOrders/-";

    private final DutyOrders orders;
    private final MusterCrews musterCrews;
    private final ShortfallRecords records;
    private final Deadlines deadlines;
    private final DutySettings settings;
    private final DutyMeters meters;
    private final InstantSource clock;

    public CheckStrength(
            DutyOrders orders,
            MusterCrews musterCrews,
            ShortfallRecords records,
            Deadlines deadlines,
            DutySettings settings,
            DutyMeters meters,
            InstantSource clock) {
        this.orders = orders;
        this.musterCrews = musterCrews;
        this.records = records;
        this.deadlines = deadlines;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return STRENGTH;
    }

    @Override
    public void handle(Due due) {
        Optional<DutyOrder> inForce = orders.inForce();
        if (inForce.isPresent()) {
            Instant now = Times.now(clock);
            check(inForce.get(), now);
            deadlines.set(STRENGTH, OF_CITY, now.plus(settings.checkStrength()));
        }
    }

    private void check(DutyOrder order, Instant now) {
        Map<Post, DutyShortfall> open = new HashMap<>();
        records.lockOpen().forEach(shortfall -> open.put(shortfall.count().post(), shortfall));
        DutyPlan plan = orders.plan(order.plan()).orElseThrow();
        List<Count> counts = MusterCrews.against(musterCrews.muster(), order, plan);
        for (Count count : counts) {
            Optional<DutyShortfall> known = Optional.ofNullable(open.remove(count.post()));
            if (count.missing() == 0) {
                known.ifPresent(shortfall -> settle(shortfall, Settlement.REACHED, count, now));
            } else if (known.isPresent()) {
                recount(known.get(), order, count, now);
            } else {
                records.add(DutyShortfall.found(
                        ResourceId.fresh(), order, count, now, now.plus(settings.remindOfShortfall())));
                meters.found();
            }
        }
        open.forEach((post, shortfall) -> settle(shortfall, Settlement.NOT_NEEDED, new Count(post, 0, 0), now));
        meters.checked();
    }

    private void recount(DutyShortfall shortfall, DutyOrder order, Count count, Instant now) {
        DutyShortfall counted = shortfall.counted(order, count).orRefuse();
        if (!counted.equals(shortfall)) {
            DutyShortfall ignored = records.change(counted, "counted", now, "");
        }
    }

    private void settle(DutyShortfall shortfall, Settlement how, Count last, Instant now) {
        DutyShortfall ignored = records.change(shortfall.settle(how, last, now).orRefuse(), "settled", now, "");
        meters.settled();
    }
}
