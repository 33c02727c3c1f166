package io.qipan.proto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of reasons for people, made of the comments in the contract. */
final class ErrorsText {

    private static final Path CONTRACT = Path.of("src/main/proto/qipan/common/v1/error_reason.proto");
    private static final Pattern VALUE = Pattern.compile("([A-Z_]+) = [0-9]+;");
    private static final Pattern COMMENT =
            Pattern.compile("(?<when>.+?) Status (?<status>[A-Z_]+)\\. Metadata: (?<metadata>.+)\\.");

    /** As the Connect protocol maps them for unary calls; the services' JSON gateway follows it. */
    private static final Map<String, Integer> HTTP = Map.ofEntries(
            Map.entry("CANCELLED", 499),
            Map.entry("INVALID_ARGUMENT", 400),
            Map.entry("FAILED_PRECONDITION", 400),
            Map.entry("OUT_OF_RANGE", 400),
            Map.entry("DEADLINE_EXCEEDED", 504),
            Map.entry("NOT_FOUND", 404),
            Map.entry("ALREADY_EXISTS", 409),
            Map.entry("ABORTED", 409),
            Map.entry("PERMISSION_DENIED", 403),
            Map.entry("RESOURCE_EXHAUSTED", 429),
            Map.entry("UNIMPLEMENTED", 501),
            Map.entry("UNAVAILABLE", 503),
            Map.entry("UNAUTHENTICATED", 401),
            Map.entry("INTERNAL", 500));

    private static final String HEAD = """
            # Reasons for refusals

            Made of the comments in [error_reason.proto](../proto/src/main/proto/qipan/common/v1/error_reason.proto) by
            `./mvnw -pl proto test -Dcontract.update=true`; change them there.

            Each refusal carries one `google.rpc.ErrorInfo` with the domain `qipan.io`, the reason and its metadata. Repeat on
            `UNAVAILABLE` and `RESOURCE_EXHAUSTED` with the same `request_id`, after the `google.rpc.RetryInfo` if there is one.
            After `STALE_ETAG` read again, decide again and send with a new `request_id`; after `CONCURRENT_CHANGE` send the same again.

            | reason | gRPC status | HTTP | when | metadata |
            |---|---|---|---|---|
            """;

    private ErrorsText() {}

    static String now() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : Files.readAllLines(CONTRACT)) {
            String text = line.strip();
            Matcher value = VALUE.matcher(text);
            if (text.startsWith("//")) {
                comment.add(text.substring(2).strip());
            } else if (value.matches() && !comment.isEmpty()) {
                rows.add(row(value.group(1), String.join(" ", comment)));
                comment.clear();
            } else {
                comment.clear();
            }
        }
        return HEAD + rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static String row(String reason, String comment) {
        Matcher told = COMMENT.matcher(comment);
        if (!told.matches()) {
            throw new AssertionError(reason + " does not tell when, its status and its metadata: " + comment);
        }
        String status = told.group("status");
        String metadata = told.group("metadata").equals("none") ? "" : told.group("metadata");
        return "| `%s` | `%s` | %d | %s | %s |"
                .formatted(reason, status, HTTP.get(status), told.group("when"), metadata);
    }
}
