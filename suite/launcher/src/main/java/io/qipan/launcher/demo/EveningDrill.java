package io.qipan.launcher.demo;

import io.qipan.launcher.UserError;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import java.time.Duration;
import java.util.List;

/** A command to the posts in between, as an exercise: all but one take note. */
final class EveningDrill {

    static final List<String> POSTS = List.of(
            "posts/bridge-east",
            "posts/bridge-west",
            "posts/lake-pier",
            "posts/market",
            "posts/railway-station",
            "posts/town-hall");
    static final String SILENT = "posts/railway-station";
    private static final Duration TO_ACKNOWLEDGE = Duration.ofSeconds(10);

    private final Evening evening;
    private final CommandDesk commands;
    private final Narrator narrator;
    private String order = "";

    EveningDrill(Evening evening, CommandDesk commands, Narrator narrator) {
        this.evening = evening;
        this.commands = commands;
        this.narrator = narrator;
    }

    void begins() {
        CommandOrder issued = commands.issue(
                "Exercise: flood warning",
                "Exercise, exercise. Read this flood warning and acknowledge. " + evening.reference(),
                POSTS,
                TO_ACKNOWLEDGE);
        order = issued.getName();
        narrator.say("A drill in between: a flood warning to " + issued.getRecipients()
                + " posts, to be acknowledged within " + TO_ACKNOWLEDGE.toSeconds() + " s. Each acknowledges but "
                + SILENT + ".");
        commands.notices(order).stream()
                .filter(notice -> !notice.getRecipient().equals(SILENT))
                .forEach(commands::acknowledge);
    }

    void ends() {
        CommandNotice silent = commands.notices(order).stream()
                .filter(notice -> notice.getRecipient().equals(SILENT))
                .findFirst()
                .orElseThrow(() -> new UserError(order + " has no notice for " + SILENT + "."));
        CommandNotice escalated = commands.until(silent, CommandNotice::hasEscalatedAt);
        if (!escalated.hasEscalatedAt()) {
            throw new UserError(silent.getName() + " of " + SILENT + " was not escalated. See ./qipan status.");
        }
        narrator.say(SILENT + " was reminded, and is escalated to the commander.");
        commands.excuse(escalated, "The radio of the post is out of order; told by telephone");
        narrator.say("It is excused: its radio is out of order. The drill is over.");
    }
}
