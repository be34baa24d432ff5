package dev.kinglet.bench.peers;

/** A peer cannot be had on this machine; the message says why. */
public final class AbsentPeerException extends Exception {

    AbsentPeerException(String message) {
        super(message);
    }
}
