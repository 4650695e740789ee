package org.cosearch.campaign.store;

/** A store that does not do what it was asked to, such as for want of disk space. What it acknowledged before is safe. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
