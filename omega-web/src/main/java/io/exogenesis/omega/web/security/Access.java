package io.exogenesis.omega.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a resource method. Every method has one, its own or its class's; what has none is refused to everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Access {
    /** Any of these suffices. */
    Who[] value();

    /** Kinds of callers. */
    enum Who {
        /** No token needed: the request proves itself in another way. */
        ANYBODY,
        /** A program or browser on this machine that asked for it by a loopback name. */
        THIS_MACHINE,
        /** A registered viewer that was not removed. */
        VIEWER,
        /** The operator, with the admin token of the bootstrap file. */
        ADMIN,
        /** The enrolment key of the bootstrap file. */
        ENROLMENT_KEY
    }
}
