package io.qipan.launcher;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "keys",
        description = "'keys list' names the keys that lock personal data, 'keys add' adds one for what comes, and"
                + " 'keys erase NAME' throws one away for good, with all that it locked.",
        footer = {
            "Only of this checkout: './qipan secrets' prints the file for a cluster. Copies of it, in backups and",
            "at replicas elsewhere, still open what was locked, until the key is erased there too.",
            "Example: ./qipan keys erase 2026-10"
        })
final class KeysCommand implements Callable<Integer> {
    private static final String HOW = " Write: ./qipan keys list, ./qipan keys add, or ./qipan keys erase NAME";

    private static final Pattern OF_A_MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2]).*");
    private static final int MONTH = "2026-11".length();
    private static final int MOST_MONTHS_AHEAD = 12;

    private final Workspace workspace;
    private final InstantSource clock;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "list|add|erase", description = "What to do.")
    private String deed = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Of the key. Default for 'add': the month, or what goes on from it.")
    private @Nullable String name;

    KeysCommand(Workspace workspace) {
        this(workspace, InstantSource.system());
    }

    KeysCommand(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        workspace.createFolders();
        YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        PersonalKeyFile keys = new Keys(workspace.keys()).personalKeys();
        try (BoardLock lock = BoardLock.take(workspace)) {
            switch (deed) {
                case "list" -> list(keys);
                case "add" ->
                    add(
                            keys,
                            Optional.ofNullable(name)
                                    .map(given -> of(month, given))
                                    .orElseGet(() -> keys.next(month)));
                case "erase" -> erase(keys, month);
                default -> throw new UserError("'keys " + deed + "' is nothing that can be done." + HOW);
            }
        }
        return ExitCode.OK;
    }

    private void list(PersonalKeyFile keys) {
        List<PersonalKeyFile.Entry> entries = keys.entries();
        if (entries.isEmpty()) {
            say("There is no key yet; ./qipan up adds one.");
        }
        String newest = entries.stream()
                .filter(entry -> !entry.erased())
                .map(PersonalKeyFile.Entry::name)
                .reduce("", (_, later) -> later);
        entries.forEach(entry -> say(entry.name()
                + (entry.erased()
                        ? "  erased"
                        : entry.name().equals(newest) ? "  opens, and locks what comes" : "  opens")));
    }

    /** Names ascend: after one that is not of a month, or of one far away, no month would have a key of its own. */
    private static String of(YearMonth now, String given) {
        if (!OF_A_MONTH.matcher(given).matches()) {
            throw new UserError("The name " + given + " does not begin with a month. Give one that does, for example "
                    + now + " or " + now + "-b: after any other no month would get a key of its own.");
        }
        YearMonth last = now.plusMonths(MOST_MONTHS_AHEAD);
        if (given.substring(0, MONTH).compareTo(last.toString()) > 0) {
            throw new UserError("The name " + given + " is of a month after " + last
                    + ", and until then no month would get a key of its own. Give one of " + MOST_MONTHS_AHEAD
                    + " months ahead at most.");
        }
        return given;
    }

    private void add(PersonalKeyFile keys, String added) {
        keys.add(added);
        say("The key " + added + " locks what comes.");
    }

    private void erase(PersonalKeyFile keys, YearMonth month) {
        if (name == null) {
            throw new UserError("Which key is to be erased?" + HOW);
        }
        String newest = keys.erase(name, month);
        say("The key " + name + " is erased here, and nobody can read what it locked. " + newest
                + " locks what comes. Erase it in every copy of the file too.");
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
