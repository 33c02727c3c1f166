package io.qipan.dispatch.review;

import jakarta.inject.Singleton;
import java.security.SecureRandom;

@Singleton
class SecureLots implements Lots {
    private final SecureRandom random = new SecureRandom();

    @Override
    public double next() {
        return random.nextDouble();
    }
}
