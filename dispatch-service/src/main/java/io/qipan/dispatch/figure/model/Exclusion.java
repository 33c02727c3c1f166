package io.qipan.dispatch.figure.model;

/** Why something that happened in a period is no value of a measure, in the order in which that is asked. */
public enum Exclusion {
    EXERCISE("exercises, for figures of what is real are without drills", "演练(真实统计不含演练)"),
    NO_EXERCISE("what is no exercise, for these are figures of drills alone", "非演练(仅统计演练)"),
    NOT_BY_VOICE("calls by another way than voice, for nothing else rings", "非语音来电(其他渠道无振铃)"),
    UNDECIDED("calls without an outcome yet", "尚未决定处理结果的来电"),
    ATTACHED("calls attached to a known incident", "并入已有警情的来电"),
    WITHOUT_INCIDENT("calls that ended without an incident", "未立案即办结的来电"),
    NOT_TOLD(
            "calls of which the ring or the answer was not told, so that the time between them is unknown",
            "未报送振铃或接听时间的来电(时长不明)"),
    TAKEN_AWAY("orders whose unit was taken from the scene for another order", "在现场被改派他处的指令(未处置完毕)");

    private final String english;
    private final String chinese;

    Exclusion(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return chinese;
    }
}
