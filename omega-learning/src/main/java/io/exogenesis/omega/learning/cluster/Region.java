package io.exogenesis.omega.learning.cluster;

import java.util.ArrayList;
import java.util.List;

/** Nodes whose groups may depend on each other, and on no others. */
final class Region<T> {
    List<Node<T>> nodes = new ArrayList<>(1);
    List<LiveGroup<T>> groups = new ArrayList<>(1);
    /** Numbers of the middles that its gates were drawn around. */
    List<Integer> centres = List.of();

    boolean dirty = true;
    /** Became part of another. */
    boolean merged;

    Region(Node<T> only) {
        nodes.add(only);
        only.region = this;
    }
}
