/** The {@code kinglet} command, at the user's end of every step: commands are parsed, run and reported here. */
@NullMarked
package dev.kinglet.cli;

import org.jspecify.annotations.NullMarked;
