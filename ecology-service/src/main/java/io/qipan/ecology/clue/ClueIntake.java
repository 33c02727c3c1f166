package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.ClueState.Answered;
import io.qipan.ecology.clue.model.ClueState.Received;
import io.qipan.ecology.clue.model.ClueState.Triaged;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.proto.ecology.v1.ShowTipsterRequest;
import io.qipan.proto.ecology.v1.ShowTipsterResponse;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where clues meet those who tell them: receipts, and contacts that are kept apart. */
@Singleton
public class ClueIntake {
    private static final String NOT_READ =
            "The receipt is misheard or mistyped: three groups of four characters, of the"
                    + " digits 2 to 9 and letters without I, L and O, of which the last checks the others. Read it again.";

    private final UnitOfWork unitOfWork;
    private final Clues clues;
    private final Tipsters tipsters;
    private final SubmitClue submitClue;
    private final ShowTipster showTipster;
    private final ReceiptChecks checks;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public ClueIntake(
            UnitOfWork unitOfWork,
            Clues clues,
            Tipsters tipsters,
            SubmitClue submitClue,
            ShowTipster showTipster,
            ReceiptChecks checks,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clues = clues;
        this.tipsters = tipsters;
        this.submitClue = submitClue;
        this.showTipster = showTipster;
        this.checks = checks;
        this.clock = clock;
    }

    /** Inside a unit of work. */
    SubmitClueResponse submit(SubmitClueRequest request, Caller caller) {
        Instant now = Times.now(clock);
        String contact = request.getOptionalContact().strip();
        Optional<UUID> tipster = contact.isEmpty() ? Optional.empty() : Optional.of(tipsters.pseudonym(contact, now));
        Receipt receipt = Receipt.draw(random);
        Clue received = submitClue.submit(
                ClueRequests.report(request, caller, tipster, now), receipt, ClueRequests.fireTip(request));
        return SubmitClueResponse.newBuilder()
                .setClue(ClueMessages.message(received, now))
                .setReceipt(receipt.grouped())
                .build();
    }

    /** Outside of a unit of work. */
    GetClueProgressResponse check(GetClueProgressRequest request, Caller caller) {
        checks.count(caller.subject());
        Receipt receipt = Receipt.parse(request.getReceipt())
                .orElseThrow(() -> Refusal.of(Reason.INVALID_FIELD, NOT_READ)
                        .withViolations(List.of(new Violation("receipt", NOT_READ)))
                        .asException());
        Clue clue = unitOfWork
                .read(() -> clues.find(receipt))
                .orElseThrow(() -> Refusal.notFound("clue with this receipt").asException());
        return switch (clue.state()) {
            case Received _ -> progress(Progress.ARRIVED).build();
            case Triaged _ -> progress(Progress.IN_HAND).build();
            case Answered answered ->
                progress(Progress.DONE).setAnswer(answered.answer()).build();
        };
    }

    private static GetClueProgressResponse.Builder progress(Progress progress) {
        return GetClueProgressResponse.newBuilder().setProgress(progress);
    }

    /**
     * Outside of a unit of work. No reply is kept: whoever asks again has to be allowed to again, and is recorded again.
     */
    ShowTipsterResponse show(ShowTipsterRequest request, Caller caller) {
        return unitOfWork.run(caller.subject(), () -> {
            UUID tipster = showTipster.show(request.getName(), caller, request.getReason());
            return tipsters.contact(tipster)
                    .map(contact ->
                            ShowTipsterResponse.newBuilder().setContact(contact).build())
                    .orElseThrow(() ->
                            Refusal.notFound("contact of " + request.getName()).asException());
        });
    }
}
