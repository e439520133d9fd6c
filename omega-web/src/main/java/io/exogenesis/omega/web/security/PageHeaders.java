package io.exogenesis.omega.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a browser may do with our pages: load from here only, and in no frame. */
public class PageHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String WATCH = "/watch/";
    private static final String REST = "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    /** Scripts, styles, pictures and calls from here, nothing inline, nothing else at all. */
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + REST;

    private static final String USUAL = "default-src 'self'; style-src 'self' 'unsafe-inline'" + REST;

    private static String policy(HttpServletRequest request) {
        return request.getRequestURI().startsWith(WATCH) ? STRICT : USUAL;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (response instanceof HttpServletResponse http) {
            http.setHeader(
                    "Content-Security-Policy", request instanceof HttpServletRequest asked ? policy(asked) : STRICT);
            http.setHeader("X-Content-Type-Options", "nosniff");
            http.setHeader("Referrer-Policy", "no-referrer");
        }
        chain.doFilter(request, response);
    }
}
