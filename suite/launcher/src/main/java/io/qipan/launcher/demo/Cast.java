package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Role;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.Workspace;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who acts in the story, each with a token of their own. */
interface Cast {

    /** The subject of the dispatcher's token. */
    String DISPATCHER = "demo-dispatcher";

    CallCredentials callTaker();

    /** One of several, each at a desk of their own. */
    default CallCredentials callTaker(int desk) {
        return callTaker();
    }

    CallCredentials dispatcher();

    /** Whoever staffs a post of the duty room. */
    default CallCredentials post(String post) {
        return dispatcher();
    }

    /** The crew of a unit, which may act for this unit only. */
    CallCredentials crew(String unit);

    /** Works ecological cases. */
    CallCredentials officer();

    /** Decides on what the officer proposes. */
    CallCredentials commander();

    static Cast of(Workspace workspace) {
        Tokens tokens = Tokens.of(workspace);
        Duration life = Duration.ofHours(1);
        return new Cast() {
            @Override
            public CallCredentials callTaker() {
                return new Bearer(tokens.mint("demo-call-taker", Set.of(Role.CALL_TAKER), Optional.empty(), life));
            }

            @Override
            public CallCredentials callTaker(int desk) {
                return new Bearer(
                        tokens.mint("demo-call-taker-" + desk, Set.of(Role.CALL_TAKER), Optional.empty(), life));
            }

            @Override
            public CallCredentials post(String post) {
                String subject = "demo-post-" + post.substring(post.indexOf('/') + 1);
                return new Bearer(tokens.mint(subject, Set.of(Role.DISPATCHER), Optional.empty(), life));
            }

            @Override
            public CallCredentials dispatcher() {
                return new Bearer(tokens.mint(DISPATCHER, Set.of(Role.DISPATCHER), Optional.empty(), life));
            }

            @Override
            public CallCredentials officer() {
                return new Bearer(
                        tokens.mint("demo-ecology-officer", Set.of(Role.ECOLOGY_OFFICER), Optional.empty(), life));
            }

            @Override
            public CallCredentials commander() {
                return new Bearer(tokens.mint("demo-commander", Set.of(Role.COMMANDER), Optional.empty(), life));
            }

            @Override
            public CallCredentials crew(String unit) {
                String subject = "crew-of-" + unit.substring(unit.indexOf('/') + 1);
                return new Bearer(tokens.mint(subject, Set.of(Role.UNIT), Optional.of(unit), life));
            }
        };
    }
}
