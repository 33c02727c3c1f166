package io.qipan.launcher;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.rpc.RefusalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into a sentence. Stack traces go to the log only. */
final class FailureReport implements IExecutionExceptionHandler {

    private final Workspace workspace;

    FailureReport(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println(sentence(failure));
        command.getErr().flush();
        return ExitCode.FAILED;
    }

    private String sentence(Exception failure) {
        if (failure instanceof UserError error) {
            return error.sentence();
        }
        if (failure instanceof StatusRuntimeException refusal) {
            return RefusalText.of(refusal);
        }
        Throwable root = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
        if (root instanceof AccessDeniedException denied) {
            return "No permission to write " + denied.getFile() + ". Run ./qipan as the user who owns the checkout.";
        }
        if (root instanceof FileSystemException file) {
            return "Cannot write " + file.getFile() + ": " + reason(file) + ". Put that right and try again.";
        }
        return "Something went wrong that should not: " + failure.getMessage() + "." + logged(failure);
    }

    private static String reason(FileSystemException file) {
        return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
    }

    private String logged(Exception failure) {
        Path log = workspace.log("launcher");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        try {
            Files.createDirectories(log.getParent());
            Files.writeString(log, Instant.now() + " " + trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return " Details are in " + log + ".";
        } catch (IOException e) {
            return " " + trace;
        }
    }
}
