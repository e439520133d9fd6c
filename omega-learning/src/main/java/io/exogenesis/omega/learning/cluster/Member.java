package io.exogenesis.omega.learning.cluster;

/**
 * One pattern of one voter, the handle by which it is taken out again.
 *
 * @param <T> what it is to the caller
 */
public final class Member<T> {
    final T subject;
    final String voter;
    /** Small number of the voter. */
    final int number;

    final int lot;
    final long order;
    final double weight;
    final Node<T> node;

    Member(Node<T> node, T subject, String voter, int number, int lot, long order, double weight) {
        this.node = node;
        this.subject = subject;
        this.voter = voter;
        this.number = number;
        this.lot = lot;
        this.order = order;
        this.weight = weight;
    }

    /** Whether there may be another pattern within a cosine of {@value Doubles#COSINE}; false if there is surely none. */
    public boolean doubled() {
        return node.doubled || node.members.size() > 1;
    }

    /** What it is to the caller. */
    public T subject() {
        return subject;
    }
}
