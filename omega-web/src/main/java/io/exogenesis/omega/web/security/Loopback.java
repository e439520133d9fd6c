package io.exogenesis.omega.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Whether a request was made on this machine. */
public final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private Loopback() {}

    /**
     * From a loopback address and for a loopback name.
     *
     * <p>The name counts because a page from elsewhere can make its own host name point to 127.0.0.1 and then read, in the
     * browser of this machine, whatever answers there (DNS rebinding).
     */
    public static boolean isLocal(HttpServletRequest request) {
        return isLocal(request.getRemoteAddr(), request.getServerName());
    }

    static boolean isLocal(String remoteAddress, String askedFor) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(remoteAddress).isLoopbackAddress()
                    && NAMES.contains(askedFor.toLowerCase(java.util.Locale.ROOT));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
