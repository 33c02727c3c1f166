package io.qipan.ecology.evidence.model;

/**
 * The end of a chain of custody, as it was seen once. Kept where the chain is not, it shows whether the chain was cut or made anew.
 *
 * @param entries how many there were; 0: none was seen
 * @param seal of the last, 64 hexadecimal digits; empty: not known
 */
public record CustodyHead(int entries, String seal) {}
