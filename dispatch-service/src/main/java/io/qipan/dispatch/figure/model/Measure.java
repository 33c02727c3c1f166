package io.qipan.dispatch.figure.model;

import java.util.List;

/** A stretch of time of calls or of orders. Bounds are those that the field reports by. */
public enum Measure {
    /** NENA-STA-020.1-2020: 90 % within 15 s, 95 % within 20 s; NFPA 1225: 10 s; NFPA 1221: 99 % within 40 s. */
    ANSWERING(
            List.of(10, 15, 20, 40),
            "Seconds from the ring to the answer of a call, by the reporter's clock; calls by voice answered in the"
                    + " period, for nothing else rings, of which both times were told",
            "振铃至接听的秒数,以报送方时钟为准;统计期内接听且报送了两个时间的语音来电(其他渠道无振铃)"),
    /** NFPA 1225-2022: 90 % within 60 s; NFPA 1221-2016: 90 % within 64 s (some kinds 90 s), 95 % within 106 s. */
    PROCESSING(
            List.of(60, 64, 90, 106),
            "Seconds from answering a call to sending the first order of its incident,"
                    + " both by the reporter's clock; calls that opened an incident with at least one sent order; without"
                    + " calls attached to a known incident; what another organisation offers us begins with the offer, so that"
                    + " deciding whether it is ours counts",
            "接听至首个指令发出的秒数,均以报送方时钟为准;统计立案且至少发出一个指令的来电;不含并入已有警情的来电;其他单位移送的事项自其提交起计,含我方审核时间"),
    /**
     * What seed O2 counts by: an order that was sent has not reached anybody yet. Its bounds are those of {@link #PROCESSING}, which
     * the standards end with sending, so that what lies between the two is seen.
     */
    ANSWER_TO_DELIVERY(
            List.of(60, 64, 90, 106),
            "Seconds from answering a call to the first order of its incident being on the terminal of its unit, or to the first"
                    + " that its crew reported, both by the reporter's clock; calls that opened an incident with at least"
                    + " one such order; without calls attached to a known incident",
            "接听至首个指令送达处警单元终端的秒数,先报签收、出发或到场的以先者为准,均以报送方时钟为准;统计立案且至少一个指令送达的来电;不含并入已有警情的来电"),
    /** No standard is known that brackets it: the rungs at which the ladder of life-risk incidents acts by default. */
    DELIVERY(
            List.of(15, 30, 60, 120),
            "Seconds from sending an order to its being on the terminal of the unit, or to its acceptance, setting out or arriving"
                    + " if that was reported first; orders sent in the period",
            "指令发出至送达处警单元终端的秒数,先报签收、出发或到场的以先者为准;统计期内发出的指令",
            "delivered",
            "accepted",
            "on_the_way",
            "on_scene"),
    /** The steps of weekly reports of 110 centres on signing for orders. */
    SIGNING(
            List.of(30, 60, 120, 180),
            "Seconds from sending an order to its acceptance by the crew, or to setting out or arriving if that was reported"
                    + " first; orders sent in the period",
            "指令发出至处警人员签收的秒数,先报出发或到场的以先者为准;统计期内发出的指令",
            "accepted",
            "on_the_way",
            "on_scene"),
    /** The steps of the same reports on setting out. */
    DEPARTURE(
            List.of(300, 600, 900, 1_800),
            "Seconds from sending an order to setting out, or to arriving if that was reported first; orders sent in the"
                    + " period",
            "指令发出至出发的秒数,先报到场的以到场为准;统计期内发出的指令",
            "on_the_way",
            "on_scene"),
    ARRIVAL(
            List.of(300, 600, 900, 1_800),
            "Seconds from sending an order to being on the scene; orders sent in the period",
            "指令发出至到场的秒数;统计期内发出的指令",
            "on_scene"),
    /** The steps of the same reports on feedback. */
    FEEDBACK(
            List.of(1_800, 3_600, 7_200, 14_400),
            "Seconds from sending an order to being done with it; orders sent in the period, without those whose unit was taken"
                    + " from the scene for another order",
            "指令发出至处置完毕反馈的秒数;统计期内发出的指令(不含在现场被改派他处的指令)",
            "cleared");

    private final List<Integer> boundsS;
    private final String english;
    private final String chinese;
    private final List<String> ends;

    Measure(List<Integer> boundsS, String english, String chinese, String... ends) {
        this.boundsS = boundsS;
        this.english = english;
        this.chinese = chinese;
        this.ends = List.of(ends);
    }

    /** Four, growing. */
    public List<Integer> boundsS() {
        return boundsS;
    }

    /** @param drills of exercises alone, else of none of them */
    public String english(boolean drills) {
        return english + (drills ? "; drills alone;" : "; without drills;") + " nearest-rank percentiles.";
    }

    /** @param drills of exercises alone, else of none of them */
    public String chinese(boolean drills) {
        return chinese + (drills ? ";仅统计演练" : ";不含演练") + ";百分位取最近秩。";
    }

    /**
     * Why something is left out, in the order in which that is asked.
     *
     * @param drills of exercises alone, else of none of them
     */
    public List<Exclusion> exclusions(boolean drills) {
        Exclusion first = drills ? Exclusion.NO_EXERCISE : Exclusion.EXERCISE;
        return switch (this) {
            case ANSWERING -> List.of(first, Exclusion.NOT_BY_VOICE, Exclusion.NOT_TOLD);
            case PROCESSING, ANSWER_TO_DELIVERY ->
                List.of(first, Exclusion.UNDECIDED, Exclusion.ATTACHED, Exclusion.WITHOUT_INCIDENT);
            case DELIVERY, SIGNING, DEPARTURE, ARRIVAL -> List.of(first);
            case FEEDBACK -> List.of(first, Exclusion.TAKEN_AWAY);
        };
    }

    /** Kinds of the milestones of an order, the first of which ends it; none for a measure of calls. */
    public List<String> ends() {
        return ends;
    }

    public boolean isOfOrders() {
        return !ends.isEmpty();
    }
}
