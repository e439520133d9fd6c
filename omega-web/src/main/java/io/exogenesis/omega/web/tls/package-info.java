/**
 * The doors take a key that has changed: {@link io.exogenesis.omega.web.tls.TlsWatch} looks at the files now and then and knows who shows
 * the certificate to callers.
 */
@NullMarked
package io.exogenesis.omega.web.tls;

import org.jspecify.annotations.NullMarked;
