package io.qipan.dispatch.review;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.EndedCalls;
import io.qipan.dispatch.incident.EndedIncidents;
import io.qipan.dispatch.incident.IncidentFeature;
import io.qipan.dispatch.incident.OpenProposals;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import java.util.List;

/** Proposals and reviews put together by hand; opens them to tests of other features. */
public record ReviewFeature(RpcService rpc, List<DeadlineHandler> handlers) {

    /** What ends is drawn by these lots. */
    public record Draws(DrawClosure draw) {

        public static Draws onPostgres(Surroundings around, FakeLots lots) {
            return new Draws(new DrawClosure(reviewRecords(around), lots, around.settings()));
        }

        public EndedCalls calls() {
            return draw;
        }

        public EndedIncidents incidents() {
            return draw;
        }
    }

    public static OpenProposals openProposals(Surroundings around) {
        return new OvertakeProposals(new PostgresProposals(), proposalRecords(around), around.clock());
    }

    public static ReviewFeature onPostgres(Surroundings around, IncidentFeature incidents, MeterRegistry meters) {
        Proposals proposals = new PostgresProposals();
        ProposalRecords records = proposalRecords(around);
        ClosureReviewRecords reviewRecords = reviewRecords(around);
        return new ReviewFeature(
                new ReviewRpc(
                        around.unitOfWork(),
                        new ProposeChange(
                                records,
                                proposals,
                                incidents.records(),
                                incidents.interviews(),
                                incidents.reclassify(),
                                incidents.end(),
                                around.settings(),
                                around.clock()),
                        new DecideProposal(
                                records,
                                proposals,
                                incidents.records(),
                                incidents.reclassify(),
                                incidents.end(),
                                around.clock()),
                        new ConcludeClosureReview(reviewRecords, around.clock()),
                        proposals,
                        new PostgresClosureReviews()),
                List.of(
                        new LookAfterProposal(records, around.settings(), around.clock(), meters),
                        new RemindOfClosureReview(reviewRecords, around.settings(), around.clock(), meters)));
    }

    private static ProposalRecords proposalRecords(Surroundings around) {
        return new ProposalRecords(new PostgresProposals(), around.journal(), around.deadlines());
    }

    private static ClosureReviewRecords reviewRecords(Surroundings around) {
        return new ClosureReviewRecords(new PostgresClosureReviews(), around.journal(), around.deadlines());
    }
}
