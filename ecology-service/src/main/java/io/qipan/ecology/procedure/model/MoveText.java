package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Move.ApproveSeizure;
import io.qipan.ecology.procedure.model.Move.BeginExamination;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.DecideFiling;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.GiveReverseOpinion;
import io.qipan.ecology.procedure.model.Move.GiveToKeeper;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import java.util.Collection;
import java.util.stream.Collectors;

/** What a step carried, in words for the record. */
final class MoveText {

    static final String FILED = "filed";

    private MoveText() {}

    static String of(Move move, Circumstances now) {
        return switch (move) {
            case Plain _ -> "";
            case FileCase filing -> Filing.text(filing, now);
            case SeizeItems seizing -> text(seizing);
            case ApproveSeizure(int number, String head) -> "seizure " + number + " by " + head;
            case GiveToKeeper(int number, String keeper) -> "seizure " + number + " to " + keeper;
            case EndSeizure(int number, var outcome, var _) -> "seizure " + number + " " + outcome;
            case BeginExamination(var what) -> what.toString();
            case ChooseBasis(String rule) -> rule;
            case ImposePenalty penalty -> text(penalty);
            case ServeDecision(String manner) -> manner;
            case ExtendClock(int number, int days, String basis) -> "clock " + number + " by " + days + ": " + basis;
            case RecordNotice(int number) -> "notice of clock " + number;
            case ProposeTransfer(var officers) -> "officers " + joined(officers);
            case DecideTransfer(boolean approved) -> approved ? "approved" : "refused";
            case HandOver(String police, var materials) -> "to " + police + " with " + joined(materials);
            case ReceiveTransfer(boolean competent) -> competent ? "competent" : "not competent";
            case ForwardTransfer(String police) -> "to " + police;
            case RequestMaterials(var missing) -> "missing " + joined(missing);
            case DecideFiling(boolean filed) -> filing(filed);
            case DecideReconsideration(boolean filed) -> filing(filed);
            case DecideSupervision(boolean ordered) -> ordered ? "filing ordered" : "reasons accepted";
            case EndCriminalCase(var outcome) -> outcome.toString();
            case GiveReverseOpinion(boolean penalty) -> penalty ? "penalty proposed" : "no penalty proposed";
        };
    }

    /** Its items stand in the seizure. */
    private static String text(SeizeItems move) {
        String approval =
                move.approvedBy().isEmpty() ? ", to be approved: " : ", approved by " + move.approvedBy() + ": ";
        return move.how() + " " + move.decision() + approval + move.items().size() + " items";
    }

    private static String text(ImposePenalty move) {
        return joined(move.penalties()) + " " + move.decision()
                + move.deviation()
                        .map(deviation ->
                                "; another fine than threatened (" + deviation.article() + "): " + deviation.reason())
                        .orElse("");
    }

    private static String filing(boolean filed) {
        return filed ? FILED : "not filed";
    }

    private static String joined(Collection<?> things) {
        return things.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }
}
