package io.exogenesis.omega.core.admin;

/**
 * One thing that was looked at.
 *
 * @param detail one line for the operator: what is there, or what is missing and what to do
 */
public record Check(String name, boolean up, String detail) {}
