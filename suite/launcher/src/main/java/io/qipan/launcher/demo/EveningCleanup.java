package io.qipan.launcher.demo;

import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.Transfer;
import java.io.PrintWriter;
import java.util.List;

/** Closes what an evening that broke off or is over has left open, as the board has it, and says what it could not close. */
final class EveningCleanup {

    private final EveningReader reader;
    private final EveningDesks desks;
    private final Cast cast;
    private final EveningPartner partner;
    private final Cleanup closing;
    private final PrintWriter out;

    EveningCleanup(EveningReader reader, EveningDesks desks, Cast cast, EveningPartner partner, PrintWriter out) {
        this.reader = reader;
        this.desks = desks;
        this.cast = cast;
        this.partner = partner;
        this.closing = new Cleanup(desks.desk(), new Traces(), out);
        this.out = out;
    }

    void afterABreak() {
        run("The demo broke off");
    }

    /** What the record shows as open is no success, but must not stay either. */
    void afterTheEnd() {
        run("The evening is over");
    }

    private void run(String what) {
        partner.fallSilent();
        closing.attempt("the evening", () -> {
            close(reader.read());
            // A step that was under way when the story broke off may have been stored after that.
            EveningRecord again = reader.read();
            if (!again.open().isEmpty()) {
                close(again);
                again = reader.read();
            }
            tell(what, again.open());
        });
    }

    private void close(EveningRecord left) {
        left.command().ifPresent(this::close);
        left.tasks().forEach(this::close);
        left.transfers().forEach(this::close);
        left.searches().forEach(this::close);
        left.notices().forEach(this::close);
        left.sectors().forEach(this::close);
        left.incidents().keySet().forEach(closing::closeIncident);
        left.activations().forEach(this::review);
        if (!left.planIsRetired()) {
            closing.attempt(EveningPlan.PLAN, () -> {
                ContingencyPlan ignored = EveningPlan.retire(desks.plans());
            });
        }
        left.calls().values().stream()
                .filter(call -> call.getState() == Call.State.OPEN)
                .map(Call::getName)
                .forEach(closing::closeCall);
    }

    private void tell(String what, List<String> open) {
        out.println(
                open.isEmpty()
                        ? what + "; nothing of it is left open."
                        : what + ". Left open: " + String.join(", ", open));
    }

    private void close(CommandOrder order) {
        if (order.hasNextDeadlineAt()) {
            closing.attempt(order.getName(), () -> desks.commands().withdraw(order, Cleanup.REASON));
        }
    }

    /** One that is mandatory is skipped by two people. */
    private void close(ContingencyTask task) {
        closing.attempt(task.getName(), () -> {
            ContingencyTask skipped = switch (task.getState()) {
                case UNTAKEN, TAKEN -> desks.plans().skip(task, Cleanup.REASON);
                default -> task;
            };
            if (skipped.getState() == ContingencyTask.State.SKIP_PROPOSED) {
                ContingencyTask ignored = desks.plans().confirmSkip(skipped, cast.commander());
            }
        });
    }

    /** Its incident has ended by now, and has closed it. */
    private void review(ContingencyActivation before) {
        closing.attempt(
                before.getName(),
                () -> desks.plans().ofIncident(before.getIncident()).stream()
                        .filter(activation -> activation.getName().equals(before.getName()))
                        .filter(activation -> activation.getState() == ContingencyActivation.State.CLOSED)
                        .forEach(closed -> {
                            ContingencyReview ignored = EveningPlan.review(desks.plans(), closed, Cleanup.REASON);
                        }));
    }

    private void close(Transfer transfer) {
        closing.attempt(transfer.getName(), () -> {
            switch (transfer.getState()) {
                case OFFERED, DELIVERED -> desks.transfers().answer(partner, transfer, Answer.RETURN, Cleanup.REASON);
                case ACCEPTED -> desks.transfers().answer(partner, transfer, Answer.COMPLETE, Cleanup.REASON);
                default -> {}
            }
        });
    }

    private void close(MissingSearch search) {
        if (search.getState() != MissingSearch.State.CLOSED) {
            closing.attempt(search.getName(), () -> {
                MissingSearch ignored = desks.searches().nobodyIsMissing(search.getName(), Cleanup.REASON);
            });
        }
    }

    /** Its search is closed by now: a draft is discarded, and every channel has to take the rest down. */
    private void close(MissingNotice before) {
        closing.attempt(
                before.getName(),
                () -> desks.notices().ofSearch(before.getSearch()).stream()
                        .filter(notice -> notice.getName().equals(before.getName()))
                        .filter(notice -> notice.getState() == MissingNotice.State.WITHDRAWING)
                        .forEach(desks.notices()::confirmWithdrawal));
    }

    private void close(SearchSector sector) {
        if (sector.getState() == SearchSector.State.ASSIGNED) {
            closing.attempt(sector.getName(), () -> {
                SearchSector ignored = desks.searches().recall(sector, Cleanup.REASON);
            });
        }
    }
}
