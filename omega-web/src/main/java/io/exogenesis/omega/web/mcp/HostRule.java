package io.exogenesis.omega.web.mcp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which names the endpoint may be asked for, and from which pages. A page from elsewhere can make its own host name point to
 * this machine (DNS rebinding); MCP requires that a server looks at {@code Origin}, and {@code Host} tells the same of clients
 * that send none.
 */
final class HostRule {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    /** RFC 9110 §7.2: a name, a literal address or an IPv6 address in brackets, and a port perhaps. */
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(:\\d{1,5})?");

    private final Set<String> names;

    /** @param more further names, beside loopback and the public one */
    HostRule(String publicHost, Set<String> more) {
        names = Stream.concat(Stream.of(publicHost), more.stream())
                .map(HostRule::bracketed)
                .collect(Collectors.toSet());
        names.addAll(LOOPBACK);
    }

    private static String bracketed(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.indexOf(':') >= 0 && !lower.startsWith("[") ? "[" + lower + "]" : lower;
    }

    /** @param host the header {@code Host}, null if there is none */
    boolean allowsHost(@Nullable String host) {
        return host != null && allows(host);
    }

    /** @param origin the header {@code Origin}; null, of a client that is no browser, is allowed */
    boolean allowsOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        return (lower.startsWith("http://") && allows(lower.substring("http://".length())))
                || (lower.startsWith("https://") && allows(lower.substring("https://".length())));
    }

    private boolean allows(String authority) {
        Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        return parts.matches() && names.contains(parts.group(1));
    }
}
