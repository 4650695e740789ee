package org.cosearch.report;

/**
 * One thing that is true of a design, as a name and a text for people, such as {@code template} and {@code nvdla}.
 *
 * @param name with its unit where it has one, such as {@code global_buffer_kib}
 */
public record Fact(String name, String text) {}
