package io.qipan.ecology.procedure.model;

import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One step of a procedure, as somebody wants to take it. */
public sealed interface Move {

    MoveKind kind();

    /** The papers of a transfer, Art 6 of Decree 310. */
    enum Material {
        TRANSFER_LETTER,
        INVESTIGATION_REPORT,
        ITEM_LIST,
        APPRAISAL,
        OTHER_MATERIAL
    }

    /** A step that says everything by its kind. */
    record Plain(MoveKind kind) implements Move {}

    /**
     * @param discoveredAt when the act was found out; empty: with the opening of the case
     * @param actEndedAt when an act that went on ended; empty: at its time
     * @param longLimitation it was against life, health or finance and did harm
     */
    record FileCase(CaseLaw law, Optional<Instant> discoveredAt, Optional<Instant> actEndedAt, boolean longLimitation)
            implements Move {
        /** As an administrative case, found out when it was opened. */
        public static final FileCase USUAL =
                new FileCase(CaseLaw.ADMINISTRATIVE_PENALTY, Optional.empty(), Optional.empty(), false);

        @Override
        public MoveKind kind() {
            return MoveKind.FILE_CASE;
        }
    }

    /** @param manner to whom and in which way */
    record ServeDecision(String manner) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.SERVE_DECISION;
        }
    }

    /**
     * @param how what is done with the things
     * @param approvedBy empty of what is done on the spot, before anybody has approved it
     */
    record SeizeItems(
            Seizure.Kind how, List<Seizure.Item> items, String decision, String approvedBy, List<String> evidence)
            implements Move {
        public SeizeItems {
            items = List.copyOf(items);
            evidence = List.copyOf(evidence);
        }

        @Override
        public MoveKind kind() {
            return approvedBy.isEmpty() ? MoveKind.SEIZE_ON_THE_SPOT : MoveKind.SEIZE_ITEMS;
        }
    }

    /** @param number of the seizure */
    record ApproveSeizure(int number, String approvedBy) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.APPROVE_SEIZURE;
        }
    }

    /** @param number of the seizure */
    record GiveToKeeper(int number, String keeper) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.GIVE_TO_KEEPER;
        }
    }

    /** @param number of the seizure */
    record EndSeizure(int number, Seizure.Outcome outcome, List<String> evidence) implements Move {
        public EndSeizure {
            evidence = List.copyOf(evidence);
        }

        @Override
        public MoveKind kind() {
            return MoveKind.END_SEIZURE;
        }
    }

    record BeginExamination(Examination.Kind what) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.BEGIN_EXAMINATION;
        }
    }

    record ChooseBasis(String rule) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.CHOOSE_BASIS;
        }
    }

    /** @param penalties at least one */
    record ImposePenalty(
            List<PenaltyKind> penalties, OptionalLong fineFen, String decision, Optional<FineDeviation> deviation)
            implements Move {
        public ImposePenalty {
            penalties = List.copyOf(penalties);
        }

        @Override
        public MoveKind kind() {
            return MoveKind.IMPOSE_PENALTY;
        }
    }

    /** @param days how many units of the clock's length are added */
    record ExtendClock(int number, int days, String basis) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.EXTEND_CLOCK;
        }
    }

    /** The notice that starts this clock was received; the circumstances say when. */
    record RecordNotice(int number) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.RECORD_NOTICE;
        }
    }

    record ProposeTransfer(Set<String> officers) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.PROPOSE_TRANSFER;
        }
    }

    record DecideTransfer(boolean approved) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.DECIDE_TRANSFER;
        }
    }

    /** @param police the agency that gets it, {@code agencies/{id}} */
    record HandOver(String police, Set<Material> materials) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.HAND_OVER;
        }
    }

    record ReceiveTransfer(boolean competent) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.RECEIVE_TRANSFER;
        }
    }

    record ForwardTransfer(String police) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.FORWARD_TRANSFER;
        }
    }

    record RequestMaterials(List<Material> missing) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.REQUEST_MATERIALS;
        }
    }

    record DecideFiling(boolean filed) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.DECIDE_FILING;
        }
    }

    record DecideReconsideration(boolean filed) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.DECIDE_RECONSIDERATION;
        }
    }

    record DecideSupervision(boolean ordered) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.DECIDE_SUPERVISION;
        }
    }

    record EndCriminalCase(Outcome outcome) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.END_CRIMINAL_CASE;
        }
    }

    record GiveReverseOpinion(boolean penaltyProposed) implements Move {
        @Override
        public MoveKind kind() {
            return MoveKind.GIVE_REVERSE_OPINION;
        }
    }
}
