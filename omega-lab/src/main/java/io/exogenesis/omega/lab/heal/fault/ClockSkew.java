package io.exogenesis.omega.lab.heal.fault;

import io.exogenesis.omega.lab.heal.subject.Subject;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The machine's clock is set ahead or back, by ten seconds up to a year, and stays so. */
final class ClockSkew implements Fault {
    private static final double LEAST = 10;
    private static final double MOST = Duration.ofDays(365).toSeconds();

    private final Subject subject;
    private final SplittableRandom random;

    ClockSkew(Subject subject, SplittableRandom random) {
        this.subject = subject;
        this.random = random;
    }

    @Override
    public String inject() {
        long seconds = Math.round(Math.exp(random.nextDouble(Math.log(LEAST), Math.log(MOST))));
        boolean back = random.nextBoolean();
        subject.surroundings().clock().set(Duration.ofSeconds(back ? -seconds : seconds));
        return "the clock is set " + seconds + " s " + (back ? "back" : "ahead");
    }

    @Override
    public List<String> broken() {
        return List.of();
    }
}
