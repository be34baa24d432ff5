/**
 * Underneath all steps: as much of JSON as messages and records need. Kinglet's own, because a library's costs a cold worker a fifth of
 * its start: its numbers load {@code BigDecimal}, whose initialisation alone takes 30 ms on JDK 25.
 */
@NullMarked
package dev.kinglet.json;

import org.jspecify.annotations.NullMarked;
