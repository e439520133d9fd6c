package io.exogenesis.omega.quic;

/** The peer proved a key that is none of the pinned ones. Not worth another try; somebody may be in between. */
public final class WrongPinException extends QuicException {

    private static final long serialVersionUID = 1;

    /** Names the peer, the expected pins and the one it has. */
    public WrongPinException(String remote, Pins expected, String actual) {
        super(Kind.WRONG_PIN, remote + " has the key " + actual + ", pinned is " + expected);
    }
}
