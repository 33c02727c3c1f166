package io.qipan.launcher.story;

import io.qipan.launcher.Board;
import io.qipan.launcher.BoardOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "after-action",
        description =
                "Tells the story of an incident from the feed: every change, when and by whom, and how long things"
                        + " took.",
        footer = {
            "! marks what was late, - a unit that did not come. Times are counted from the answer of the call.",
            "An exercise is told like the real thing and says that it is one."
        })
public final class AfterActionCommand implements Callable<Integer> {
    /** Of one page. */
    private static final long DEADLINE_S = 30;

    private static final int PAGE = 500;

    private final Function<Workspace, Board> connect;
    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "INCIDENT", description = "The incident's name, incidents/{uuid}.")
    private String incident = "";

    @Mixin
    private BoardOptions where = new BoardOptions();

    public AfterActionCommand(Workspace workspace) {
        this(workspace, Board::of);
    }

    AfterActionCommand(Workspace workspace, Function<Workspace, Board> connect) {
        this.workspace = workspace;
        this.connect = connect;
    }

    @Override
    public Integer call() {
        try (Board board = where.connect(workspace, connect)) {
            StoryText text = new StoryText(spec.commandLine().getOut());
            ShowStoryRequest.Builder request =
                    ShowStoryRequest.newBuilder().setIncident(incident).setPageSize(PAGE);
            do {
                ShowStoryResponse page = AfterActionServiceGrpc.newBlockingStub(board.dispatch())
                        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS)
                        .showStory(request.build());
                if (request.getPageToken().isEmpty()) {
                    text.begin(page);
                }
                page.getEntriesList().forEach(text::add);
                request.setPageToken(page.getNextPageToken());
            } while (!request.getPageToken().isEmpty());
            PrintWriter out = spec.commandLine().getOut();
            out.flush();
            return ExitCode.OK;
        }
    }
}
