package io.exogenesis.omega.viewer.internal.learn;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Where the viewer is: night from 22 h, morning from 5 h, afternoon from 12 h, evening from 17 h. */
record TimesOfDay(ZoneId zone) {
    String of(Instant at) {
        int hour = at.atZone(zone).getHour();
        if (hour < 5 || hour >= 22) {
            return "night";
        }
        return hour < 12 ? "morning" : hour < 17 ? "afternoon" : "evening";
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }
}
