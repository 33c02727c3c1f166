package io.qipan.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command line returned and printed. */
record Launched(int exit, String out, String err) {

    static Launched run(Workspace workspace, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Qipan.commandLine(workspace, DemoCity.NONE)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return new Launched(command.execute(words), out.toString(), err.toString());
    }
}
