package io.exogenesis.omega.wire;

import io.exogenesis.omega.model.Admission;
import io.exogenesis.omega.model.MediaItem;
import io.exogenesis.omega.model.Priority;
import io.exogenesis.omega.model.SampledItem;
import io.exogenesis.omega.model.TaskType;
import io.exogenesis.omega.wire.v1.Liking;
import io.exogenesis.omega.wire.v1.MediaKind;

/** Enumerations on the wire. Unspecified, and values that a newer peer may know, are malformed. */
final class Enums {
    private Enums() {}

    static io.exogenesis.omega.wire.v1.TaskType toWire(TaskType type) {
        return switch (type) {
            case PREFERENCE -> io.exogenesis.omega.wire.v1.TaskType.TASK_TYPE_PREFERENCE;
            case RECOMMENDATION -> io.exogenesis.omega.wire.v1.TaskType.TASK_TYPE_RECOMMENDATION;
            case DISCOVERY -> io.exogenesis.omega.wire.v1.TaskType.TASK_TYPE_DISCOVERY;
            case BEHAVIOR -> io.exogenesis.omega.wire.v1.TaskType.TASK_TYPE_BEHAVIOR;
        };
    }

    static TaskType fromWire(io.exogenesis.omega.wire.v1.TaskType wire) {
        return switch (wire) {
            case TASK_TYPE_PREFERENCE -> TaskType.PREFERENCE;
            case TASK_TYPE_RECOMMENDATION -> TaskType.RECOMMENDATION;
            case TASK_TYPE_DISCOVERY -> TaskType.DISCOVERY;
            case TASK_TYPE_BEHAVIOR -> TaskType.BEHAVIOR;
            case TASK_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw unknown("task type");
        };
    }

    static Liking toWire(SampledItem.Liking liking) {
        return switch (liking) {
            case LOW -> Liking.LIKING_LOW;
            case MEDIUM -> Liking.LIKING_MEDIUM;
            case HIGH -> Liking.LIKING_HIGH;
        };
    }

    static SampledItem.Liking fromWire(Liking wire) {
        return switch (wire) {
            case LIKING_LOW -> SampledItem.Liking.LOW;
            case LIKING_MEDIUM -> SampledItem.Liking.MEDIUM;
            case LIKING_HIGH -> SampledItem.Liking.HIGH;
            case LIKING_UNSPECIFIED, UNRECOGNIZED -> throw unknown("liking");
        };
    }

    static io.exogenesis.omega.wire.v1.Admission toWire(Admission admission) {
        return switch (admission) {
            case PROVISIONAL -> io.exogenesis.omega.wire.v1.Admission.ADMISSION_PROVISIONAL;
            case ADMITTED -> io.exogenesis.omega.wire.v1.Admission.ADMISSION_ADMITTED;
            case PROBATION -> io.exogenesis.omega.wire.v1.Admission.ADMISSION_PROBATION;
        };
    }

    static Admission fromWire(io.exogenesis.omega.wire.v1.Admission wire) {
        return switch (wire) {
            case ADMISSION_PROVISIONAL -> Admission.PROVISIONAL;
            case ADMISSION_ADMITTED -> Admission.ADMITTED;
            case ADMISSION_PROBATION -> Admission.PROBATION;
            case ADMISSION_UNSPECIFIED, UNRECOGNIZED -> throw unknown("admission");
        };
    }

    static io.exogenesis.omega.wire.v1.Priority toWire(Priority priority) {
        return switch (priority) {
            case HIGH -> io.exogenesis.omega.wire.v1.Priority.PRIORITY_HIGH;
            case MEDIUM -> io.exogenesis.omega.wire.v1.Priority.PRIORITY_MEDIUM;
            case LOW -> io.exogenesis.omega.wire.v1.Priority.PRIORITY_LOW;
        };
    }

    static Priority fromWire(io.exogenesis.omega.wire.v1.Priority wire) {
        return switch (wire) {
            case PRIORITY_HIGH -> Priority.HIGH;
            case PRIORITY_MEDIUM -> Priority.MEDIUM;
            case PRIORITY_LOW -> Priority.LOW;
            case PRIORITY_UNSPECIFIED, UNRECOGNIZED -> throw unknown("priority");
        };
    }

    static MediaKind toWire(MediaItem.Kind kind) {
        return switch (kind) {
            case MOVIE -> MediaKind.MEDIA_KIND_MOVIE;
            case SERIES -> MediaKind.MEDIA_KIND_SERIES;
            case OTHER -> MediaKind.MEDIA_KIND_OTHER;
        };
    }

    static MediaItem.Kind fromWire(MediaKind wire) {
        return switch (wire) {
            case MEDIA_KIND_MOVIE -> MediaItem.Kind.MOVIE;
            case MEDIA_KIND_SERIES -> MediaItem.Kind.SERIES;
            case MEDIA_KIND_OTHER -> MediaItem.Kind.OTHER;
            case MEDIA_KIND_UNSPECIFIED, UNRECOGNIZED -> throw unknown("kind of title");
        };
    }

    private static MalformedMessageException unknown(String what) {
        return WireCodec.malformed("the " + what + " is unset or unknown");
    }
}
