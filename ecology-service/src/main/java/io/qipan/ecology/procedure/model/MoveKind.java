package io.qipan.ecology.procedure.model;

import java.util.Arrays;

/** Every step that a procedure knows, with the words and the article by which it is refused at the wrong time. */
public enum MoveKind {
    FILE_CASE("be filed as an administrative case", "行政处罚法 Art 54"),
    CHOOSE_BASIS("have its basis chosen", "行政处罚法 Art 57"),
    IMPOSE_PENALTY("be penalised", "行政处罚法 Art 57; 国务院令310号 Art 11"),
    SERVE_DECISION("have its decision served", "行政处罚法 Art 61; 治安管理处罚法 Art 116"),
    DROP_PENALTY("be left without a penalty", "行政处罚法 Art 57"),
    LEAVE_UNESTABLISHED("have facts recorded as not to be established", "行政处罚法 Art 40"),
    EXTEND_CLOCK("have a clock extended", "the article of the clock"),
    RECORD_NOTICE("have the receipt of a notice recorded", "the article of the clock"),
    PROPOSE_TRANSFER("be proposed for transfer", "国务院令310号 Art 5"),
    DECIDE_TRANSFER("have its transfer decided", "国务院令310号 Art 5"),
    COPY_TO_PROCURATORATE("be copied to the procuratorate", "环环监〔2017〕17号"),
    GIVE_TRANSFER_OPINION("get an opinion on its transfer", "国务院令310号 Art 14; 环环监〔2017〕17号"),
    HAND_OVER("be handed over to the police", "国务院令310号 Art 5"),
    RECEIVE_TRANSFER("be received by the police", "国务院令310号 Art 7"),
    FORWARD_TRANSFER("be forwarded to other police", "国务院令310号 Art 7"),
    REQUEST_MATERIALS("have materials requested", "公安机关办理刑事案件程序规定 Art 180"),
    SUPPLY_MATERIALS("have materials supplied", "公安机关办理刑事案件程序规定 Art 180"),
    RETURN_TRANSFER("be returned to the agency", "国务院令310号 Art 8; 公安机关办理刑事案件程序规定 Art 180"),
    DECIDE_FILING("have its filing decided", "国务院令310号 Art 8"),
    HAND_OVER_ITEMS("have its items handed over", "国务院令310号 Art 12"),
    REQUEST_RECONSIDERATION("be reconsidered", "国务院令310号 Art 9"),
    DECIDE_RECONSIDERATION("have its reconsideration decided", "国务院令310号 Art 9"),
    REQUEST_SUPERVISION("be put to the procuratorate", "国务院令310号 Art 9"),
    DEMAND_REASONS("have reasons demanded", "公安机关办理刑事案件程序规定 Art 182"),
    GIVE_REASONS("have reasons given", "公安机关办理刑事案件程序规定 Art 182"),
    DECIDE_SUPERVISION("have its supervision decided", "公安机关办理刑事案件程序规定 Art 182"),
    END_CRIMINAL_CASE("end as a criminal case", "国务院令310号 Art 10; 行政处罚法 Art 27"),
    GIVE_REVERSE_OPINION("get an opinion on a penalty", "行刑反向衔接工作指引 Art 12"),
    SEIZE_ITEMS("have things seized", "行政强制法 Art 2, 22"),
    SEIZE_ON_THE_SPOT("have things seized on the spot", "行政强制法 Art 19, 22"),
    APPROVE_SEIZURE("have a seizure approved", "行政强制法 Art 19"),
    GIVE_TO_KEEPER("have seized things given to a keeper", "公安机关办理行政案件程序规定 Art 190"),
    END_SEIZURE("have a seizure ended", "行政强制法 Art 27, 28"),
    BEGIN_EXAMINATION("have an appraisal or a hearing begun", "治安管理处罚法 Art 118; 行政强制法 Art 25"),
    END_EXAMINATION("have an appraisal or a hearing ended", "治安管理处罚法 Art 118; 行政强制法 Art 25"),
    /** One that a newer version has taken; nobody takes it here. */
    UNKNOWN("take a step that this version does not know", "");

    private final String action;
    private final String article;

    MoveKind(String action, String article) {
        this.action = action;
        this.article = article;
    }

    /** By its name; {@link #UNKNOWN} for one that this version does not know. */
    public static MoveKind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** What a case cannot do when it is refused: {@code cannot be handed over}. */
    public String action() {
        return action;
    }

    public String article() {
        return article;
    }
}
